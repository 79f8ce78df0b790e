//! Your own OAuth 2.0 and OpenID Connect providers, and the options that all providers have.
//!
//! A function under [`#[auth::provider(…)]`](macro@crate::provider) needs none of this. [`Oidc`] and [`OAuth2`] are for
//! providers whose endpoints or options are known only at run time, and [`Vendor`] is for a provider that is shared as
//! a library. [`OAuthProvider`] is a provider with its client, and has the options.

#[doc(inline)]
pub use auth_core::provider::oauth::{
    AppleKey, ClientAuthMethod, Definition, IdTokenAlgorithm, Lookup, LookupError, MissingVariable, OAuth2,
    OAuthProvider, Oidc, PrivateKey, ProviderConfigError, TokenAnswer, UserInfo, UserProfile, Vendor,
};
