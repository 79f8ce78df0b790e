//! Providers: the kinds of sign-in behind one enum.

#[cfg(feature = "oauth")]
mod catalog;
pub(crate) mod credentials;
#[cfg(feature = "email")]
pub mod email;
#[cfg(feature = "oauth")]
pub mod oauth;
#[cfg(any(feature = "email", feature = "sms"))]
pub(crate) mod one_time_code;
#[cfg(feature = "password")]
pub mod passwords;
#[cfg(feature = "oauth")]
pub mod profile;
#[cfg(feature = "sms")]
pub mod sms;
#[cfg(feature = "passkey")]
pub mod webauthn;

#[cfg(feature = "oauth")]
pub use self::catalog::*;
#[cfg(feature = "email")]
pub use self::email::Email;
#[cfg(feature = "password")]
pub use self::passwords::Passwords;
#[cfg(feature = "sms")]
pub use self::sms::Sms;
#[cfg(feature = "passkey")]
pub use self::webauthn::Passkey;

use crate::{
    config::{Color, Origin},
    contract::{ProviderId, ProviderType, PublicProvider},
};

/// A configured provider. The types of the application's callbacks are erased here, once, because the
/// providers of an application are a list of different types.
pub(crate) enum Provider<S> {
    /// A sign-in form of the application.
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
    /// Codes that are sent to phones.
    #[cfg(feature = "sms")]
    Sms(Box<sms::Sms>),
}

/// The properties that providers of every kind have.
pub(crate) struct Description<'p> {
    id: &'p ProviderId,
    name: &'p str,
    kind: ProviderType,
    brand_color: Option<Color>,
    signs_out: bool,
    accepts_logout: bool,
}

impl<'p> Description<'p> {
    fn new(id: &'p ProviderId, name: &'p str, kind: ProviderType) -> Self {
        Self { id, name, kind, brand_color: None, signs_out: false, accepts_logout: false }
    }
}

impl<S> Provider<S> {
    fn description(&self) -> Description<'_> {
        match self {
            Self::Credentials(provider) => {
                Description::new(&provider.id, &provider.name, ProviderType::Credentials)
            }
            #[cfg(feature = "oauth")]
            Self::OAuth(provider) => Description {
                brand_color: provider.brand_color,
                signs_out: provider.sign_out_at_provider,
                accepts_logout: provider.back_channel_logout,
                ..Description::new(&provider.id, &provider.name, provider.kind)
            },
            #[cfg(feature = "email")]
            Self::Email(provider) => Description::new(&provider.id, &provider.name, ProviderType::Email),
            #[cfg(feature = "passkey")]
            Self::Passkey(provider) => Description::new(&provider.id, &provider.name, ProviderType::WebAuthn),
            #[cfg(feature = "sms")]
            Self::Sms(provider) => Description::new(&provider.id, &provider.name, ProviderType::Sms),
        }
    }

    pub(crate) fn id(&self) -> &ProviderId {
        self.description().id
    }

    /// Returns the name, as it is shown.
    pub(crate) fn display_name(&self) -> &str {
        self.description().name
    }

    /// Returns the kind.
    pub(crate) fn kind(&self) -> ProviderType {
        self.description().kind
    }

    /// Returns the colour of its button.
    pub(crate) fn brand_color(&self) -> Option<Color> {
        self.description().brand_color
    }

    /// Returns `true` if sign-out continues at the provider.
    pub(crate) fn signs_out(&self) -> bool {
        self.description().signs_out
    }

    /// Returns `true` if the provider may end sessions by a request of its own.
    pub(crate) fn accepts_logout(&self) -> bool {
        self.description().accepts_logout
    }

    /// Returns `true` if the provider has a limit of its own for each account.
    pub(crate) fn limits_accounts(&self) -> bool {
        match self {
            #[cfg(feature = "email")]
            Self::Email(provider) => provider.requests.is_some(),
            #[cfg(feature = "sms")]
            Self::Sms(_) => true,
            _ => false,
        }
    }

    /// Returns `true` if the sign-in page has a form with fields for it.
    pub(crate) fn has_form(&self) -> bool {
        match self {
            Self::Credentials(provider) => !provider.fields.is_empty(),
            #[cfg(feature = "oauth")]
            Self::OAuth(_) => false,
            #[cfg(feature = "email")]
            Self::Email(_) => true,
            #[cfg(feature = "passkey")]
            Self::Passkey(_) => true,
            #[cfg(feature = "sms")]
            Self::Sms(_) => true,
        }
    }

    /// Returns the provider if it is a credentials provider.
    #[allow(irrefutable_let_patterns, reason = "some features add other kinds")]
    pub(crate) fn credentials(&self) -> Option<&credentials::Credentials<S>> {
        if let Self::Credentials(provider) = self { Some(provider) } else { None }
    }

    /// Returns the provider if it is one of magic links.
    #[cfg(feature = "email")]
    pub(crate) fn email(&self) -> Option<&email::Email> {
        if let Self::Email(provider) = self { Some(provider) } else { None }
    }

    /// Returns the provider if it is one of codes by telephone.
    #[cfg(feature = "sms")]
    pub(crate) fn sms(&self) -> Option<&sms::Sms> {
        if let Self::Sms(provider) = self { Some(provider) } else { None }
    }

    /// Returns the provider if it is a passkey provider.
    #[cfg(feature = "passkey")]
    pub(crate) fn passkey(&self) -> Option<&webauthn::Passkey> {
        if let Self::Passkey(provider) = self { Some(provider) } else { None }
    }

    /// Returns the provider as `GET /auth/providers` lists it.
    pub(crate) fn public(&self, origin: &Origin, base_path: &str) -> PublicProvider {
        let Description { id, name, kind, .. } = self.description();
        let url = |action| format!("{origin}{base_path}/{action}/{id}");
        PublicProvider {
            id: id.clone(),
            name: name.to_owned(),
            kind,
            sign_in_url: url("signin"),
            callback_url: url("callback"),
        }
    }
}
