//! The tokens of an identity provider.

use serde::Deserialize;

use crate::contract::{secret::Secret, time::UnixTime};

/// The response of a token endpoint (RFC 6749 section 5.1; Auth.js: `TokenSet`).
///
/// Tokens are secrets: the type has no `Debug` and no `Serialize`.
#[derive(Clone, Default, Deserialize)]
#[non_exhaustive]
pub struct TokenSet {
    /// The access token.
    #[serde(default)]
    pub access_token: Option<Secret>,
    /// The refresh token.
    #[serde(default)]
    pub refresh_token: Option<Secret>,
    /// The ID token of OpenID Connect, unchanged.
    #[serde(default)]
    pub id_token: Option<Secret>,
    /// `bearer` or `dpop`, in lower case.
    #[serde(default)]
    pub token_type: Option<String>,
    /// The time at which the access token expires (Auth.js: `expires_at`, in seconds).
    #[serde(default)]
    pub expires_at: Option<UnixTime>,
    /// The granted scopes, separated by spaces.
    #[serde(default)]
    pub scope: Option<String>,
    /// The session state of OpenID Connect session management.
    #[serde(default)]
    pub session_state: Option<String>,
}
