//! A database in the memory of this process, for tests and examples.

mod account;
mod credentials;
mod email;
mod tables;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::tables::{Tables, key, removed};

use super::{
    Adapter, AdapterError, ApiKeyAndUser, AttemptRule, AttemptVerdict, Basis, EmailProof, EmailProven,
    EmailSignIn, EmailSignedIn, Kind, Link, NewPassword, NewSession, NewTotp, NewUser, PasskeyDetails,
    PasskeyNote, Result, SessionAndUser, SignedUp, TokenStatus, UserPatch, WayIn, WayInRemoval, WaysIn,
};
use crate::contract::{
    Account, AdapterSession, AdapterUser, Authenticator, ProviderId, Secret, StoredApiKey, StoredId,
    StoredPassword, StoredTotp, TokenSet, UnixTime, VerificationToken,
};

/// An adapter that keeps everything in memory, until its last clone is dropped. For tests and examples.
#[derive(Clone, Default)]
pub struct MemoryAdapter(Arc<Mutex<Tables>>);

impl MemoryAdapter {
    /// Builds an empty database.
    pub fn new() -> Self {
        Self::default()
    }

    /// Locks the tables. Every change is checked before it is made, so the rows are complete even behind a
    /// poisoned lock.
    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[diagnostic::do_not_recommend]
impl Adapter for MemoryAdapter {
    async fn sign_up(
        &self,
        user: NewUser,
        link: Option<Link>,
        session: Option<NewSession>,
    ) -> Result<SignedUp> {
        self.tables().sign_up(user, link, session)
    }

    async fn link_account(
        &self,
        user: &StoredId,
        link: Link,
        session: Option<NewSession>,
    ) -> Result<Option<AdapterSession>> {
        let mut tables = self.tables();
        tables.check_user(user)?;
        tables.check_basis(user, &link.basis)?;
        session.as_ref().map_or(Ok(()), |session| tables.check_basis(user, &session.basis))?;
        tables.check_link(&link)?;
        tables.check_session(session.as_ref())?;
        tables.insert_link(user, link);
        Ok(session.map(|session| tables.insert_session(user, session)))
    }

