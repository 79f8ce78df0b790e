//! Sign-in by OAuth 2.0 and OpenID Connect: providers, and their configuration by an application.
//!
//! A [`Vendor`] is the type of a provider: a [`Definition`] as data, the type of its profiles, and the
//! function that converts a profile into a user. An [`OAuthProvider`] adds the application's client ID and
//! credential.

mod authorize_request;
mod cached;
#[doc(hidden)]
pub mod callback;
mod client_auth;
mod configured;
mod credential;
mod custom;
mod definition;
mod described;
mod discovery;
mod end_session;
mod env;
mod error;
mod hooks;
mod id_token;
mod id_token_check;
mod identify;
mod identity_provider;
mod issuer;
mod jwks;
mod logout_token;
mod lookup;
mod refresh_lock;
mod requested_claims;
mod reserved_params;
mod runtime;
mod settings;
mod template;
mod text;
mod token_answer;
mod token_request;
mod token_response;
mod userinfo;
mod vendor;

use http::HeaderValue;

pub(crate) use self::{
    authorize_request::AuthorizationRequest,
    credential::Credential,
    discovery::Metadata,
    end_session::LogoutRequest,
    error::OAuthError,
    id_token::{Authentication, provider_session},
    identify::Proof,
    identity_provider::{IdentifyError, Identity, IdentityProvider},
    issuer::OtherIssuer,
    logout_token::Ended,
    runtime::OAuth,
    settings::OAuthSettings,
    token_request::Grant,
};
pub use self::{
    client_auth::ClientAuthMethod,
    configured::{ConfiguredProvider, OAuthProvider},
    credential::{AppleKey, PrivateKey},
    custom::{OAuth2, Oidc, UserProfile},
    definition::Definition,
    env::MissingVariable,
    id_token::IdTokenAlgorithm,
    id_token_check::IdTokenCheck,
    lookup::{Lookup, LookupError},
    runtime::ProviderConfigError,
    token_answer::TokenAnswer,
    userinfo::UserInfo,
    vendor::Vendor,
};
use crate::contract::Secret;

/// Builds the value of `Authorization` for an access token (RFC 6750 section 2.1). It is marked as sensitive.
pub(crate) fn bearer(token: &Secret) -> Result<HeaderValue, http::Error> {
    let mut value = HeaderValue::try_from(format!("Bearer {}", token.expose()))?;
    value.set_sensitive(true);
    Ok(value)
}
