//! What protects a round trip: CSRF tokens and callback URLs.

pub(crate) mod callback_url;
pub(crate) mod csrf;
mod url;