    async fn user(&self, id: &StoredId) -> Result<Option<AdapterUser>> {
        Ok(self.tables().users.get(id).cloned())
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<AdapterUser>> {
        Ok(self.tables().user_by_email(email).cloned())
    }

    async fn user_by_account(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
    ) -> Result<Option<AdapterUser>> {
        let tables = self.tables();
        let account = tables.accounts.get(&key(provider.as_str(), provider_account_id));
        let user = account.and_then(|account| account.user_id.clone()).map(StoredId::from_store);
        Ok(user.and_then(|user| tables.users.get(&user)).cloned())
    }

    async fn update_user(&self, id: &StoredId, patch: UserPatch) -> Result<AdapterUser> {
        let mut tables = self.tables();
        tables.check_email(patch.email.as_ref().and_then(Option::as_deref), id)?;
        let stored = tables.users.get_mut(id).filter(|stored| patch.is_for(stored));
        let stored = stored.ok_or(AdapterError::NotFound(Kind::User))?;
        let before = stored.user.email.clone();
        patch.apply_to(stored);
        let stored = stored.clone();
        if stored.user.email != before {
            tables.doubt_accounts(id);
        }
        Ok(stored)
    }

    async fn delete_user(&self, id: &StoredId) -> Result<bool> {
        Ok(self.tables().delete_user(id))
    }

    async fn account(&self, provider: &ProviderId, provider_account_id: &str) -> Result<Option<Account>> {
        Ok(self.tables().accounts.get(&key(provider.as_str(), provider_account_id)).cloned())
    }

    async fn unlink_account(&self, provider: &ProviderId, provider_account_id: &str) -> Result<bool> {
        Ok(self.tables().unlink(provider, provider_account_id))
    }

    async fn create_session(&self, user: &StoredId, session: NewSession) -> Result<AdapterSession> {
        let mut tables = self.tables();
        tables.check_user(user)?;
        tables.check_basis(user, &session.basis)?;
        tables.check_session(Some(&session))?;
        Ok(tables.insert_session(user, session))
    }

    async fn session_and_user(&self, session_token: &Secret) -> Result<Option<SessionAndUser>> {
        let tables = self.tables();
        let session = tables.sessions.get(session_token.expose());
        Ok(session.and_then(|session| {
            let user = tables.users.get(&session.user_id)?;
            Some(SessionAndUser::new(session.clone(), user.clone()))
        }))
    }

    async fn touch_session(&self, session_token: &Secret, expires: UnixTime, due: UnixTime) -> Result<bool> {
        let mut tables = self.tables();
        let session = tables.sessions.get_mut(session_token.expose());
        Ok(session
            .filter(|session| session.expires <= due)
            .map(|session| session.expires = expires)
            .is_some())
    }

    async fn delete_session(&self, session_token: &Secret) -> Result<Option<AdapterSession>> {
        Ok(self.tables().sessions.remove(session_token.expose()))
    }

    async fn sessions_of(&self, user: &StoredId) -> Result<Vec<AdapterSession>> {
        let tables = self.tables();
        let mut sessions: Vec<AdapterSession> =
            tables.sessions.values().filter(|session| session.user_id == *user).cloned().collect();
        sessions.sort_by_key(|session| std::cmp::Reverse(session.expires));
        Ok(sessions)
    }

    async fn delete_sessions_of(&self, user: &StoredId) -> Result<u64> {
        let mut tables = self.tables();
        Ok(removed(&mut tables.sessions, |session| session.user_id == *user))
    }

    async fn create_verification_token(&self, token: VerificationToken) -> Result<()> {
        self.tables().insert_token(token)
    }

    async fn set_verification_token(&self, token: VerificationToken) -> Result<()> {
        let mut tables = self.tables();
        tables.verification_tokens.retain(|_, other| other.identifier != token.identifier);
        tables.insert_token(token)
    }

    async fn verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Result<Option<VerificationToken>> {
        Ok(self.tables().verification_tokens.get(&key(identifier, token.expose())).cloned())
    }

    async fn use_verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Result<Option<VerificationToken>> {
        Ok(self.tables().verification_tokens.remove(&key(identifier, token.expose())))
    }

    async fn sign_in_by_email(&self, sign_in: EmailSignIn) -> Result<Option<EmailSignedIn>> {
        self.tables().sign_in_by_email(sign_in)
    }

    async fn prove_email(&self, proof: EmailProof) -> Result<EmailProven> {
        let EmailProof { user: id, email, now, by, link, session } = proof;
        let mut tables = self.tables();
        let has_email = |user: &AdapterUser| user.user.email.as_ref() == Some(&email);
        if !tables.users.get(&id).is_some_and(has_email) {
            return Err(AdapterError::NotFound(Kind::User));
        }
        link.as_ref().map_or(Ok(()), |link| tables.check_link(link))?;
        tables.check_session(session.as_ref())?;
        let by = by.map(|(provider, account)| key(provider.as_str(), &account));
        let (user, removed) = tables.verify(&id, now, by.as_ref())?;
        if let Some(link) = link {
            tables.insert_link(&id, link);
        }
        let session = session.map(|session| tables.insert_session(&id, session));
        Ok(EmailProven::new(user, session, removed))
    }

    async fn delete_expired(&self, now: UnixTime) -> Result<u64> {
        let mut tables = self.tables();
        Ok(removed(&mut tables.sessions, |session| session.expires < now)
            + removed(&mut tables.verification_tokens, |token| token.expires < now)
            + removed(&mut tables.spent, |until| *until < now)
            + tables.attempts.drop_expired(now))
    }

    async fn create_authenticator(&self, authenticator: Authenticator) -> Result<()> {
        let mut tables = self.tables();
        tables.check_user(&authenticator.user_id)?;
        tables.check_authenticator(&authenticator)?;
        tables.authenticators.insert(authenticator.credential_id.clone(), authenticator);
        Ok(())
    }

    async fn authenticator(&self, credential_id: &str) -> Result<Option<Authenticator>> {
        Ok(self.tables().authenticators.get(credential_id).cloned())
    }

    async fn authenticators_of(&self, user: &StoredId) -> Result<Vec<Authenticator>> {
        let tables = self.tables();
        Ok(tables.authenticators.values().filter(|passkey| passkey.user_id == *user).cloned().collect())
    }

    async fn update_authenticator_counter(&self, credential_id: &str, counter: u32) -> Result<()> {
        let mut tables = self.tables();
        let passkey = tables.authenticators.get_mut(credential_id);
        let passkey = passkey.ok_or(AdapterError::NotFound(Kind::Authenticator))?;
        if !passkey.may_count_to(counter) {
            return Err(AdapterError::CounterRegression);
        }
        passkey.counter = counter;
        Ok(())
    }

    async fn spend_once(&self, key: &str, until: UnixTime) -> Result<bool> {
        let mut tables = self.tables();
        if tables.spent.contains_key(key) {
            return Ok(false);
        }
        tables.spent.insert(key.to_owned(), until);
        Ok(true)
    }

    async fn begin_epoch(&self, user: &StoredId, first: u64) -> Result<u64> {
        Ok(*self.tables().epochs.entry(user.clone()).or_insert(first))
    }

    async fn advance_epoch(&self, user: &StoredId, least: u64) -> Result<u64> {
        let mut tables = self.tables();
        let epoch = tables.epochs.entry(user.clone()).or_default();
        *epoch = least.max(epoch.saturating_add(1));
        Ok(*epoch)
    }

    async fn token_status(&self, user: &StoredId, marker: &str) -> Result<TokenStatus> {
        let tables = self.tables();
        let epoch = tables.epochs.get(user).copied();
        Ok(TokenStatus::new(epoch, tables.spent.contains_key(marker), tables.users.contains_key(user)))
    }

    async fn accounts_of(&self, user: &StoredId) -> Result<Vec<Account>> {
        let tables = self.tables();
        let own = tables.accounts.values().filter(|account| account.user_id.as_ref() == Some(&**user));
        Ok(own.cloned().collect())
    }

    async fn update_account_tokens(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
        expected: &Secret,
        tokens: &TokenSet,
    ) -> Result<bool> {
        let mut tables = self.tables();
        let account = tables.accounts.get_mut(&key(provider.as_str(), provider_account_id));
        match account.filter(|account| account.tokens.access_token.as_ref() == Some(expected)) {
            Some(account) => account.tokens = tokens.clone(),
            None => return Ok(false),
        }
        Ok(true)
    }

    fn counts_attempts(&self) -> bool {
        true
    }

    async fn count_attempt(&self, key: &str, rule: &AttemptRule, now: UnixTime) -> Result<AttemptVerdict> {
        Ok(self.tables().attempts.attempt(key, rule, now))
    }

    async fn forgive_attempt(&self, key: &str) -> Result<()> {
        self.tables().attempts.forgive(key);
        Ok(())
    }

    fn keeps(&self, kind: Kind) -> bool {
        matches!(kind, Kind::SecondFactor | Kind::ApiKey | Kind::PasskeyDetails | Kind::Passwords)
    }

    async fn second_factor(&self, user: &StoredId) -> Result<Option<StoredTotp>> {
        Ok(self.tables().second_factor(user))
    }

    async fn enrol_totp(&self, user: &StoredId, totp: NewTotp) -> Result<()> {
        self.tables().enrol_totp(user, totp)
    }

    async fn use_totp_step(
        &self,
        user: &StoredId,
        expected: &Secret,
        step: u64,
        secret: &Secret,
    ) -> Result<bool> {
        Ok(self.tables().use_totp_step(user, expected, step, secret))
    }

    async fn replace_recovery_codes(
        &self,
        user: &StoredId,
        expected: &Secret,
        hashes: Vec<Secret>,
    ) -> Result<bool> {
        Ok(self.tables().replace_recovery_codes(user, expected, &hashes))
    }

    async fn use_recovery_code(&self, user: &StoredId, hash: &Secret) -> Result<bool> {
        Ok(self.tables().use_recovery_code(user, hash))
    }

    async fn remove_second_factor(&self, user: &StoredId, expected: Option<Secret>) -> Result<bool> {
        Ok(self.tables().remove_second_factor(user, expected.as_ref()))
    }

    async fn create_api_key(&self, key: StoredApiKey, basis: Basis) -> Result<()> {
        self.tables().create_api_key(key, &basis)
    }

    async fn api_key(&self, id: &str) -> Result<Option<ApiKeyAndUser>> {
        Ok(self.tables().api_key(id))
    }

    async fn api_keys_of(&self, user: &StoredId) -> Result<Vec<StoredApiKey>> {
        Ok(self.tables().api_keys_of(user))
    }

    async fn delete_api_key(&self, user: &StoredId, id: &str) -> Result<bool> {
        Ok(self.tables().delete_api_key(user, id))
    }

    async fn delete_api_keys_of(&self, user: &StoredId) -> Result<u64> {
        Ok(removed(&mut self.tables().api_keys, |key| key.user_id == *user))
    }

    async fn touch_api_key(&self, id: &str, now: UnixTime, due: UnixTime) -> Result<bool> {
        Ok(self.tables().touch_api_key(id, now, due))
    }

    async fn passkey_details_of(&self, user: &StoredId) -> Result<Vec<PasskeyDetails>> {
        Ok(self.tables().passkey_details_of(user))
    }

    async fn note_passkey(&self, user: &StoredId, credential_id: &str, note: PasskeyNote) -> Result<bool> {
        Ok(self.tables().note_passkey(user, credential_id, &note))
    }

    async fn remove_way_in(&self, user: &StoredId, way: &WayIn, ways: &WaysIn) -> Result<WayInRemoval> {
        Ok(self.tables().remove_way_in(user, way, ways))
    }

    async fn password_of(&self, user: &StoredId) -> Result<Option<StoredPassword>> {
        Ok(self.tables().passwords.get(user).cloned())
    }

    async fn set_password(&self, user: &StoredId, password: NewPassword) -> Result<bool> {
        self.tables().set_password(user, password)
    }

    async fn remove_password(&self, user: &StoredId) -> Result<bool> {
        Ok(self.tables().passwords.remove(user).is_some())
    }
}
