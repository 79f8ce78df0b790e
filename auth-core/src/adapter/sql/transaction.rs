//! The steps of operations on several rows.

use super::{
    SqlAdapter, SqlDialect,
    failure::{Attempt, Failure},
    inspect, rows,
    schema::Schema,
    statement::Statement,
    value::{Row, Value},
};
use crate::{
    adapter::{AdapterError, Conflict, Kind, Link, NewSession, NewUser, SignedUp, spelling::Spellings},
    contract::{
        Account, AdapterSession, AdapterUser, Authenticator, EmailAddress, Secret, StoredId,
        VerificationToken, callback::delete_account::DeletionTransaction,
    },
};

/// A transaction that has begun.
pub(crate) struct Transaction<'a, D: SqlDialect> {
    pub(crate) adapter: &'a SqlAdapter<D>,
    inner: sqlx::Transaction<'static, D::Db>,
}

impl<'a, D: SqlDialect> Transaction<'a, D> {
    pub(crate) fn new(adapter: &'a SqlAdapter<D>, inner: sqlx::Transaction<'static, D::Db>) -> Self {
        Self { adapter, inner }
    }

    /// Returns the connection, for a step of the application.
    pub(crate) fn handle(&mut self) -> DeletionTransaction<'_> {
        DeletionTransaction::new(&mut *self.inner)
    }

    pub(crate) async fn commit(self) -> Attempt<()> {
        Ok(self.inner.commit().await?)
    }

    pub(crate) async fn fetch_one(
        &mut self,
        statement: &Statement,
        values: &[Value],
    ) -> Attempt<Option<Row>> {
        Ok(self.fetch(statement, values).await?.into_iter().next())
    }

    pub(crate) async fn fetch(&mut self, statement: &Statement, values: &[Value]) -> Attempt<Vec<Row>> {
        if !D::HOLDS_NUL && values.iter().any(Value::has_nul) {
            return Ok(Vec::new());
        }
        Ok(D::fetch(&mut self.inner, statement, values).await?)
    }

    pub(crate) async fn execute(&mut self, statement: &Statement, values: &[Value]) -> Attempt<u64> {
        Ok(D::execute(&mut self.inner, statement, values).await?)
    }

    /// Returns `true` if the database has these tables. Those that are missing are looked for again, because another
    /// process may have created them.
    pub(crate) async fn has_tables(&mut self, tables: &[&str]) -> Attempt<bool> {
        let adapter = self.adapter;
        if adapter.known_limits().is_some_and(|limits| limits.has_tables(tables)) {
            return Ok(true);
        }
        let catalogue = inspect::catalogue::<D>(&mut self.inner, adapter.schema).await?;
        Ok(tables.iter().all(|mark| catalogue.has_table(adapter.schema.table(mark))))
    }

    /// Creates a user, with an account and a session if they are given.
    pub(crate) async fn sign_up(
        &mut self,
        user: &NewUser,
        link: Option<&Link>,
        session: Option<&NewSession>,
    ) -> Attempt<SignedUp> {
        self.claim_email(user.user.email.as_deref(), None).await?;
        if let Some(link) = link {
            self.claim_account(&link.account).await?;
        }
        let password = &user.password;
        let user = self.insert_user(user).await?;
        if let Some(password) = password {
            let key = self.key(&user.id())?;
            self.insert_password(key, password).await?;
        }
        if let Some(link) = link {
            self.insert_link(&user.id(), link).await?;
        }
        let session = self.start_session(&user.id(), session).await?;
        Ok(SignedUp::new(user, session))
    }

    /// Links an account, and its passkey if it has one.
    pub(crate) async fn link(&mut self, user: &StoredId, link: &Link) -> Attempt<()> {
        self.claim_account(&link.account).await?;
        self.insert_link(user, link).await
    }

    async fn insert_link(&mut self, user: &StoredId, link: &Link) -> Attempt<()> {
        let link = link.clone().owned_by(user);
        self.insert_account(user, &link.account).await?;
        self.note_proof(user, &link).await?;
        match &link.authenticator {
            Some(authenticator) => self.insert_passkey(authenticator).await,
            None => Ok(()),
        }
    }

    /// Returns the user with an e-mail address, as [`Adapter::user_by_email`](crate::adapter::Adapter) does.
    pub(crate) async fn user_by_email(&mut self, email: &str) -> Attempt<Option<AdapterUser>> {
        let (statements, extra) = (self.adapter.statements.clone(), &self.adapter.extra);
        if let Some(mut row) = self.fetch_one(&statements.user_by_email, &[email.into()]).await? {
            return Ok(Some(rows::user(&mut row, extra)?));
        }
        let Some(spellings) = Spellings::of(email) else { return Ok(None) };
        let values = rows::spelled(&spellings);
        let rows = D::fetch(&mut self.inner, &self.adapter.users_by_spelling(), &values).await?;
        Ok(spellings.only(rows::users(rows, extra)?))
    }

    /// Fails if a user other than `owner` has the e-mail address, in any spelling. Together with
    /// [`lock`](Self::lock) this also works without a unique index.
    pub(crate) async fn claim_email(&mut self, email: Option<&str>, owner: Option<&StoredId>) -> Attempt<()> {
        let Some(email) = email else { return Ok(()) };
        let canonical =
            EmailAddress::parse(email).map_or_else(|_| email.to_owned(), |email| email.to_string());
        self.lock("email", &canonical).await?;
        for spelling in [email, &canonical] {
            let known = self.user_by_email(spelling).await?;
            if known.is_some_and(|known| Some(&known.id()) != owner) {
                return Err(Conflict::Email.into());
            }
            if spelling == canonical {
                break;
            }
        }
        Ok(())
    }

    async fn claim_account(&mut self, account: &Account) -> Attempt<()> {
        let id = &account.provider_account_id;
        self.lock(account.provider.as_str(), id).await?;
        let statements = self.adapter.statements.clone();
        let key = [account.provider.as_str().into(), id.into()];
        match self.fetch_one(&statements.account, &key).await? {
            Some(_) => Err(Conflict::Account.into()),
            None => Ok(()),
        }
    }

    /// Takes a lock until the end of the transaction, if the tables may lack unique indexes. Transactions
    /// that write the same value then run one after the other.
    async fn lock(&mut self, kind: &str, value: &str) -> Attempt<()> {
        if self.adapter.schema == Schema::PgAdapter {
            let lock = self.adapter.statement(
                "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(?1, 7021792145))) AS locked",
            );
            self.fetch_one(&lock, &[format!("{kind}\n{value}").as_str().into()]).await?;
        }
        Ok(())
    }

    async fn insert_user(&mut self, new: &NewUser) -> Attempt<AdapterUser> {
        let (template, values) = rows::insert_user(new, &self.adapter.extra, self.adapter.schema)?;
        let statement = self.adapter.statement(&template);
        let taken = if new.user.email.is_some() { Conflict::Email } else { Conflict::User };
        let mut user = rows::stored(new, &self.adapter.extra);
        if self.adapter.schema.numbers_users() {
            let row = self.fetch_one(&statement, &values).await;
            let row = row.map_err(|failure| self.adapter.refused_user(failure, taken))?;
            let mut row = row.ok_or(AdapterError::NotFound(Kind::User))?;
            user.user.id = row.user_id(Kind::User, "id")?.into();
        } else {
            let known = self.adapter.statements.clone();
            if self.fetch_one(&known.user, &[user.user.id.as_str().into()]).await?.is_some() {
                return Err(Conflict::User.into());
            }
            let inserted = self.execute(&statement, &values).await;
            inserted.map_err(|failure| self.adapter.refused_user(failure, taken))?;
        }
        Ok(user)
    }

    async fn insert_account(&mut self, user: &StoredId, account: &Account) -> Attempt<()> {
        let key = self.key(user)?;
        let statements = self.adapter.statements.clone();
        let inserted = self.execute(&statements.insert_account, &rows::account_values(key, account)).await;
        found_user(inserted.map_err(|failure| failure.or_conflict(Conflict::Account))?)
    }

    pub(crate) async fn insert_passkey(&mut self, passkey: &Authenticator) -> Attempt<()> {
        let key = self.key(&passkey.user_id)?;
        let statements = self.adapter.statements.clone();
        let inserted = self.execute(&statements.insert_passkey, &rows::passkey_values(key, passkey)).await;
        found_user(inserted.map_err(|failure| failure.or_conflict(Conflict::Authenticator))?)
    }

    /// Starts a session if one is given, and ends the one that it replaces.
    pub(crate) async fn start_session(
        &mut self,
        user: &StoredId,
        session: Option<&NewSession>,
    ) -> Attempt<Option<AdapterSession>> {
        let Some(NewSession { session_token, expires, replaces, .. }) = session else { return Ok(None) };
        let key = self.key(user)?;
        let statements = self.adapter.statements.clone();
        if let Some(old) = replaces {
            self.execute(&statements.delete_session, &[old.into()]).await?;
        }
        let values = [key, session_token.into(), (*expires).into()];
        let inserted = self.execute(&statements.insert_session, &values).await;
        found_user(inserted.map_err(|failure| failure.or_conflict(Conflict::Session))?)?;
        Ok(Some(AdapterSession::new(session_token.clone(), user.clone(), *expires)))
    }

    /// Removes a verification token and returns it. Of several transactions exactly one gets it.
    pub(crate) async fn take_token(
        &mut self,
        identifier: &str,
        token: &Secret,
    ) -> Attempt<Option<VerificationToken>> {
        let statements = self.adapter.statements.clone();
        let key = [identifier.into(), token.into()];
        let row =
            self.take(&statements.take_token, &statements.token, &statements.delete_token, &key).await?;
        Ok(row.map(rows::verification_token).transpose()?)
    }

    /// Removes a row and returns it. Of several transactions exactly one gets it. If the database cannot
    /// return the rows of a `DELETE`, the number of deleted rows decides which one.
    pub(crate) async fn take(
        &mut self,
        take: &Statement,
        look: &Statement,
        delete: &Statement,
        key: &[Value],
    ) -> Attempt<Option<Row>> {
        if D::HAS_RETURNING {
            return self.fetch_one(take, key).await;
        }
        let Some(row) = self.fetch_one(look, key).await? else { return Ok(None) };
        Ok((self.execute(delete, key).await? > 0).then_some(row))
    }

    pub(crate) fn key(&self, user: &StoredId) -> Attempt<Value> {
        self.adapter.key(user).ok_or(Failure::Final(AdapterError::NotFound(Kind::User)))
    }
}

/// Fails if no row was inserted, because the statement has not found the user.
fn found_user(inserted: u64) -> Attempt<()> {
    if inserted == 0 { Err(AdapterError::NotFound(Kind::User).into()) } else { Ok(()) }
}
