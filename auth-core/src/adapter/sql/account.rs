//! Facts about passkeys, ways in, and the step of the application at a deletion in SQL.
//!
//! The table of the facts is optional, as those of [`super::credentials`] are.

use super::{
    SqlAdapter, SqlDialect,
    failure::{Attempt, Failure},
    rows,
    schema::{PASSKEY_DETAILS, PASSWORDS},
    transaction::Transaction,
    value::Value,
};
use crate::{
    adapter::{
        AdapterError, Kind, PasskeyDetails, PasskeyNote, Result, UserDeletion, WayIn, WayInRemoval, WaysIn,
        WaysOfUser, operation::Before,
    },
    contract::{Account, Authenticator, StoredId},
};

impl<D: SqlDialect> SqlAdapter<D> {
    pub(super) async fn details_of(&self, user: &StoredId) -> Result<Vec<PasskeyDetails>> {
        self.limits_of(&PASSKEY_DETAILS).await?;
        let Some(key) = self.key(user) else { return Ok(Vec::new()) };
        let rows = self.fetch(&self.statements.passkey_details_of, &[key]).await?;
        rows.into_iter().map(|mut row| rows::passkey_details(&mut row)).collect()
    }

    pub(super) async fn try_note_passkey(
        &self,
        user: &StoredId,
        credential_id: &str,
        note: &PasskeyNote,
    ) -> Attempt<bool> {
        let (statements, Some(key)) = (&self.statements, self.key(user)) else { return Ok(false) };
        let mut transaction = self.begin().await?;
        // Notes of one user run one after the other, and no removal comes in between.
        if transaction.fetch_one(&statements.lock_user, std::slice::from_ref(&key)).await?.is_none() {
            return Ok(false);
        }
        let passkey = transaction.fetch_one(&statements.passkey, &[credential_id.into()]).await?;
        let passkey = passkey.map(rows::passkey).transpose()?;
        if passkey.is_none_or(|passkey| passkey.user_id != *user) {
            return Ok(false);
        }
        let stored = transaction.fetch(&statements.passkey_details_of, std::slice::from_ref(&key)).await?;
        let mut known = PasskeyDetails::new(credential_id);
        for mut row in stored {
            let details = rows::passkey_details(&mut row)?;
            if details.credential_id == credential_id {
                known = details;
            }
        }
        let known = known.with(note);
        transaction.execute(&statements.delete_passkey_details, &[credential_id.into()]).await?;
        let values = [
            credential_id.into(),
            key,
            (&known.name).into(),
            Value::from(known.created),
            Value::from(known.last_used),
        ];
        transaction.execute(&statements.insert_passkey_details, &values).await?;
        transaction.commit().await?;
        Ok(true)
    }

    pub(super) async fn try_remove_way_in(
        &self,
        id: &StoredId,
        way: &WayIn,
        ways: &WaysIn,
    ) -> Attempt<WayInRemoval> {
        let (statements, Some(key)) = (&self.statements, self.key(id)) else {
            return Ok(WayInRemoval::Unknown);
        };
        let key = [key];
        let mut transaction = self.begin().await?;
        // The lock of the user's row makes the count and the removal one step.
        let Some(mut row) = transaction.fetch_one(&statements.user_for_update, &key).await? else {
            return Ok(WayInRemoval::Unknown);
        };
        let user = rows::user(&mut row, &self.extra)?;
        let accounts = transaction.fetch(&statements.accounts_of_for_update, &key).await?;
        let accounts = accounts.into_iter().map(rows::account).collect::<Result<Vec<Account>>>()?;
        let passkeys = transaction.fetch(&statements.passkeys_of, &key).await?;
        let passkeys = passkeys.into_iter().map(rows::passkey).collect::<Result<Vec<Authenticator>>>()?;
        let has_password = transaction.has_tables(&PASSWORDS).await?
            && transaction.fetch_one(&statements.password, &key).await?.is_some();
        let decision = ways.decide(way, WaysOfUser::new(&user, &accounts, &passkeys, has_password));
        if decision != WayInRemoval::Removed {
            return Ok(decision);
        }
        match way {
            WayIn::Account { provider, provider_account_id } => {
                let account = [provider.as_str().into(), provider_account_id.into()];
                transaction.execute(&statements.delete_account, &account).await?;
                transaction.execute(&statements.delete_unproven, &account).await?;
            }
            WayIn::Passkey { credential_id } => {
                let passkey = passkeys.iter().find(|passkey| passkey.credential_id == *credential_id);
                transaction.remove_passkey(credential_id).await?;
                for account in accounts.iter().filter(|account| account.is_of_passkey(passkey)) {
                    let account = [account.provider.as_str().into(), (&account.provider_account_id).into()];
                    transaction.execute(&statements.delete_account, &account).await?;
                }
            }
            WayIn::Password => {
                transaction.execute(&statements.delete_password, &key).await?;
            }
        }
        transaction.commit().await?;
        Ok(decision)
    }

    /// Removes a user, and runs the step of the application in the same transaction. It is not repeated, because the step is
    /// not.
    pub(super) async fn try_delete_user_with(
        &self,
        id: &StoredId,
        before: Before<'_>,
    ) -> Attempt<UserDeletion> {
        let Some(key) = self.key(id) else { return Ok(UserDeletion::Unknown) };
        let mut transaction = self.begin().await?;
        let locked = transaction.fetch_one(&self.statements.lock_user, std::slice::from_ref(&key)).await?;
        if locked.is_none() {
            return Ok(UserDeletion::Unknown);
        }
        if let Err(refusal) = before.run(transaction.handle()).await {
            return Ok(UserDeletion::Refused(refusal));
        }
        if !transaction.delete_user(id, &key).await? {
            return Err(Failure::Final(AdapterError::NotFound(Kind::User)));
        }
        transaction.commit().await?;
        Ok(UserDeletion::Deleted)
    }
}

impl<D: SqlDialect> Transaction<'_, D> {
    /// Removes a passkey and the facts about it.
    async fn remove_passkey(&mut self, credential_id: &str) -> Attempt<()> {
        let statements = self.adapter.statements.clone();
        self.forget_passkey(credential_id).await?;
        self.execute(&statements.delete_passkey_by_id, &[credential_id.into()]).await.map(drop)
    }

    /// Removes the facts about a passkey.
    pub(crate) async fn forget_passkey(&mut self, credential_id: &str) -> Attempt<()> {
        if self.has_tables(&PASSKEY_DETAILS).await? {
            let statements = self.adapter.statements.clone();
            self.execute(&statements.delete_passkey_details, &[credential_id.into()]).await?;
        }
        Ok(())
    }

    /// Removes the facts about all passkeys of a user.
    pub(crate) async fn forget_passkeys_of(&mut self, user: &Value) -> Attempt<()> {
        if self.has_tables(&PASSKEY_DETAILS).await? {
            let statements = self.adapter.statements.clone();
            self.execute(&statements.delete_passkey_details_of, std::slice::from_ref(user)).await?;
        }
        Ok(())
    }
}
