//! A database in the memory of this process, for tests and examples.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    Adapter, AdapterError, AttemptRule, AttemptVerdict, Conflict, EmailSignIn, EmailSignedIn, Kind, Link,
    NewSession, NewUser, Result, SessionAndUser, SignedUp, TokenStatus, UserPatch, attempt::AttemptCounts,
    spelling::Spellings,
};
use crate::contract::{
    Account, AdapterSession, AdapterUser, Authenticator, EmailAddress, ProviderId, Secret, TokenSet,
    UnixTime, UserId, VerificationToken,
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

#[derive(Default)]
struct Tables {
    users: HashMap<UserId, AdapterUser>,
    accounts: HashMap<(String, String), Account>,
    authenticators: HashMap<String, Authenticator>,
    sessions: HashMap<String, AdapterSession>,
    verification_tokens: HashMap<(String, String), VerificationToken>,
    spent: HashMap<String, UnixTime>,
    epochs: HashMap<UserId, u64>,
    attempts: AttemptCounts,
}

impl Tables {
    fn user_by_email(&self, email: &str) -> Option<&AdapterUser> {
        let exact = self.users.values().find(|stored| stored.user.email.as_deref() == Some(email));
        exact.or_else(|| Spellings::of(email)?.only(self.users.values()))
    }

    fn check_user(&self, user: &UserId) -> Result<()> {
        self.users.contains_key(user).then_some(()).ok_or(AdapterError::NotFound(Kind::User))
    }

    fn check_link(&self, link: &Link) -> Result<()> {
        if self.accounts.contains_key(&account_key(&link.account)) {
            return Err(Conflict::Account.into());
        }
        link.authenticator.as_ref().map_or(Ok(()), |passkey| self.check_authenticator(passkey))
    }

    fn check_authenticator(&self, authenticator: &Authenticator) -> Result<()> {
        if self.authenticators.contains_key(&authenticator.credential_id) {
            return Err(Conflict::Authenticator.into());
        }
        Ok(())
    }

    fn check_session(&self, session: Option<&NewSession>) -> Result<()> {
        if session.is_some_and(|session| self.sessions.contains_key(session.session_token.expose())) {
            return Err(Conflict::Session.into());
        }
        Ok(())
    }

    fn check_email(&self, email: Option<&str>, owner: &UserId) -> Result<()> {
        let Some(email) = email else { return Ok(()) };
        let canonical = EmailAddress::parse(email).ok();
        let spellings = [Some(email), canonical.as_ref().map(EmailAddress::as_str)];
        let mut owners = spellings.into_iter().flatten().filter_map(|email| self.user_by_email(email));
        if owners.any(|other| other.user.id != *owner) { Err(Conflict::Email.into()) } else { Ok(()) }
    }

    fn insert_link(&mut self, user: &UserId, link: Link) {
        let Link { account, authenticator } = link.owned_by(user);
        self.accounts.insert(account_key(&account), account);
        if let Some(passkey) = authenticator {
            self.authenticators.insert(passkey.credential_id.clone(), passkey);
        }
    }

    fn insert_session(&mut self, user: &UserId, session: NewSession) -> AdapterSession {
        let NewSession { session_token, expires, replaces } = session;
        if let Some(old) = replaces {
            self.sessions.remove(old.expose());
        }
        let session = AdapterSession::new(session_token, user.clone(), expires);
        self.sessions.insert(session.session_token.expose().to_owned(), session.clone());
        session
    }

    fn sign_up(
        &mut self,
        user: NewUser,
        link: Option<Link>,
        session: Option<NewSession>,
    ) -> Result<SignedUp> {
        let NewUser { user, email_verified, columns } = user;
        if self.users.contains_key(&user.id) {
            return Err(Conflict::User.into());
        }
        self.check_email(user.email.as_deref(), &user.id)?;
        link.as_ref().map_or(Ok(()), |link| self.check_link(link))?;
        self.check_session(session.as_ref())?;

        let user = AdapterUser { user, email_verified, columns };
        self.users.insert(user.user.id.clone(), user.clone());
        if let Some(link) = link {
            self.insert_link(&user.user.id, link);
        }
        let session = session.map(|session| self.insert_session(&user.user.id, session));
        Ok(SignedUp::new(user, session))
    }
}

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
        user: &UserId,
        link: Link,
        session: Option<NewSession>,
    ) -> Result<Option<AdapterSession>> {
        let mut tables = self.tables();
        tables.check_user(user)?;
        tables.check_link(&link)?;
        tables.check_session(session.as_ref())?;
        tables.insert_link(user, link);
        Ok(session.map(|session| tables.insert_session(user, session)))
    }

    async fn user(&self, id: &UserId) -> Result<Option<AdapterUser>> {
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
        let user = account.and_then(|account| account.user_id.as_ref());
        Ok(user.and_then(|user| tables.users.get(user)).cloned())
    }

    async fn update_user(&self, id: &UserId, patch: UserPatch) -> Result<AdapterUser> {
        let mut tables = self.tables();
        tables.check_email(patch.email.as_ref().and_then(Option::as_deref), id)?;
        let stored = tables.users.get_mut(id).ok_or(AdapterError::NotFound(Kind::User))?;
        patch.apply_to(stored);
        Ok(stored.clone())
    }

    async fn delete_user(&self, id: &UserId) -> Result<bool> {
        let mut tables = self.tables();
        tables.accounts.retain(|_, account| account.user_id.as_ref() != Some(id));
        tables.authenticators.retain(|_, passkey| passkey.user_id != *id);
        tables.sessions.retain(|_, session| session.user_id != *id);
        tables.epochs.remove(id);
        Ok(tables.users.remove(id).is_some())
    }

    async fn account(&self, provider: &ProviderId, provider_account_id: &str) -> Result<Option<Account>> {
        Ok(self.tables().accounts.get(&key(provider.as_str(), provider_account_id)).cloned())
    }

    async fn unlink_account(&self, provider: &ProviderId, provider_account_id: &str) -> Result<bool> {
        let mut tables = self.tables();
        let Some(account) = tables.accounts.remove(&key(provider.as_str(), provider_account_id)) else {
            return Ok(false);
        };
        tables.authenticators.retain(|_, passkey| {
            passkey.provider_account_id != provider_account_id
                || Some(&passkey.user_id) != account.user_id.as_ref()
        });
        Ok(true)
    }

    async fn create_session(&self, user: &UserId, session: NewSession) -> Result<AdapterSession> {
        let mut tables = self.tables();
        tables.check_user(user)?;
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

    async fn sessions_of(&self, user: &UserId) -> Result<Vec<AdapterSession>> {
        let tables = self.tables();
        let mut sessions: Vec<AdapterSession> =
            tables.sessions.values().filter(|session| session.user_id == *user).cloned().collect();
        sessions.sort_by_key(|session| std::cmp::Reverse(session.expires));
        Ok(sessions)
    }

    async fn delete_sessions_of(&self, user: &UserId) -> Result<u64> {
        let mut tables = self.tables();
        Ok(removed(&mut tables.sessions, |session| session.user_id == *user))
    }

    async fn create_verification_token(&self, token: VerificationToken) -> Result<()> {
        let mut tables = self.tables();
        let key = key(&token.identifier, token.token.expose());
        if tables.verification_tokens.contains_key(&key) {
            return Err(Conflict::VerificationToken.into());
        }
        tables.verification_tokens.insert(key, token);
        Ok(())
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
        let EmailSignIn { identifier, token, now, user, session } = sign_in;
        let mut tables = self.tables();
        tables.check_session(session.as_ref())?;
        let key = key(&identifier, token.expose());
        let Some(token) = tables.verification_tokens.get(&key).cloned() else { return Ok(None) };
        if token.expires < now {
            tables.verification_tokens.remove(&key);
            return Ok(None);
        }
        let known = tables.user_by_email(&identifier).map(|stored| stored.user.id.clone());
        let is_new_user = known.is_none();
        let signed_up = match known.and_then(|id| tables.users.get_mut(&id)) {
            None => tables.sign_up(user, None, session)?,
            Some(stored) => {
                stored.email_verified = Some(now);
                let user = stored.clone();
                let session = session.map(|session| tables.insert_session(&user.user.id, session));
                SignedUp::new(user, session)
            }
        };
        tables.verification_tokens.retain(|_, token| token.identifier != identifier);
        Ok(Some(EmailSignedIn::new(token, signed_up, is_new_user)))
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

    async fn authenticators_of(&self, user: &UserId) -> Result<Vec<Authenticator>> {
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

    async fn begin_epoch(&self, user: &UserId, first: u64) -> Result<u64> {
        Ok(*self.tables().epochs.entry(user.clone()).or_insert(first))
    }

    async fn advance_epoch(&self, user: &UserId, least: u64) -> Result<u64> {
        let mut tables = self.tables();
        let epoch = tables.epochs.entry(user.clone()).or_default();
        *epoch = least.max(epoch.saturating_add(1));
        Ok(*epoch)
    }

    async fn token_status(&self, user: &UserId, marker: &str) -> Result<TokenStatus> {
        let tables = self.tables();
        let epoch = tables.epochs.get(user).copied();
        Ok(TokenStatus::new(epoch, tables.spent.contains_key(marker), tables.users.contains_key(user)))
    }

    async fn accounts_of(&self, user: &UserId) -> Result<Vec<Account>> {
        let tables = self.tables();
        let own = tables.accounts.values().filter(|account| account.user_id.as_ref() == Some(user));
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
}

fn key(first: &str, second: &str) -> (String, String) {
    (first.to_owned(), second.to_owned())
}

fn account_key(account: &Account) -> (String, String) {
    key(account.provider.as_str(), &account.provider_account_id)
}

/// Removes the rows for which `is_gone` returns `true`, and returns their number.
fn removed<K, V>(rows: &mut HashMap<K, V>, is_gone: impl Fn(&V) -> bool) -> u64 {
    let before = rows.len();
    rows.retain(|_, row| !is_gone(row));
    (before - rows.len()) as u64
}
