//! The steps of operations on Redis and on the other adapter.

use ::redis::aio::ConnectionLike;

use super::{WithRedis, store::Stored};
use crate::{
    adapter::{Adapter, AdapterError, Basis, Conflict, EmailProof, EmailProven, NewSession, NewUser, Result},
    contract::{AdapterSession, AdapterUser, Removed, StoredId, UnixTime},
};

/// The number of attempts to find or create a user while other requests do the same.
const ATTEMPTS: usize = 5;

impl<A, C> WithRedis<A, C>
where
    A: Adapter,
    C: ConnectionLike + Clone + Send + Sync + 'static,
{
    /// Rejects a taken session token before anything is written.
    pub(super) async fn check_session(&self, session: Option<&NewSession>) -> Result<()> {
        match session {
            Some(new) if self.store.session(&new.session_token).await?.is_some() => {
                Err(Conflict::Session.into())
            }
            _ => Ok(()),
        }
    }

    /// Checks the part of a basis that is in Redis, and returns the rest, which the other adapter checks with its write. A
    /// session that ends between the two steps ends after the change. The first proof and the removal of a user, which
    /// remove credentials, are writes of the other adapter, so none of them comes in between.
    pub(super) async fn settled(&self, user: &StoredId, mut basis: Basis) -> Result<Basis> {
        if let Some(token) = basis.session.take() {
            let stored = self.store.session(&token).await?;
            if stored.is_none_or(|stored| stored.session.user_id != *user) {
                return Err(Conflict::Ended.into());
            }
        }
        let Some(epoch) = basis.epoch else { return Ok(basis) };
        if let Err(AdapterError::Unsupported(_)) = self.inner.token_status(user, "").await {
            basis.epoch = None;
            if self.store.token_status(user, "").await?.0 != Some(epoch) {
                return Err(Conflict::Ended.into());
            }
        }
        Ok(basis)
    }

    /// Returns `true` if the e-mail address of a user is not proven.
    pub(super) async fn is_unproven(&self, user: &StoredId) -> Result<bool> {
        Ok(self.inner.user(user).await?.is_some_and(|user| user.email_verified.is_none()))
    }

    /// Returns the sessions of a user that have not ended.
    pub(super) async fn present_sessions_of(&self, user: &StoredId) -> Result<Vec<AdapterSession>> {
        let mut stored = self.store.sessions_of(user).await?;
        if stored.iter().any(|stored| stored.of_unproven) && !self.is_unproven(user).await? {
            stored.retain(|stored| !stored.of_unproven);
        }
        Ok(stored.into_iter().map(|stored| stored.session).collect())
    }

    /// Starts a session, and ends the one that it replaces. A session of a user whose e-mail address was not proven
    /// (`of_unproven`) says so: it ends at the moment at which the other adapter has stored the first proof, whatever happens
    /// to this process. One that was decided without a proof is refused if the address is proven by now.
    pub(super) async fn start_session(
        &self,
        user: &StoredId,
        session: Option<NewSession>,
        of_unproven: bool,
    ) -> Result<Option<AdapterSession>> {
        let Some(NewSession { session_token, expires, replaces, while_unproven }) = session else {
            return Ok(None);
        };
        let session = AdapterSession::new(session_token, user.clone(), expires);
        let stored = Stored { session, of_unproven: of_unproven || while_unproven };
        if !self.store.insert_session(&stored).await? {
            return Err(Conflict::Session.into());
        }
        let session = stored.session;
        if while_unproven && !self.is_unproven(user).await? {
            self.store.delete_session(&session.session_token).await?;
            return Err(Conflict::Proof.into());
        }
        if let Some(old) = replaces {
            self.store.delete_session(&old).await?;
        }
        Ok(Some(session))
    }

    /// Returns the user with the e-mail address, which is verified now, and what was removed, or creates the user. The
    /// flag is `true` for a new user.
    pub(super) async fn find_or_create(
        &self,
        identifier: &str,
        now: UnixTime,
        user: NewUser,
    ) -> Result<(AdapterUser, bool, Option<Removed>)> {
        for _ in 0..ATTEMPTS {
            if let Some(known) = self.inner.user_by_email(identifier).await? {
                let proof = EmailProof::new(known.id(), known.user.email.clone().unwrap_or_default(), now);
                let EmailProven { user, removed, .. } = self.verify(proof).await?;
                return Ok((user, false, removed));
            }
            match self.inner.sign_up(user.clone(), None, None).await {
                // A concurrent request has created the user: the next pass finds it.
                Err(AdapterError::Conflict(Conflict::Email)) => {}
                signed_up => return Ok((signed_up?.user, true, None)),
            }
        }
        Err(Conflict::Email.into())
    }

    /// Proves the e-mail address of a user, without starting a session. A first proof removes the sessions in Redis before
    /// the address counts as proven, and once more afterwards, those that were started in the meantime. These have ended by
    /// then: they carry the mark of an unproven user. So none is left if the process stops in between.
    pub(super) async fn verify(&self, proof: EmailProof) -> Result<EmailProven> {
        let id = proof.user.clone();
        let mut sessions = match self.inner.user(&id).await? {
            Some(user) if user.email_verified.is_none() && user.user.email.as_ref() == Some(&proof.email) => {
                self.store.delete_sessions_of(&id).await?
            }
            _ => 0,
        };
        let mut proven = self.inner.prove_email(proof).await?;
        if let Some(removed) = &mut proven.removed {
            sessions += self.store.delete_sessions_of(&id).await?;
            removed.sessions += sessions;
        }
        Ok(proven)
    }
}
