//! Custom providers, which are not in the catalogue.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::{
    configured::OAuthProvider, credential::Credential, definition::Definition, text::Text, vendor::Vendor,
};
use crate::contract::{BoxError, IntoText, ProfileUser, Secret, StandardClaims, TokenSet};

/// A profile that can be converted into a user. The profiles of
/// [`provider::profile`](crate::provider::profile) implement it.
pub trait UserProfile: DeserializeOwned + Send + Sync + 'static {
    /// Converts the profile into a user.
    ///
    /// # Errors
    /// Fails if the profile is not that of a user.
    fn user(self) -> Result<ProfileUser, BoxError>;
}

/// Maps the claims like Auth.js by default: `sub`; `name`, or else `nickname`, or else `preferred_username`;
/// `email`; `picture`.
impl UserProfile for StandardClaims {
    fn user(self) -> Result<ProfileUser, BoxError> {
        let sub = self.sub.ok_or("the profile has no `sub`")?;
        let name = self.name.or(self.nickname).or(self.preferred_username);
        let user = ProfileUser::new(sub).name(name).email(self.email).image(self.picture);
        Ok(user.email_verified(self.email_verified))
    }
}

/// Any OpenID provider, with profiles of type `P`.
///
/// ```
/// use auth::provider::oauth::Oidc;
///
/// let acme = <Oidc>::new("acme", "Acme", "https://id.acme.test", "my-client", "s3cret");
/// ```
pub struct Oidc<P = StandardClaims>(PhantomData<fn() -> P>);

impl<P: UserProfile> Oidc<P> {
    /// Creates the provider for an issuer. Its endpoints are discovered.
    pub fn new(
        id: impl IntoText<Text>,
        name: impl IntoText<Text>,
        issuer: impl IntoText<Text>,
        client_id: impl IntoText<String>,
        client_secret: impl IntoText<Secret>,
    ) -> OAuthProvider<Self> {
        let definition = Definition::oidc(id, name).issuer(issuer);
        OAuthProvider::with(definition, client_id.into_text(), Credential::Secret(client_secret.into_text()))
    }
}

impl<P: UserProfile> Vendor for Oidc<P> {
    type Profile = P;

    fn definition() -> Definition {
        Definition::oidc("oidc", "OpenID Connect")
    }

    async fn user(profile: P, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}

/// Any OAuth 2.0 provider, with profiles of type `P`.
///
/// ```
/// use auth::{BoxError, provider::{oauth::{Definition, OAuth2, UserProfile}, ProfileUser}};
///
/// #[derive(serde::Deserialize)]
/// struct AcmeProfile { id: u64, login: String }
///
/// impl UserProfile for AcmeProfile {
///     fn user(self) -> Result<ProfileUser, BoxError> {
///         Ok(ProfileUser::new(self.id).name(self.login))
///     }
/// }
///
/// let definition = Definition::oauth("acme", "Acme")
///     .authorization("https://acme.test/authorize")
///     .token("https://acme.test/token")
///     .userinfo("https://acme.test/me")
///     .scope("read:user");
/// let acme = OAuth2::<AcmeProfile>::new(definition, "my-client", "s3cret");
/// ```
pub struct OAuth2<P = StandardClaims>(PhantomData<fn() -> P>);

impl<P: UserProfile> OAuth2<P> {
    /// Creates the provider from a definition.
    pub fn new(
        definition: Definition,
        client_id: impl IntoText<String>,
        client_secret: impl IntoText<Secret>,
    ) -> OAuthProvider<Self> {
        OAuthProvider::with(definition, client_id.into_text(), Credential::Secret(client_secret.into_text()))
    }
}

impl<P: UserProfile> Vendor for OAuth2<P> {
    type Profile = P;

    fn definition() -> Definition {
        Definition::oauth("oauth", "OAuth 2.0")
    }

    async fn user(profile: P, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
