//! The accounts that users sign in with.

use serde::{Deserialize, Serialize};

use super::{Authenticator, ProviderId, ProviderType, TokenSet, UserId};
use crate::contract::IntoText;

/// The kind of an account, which is the kind of its provider.
pub type AccountType = ProviderType;

/// An account at a provider, with the data of one sign-in (Auth.js: `Account`). A user can have several accounts.
#[derive(Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Account {
    /// The provider's ID.
    pub provider: ProviderId,
    /// The user's ID at the provider: the OAuth subject, the e-mail address of a magic link, the user ID of
    /// credentials, or the base64 credential ID of a passkey.
    #[serde(rename = "providerAccountId")]
    pub provider_account_id: String,
    /// The kind of the provider.
    #[serde(rename = "type")]
    pub kind: AccountType,
    /// The user that the account is linked to; `None` without a database.
    #[serde(rename = "userId", default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// The provider's tokens. All are absent unless the provider uses OAuth 2.0 or OpenID Connect.
    #[serde(flatten, skip_serializing)]
    pub tokens: TokenSet,
}

impl Account {
    /// Creates an account without tokens.
    pub fn new(
        provider: impl IntoText<ProviderId>,
        kind: AccountType,
        provider_account_id: impl IntoText<String>,
    ) -> Self {
        Self {
            provider: provider.into_text(),
            provider_account_id: provider_account_id.into_text(),
            kind,
            user_id: None,
            tokens: TokenSet::default(),
        }
    }

    /// Returns `true` if this is the account of a passkey.
    #[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for adapters"))]
    pub(crate) fn is_of_passkey(&self, passkey: Option<&Authenticator>) -> bool {
        let is_same = |passkey: &Authenticator| {
            self.provider_account_id == passkey.provider_account_id
                && self.user_id.as_ref() == Some(&*passkey.user_id)
        };
        self.kind == ProviderType::WebAuthn && passkey.is_some_and(is_same)
    }
}

/// Omits the tokens.
impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account")
            .field("provider", &self.provider)
            .field("provider_account_id", &self.provider_account_id)
            .field("kind", &self.kind)
            .field("user_id", &self.user_id)
            .finish_non_exhaustive()
    }
}
