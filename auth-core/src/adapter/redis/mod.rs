//! Redis for sessions, magic links and counts of attempts, alongside another database for everything else.

mod connect;
mod script;
mod steps;
mod store;

use ::redis::aio::{ConnectionLike, ConnectionManager};

use self::store::Store;
use super::{
    Adapter, AdapterError, ApiKeyAndUser, AttemptRule, AttemptVerdict, Basis, Conflict, EmailProof,
    EmailProven, EmailSignIn, EmailSignedIn, Kind, Link, NewPassword, NewSession, NewTotp, NewUser,
    PasskeyDetails, PasskeyNote, Result, SessionAndUser, SetupReport, SetupStep, SignedUp, TokenStatus,
    UserDeletion, UserPatch, WayIn, WayInRemoval, WaysIn,
};
use crate::contract::{
    Account, AdapterSession, AdapterUser, Authenticator, IntoText, ProviderId, Secret, StoredApiKey,
    StoredId, StoredPassword, StoredTotp, TokenSet, UnixTime, VerificationToken,
    callback::delete_account::BeforeDeletion,
};

/// An adapter that keeps sessions, verification tokens and counts of attempts in Redis (version 6.2 or newer), and leaves
/// everything else to another adapter: users, accounts, passkeys, second factors, passwords, API keys, revocation
/// epochs and single-use markers.
///
/// ```no_run
/// # #[cfg(all(feature = "redis", feature = "sqlite"))]
/// # async fn open() -> auth::Result<()> {
/// use auth::adapter::{SqliteAdapter, WithRedis};
///
/// let users = SqliteAdapter::new(sqlx::SqlitePool::connect("sqlite:app.sqlite?mode=rwc").await?);
/// users.migrate().await?;
/// let adapter = WithRedis::connect(users, "redis://127.0.0.1").await?;
/// # Ok(())
/// # }
/// # fn main() {}
/// ```
///
/// Redis removes expired rows by itself, so an expired row counts as unknown. Each operation on Redis is
/// atomic, but there is no transaction over both stores: users and accounts are written first and the session
/// last, so a failure in between leaves a user who has to sign in again. A session of a user whose e-mail address is not
/// proven says so in Redis, and is no session any more once the other adapter has the first proof. Redis Sentinel is supported, Redis
/// Cluster is not.
///
/// # Durability
///
/// Redis may lose its data: its users then have to sign in again, and magic links stop working. What ends a session token
/// and what allows a use only once is in the other adapter, if that implements [`Adapter::spend_once`] and
/// [`Adapter::token_status`], as all adapters of this library do; otherwise it is in Redis too, and Redis must not lose
/// it.
///
/// Redis must not return to an earlier state, because sessions that were ended, and magic links that were used, would be
/// valid again. Set `appendonly yes`, or turn persistence off; do not rely on snapshots (`save`) alone. Set
/// `maxmemory-policy noeviction`, because other policies sign users out before their time.
///
/// # Connection
///
/// The default type of the connection is redis-rs's [`ConnectionManager`], which connects again by itself when the
/// connection is lost. A [`MultiplexedConnection`](::redis::aio::MultiplexedConnection) does not: after a restart of
/// Redis, every call would fail until the application is restarted, too. [`connect`](Self::connect) sets the options of
/// the connection, and with [`new`](Self::new), the caller does. The connection is cloned for every operation.
#[derive(Clone)]
pub struct WithRedis<A, C = ConnectionManager> {
    inner: A,
    store: Store<C>,
}

impl<A, C> WithRedis<A, C>
where
    A: Adapter,
    C: ConnectionLike + Clone + Send + Sync + 'static,
{
    /// Adds Redis to the adapter `inner`, by a connection that the caller has configured. The names of the keys begin with
    /// `auth:`.
    pub fn new(inner: A, connection: C) -> Self {
        Self::with_prefix(inner, connection, "auth:")
    }

    /// Adds Redis to the adapter `inner`, as [`new`](Self::new) does. The names of the keys begin with `prefix`.
    pub fn with_prefix(inner: A, connection: C, prefix: impl IntoText<String>) -> Self {
        Self { inner, store: Store::new(connection, prefix.into_text()) }
    }
}

