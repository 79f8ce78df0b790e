//! Single attempts at operations. Each is a transaction that is committed, or leaves nothing behind.

use super::{SqlAdapter, SqlDialect, Statement, failure::Attempt, rows, value::Value};
use crate::{
    adapter::{AdapterError, Basis, Conflict, Kind, Link, NewSession, NewUser, Result, SignedUp, UserPatch},
    contract::{AdapterSession, AdapterUser, Authenticator, Secret, StoredId, VerificationToken},
};

impl<D: SqlDialect> SqlAdapter<D> {
    pub(super) async fn find_user(
        &self,
        statement: &Statement,
        values: &[Value],
    ) -> Result<Option<AdapterUser>> {
        let row = self.fetch_one(statement, values).await?;
        row.map(|mut row| rows::user(&mut row, &self.extra)).transpose()
    }

    pub(super) async fn insert(
        &self,
        statement: &Statement,
        values: &[Value],
        taken: Conflict,
    ) -> Attempt<()> {
        self.execute(statement, values).await.map(drop).map_err(|failure| failure.or_conflict(taken))
    }

    pub(super) async fn try_sign_up(
        &self,
        user: &NewUser,
        link: Option<&Link>,
        session: Option<&NewSession>,
    ) -> Attempt<SignedUp> {
        let mut transaction = self.begin().await?;
        let signed_up = transaction.sign_up(user, link, session).await?;
        transaction.commit().await?;
        Ok(signed_up)
    }

    pub(super) async fn try_link(
        &self,
        user: &StoredId,
        link: &Link,
        session: Option<&NewSession>,
    ) -> Attempt<Option<AdapterSession>> {
        let mut transaction = self.begin().await?;
        transaction.check_basis(user, &link.basis).await?;
        if let Some(session) = session {
            transaction.check_basis(user, &session.basis).await?;
        }
        transaction.link(user, link).await?;
        let session = transaction.start_session(user, session).await?;
        transaction.commit().await?;
        Ok(session)
    }

    pub(super) async fn try_create_session(
        &self,
        user: &StoredId,
        session: &NewSession,
    ) -> Attempt<Option<AdapterSession>> {
        if let Some(started) = self.try_insert_session(user, session).await? {
            return Ok(Some(started));
        }
        let mut transaction = self.begin().await?;
        transaction.check_basis(user, &session.basis).await?;
        let session = transaction.start_session(user, Some(session)).await?;
        transaction.commit().await?;
        Ok(session)
    }

    /// Starts a session by one statement, as most sign-ins need no more. Returns `None` if it takes several, or nothing was
    /// written: a transaction then says why.
    async fn try_insert_session(
        &self,
        user: &StoredId,
        session: &NewSession,
    ) -> Attempt<Option<AdapterSession>> {
        let NewSession { session_token, expires, replaces: None, basis } = session else { return Ok(None) };
        let Basis { while_unproven, email, session: None, epoch: None, account } = basis else {
            return Ok(None);
        };
        let Some(key) = self.key(user) else { return Ok(None) };
        let mut values = vec![key, session_token.into(), (*expires).into()];
        let statement = match (email, account) {
            (Some(email), account) => {
                values.extend([email.into(), u32::from(*while_unproven).into()]);
                match account {
                    Some((provider, id)) => {
                        values.extend([provider.as_str().into(), id.into()]);
                        &self.statements.insert_session_by_account
                    }
                    None => &self.statements.insert_session_on,
                }
            }
            (None, Some(_)) => return Ok(None),
            (None, None) if *while_unproven => &self.statements.insert_session_while_unproven,
            (None, None) => &self.statements.insert_session,
        };
        let inserted = self.execute(statement, &values).await;
        let inserted = inserted.map_err(|failure| failure.or_conflict(Conflict::Session))?;
        Ok((inserted > 0).then(|| AdapterSession::new(session_token.clone(), user.clone(), *expires)))
    }

    pub(super) async fn try_update_user(&self, id: &StoredId, patch: &UserPatch) -> Attempt<AdapterUser> {
        let unknown = || AdapterError::NotFound(Kind::User);
        let key = self.key(id).ok_or_else(unknown)?;
        let mut transaction = self.begin().await?;
        // The row is locked only if its present values decide.
        let statements = &self.statements;
        let read = if patch.is_conditional() { &statements.user_for_update } else { &statements.user };
        let before = transaction.fetch_one(read, std::slice::from_ref(&key)).await?;
        let before = rows::user(&mut before.ok_or_else(unknown)?, &self.extra)?;
        if !patch.is_for(&before) {
            return Err(unknown().into());
        }
        let patch = &patch.clone().for_user(&before);
        if let Some(email) = patch.email.as_ref().filter(|email| **email != before.user.email) {
            transaction.claim_email(email.as_deref(), Some(id)).await?;
            transaction.doubt_accounts(id).await?;
        }
        if let Some((template, values)) = rows::update_user(patch, key.clone(), &self.extra)? {
            let changed = transaction.execute(&self.statement(&template), &values).await;
            changed.map_err(|failure| failure.or_conflict(Conflict::Email))?;
        }
        let row = transaction.fetch_one(&self.statements.user, &[key]).await?;
        let user = rows::user(&mut row.ok_or_else(unknown)?, &self.extra)?;
        transaction.commit().await?;
        Ok(user)
    }

    pub(super) async fn try_delete_session(&self, session_token: &Secret) -> Attempt<Option<AdapterSession>> {
        let statements = &self.statements;
        let key = [session_token.into()];
        if D::HAS_RETURNING {
            let mut rows = self.fetch(&statements.take_session, &key).await?;
            return Ok(rows.pop().map(rows::session).transpose()?);
        }
        let mut transaction = self.begin().await?;
        let row = transaction
            .take(&statements.take_session, &statements.session, &statements.delete_session, &key)
            .await?;
        transaction.commit().await?;
        Ok(row.map(rows::session).transpose()?)
    }

    pub(super) async fn try_use_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Attempt<Option<VerificationToken>> {
        let mut transaction = self.begin().await?;
        let token = transaction.take_token(identifier, token).await?;
        transaction.commit().await?;
        Ok(token)
    }

    pub(super) async fn try_replace_tokens(&self, token: &VerificationToken) -> Attempt<()> {
        let VerificationToken { identifier, token, expires } = token;
        let mut transaction = self.begin().await?;
        transaction.execute(&self.statements.delete_tokens_of, &[identifier.into()]).await?;
        let values = [identifier.into(), token.into(), (*expires).into()];
        transaction.execute(&self.statements.insert_token, &values).await?;
        transaction.commit().await
    }

    pub(super) async fn try_create_passkey(&self, authenticator: &Authenticator) -> Attempt<()> {
        let mut transaction = self.begin().await?;
        transaction.insert_passkey(authenticator).await?;
        transaction.commit().await
    }
}
