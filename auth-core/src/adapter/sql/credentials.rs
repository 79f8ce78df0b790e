//! Second factors, passwords and API keys in SQL.
//!
//! Their tables are optional: a database without them works as long as no application uses them. A table that is missing
//! is looked for again at each use, because another process may create it.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    SqlAdapter, SqlDialect, Statement,
    failure::{Attempt, Failure, adapter_error, repeated},
    inspect,
    limits::Limits,
    rows,
    schema::{API_KEYS, PASSWORDS, SECOND_FACTOR},
    transaction::Transaction,
    value::Value,
};
use crate::{
    adapter::{
        AdapterError, ApiKeyAndUser, Basis, Conflict, Kind, NewPassword, NewTotp, NewUser, Result,
        SetupError, SetupProblem,
    },
    contract::{Removed, Secret, StoredApiKey, StoredId, StoredPassword, StoredTotp},
};

impl<D: SqlDialect> SqlAdapter<D> {
    /// Returns the limits of the columns, if the database has these tables.
    ///
    /// # Errors
    /// Fails with [`AdapterError::Setup`] if a table is missing.
    pub(super) async fn limits_of(&self, tables: &[&str]) -> Result<Arc<Limits>> {
        let limits = self.limits().await?;
        if limits.has_tables(tables) {
            return Ok(limits);
        }
        let mut connection = self.pool.acquire().await.map_err(Failure::from)?;
        let catalogue = inspect::catalogue::<D>(&mut connection, self.schema).await.map_err(adapter_error)?;
        let limits = self.set_limits(Limits::new::<D>(&catalogue, self.schema, &self.extra));
        let missing = tables.iter().filter(|mark| !limits.has_tables(&[mark]));
        let problems: Vec<_> = missing
            .map(|mark| SetupProblem::MissingTable { table: self.schema.table(mark).to_owned() })
            .collect();
        if problems.is_empty() { Ok(limits) } else { Err(SetupError::new(problems).into()) }
    }

    /// Returns the limits of the columns, if the database has the tables for a new user.
    pub(super) async fn limits_for(&self, user: &NewUser) -> Result<Arc<Limits>> {
        self.limits_of(if user.password.is_some() { &PASSWORDS } else { &[] }).await
    }

    /// Runs a statement and returns the number of changed rows. A string that the database cannot hold changes none.
    pub(super) async fn changed(&self, statement: &Statement, values: &[Value]) -> Result<u64> {
        if !D::HOLDS_NUL && values.iter().any(Value::has_nul) {
            return Ok(0);
        }
        repeated!(self.execute(statement, values))
    }

    pub(super) async fn totp_of(&self, user: &StoredId) -> Result<Option<StoredTotp>> {
        self.limits_of(&SECOND_FACTOR).await?;
        let Some(key) = self.key(user) else { return Ok(None) };
        self.fetch_one(&self.statements.totp, &[key]).await?.map(rows::totp).transpose()
    }

    pub(super) async fn try_enrol(&self, user: &StoredId, totp: &NewTotp) -> Attempt<()> {
        let statements = &self.statements;
        let mut transaction = self.begin().await?;
        transaction.lock_user(user, &totp.basis).await?;
        let key = transaction.key(user)?;
        let mut values =
            vec![key.clone(), (&totp.secret).into(), rows::step_value(totp.step), totp.now.into()];
        let statement = match &totp.replaces {
            None => &statements.insert_totp,
            Some(replaced) => {
                values.push(replaced.into());
                &statements.replace_totp
            }
        };
        let stored = transaction.execute(statement, &values).await;
        if stored.map_err(|failure| failure.or_conflict(Conflict::SecondFactor))? == 0 {
            return Err(Conflict::SecondFactor.into());
        }
        transaction.replace_recovery_codes(key, &totp.recovery_codes).await?;
        transaction.commit().await
    }

    pub(super) async fn use_step(
        &self,
        user: &StoredId,
        expected: &Secret,
        step: u64,
        secret: &Secret,
    ) -> Result<bool> {
        self.limits_of(&SECOND_FACTOR).await?.sealed_secret(secret)?;
        let Some(key) = self.key(user) else { return Ok(false) };
        let values = [key, expected.into(), rows::step_value(step), secret.into()];
        Ok(self.changed(&self.statements.use_totp_step, &values).await? > 0)
    }

