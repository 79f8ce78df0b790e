//! The removal of users and accounts in SQL.

use super::{SqlAdapter, SqlDialect, failure::Attempt, rows, value::Value};
use crate::contract::{ProviderId, ProviderType, Removed, StoredId};

impl<D: SqlDialect> SqlAdapter<D> {
    /// Removes a user and the rows that belong to the user. The row of the user is locked first: without
    /// foreign keys, only this lock keeps concurrent transactions from adding rows for the user.
    pub(super) async fn try_delete_user(&self, id: &StoredId, key: &Value) -> Attempt<bool> {
        let statements = &self.statements;
        let mut transaction = self.begin().await?;
        if transaction.fetch_one(&statements.lock_user, std::slice::from_ref(key)).await?.is_none() {
            return Ok(false);
        }
        transaction.execute(&statements.delete_unproven_of, &[id.as_str().into()]).await?;
        transaction.delete_credentials(key.clone(), Removed::default()).await?;
        let key = std::slice::from_ref(key);
        for statement in [
            &statements.delete_sessions_of,
            &statements.delete_accounts_of,
            &statements.delete_passkeys_of,
            &statements.delete_user,
        ] {
            transaction.execute(statement, key).await?;
        }
        transaction.execute(&statements.delete_epoch, &[id.as_str().into()]).await?;
        transaction.commit().await?;
        Ok(true)
    }

    pub(super) async fn try_unlink(&self, provider: &ProviderId, provider_account_id: &str) -> Attempt<bool> {
        let account = [provider.as_str().into(), provider_account_id.into()];
        let mut transaction = self.begin().await?;
        let is_passkey = transaction.fetch_one(&self.statements.account, &account).await?;
        let Some(stored) = is_passkey.map(rows::account).transpose()? else { return Ok(false) };
        if stored.kind == ProviderType::WebAuthn {
            transaction.execute(&self.statements.delete_passkey, &[provider_account_id.into()]).await?;
        }
        let removed = transaction.execute(&self.statements.delete_account, &account).await? > 0;
        transaction.commit().await?;
        Ok(removed)
    }
}
