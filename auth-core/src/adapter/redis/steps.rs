//! The steps of operations on Redis and on the other adapter.

use ::redis::aio::ConnectionLike;

use super::{WithRedis, store::Stored};
use crate::{
    adapter::{
        Adapter, AdapterError, Basis, Conflict, EmailProof, EmailProven, EmailSignIn, EmailSignedIn, Kind,
        Link, NewSession, NewUser, Result, SessionAndUser, SignedUp, UserDeletion, UserPatch,
    },
    contract::{
        AdapterSession, AdapterUser, EmailAddress, Removed, Secret, StoredId, UnixTime,
        callback::delete_account::BeforeDeletion,
    },
};

/// The number of attempts to find or create a user while other requests do the same.
const ATTEMPTS: usize = 5;

impl<A, C> WithRedis<A, C>
where
    A: Adapter,
    C: ConnectionLike + Clone + Send + Sync + 'static,
{
    /// Links an account in the other adapter, and starts a session here, if both rely on a state that still holds.
    pub(super) async fn link(
        &self,
        user: &StoredId,
        link: Link,
        session: Option<NewSession>,
    ) -> Result<Option<AdapterSession>> {
        self.check_session(session.as_ref()).await?;
        let mut basis = self.settled(user, link.basis.clone()).await?;
        if let Some(session) = &session {
            basis.while_unproven |= session.basis.while_unproven;
            basis.email = basis.email.or_else(|| session.basis.email.clone());
        }
        let link = link.on(basis);
        if let Some(session) = &session {
            self.settled(user, session.basis.clone()).await?;
        }
        let of_unproven = session.is_some() && self.is_unproven(user).await?;
        self.inner.link_account(user, link, None).await?;
        self.start_session(user, session, Some(of_unproven)).await
    }

    /// Changes a user.
    pub(super) async fn update(&self, id: &StoredId, patch: UserPatch) -> Result<AdapterUser> {
        // The application's word that an address is verified is no first proof, so it ends no session.
        let verifies = matches!(patch.email_verified, Some(Some(_))) && self.is_unproven(id).await?;
        let user = self.inner.update_user(id, patch).await?;
        if verifies {
            self.store.unmark_sessions_of(id).await?;
        }
        Ok(user)
    }

    /// Uses a magic link. It is spent first, and stored again if the sign-in fails.
    pub(super) async fn sign_in_with_link(&self, sign_in: EmailSignIn) -> Result<Option<EmailSignedIn>> {
        let EmailSignIn { identifier, token, now, user, session } = sign_in;
        self.check_session(session.as_ref()).await?;
        let Some(token) = self.store.spend_token(&identifier, &token).await? else { return Ok(None) };
        if token.expires < now {
            return Ok(None);
        }
        match self.find_or_create(&identifier, now, user).await {
            Ok((user, is_new_user, removed)) => {
                let session = self.start_session(&user.id(), session, Some(false)).await?;
                let signed_up = SignedUp::new(user, session);
                Ok(Some(EmailSignedIn::new(token, signed_up, is_new_user).with_removed(removed)))
            }
            Err(error) => {
                // The sign-in has failed, so the link may be used again. It is lost if Redis fails too.
                _ = self.store.insert_token(&token).await;
                Err(error)
            }
        }
    }

    /// Removes a user from both stores, and from Redis last: sessions whose user is missing count as unknown.
    pub(super) async fn delete(&self, id: &StoredId) -> Result<bool> {
        let email = self.inner.user(id).await?.and_then(|user| user.user.email);
        let existed = self.inner.delete_user(id).await?;
        self.forget(id, email).await?;
        Ok(existed)
    }

    /// Removes a user from both stores, after a step of the application.
    pub(super) async fn delete_with(
        &self,
        id: &StoredId,
        before: &mut dyn BeforeDeletion,
    ) -> Result<UserDeletion> {
        let email = self.inner.user(id).await?.and_then(|user| user.user.email);
        let deletion = self.inner.delete_user_with(id, before).await?;
        if let UserDeletion::Deleted = deletion {
            self.forget(id, email).await?;
        }
        Ok(deletion)
    }

    /// Removes what Redis keeps of a deleted user.
    async fn forget(&self, user: &StoredId, email: Option<String>) -> Result<()> {
        self.store.delete_sessions_of(user).await?;
        self.store.delete_epoch(user).await?;
        let Some(email) = email else { return Ok(()) };
        if let Ok(canonical) = EmailAddress::parse(&email) {
            self.store.delete_tokens_of(canonical.as_str()).await?;
        }
        self.store.delete_tokens_of(&email).await
    }

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
        self.require_session(user, basis.session.take().as_ref()).await?;
        let Some(epoch) = basis.epoch else { return Ok(basis) };
        if let Err(AdapterError::Unsupported(_)) = self.inner.token_status(user, "").await {
            basis.epoch = None;
            if self.store.token_status(user, "").await?.0 != Some(epoch) {
                return Err(Conflict::Ended.into());
            }
        }
        Ok(basis)
    }

    /// Requires that a session has not ended, and is that of the user.
    async fn require_session(&self, user: &StoredId, token: Option<&Secret>) -> Result<()> {
        let Some(token) = token else { return Ok(()) };
        match self.store.session(token).await? {
            Some(stored) if stored.session.user_id == *user => Ok(()),
            _ => Err(Conflict::Ended.into()),
        }
    }

    /// Returns `true` if the e-mail address of a user is not proven.
    pub(super) async fn is_unproven(&self, user: &StoredId) -> Result<bool> {
        Ok(self.inner.user(user).await?.is_some_and(|user| user.email_verified.is_none()))
    }

    /// Returns a session that has not ended, with its user.
    pub(super) async fn present_session(&self, token: &Secret) -> Result<Option<SessionAndUser>> {
        let Some(Stored { session, of_unproven }) = self.store.session(token).await? else { return Ok(None) };
        let Some(user) = self.inner.user(&session.user_id).await? else { return Ok(None) };
        if of_unproven && user.email_verified.is_some() {
            self.store.delete_session(token).await?;
            return Ok(None);
        }
        Ok(Some(SessionAndUser::new(session, user)))
    }

    /// Returns the sessions of a user that have not ended.
    pub(super) async fn present_sessions_of(&self, user: &StoredId) -> Result<Vec<AdapterSession>> {
        let mut stored = self.store.sessions_of(user).await?;
        if stored.iter().any(|stored| stored.of_unproven) && !self.is_unproven(user).await? {
            stored.retain(|stored| !stored.of_unproven);
        }
        Ok(stored.into_iter().map(|stored| stored.session).collect())
    }

    /// Starts a session of a stored user. A session that is continued ends when the new one is written, so the user is read
    /// before. Otherwise, the user is read once, afterwards.
    pub(super) async fn start_session_of(
        &self,
        user: &StoredId,
        session: NewSession,
    ) -> Result<AdapterSession> {
        let mut of_unproven = None;
        if session.basis.session.is_some() {
            let owner = self.inner.user(user).await?.ok_or(AdapterError::NotFound(Kind::User))?;
            if !session.basis.has_address_of(&owner) {
                return Err(Conflict::Proof.into());
            }
            of_unproven = Some(owner.email_verified.is_none());
        }
        let started = self.start_session(user, Some(session), of_unproven).await?;
        started.ok_or(AdapterError::NotFound(Kind::Session))
    }

    /// Starts a session, and ends the one that it replaces. A session of a user whose e-mail address was not proven
    /// (`of_unproven`) says so: it ends at the moment at which the other adapter has stored the first proof, whatever happens
    /// to this process. The user is read after the session is written, if that is not known, or if the session relies on the
    /// state of the user: one that was decided without a proof is refused if the address is proven by now.
    pub(super) async fn start_session(
        &self,
        user: &StoredId,
        session: Option<NewSession>,
        of_unproven: Option<bool>,
    ) -> Result<Option<AdapterSession>> {
        let Some(NewSession { session_token, expires, replaces, basis }) = session else {
            return Ok(None);
        };
        // A session that is replaced may be unknown. One that is continued may not, and ends in the same step, so what the
        // new one relies on is asked before.
        let continued = basis.session.as_ref().filter(|token| Some(*token) == replaces.as_ref());
        match continued {
            Some(_) => drop(self.settled(user, basis.clone()).await?),
            None => self.require_session(user, basis.session.as_ref()).await?,
        }
        let session = AdapterSession::new(session_token, user.clone(), expires);
        let stored = Stored { session, of_unproven: of_unproven == Some(true) || basis.while_unproven };
        self.store.insert_session(&stored, continued).await?;
        let reads_owner = of_unproven.is_none() || basis.while_unproven || basis.account.is_some();
        if let Err(error) = self.confirm(&stored, &basis, reads_owner).await {
            // Nobody has the token if this fails.
            _ = self.store.delete_session(&stored.session.session_token).await;
            return Err(error);
        }
        if let Some(old) = replaces {
            self.store.delete_session(&old).await?;
        }
        Ok(Some(stored.session))
    }

    /// Checks that the state on which a session was decided holds now that it is written. What ends the sessions of a user
    /// changes that state first, and removes them from Redis then.
    async fn confirm(&self, stored: &Stored, basis: &Basis, reads_owner: bool) -> Result<()> {
        let user = &stored.session.user_id;
        if reads_owner {
            let owner = match &basis.account {
                Some((provider, id)) => {
                    let owner = self.inner.user_by_account(provider, id).await?;
                    owner.filter(|owner| owner.id() == *user).ok_or(Conflict::Ended)?
                }
                None => self.inner.user(user).await?.ok_or(AdapterError::NotFound(Kind::User))?,
            };
            if !basis.has_address_of(&owner) {
                return Err(Conflict::Proof.into());
            }
            if owner.email_verified.is_none() && !stored.of_unproven {
                self.store.mark_session(&stored.session.session_token).await?;
            }
        }
        if basis.epoch.is_some() && self.token_status(user, "").await?.epoch != basis.epoch {
            return Err(Conflict::Ended.into());
        }
        Ok(())
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
