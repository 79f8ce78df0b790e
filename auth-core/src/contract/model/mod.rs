//! The nouns of Auth.js as types: users, accounts, tokens of providers, profiles, and the rows of an adapter.

mod account;
mod adapter;
mod authenticator;
mod columns;
mod credential;
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
mod known_user;
mod optional_value;
mod profile_user;
mod provider;
mod standard_claims;
mod stored_id;
mod token_set;
mod user;
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
mod verified_email;

#[cfg_attr(not(feature = "server"), allow(unused_imports, reason = "for the flow"))]
pub(crate) use self::known_user::Identity;
pub use self::{
    account::{Account, AccountType},
    adapter::{AdapterSession, AdapterUser, ExtraColumns, Removed, VerificationToken},
    authenticator::{Authenticator, CredentialDeviceType},
    columns::{ColumnError, ColumnValue, DefaultColumn, EmptyColumn, NotAColumn, UserColumns, UserData},
    credential::{StoredApiKey, StoredPassword, StoredTotp},
    known_user::{IntoKnownUser, KnownUser},
    optional_value::OptionalValue,
    profile_user::ProfileUser,
    provider::{ProviderId, ProviderType, PublicProvider},
    standard_claims::{Address, StandardClaims},
    stored_id::{AsStoredId, StoredId},
    token_set::TokenSet,
    user::{User, UserId},
    verified_email::{VerifiedBy, VerifiedEmail},
};

/// Declares a string newtype: a type of its own for the compiler, a plain string on the wire.
macro_rules! text_newtype {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps a string.
            pub fn new(text: impl $crate::contract::IntoText<String>) -> Self {
                Self(text.into_text())
            }

            /// Returns the string.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Returns the string without copying it.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        #[diagnostic::do_not_recommend]
        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        #[diagnostic::do_not_recommend]
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        crate::contract::into_text!($name);

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        // Written out, so that a comparison with a number does not list what can be compared.
        #[diagnostic::do_not_recommend]
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.0.hash(state);
            }
        }

        #[diagnostic::do_not_recommend]
        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        #[diagnostic::do_not_recommend]
        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        #[diagnostic::do_not_recommend]
        impl PartialEq<String> for $name {
            fn eq(&self, other: &String) -> bool {
                self.0 == *other
            }
        }
    };
}
pub(crate) use text_newtype;
