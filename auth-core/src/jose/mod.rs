//! JOSE: the formats of tokens.
