//! By what somebody signs in.

use serde::{Deserialize, Serialize};

use super::{ProviderId, ProviderType, TokenSet, UserId};

/// The kind of an account is the kind of its provider.
pub type AccountType = ProviderType;

/// What a provider says about one sign-in (Auth.js: `Account`). One user can have several.
#[derive(Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Account {
    /// The provider's id.
    pub provider: ProviderId,
    /// The user's id at the provider: the OAuth subject, the e-mail address of a magic link, the user id of
    /// credentials, the base64 credential id of a passkey.
    #[serde(rename = "providerAccountId")]
    pub provider_account_id: String,
    /// The kind of the provider.
    #[serde(rename = "type")]
    pub kind: AccountType,
    /// The user to whom the account is linked, where there is a database.
    #[serde(rename = "userId", default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// The provider's tokens; all absent but for OAuth and OpenID Connect.
    #[serde(flatten, skip_serializing)]
    pub tokens: TokenSet,
}

impl Account {
    /// An account without tokens.
    pub fn new(
        provider: impl Into<ProviderId>,
        kind: AccountType,
        provider_account_id: impl Into<String>,
    ) -> Self {
        Self {
            provider: provider.into(),
            provider_account_id: provider_account_id.into(),
            kind,
            user_id: None,
            tokens: TokenSet::default(),
        }
    }
}

/// Leaves the tokens out.
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