    /// Replaces the recovery codes of a user. Returns `false` if the user has no authenticator application.
    pub(super) async fn try_replace_codes(
        &self,
        user: &StoredId,
        expected: &Secret,
        hashes: &[Secret],
    ) -> Attempt<bool> {
        let Some(key) = self.key(user) else { return Ok(false) };
        let mut transaction = self.begin().await?;
        let present = transaction.present_totp(key.clone()).await?;
        if present.is_none_or(|present| present.secret != *expected) {
            return Ok(false);
        }
        transaction.replace_recovery_codes(key, hashes).await?;
        transaction.commit().await?;
        Ok(true)
    }

    pub(super) async fn use_code(&self, user: &StoredId, hash: &Secret) -> Result<bool> {
        self.limits_of(&SECOND_FACTOR).await?;
        let Some(key) = self.key(user) else { return Ok(false) };
        Ok(self.changed(&self.statements.use_recovery_code, &[key, hash.into()]).await? > 0)
    }

    pub(super) async fn try_remove_second_factor(
        &self,
        user: &StoredId,
        expected: Option<&Secret>,
    ) -> Attempt<bool> {
        let Some(key) = self.key(user) else { return Ok(false) };
        let mut transaction = self.begin().await?;
        let present = transaction.present_totp(key.clone()).await?;
        if present.is_none_or(|present| expected.is_some_and(|secret| present.secret != *secret)) {
            return Ok(false);
        }
        transaction.delete_second_factor(key).await?;
        transaction.commit().await?;
        Ok(true)
    }

    pub(super) async fn try_create_api_key(&self, key: &StoredApiKey, basis: &Basis) -> Attempt<()> {
        let mut transaction = self.begin().await?;
        transaction.check_basis(&key.user_id, basis).await?;
        let values = rows::api_key_values(transaction.key(&key.user_id)?, key);
        let inserted = transaction.execute(&self.statements.insert_api_key, &values).await;
        let inserted = inserted.map_err(|failure| failure.or_conflict(Conflict::ApiKey))?;
        if inserted == 0 {
            return Err(AdapterError::NotFound(Kind::User).into());
        }
        transaction.commit().await
    }

    pub(super) async fn find_api_key(&self, id: &str) -> Result<Option<ApiKeyAndUser>> {
        self.limits_of(&API_KEYS).await?;
        let row = self.fetch_one(&self.statements.api_key, &[id.into()]).await?;
        let Some(mut row) = row else { return Ok(None) };
        let key = rows::api_key(&mut row)?;
        Ok(Some(ApiKeyAndUser::new(key, rows::user(&mut row, &self.extra)?)))
    }

    pub(super) async fn list_api_keys(&self, user: &StoredId) -> Result<Vec<StoredApiKey>> {
        self.limits_of(&API_KEYS).await?;
        let Some(key) = self.key(user) else { return Ok(Vec::new()) };
        let rows = self.fetch(&self.statements.api_keys_of, &[key]).await?;
        rows.into_iter().map(|mut row| rows::api_key(&mut row)).collect()
    }

    pub(super) async fn find_password(&self, user: &StoredId) -> Result<Option<StoredPassword>> {
        self.limits_of(&PASSWORDS).await?;
        let Some(key) = self.key(user) else { return Ok(None) };
        self.fetch_one(&self.statements.password, &[key]).await?.map(rows::password).transpose()
    }

    pub(super) async fn try_set_password(&self, user: &StoredId, new: &NewPassword) -> Attempt<bool> {
        let statements = &self.statements;
        let mut transaction = self.begin().await?;
        transaction.lock_user(user, &new.basis).await?;
        let key = transaction.key(user)?;
        let is_set = match &new.replaces {
            None => {
                let known = transaction.fetch_one(&statements.password, std::slice::from_ref(&key)).await?;
                let is_first = known.is_none();
                if is_first {
                    transaction.insert_password(key, new).await?;
                }
                is_first
            }
            Some(replaced) if !D::HOLDS_NUL && replaced.expose().contains('\0') => false,
            Some(replaced) => {
                let values = [key, (&new.hash).into(), new.now.into(), replaced.into()];
                transaction.execute(&statements.replace_password, &values).await? > 0
            }
        };
        transaction.commit().await?;
        Ok(is_set)
    }
}

