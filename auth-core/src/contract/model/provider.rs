//! Providers, as clients see them.

use serde::{Deserialize, Serialize};

use super::text_newtype;

text_newtype! {
    /// The ID of a provider, which is part of URLs: `credentials`, `github`, `microsoft-entra-id`.
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
    /// The application's own form, checked by its `authorize` callback.
    Credentials,
    /// WebAuthn, which includes passkeys.
    WebAuthn,
    /// A code that is sent to a phone. Auth.js has no such kind.
    Sms,
}

/// A provider as `GET /auth/providers` lists it (Auth.js: `PublicProvider`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PublicProvider {
    /// The ID, as in URLs.
    pub id: ProviderId,
    /// The name to show.
    pub name: String,
    /// The kind.
    #[serde(rename = "type")]
    pub kind: ProviderType,
    /// The URL that starts a sign-in: `{origin}{base path}/signin/{id}`.
    #[serde(rename = "signinUrl")]
    pub sign_in_url: String,
    /// The URL that a sign-in returns to: `{origin}{base path}/callback/{id}`.
    #[serde(rename = "callbackUrl")]
    pub callback_url: String,
}
