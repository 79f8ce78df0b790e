//! Users and accounts as JSON.

use auth::{
    Account, Secret, StoredId, User,
    adapter::{AdapterError, AdapterUser, ExtraColumns, Kind, Link, Result},
    provider::{AccountType, ProviderId, TokenSet},
    time::UnixTime,
};
use serde::{Deserialize, Serialize};

/// A user as stored.
#[derive(Clone, Serialize, Deserialize)]
pub struct UserRow {
    pub user: User,
    /// In milliseconds.
    pub email_verified: Option<i64>,
    pub columns: ExtraColumns,
    pub accounts: Vec<AccountRow>,
}

/// An account as stored, in the row of its user.
#[derive(Clone, Serialize, Deserialize)]
pub struct AccountRow {
    pub provider: ProviderId,
    pub id: String,
    kind: AccountType,
    /// `true` if the provider has verified that the e-mail address of the user is the user's.
    pub proves_email: bool,
    /// The tokens of the provider, as `TokenSet` reads them.
    tokens: serde_json::Value,
}

impl UserRow {
    /// Returns the ID.
    pub fn id(&self) -> StoredId {
        StoredId::from_store(self.user.id.clone())
    }

    /// Returns the user for the library.
    pub fn to_user(&self) -> AdapterUser {
        let mut user = AdapterUser::new(self.user.clone());
        user.email_verified = self.email_verified.map(UnixTime::from_millis);
        user.columns = self.columns.clone();
        user
    }

    /// Replaces what [`to_user`](Self::to_user) has returned.
    pub fn set_user(&mut self, user: AdapterUser) {
        self.user = user.user;
        self.email_verified = user.email_verified.map(UnixTime::as_millis);
        self.columns = user.columns;
    }

    /// Notes that no account proves the e-mail address, because it has changed.
    pub fn doubt_accounts(&mut self) {
        self.accounts.iter_mut().for_each(|account| account.proves_email = false);
    }
}

impl AccountRow {
    /// Returns `true` if this is the account with this ID at this provider.
    pub fn is(&self, provider: &ProviderId, id: &str) -> bool {
        self.provider == *provider && self.id == id
    }

    /// Returns the account for the library.
    pub fn to_account(&self, user: &StoredId) -> Result<Account> {
        let mut account = Account::new(self.provider.clone(), self.kind, self.id.clone());
        account.user_id = Some(user.clone().into());
        account.tokens = serde_json::from_value(self.tokens.clone())
            .map_err(|_| AdapterError::Corrupt { kind: Kind::Account, column: "tokens" })?;
        Ok(account)
    }
}

impl From<Link> for AccountRow {
    fn from(link: Link) -> Self {
        let Account { provider, provider_account_id, kind, tokens, .. } = link.account;
        Self {
            provider,
            id: provider_account_id,
            kind,
            proves_email: link.proves_email,
            tokens: to_json(&tokens),
        }
    }
}

/// Writes tokens. Secrets have no `Serialize`, so that each place in which they leave the process can be found.
fn to_json(tokens: &TokenSet) -> serde_json::Value {
    let secret = |token: &Option<Secret>| token.as_ref().map(|token| token.expose().to_owned());
    serde_json::json!({
        "access_token": secret(&tokens.access_token),
        "refresh_token": secret(&tokens.refresh_token),
        "id_token": secret(&tokens.id_token),
        "token_type": tokens.token_type,
        "expires_at": tokens.expires_at.map(UnixTime::as_secs),
        "scope": tokens.scope,
        "session_state": tokens.session_state,
    })
}
