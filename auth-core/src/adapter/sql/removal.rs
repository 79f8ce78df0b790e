//! The removal of users and accounts in SQL.

use super::{SqlAdapter, SqlDialect, failure::Attempt, rows, transaction::Transaction, value::Value};
use crate::contract::{EmailAddress, ProviderId, ProviderType, Removed, StoredId};

impl<D: SqlDialect> SqlAdapter<D> {
    /// Removes a user and the rows that belong to the user. The row of the user is locked first: without
    /// foreign keys, only this lock keeps concurrent transactions from adding rows for the user.
    pub(super) async fn try_delete_user(&self, id: &StoredId, key: &Value) -> Attempt<bool> {
        let mut transaction = self.begin().await?;
        let existed = transaction.delete_user(id, key).await?;
        transaction.commit().await?;
        Ok(existed)
    }

    pub(super) async fn try_unlink(&self, provider: &ProviderId, provider_account_id: &str) -> Attempt<bool> {
        let account = [provider.as_str().into(), provider_account_id.into()];
        let mut transaction = self.begin().await?;
        let is_passkey = transaction.fetch_one(&self.statements.account, &account).await?;
        let Some(stored) = is_passkey.map(rows::account).transpose()? else { return Ok(false) };
        if stored.kind == ProviderType::WebAuthn {
            transaction.forget_passkey(provider_account_id).await?;
            transaction.execute(&self.statements.delete_passkey, &[provider_account_id.into()]).await?;
        }
        let removed = transaction.execute(&self.statements.delete_account, &account).await? > 0;
        transaction.commit().await?;
        Ok(removed)
    }
}

impl<D: SqlDialect> Transaction<'_, D> {
    /// Removes a user and the rows that belong to the user. Returns `false` if there is no such user. The row of the user is
    /// locked first.
    pub(crate) async fn delete_user(&mut self, id: &StoredId, key: &Value) -> Attempt<bool> {
        let statements = self.adapter.statements.clone();
        let key = std::slice::from_ref(key);
        let Some(mut row) = self.fetch_one(&statements.user_for_update, key).await? else { return Ok(false) };
        let user = rows::user(&mut row, &self.adapter.extra)?;
        self.execute(&statements.delete_unproven_of, &[id.as_str().into()]).await?;
        let [owner] = key else { return Ok(false) };
        self.delete_credentials(owner.clone(), Removed::default()).await?;
        for statement in [
            &statements.delete_sessions_of,
            &statements.delete_accounts_of,
            &statements.delete_passkeys_of,
            &statements.delete_user,
        ] {
            self.execute(statement, key).await?;
        }
        self.execute(&statements.delete_epoch, &[id.as_str().into()]).await?;
        if let Some(email) = user.user.email {
            self.execute(&statements.delete_tokens_of, &[(&email).into()]).await?;
            if let Ok(canonical) = EmailAddress::parse(&email) {
                self.execute(&statements.delete_tokens_of, &[canonical.as_str().into()]).await?;
            }
        }
        Ok(true)
    }
}
