//! What there is to sign in with, seen from outside.

use serde::{Deserialize, Serialize};

use super::text_newtype;

text_newtype! {
    /// The id of a provider, as it stands in URLs: `credentials`, `github`, `microsoft-entra-id`.
    ProviderId
}

/// The kind of a provider (Auth.js: `type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ProviderType {
    /// OAuth 2.0.
    OAuth,
    /// OpenID Connect.
    Oidc,
    /// A magic link by e-mail.
    Email,
    /// A form of the application's own, checked by its `authorize` callback.
    Credentials,
    /// WebAuthn, passkeys included.
    WebAuthn,
}

/// A provider as `GET /auth/providers` lists it (Auth.js: `PublicProvider`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PublicProvider {
    /// The id, as in URLs.
    pub id: ProviderId,
    /// The name to show.
    pub name: String,
    /// The kind.
    #[serde(rename = "type")]
    pub kind: ProviderType,
    /// Where a sign-in starts: `{origin}{base path}/signin/{id}`.
    #[serde(rename = "signinUrl")]
    pub sign_in_url: String,
    /// Where a sign-in comes back: `{origin}{base path}/callback/{id}`.
    #[serde(rename = "callbackUrl")]
    pub callback_url: String,
}