#[diagnostic::do_not_recommend]
impl<A, C> Adapter for WithRedis<A, C>
where
    A: Adapter,
    C: ConnectionLike + Clone + Send + Sync + 'static,
{
    async fn sign_up(
        &self,
        user: NewUser,
        link: Option<Link>,
        session: Option<NewSession>,
    ) -> Result<SignedUp> {
        self.check_session(session.as_ref()).await?;
        let SignedUp { user, .. } = self.inner.sign_up(user, link, None).await?;
        let session = self.start_session(&user.id(), session, Some(user.email_verified.is_none())).await?;
        Ok(SignedUp::new(user, session))
    }

    async fn link_account(
        &self,
        user: &StoredId,
        link: Link,
        session: Option<NewSession>,
    ) -> Result<Option<AdapterSession>> {
        self.link(user, link, session).await
    }

    async fn user(&self, id: &StoredId) -> Result<Option<AdapterUser>> {
        self.inner.user(id).await
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<AdapterUser>> {
        self.inner.user_by_email(email).await
    }

    async fn user_by_account(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
    ) -> Result<Option<AdapterUser>> {
        self.inner.user_by_account(provider, provider_account_id).await
    }

    async fn update_user(&self, id: &StoredId, patch: UserPatch) -> Result<AdapterUser> {
        self.update(id, patch).await
    }

    async fn delete_user(&self, id: &StoredId) -> Result<bool> {
        self.delete(id).await
    }

    async fn delete_user_with(&self, id: &StoredId, before: &mut dyn BeforeDeletion) -> Result<UserDeletion> {
        self.delete_with(id, before).await
    }

    async fn account(&self, provider: &ProviderId, provider_account_id: &str) -> Result<Option<Account>> {
        self.inner.account(provider, provider_account_id).await
    }

    async fn unlink_account(&self, provider: &ProviderId, provider_account_id: &str) -> Result<bool> {
        self.inner.unlink_account(provider, provider_account_id).await
    }

    async fn create_session(&self, user: &StoredId, session: NewSession) -> Result<AdapterSession> {
        self.start_session_of(user, session).await
    }

    async fn session_and_user(&self, session_token: &Secret) -> Result<Option<SessionAndUser>> {
        self.present_session(session_token).await
    }

    async fn touch_session(&self, session_token: &Secret, expires: UnixTime, due: UnixTime) -> Result<bool> {
        self.store.touch_session(session_token, expires, due).await
    }

    async fn delete_session(&self, session_token: &Secret) -> Result<Option<AdapterSession>> {
        self.store.delete_session(session_token).await
    }

    async fn sessions_of(&self, user: &StoredId) -> Result<Vec<AdapterSession>> {
        self.present_sessions_of(user).await
    }

    async fn delete_sessions_of(&self, user: &StoredId) -> Result<u64> {
        self.store.delete_sessions_of(user).await
    }

    async fn create_verification_token(&self, token: VerificationToken) -> Result<()> {
        let is_new = self.store.insert_token(&token).await?;
        is_new.then_some(()).ok_or(Conflict::VerificationToken.into())
    }

    async fn set_verification_token(&self, token: VerificationToken) -> Result<()> {
        self.store.replace_tokens(&token).await
    }

    async fn verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Result<Option<VerificationToken>> {
        self.store.token(identifier, token).await
    }

    async fn use_verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Result<Option<VerificationToken>> {
        self.store.take_token(identifier, token).await
    }

    async fn sign_in_by_email(&self, sign_in: EmailSignIn) -> Result<Option<EmailSignedIn>> {
        self.sign_in_with_link(sign_in).await
    }

    async fn prove_email(&self, mut proof: EmailProof) -> Result<EmailProven> {
        let (id, session) = (proof.user.clone(), proof.session.take());
        self.check_session(session.as_ref()).await?;
        let EmailProven { user, removed, .. } = self.verify(proof).await?;
        let session = self.start_session(&id, session, Some(false)).await?;
        Ok(EmailProven::new(user, session, removed))
    }

    fn keeps_user_column(&self, name: &str) -> bool {
        self.inner.keeps_user_column(name)
    }

    async fn set_up(&self, step: SetupStep) -> Result<SetupReport> {
        self.inner.set_up(step).await
    }

    async fn delete_expired(&self, now: UnixTime) -> Result<u64> {
        self.inner.delete_expired(now).await
    }

    async fn delete_expired_batch(&self, now: UnixTime, limit: u32) -> Result<u64> {
        self.inner.delete_expired_batch(now, limit).await
    }

    async fn create_authenticator(&self, authenticator: Authenticator) -> Result<()> {
        self.inner.create_authenticator(authenticator).await
    }

    async fn authenticator(&self, credential_id: &str) -> Result<Option<Authenticator>> {
        self.inner.authenticator(credential_id).await
    }

    async fn authenticators_of(&self, user: &StoredId) -> Result<Vec<Authenticator>> {
        self.inner.authenticators_of(user).await
    }

    async fn update_authenticator_counter(&self, credential_id: &str, counter: u32) -> Result<()> {
        self.inner.update_authenticator_counter(credential_id, counter).await
    }

    // Epochs and markers last longer than a session, and their loss would make an ended session valid again. They are
    // in the other adapter, if that can keep them.

    async fn spend_once(&self, key: &str, until: UnixTime) -> Result<bool> {
        match self.inner.spend_once(key, until).await {
            Err(AdapterError::Unsupported(_)) => self.store.spend_once(key, until).await,
            spent => spent,
        }
    }

    async fn begin_epoch(&self, user: &StoredId, first: u64) -> Result<u64> {
        match self.inner.begin_epoch(user, first).await {
            Err(AdapterError::Unsupported(_)) => self.store.begin_epoch(user, first).await,
            begun => begun,
        }
    }

    async fn advance_epoch(&self, user: &StoredId, least: u64) -> Result<u64> {
        match self.inner.advance_epoch(user, least).await {
            Err(AdapterError::Unsupported(_)) => self.store.advance_epoch(user, least).await,
            advanced => advanced,
        }
    }

    async fn token_status(&self, user: &StoredId, marker: &str) -> Result<TokenStatus> {
        match self.inner.token_status(user, marker).await {
            Err(AdapterError::Unsupported(_)) => {
                let (epoch, is_ended) = self.store.token_status(user, marker).await?;
                Ok(TokenStatus::new(epoch, is_ended, self.inner.user(user).await?.is_some()))
            }
            status => status,
        }
    }

    async fn accounts_of(&self, user: &StoredId) -> Result<Vec<Account>> {
        self.inner.accounts_of(user).await
    }

    async fn update_account_tokens(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
        expected: &Secret,
        tokens: &TokenSet,
    ) -> Result<bool> {
        self.inner.update_account_tokens(provider, provider_account_id, expected, tokens).await
    }

    fn counts_attempts(&self) -> bool {
        true
    }

    async fn count_attempt(&self, key: &str, rule: &AttemptRule, now: UnixTime) -> Result<AttemptVerdict> {
        self.store.count_attempt(key, rule, now).await
    }

    async fn forgive_attempt(&self, key: &str) -> Result<()> {
        self.store.forgive_attempt(key).await
    }

    // Second factors, passwords and API keys are credentials, which Redis may not lose.

    fn keeps(&self, kind: Kind) -> bool {
        self.inner.keeps(kind)
    }

    async fn second_factor(&self, user: &StoredId) -> Result<Option<StoredTotp>> {
        self.inner.second_factor(user).await
    }

    async fn enrol_totp(&self, user: &StoredId, totp: NewTotp) -> Result<()> {
        let totp = self.settled(user, totp.basis.clone()).await.map(|basis| totp.on(basis))?;
        self.inner.enrol_totp(user, totp).await
    }

    async fn use_totp_step(
        &self,
        user: &StoredId,
        expected: &Secret,
        step: u64,
        secret: &Secret,
    ) -> Result<bool> {
        self.inner.use_totp_step(user, expected, step, secret).await
    }

    async fn replace_recovery_codes(
        &self,
        user: &StoredId,
        expected: &Secret,
        hashes: Vec<Secret>,
    ) -> Result<bool> {
        self.inner.replace_recovery_codes(user, expected, hashes).await
    }

    async fn use_recovery_code(&self, user: &StoredId, hash: &Secret) -> Result<bool> {
        self.inner.use_recovery_code(user, hash).await
    }

    async fn remove_second_factor(&self, user: &StoredId, expected: Option<Secret>) -> Result<bool> {
        self.inner.remove_second_factor(user, expected).await
    }

    async fn create_api_key(&self, key: StoredApiKey, basis: Basis) -> Result<()> {
        let basis = self.settled(&key.user_id, basis).await?;
        self.inner.create_api_key(key, basis).await
    }

    async fn api_key(&self, id: &str) -> Result<Option<ApiKeyAndUser>> {
        self.inner.api_key(id).await
    }

    async fn api_keys_of(&self, user: &StoredId) -> Result<Vec<StoredApiKey>> {
        self.inner.api_keys_of(user).await
    }

    async fn delete_api_key(&self, user: &StoredId, id: &str) -> Result<bool> {
        self.inner.delete_api_key(user, id).await
    }

    async fn delete_api_keys_of(&self, user: &StoredId) -> Result<u64> {
        self.inner.delete_api_keys_of(user).await
    }

    async fn touch_api_key(&self, id: &str, now: UnixTime, due: UnixTime) -> Result<bool> {
        self.inner.touch_api_key(id, now, due).await
    }

    async fn passkey_details_of(&self, user: &StoredId) -> Result<Vec<PasskeyDetails>> {
        self.inner.passkey_details_of(user).await
    }

    async fn note_passkey(&self, user: &StoredId, credential_id: &str, note: PasskeyNote) -> Result<bool> {
        self.inner.note_passkey(user, credential_id, note).await
    }

    async fn remove_way_in(&self, user: &StoredId, way: &WayIn, ways: &WaysIn) -> Result<WayInRemoval> {
        self.inner.remove_way_in(user, way, ways).await
    }

    async fn password_of(&self, user: &StoredId) -> Result<Option<StoredPassword>> {
        self.inner.password_of(user).await
    }

    async fn set_password(&self, user: &StoredId, password: NewPassword) -> Result<bool> {
        let password = self.settled(user, password.basis.clone()).await.map(|basis| password.on(basis))?;
        self.inner.set_password(user, password).await
    }

    async fn remove_password(&self, user: &StoredId) -> Result<bool> {
        self.inner.remove_password(user).await
    }
}
