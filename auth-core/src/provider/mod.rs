//! What there is to sign in with.

#[cfg(feature = "oauth")]
mod catalog;
pub(crate) mod credentials;
#[cfg(feature = "email")]
pub mod email;
#[cfg(feature = "oauth")]
pub mod oauth;
#[cfg(feature = "oauth")]
pub mod profile;
#[cfg(feature = "passkey")]
pub mod webauthn;

#[cfg(feature = "oauth")]
pub use self::catalog::*;
#[cfg(feature = "email")]
pub use self::email::Email;
#[cfg(feature = "passkey")]
pub use self::webauthn::Passkey;

use crate::{
    config::{BasePath, Color, Origin},
    model::{ProviderId, ProviderType, PublicProvider},
};

/// A configured provider. What it calls of the application is erased here, once: providers are a list of
/// unlike things.
pub(crate) enum Provider<S> {
    /// A form of the application's own.
    Credentials(credentials::Credentials<S>),
    /// An identity provider.
    #[cfg(feature = "oauth")]
    OAuth(Box<oauth::IdentityProvider<S>>),
    /// Magic links.
    #[cfg(feature = "email")]
    Email(Box<email::Email>),
    /// Passkeys.
    #[cfg(feature = "passkey")]
    Passkey(Box<webauthn::Passkey>),
}

impl<S> Provider<S> {
    pub(crate) fn id(&self) -> &ProviderId {
        match self {
            Self::Credentials(provider) => &provider.id,
            #[cfg(feature = "oauth")]
            Self::OAuth(provider) => &provider.id,
            #[cfg(feature = "email")]
            Self::Email(provider) => &provider.id,
            #[cfg(feature = "passkey")]
            Self::Passkey(provider) => &provider.id,
        }
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Credentials(provider) => &provider.name,
            #[cfg(feature = "oauth")]
            Self::OAuth(provider) => &provider.name,
            #[cfg(feature = "email")]
            Self::Email(provider) => &provider.name,
            #[cfg(feature = "passkey")]
            Self::Passkey(provider) => &provider.name,
        }
    }

    pub(crate) fn kind(&self) -> ProviderType {
        match self {
            Self::Credentials(_) => ProviderType::Credentials,
            #[cfg(feature = "oauth")]
            Self::OAuth(provider) => provider.kind,
            #[cfg(feature = "email")]
            Self::Email(_) => ProviderType::Email,
            #[cfg(feature = "passkey")]
            Self::Passkey(_) => ProviderType::WebAuthn,
        }
    }

    /// The colour of its button.
    pub(crate) fn brand_color(&self) -> Option<Color> {
        match self {
            Self::Credentials(_) => None,
            #[cfg(feature = "oauth")]
            Self::OAuth(provider) => provider.brand_color,
            #[cfg(feature = "email")]
            Self::Email(_) => None,
            #[cfg(feature = "passkey")]
            Self::Passkey(_) => None,
        }
    }

    /// The provider, if it is one of credentials.
    pub(crate) fn credentials(&self) -> Option<&credentials::Credentials<S>> {
        match self {
            Self::Credentials(provider) => Some(provider),
            #[cfg(feature = "oauth")]
            Self::OAuth(_) => None,
            #[cfg(feature = "email")]
            Self::Email(_) => None,
            #[cfg(feature = "passkey")]
            Self::Passkey(_) => None,
        }
    }

    /// The provider, if it is one of passkeys.
    #[cfg(feature = "passkey")]
    pub(crate) fn passkey(&self) -> Option<&webauthn::Passkey> {
        if let Self::Passkey(provider) = self { Some(provider) } else { None }
    }

    /// As `GET /auth/providers` lists it.
    pub(crate) fn public(&self, origin: &Origin, base_path: &BasePath) -> PublicProvider {
        let url = |action| format!("{origin}{}/{action}/{}", base_path.as_str(), self.id());
        PublicProvider {
            id: self.id().clone(),
            name: self.name().to_owned(),
            kind: self.kind(),
            sign_in_url: url("signin"),
            callback_url: url("callback"),
        }
    }
}
