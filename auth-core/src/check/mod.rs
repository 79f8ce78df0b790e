//! What protects a round trip: CSRF tokens and callback URLs.
