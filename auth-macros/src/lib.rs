//! The attributes of `auth`.