impl<D: SqlDialect> Transaction<'_, D> {
    /// Locks the row of a user until the end of the transaction, so that changes of the second factor of one user run one
    /// after the other, and neither a removal nor a first proof comes in between.
    ///
    /// # Errors
    /// Fails if the user is unknown, or the state of the user is not `basis` any more.
    async fn lock_user(&mut self, user: &StoredId, basis: &Basis) -> Attempt<()> {
        if !basis.is_empty() {
            return self.check_basis(user, basis).await;
        }
        let (statements, key) = (self.adapter.statements.clone(), self.key(user)?);
        let row = self.fetch_one(&statements.lock_user, &[key]).await?;
        row.map(drop).ok_or(Failure::Final(AdapterError::NotFound(Kind::User)))
    }

    /// Locks the row of a user, and returns the authenticator application of the user.
    async fn present_totp(&mut self, user: Value) -> Attempt<Option<StoredTotp>> {
        let statements = self.adapter.statements.clone();
        if self.fetch_one(&statements.lock_user, std::slice::from_ref(&user)).await?.is_none() {
            return Ok(None);
        }
        let row = self.fetch_one(&statements.totp, &[user]).await?;
        Ok(row.map(rows::totp).transpose()?)
    }

    async fn replace_recovery_codes(&mut self, user: Value, hashes: &[Secret]) -> Attempt<()> {
        let statements = self.adapter.statements.clone();
        self.execute(&statements.delete_recovery_codes_of, std::slice::from_ref(&user)).await?;
        let hashes: BTreeSet<&str> = hashes.iter().map(Secret::expose).collect();
        if hashes.is_empty() {
            return Ok(());
        }
        let rows: Vec<_> = (2..hashes.len() + 2).map(|number| format!("(?1, ?{number})")).collect();
        let insert =
            format!(r#"INSERT INTO {{recovery_codes}} ("userId", "hash") VALUES {}"#, rows.join(", "));
        let values: Vec<Value> = std::iter::once(user).chain(hashes.into_iter().map(Value::from)).collect();
        self.execute(&self.adapter.statement(&insert), &values).await.map(drop)
    }

    async fn delete_second_factor(&mut self, user: Value) -> Attempt<bool> {
        let statements = self.adapter.statements.clone();
        let user = [user];
        self.execute(&statements.delete_recovery_codes_of, &user).await?;
        Ok(self.execute(&statements.delete_totp, &user).await? > 0)
    }

    /// Removes the second factor, the API keys and the facts about passkeys of a user, whose row is locked, and adds the first
    /// two to what was removed.
    /// Stores the password of a user, whose row is locked or was inserted by this transaction.
    pub(crate) async fn insert_password(&mut self, user: Value, new: &NewPassword) -> Attempt<()> {
        let statements = self.adapter.statements.clone();
        let values = [user, (&new.hash).into(), new.now.into()];
        self.execute(&statements.insert_password, &values).await.map(drop)
    }

    /// Removes the second factor, the password and the API keys of a user, whose row is locked, and adds them to what was
    /// removed.
    pub(crate) async fn delete_credentials(&mut self, user: Value, removed: Removed) -> Attempt<Removed> {
        let second_factor =
            self.has_tables(&SECOND_FACTOR).await? && self.delete_second_factor(user.clone()).await?;
        self.forget_passkeys_of(&user).await?;
        let statements = self.adapter.statements.clone();
        let api_keys = if self.has_tables(&API_KEYS).await? {
            self.execute(&statements.delete_api_keys_of, std::slice::from_ref(&user)).await?
        } else {
            0
        };
        let password = self.has_tables(&PASSWORDS).await?
            && self.execute(&statements.delete_password, &[user]).await? > 0;
        Ok(removed.with_second_factor(second_factor).with_api_keys(api_keys).with_password(password))
    }
}
