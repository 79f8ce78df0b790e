//! Providers: the catalogue, OAuth 2.0 and OpenID Connect, magic links, and passkeys.

#[doc(inline)]
pub use auth_core::contract::{
    AccountType, Address, ProfileUser, ProviderId, ProviderType, PublicProvider, StandardClaims, TokenSet,
};
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::provider::*;
#[cfg(feature = "oauth")]
#[doc(inline)]
pub use auth_core::{
    check::CheckError,
    flow::{ProviderTokens, ProviderTokensError},
    http::{HttpClient, HttpError, HttpFuture, ReqwestClient},
};
