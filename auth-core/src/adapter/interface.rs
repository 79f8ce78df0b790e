//! The contract of a database.

use super::{attempt::*, error::*, operation::*, setup::*};
use crate::contract::{
    Account, AdapterSession, AdapterUser, Authenticator, ProviderId, Secret, StoredApiKey, StoredId,
    StoredPassword, StoredTotp, TokenSet, UnixTime, VerificationToken,
    callback::delete_account::BeforeDeletion,
};

#[doc = include_str!("interface.md")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an adapter",
    label = "not an adapter",
    note = "a database pool is passed to an adapter, such as `SqliteAdapter::new(pool)` or `PostgresAdapter::new(pool)`, each \
        with a feature of its own; `MemoryAdapter::new()` needs none"
)]
pub trait Adapter: Send + Sync + 'static {
    /// Creates a user, with a password, an account and a session if they are given, and returns the rows as stored.
    ///
    /// The store may replace the proposed ID of the user. It must end [`NewSession::replaces`], if known, in the same transaction.
    /// Fails with [`Conflict::Email`], [`Conflict::User`], or the [Conflicts](Self#conflicts) of a link and a session.
    fn sign_up(
        &self,
        user: NewUser,
        link: Option<Link>,
        session: Option<NewSession>,
    ) -> impl Future<Output = Result<SignedUp>> + Send;

    /// Links an account to an existing user, and starts a session if one is given, in one transaction.
    /// Returns the session.
    /// Fails with [`AdapterError::NotFound`] if the user is unknown, and with the [Conflicts](Self#conflicts) of a link and a
    /// session.
    fn link_account(
        &self,
        user: &StoredId,
        link: Link,
        session: Option<NewSession>,
    ) -> impl Future<Output = Result<Option<AdapterSession>>> + Send;

    /// Returns the user with this ID.
    fn user(&self, id: &StoredId) -> impl Future<Output = Result<Option<AdapterUser>>> + Send;

    /// Returns the user with this e-mail address, which is in canonical form
    /// ([`EmailAddress`](crate::contract::EmailAddress)), in any spelling: see [E-mail addresses](Self#e-mail-addresses).
    fn user_by_email(&self, email: &str) -> impl Future<Output = Result<Option<AdapterUser>>> + Send;

    /// Returns the user to whom the account is linked.
    fn user_by_account(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
    ) -> impl Future<Output = Result<Option<AdapterUser>>> + Send;

    /// Changes the fields of a user that the patch names, and returns the whole user. An empty patch changes
    /// nothing. If the patch changes the e-mail address, see [First proof](Self#first-proof).
    /// Fails with [`AdapterError::NotFound`] if the user is unknown, or is not as the patch expects ([`UserPatch::is_for`]),
    /// and with [`Conflict::Email`] if another user has the address.
    fn update_user(
        &self,
        id: &StoredId,
        patch: UserPatch,
    ) -> impl Future<Output = Result<AdapterUser>> + Send;

    /// Removes a user with all accounts, passkeys, sessions and API keys, the second factor, the password, the verification
    /// tokens of the e-mail address, and the revocation epoch, in one transaction. Returns `true` if the user existed.
    fn delete_user(&self, id: &StoredId) -> impl Future<Output = Result<bool>> + Send;

    /// Removes a user as [`delete_user`](Self::delete_user) does, after a step of the application, which can refuse: see
    /// [Accounts of users](Self#accounts-of-users). Without an implementation, the step runs before the removal.
    fn delete_user_with(
        &self,
        id: &StoredId,
        before: &mut dyn BeforeDeletion,
    ) -> impl Future<Output = Result<UserDeletion>> + Send {
        delete_after(self.user(id), before, self.delete_user(id))
    }

    /// Returns the account, with the ID of its user.
    fn account(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
    ) -> impl Future<Output = Result<Option<Account>>> + Send;

    /// Removes an account, and its passkey if it has one, in one transaction. Returns `true` if the account existed.
    fn unlink_account(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// Starts a session, and ends the one that it replaces in the same transaction. Fails with [`AdapterError::NotFound`] if the
    /// user is unknown, and with the [Conflicts](Self#conflicts) of a session.
    fn create_session(
        &self,
        user: &StoredId,
        session: NewSession,
    ) -> impl Future<Output = Result<AdapterSession>> + Send;

    /// Returns a session and its user, in a single query: every session check calls this method.
    fn session_and_user(&self, token: &Secret)
    -> impl Future<Output = Result<Option<SessionAndUser>>> + Send;

    /// Sets the expiry of a session to `expires` if it is `due` or earlier. Returns `true` if it has. Of several calls one must.
    fn touch_session(
        &self,
        session_token: &Secret,
        expires: UnixTime,
        due: UnixTime,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// Ends a session and returns it.
    fn delete_session(&self, token: &Secret) -> impl Future<Output = Result<Option<AdapterSession>>> + Send;

    /// Returns all sessions of a user, including expired ones, the one with the latest expiry first.
    fn sessions_of(&self, user: &StoredId) -> impl Future<Output = Result<Vec<AdapterSession>>> + Send;

    /// Ends all sessions of a user and returns their number.
    fn delete_sessions_of(&self, user: &StoredId) -> impl Future<Output = Result<u64>> + Send;

    /// Stores a verification token. Fails with [`Conflict::VerificationToken`] if the store already has it.
    fn create_verification_token(&self, token: VerificationToken) -> impl Future<Output = Result<()>> + Send;

    /// Stores a verification token in place of all others with its identifier, in one transaction.
    fn set_verification_token(&self, token: VerificationToken) -> impl Future<Output = Result<()>> + Send;

    /// Returns a verification token without spending it.
    fn verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> impl Future<Output = Result<Option<VerificationToken>>> + Send;

    /// Spends a verification token: removes it and returns it. Of all calls, concurrent or later, exactly one
    /// must get it.
    fn use_verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> impl Future<Output = Result<Option<VerificationToken>>> + Send;

    /// Spends a verification token and signs its owner in, in one transaction: see [Magic links](Self#magic-links).
    /// Must return `None` for an unknown token. Fails with [`Conflict::Session`] if the session token is taken.
    fn sign_in_by_email(
        &self,
        sign_in: EmailSignIn,
    ) -> impl Future<Output = Result<Option<EmailSignedIn>>> + Send;

    /// Proves the e-mail address of a user: marks it as verified at `proof.now`, links an account and starts a session if
    /// they are given, in one transaction. The first proof removes what came before: see [First proof](Self#first-proof).
    /// Fails with [`AdapterError::NotFound`] if the user is unknown or has another e-mail address, and with the
    /// [Conflicts](Self#conflicts) of a link and a session.
    fn prove_email(&self, proof: EmailProof) -> impl Future<Output = Result<EmailProven>> + Send;

    /// Returns `true` if the adapter reads and writes a column that the application has added to the table of users
    /// (`#[auth::user]`). Any other column would be lost silently, so an application that declares one does not start.
    fn keeps_user_column(&self, name: &str) -> bool {
        let _ = name;
        true
    }

    /// Removes the sessions, verification tokens, single-use markers and counts of attempts that expired before
    /// `now`, and returns their number.
    fn delete_expired(&self, now: UnixTime) -> impl Future<Output = Result<u64>> + Send;

    /// Removes some of the rows that [`delete_expired`](Self::delete_expired) removes, about `limit` of each kind, and
    /// returns their number. If it is less than `limit`, none must be left. Without an implementation, all are removed.
    fn delete_expired_batch(&self, now: UnixTime, limit: u32) -> impl Future<Output = Result<u64>> + Send {
        let _ = limit;
        self.delete_expired(now)
    }

    /// Stores a passkey. Fails with [`Conflict::Authenticator`] if its credential ID is taken, and with
    /// [`AdapterError::NotFound`] if the user is unknown.
    fn create_authenticator(&self, authenticator: Authenticator) -> impl Future<Output = Result<()>> + Send {
        unsupported(authenticator, Kind::Authenticator)
    }

    /// Returns the passkey with this credential ID.
    fn authenticator(&self, id: &str) -> impl Future<Output = Result<Option<Authenticator>>> + Send {
        unsupported(id, Kind::Authenticator)
    }

    /// Returns the passkeys of a user.
    fn authenticators_of(&self, user: &StoredId) -> impl Future<Output = Result<Vec<Authenticator>>> + Send {
        unsupported(user, Kind::Authenticator)
    }

    /// Stores the signature counter of a passkey. Of two calls with the same counter one must succeed; both, if it stays 0.
    /// Fails with [`AdapterError::NotFound`] if the passkey is unknown, and with [`AdapterError::CounterRegression`] if
    /// [`Authenticator::may_count_to`] returns `false`.
    fn update_authenticator_counter(
        &self,
        credential_id: &str,
        counter: u32,
    ) -> impl Future<Output = Result<()>> + Send {
        unsupported((credential_id, counter), Kind::Authenticator)
    }

    /// Spends something that may be used only once, such as a challenge. Must return `true` for the first call with a key
    /// and `false` for every other one, concurrent or later, until `until`.
    fn spend_once(&self, key: &str, until: UnixTime) -> impl Future<Output = Result<bool>> + Send {
        unsupported((key, until), Kind::Marker)
    }

    /// Returns the revocation epoch of a user. If the user has none, the epoch must become `first`. Of several concurrent
    /// calls one must set it, and all must return it. The user may be one of the application's, unknown to the store.
    fn begin_epoch(&self, user: &StoredId, first: u64) -> impl Future<Output = Result<u64>> + Send {
        unsupported((user, first), Kind::Epoch)
    }

    /// Revokes all session tokens of a user: sets the epoch to `least`, or adds 1 to it if it is not less
    /// than that, and returns the new epoch. Concurrent calls must return different epochs.
    fn advance_epoch(&self, user: &StoredId, least: u64) -> impl Future<Output = Result<u64>> + Send {
        unsupported((user, least), Kind::Epoch)
    }

    /// Returns the facts that decide whether a session token is still valid, in a single query: the epoch of its user, whether
    /// `marker` was spent by [`spend_once`](Self::spend_once), and whether the store has the user.
    fn token_status(
        &self,
        user: &StoredId,
        marker: &str,
    ) -> impl Future<Output = Result<TokenStatus>> + Send {
        unsupported((user, marker), Kind::Epoch)
    }

    /// Returns the accounts of a user, with their tokens.
    fn accounts_of(&self, user: &StoredId) -> impl Future<Output = Result<Vec<Account>>> + Send {
        unsupported(user, Kind::Tokens)
    }

    /// Replaces all tokens of an account if its access token is still `expected`, and removes those that are absent from
    /// `tokens`. Returns `true` if it has. Of several concurrent calls that expect the same one, one must replace them.
    fn update_account_tokens(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
        expected: &Secret,
        tokens: &TokenSet,
    ) -> impl Future<Output = Result<bool>> + Send {
        unsupported((provider, provider_account_id, expected, tokens), Kind::Tokens)
    }

    /// Returns `true` if the adapter implements [`count_attempt`](Self::count_attempt). Otherwise each process counts alone.
    fn counts_attempts(&self) -> bool {
        false
    }

    /// Counts an attempt under a key, as [`AttemptCount::attempt`] does, with the row of the key locked. Of several
    /// concurrent calls no more must be allowed than the rule allows. A refused attempt must leave the row unchanged,
    /// unless its times lie further ahead than the rule allows, because the clock was set back.
    fn count_attempt(
        &self,
        key: &str,
        rule: &AttemptRule,
        now: UnixTime,
    ) -> impl Future<Output = Result<AttemptVerdict>> + Send {
        unsupported((key, rule, now), Kind::Attempts)
    }

    /// Takes back an attempt that turned out to be right, as [`AttemptCount::forgive`] does. An unknown key is no error.
    fn forgive_attempt(&self, key: &str) -> impl Future<Output = Result<()>> + Send {
        unsupported(key, Kind::Attempts)
    }

    /// Returns `true` if the adapter keeps rows of an optional kind ([`Kind::SecondFactor`], [`Kind::ApiKey`],
    /// [`Kind::Passwords`], [`Kind::PasskeyDetails`]), with all methods for them. Applications that use them need it.
    fn keeps(&self, kind: Kind) -> bool {
        let _ = kind;
        false
    }

    /// Returns the authenticator application of a user, with the number of recovery codes that are left.
    fn second_factor(&self, user: &StoredId) -> impl Future<Output = Result<Option<StoredTotp>>> + Send {
        unsupported(user, Kind::SecondFactor)
    }

    /// Stores the authenticator application of a user and new recovery codes, in place of those before, at once. Of several
    /// concurrent calls one must succeed. Fails with [`Conflict::SecondFactor`] if the user does not have the one that
    /// [`NewTotp::replaces`] names, or has one although it names none, with [`AdapterError::NotFound`], and with
    /// [`Conflict::Proof`] or [`Conflict::Ended`] by [`NewTotp::basis`].
    fn enrol_totp(&self, user: &StoredId, totp: NewTotp) -> impl Future<Output = Result<()>> + Send {
        unsupported((user, totp), Kind::SecondFactor)
    }

    /// Uses a code of the time step `step`, and stores `secret` in place of `expected`, the sealed secret that the code was
    /// checked with. Returns `true` if it has: see [Second factors](Self#second-factors).
    fn use_totp_step(
        &self,
        user: &StoredId,
        expected: &Secret,
        step: u64,
        secret: &Secret,
    ) -> impl Future<Output = Result<bool>> + Send {
        unsupported((user, expected, step, secret), Kind::SecondFactor)
    }

    /// Replaces all recovery codes of a user by the codes with these hashes, in one transaction. Returns `false`, and
    /// changes nothing, if the user does not have the authenticator application whose sealed secret is `expected`.
    fn replace_recovery_codes(
        &self,
        user: &StoredId,
        expected: &Secret,
        hashes: Vec<Secret>,
    ) -> impl Future<Output = Result<bool>> + Send {
        unsupported((user, expected, hashes), Kind::SecondFactor)
    }

    /// Uses a recovery code: removes it. Of all calls, concurrent or later, exactly one must get `true`.
    fn use_recovery_code(&self, user: &StoredId, hash: &Secret) -> impl Future<Output = Result<bool>> + Send {
        unsupported((user, hash), Kind::SecondFactor)
    }

    /// Removes the authenticator application and all recovery codes of a user. Returns `true` if the user had one. With
    /// `expected`, it must return `false`, and change nothing, if the user has another sealed secret.
    fn remove_second_factor(
        &self,
        user: &StoredId,
        expected: Option<Secret>,
    ) -> impl Future<Output = Result<bool>> + Send {
        unsupported((user, expected), Kind::SecondFactor)
    }

    /// Stores an API key.
    /// Fails with [`Conflict::ApiKey`] if its ID is taken, with [`Conflict::Proof`] or [`Conflict::Ended`] if the state of the
    /// user is not `basis` any more, and with [`AdapterError::NotFound`] if the user is unknown.
    fn create_api_key(&self, key: StoredApiKey, basis: Basis) -> impl Future<Output = Result<()>> + Send {
        unsupported((key, basis), Kind::ApiKey)
    }

    /// Returns an API key and its owner, in a single query.
    fn api_key(&self, id: &str) -> impl Future<Output = Result<Option<ApiKeyAndUser>>> + Send {
        unsupported(id, Kind::ApiKey)
    }

    /// Returns the API keys of a user, including expired ones. The latest key must come first.
    fn api_keys_of(&self, user: &StoredId) -> impl Future<Output = Result<Vec<StoredApiKey>>> + Send {
        unsupported(user, Kind::ApiKey)
    }

    /// Removes an API key of this user. Returns `true` if the user had it.
    fn delete_api_key(&self, user: &StoredId, id: &str) -> impl Future<Output = Result<bool>> + Send {
        unsupported((user, id), Kind::ApiKey)
    }

    /// Removes all API keys of a user, and returns their number.
    fn delete_api_keys_of(&self, user: &StoredId) -> impl Future<Output = Result<u64>> + Send {
        unsupported(user, Kind::ApiKey)
    }

    /// Sets the last use of an API key to `now`, if it was `due` or earlier, or there is none. Returns `true` if it has.
    fn touch_api_key(
        &self,
        id: &str,
        now: UnixTime,
        due: UnixTime,
    ) -> impl Future<Output = Result<bool>> + Send {
        unsupported((id, now, due), Kind::ApiKey)
    }

    /// Returns the facts about those passkeys of a user of which any are stored, in any order.
    fn passkey_details_of(
        &self,
        user: &StoredId,
    ) -> impl Future<Output = Result<Vec<PasskeyDetails>>> + Send {
        unsupported(user, Kind::PasskeyDetails)
    }

    /// Stores facts about a passkey of a user. Returns `false`, and changes nothing, if the user has no such passkey.
    fn note_passkey(
        &self,
        user: &StoredId,
        credential_id: &str,
        note: PasskeyNote,
    ) -> impl Future<Output = Result<bool>> + Send {
        unsupported((user, credential_id, note), Kind::PasskeyDetails)
    }

    /// Removes a way in of a user, if [`WaysIn::decide`] allows it: see [Accounts of users](Self#accounts-of-users).
    fn remove_way_in(
        &self,
        user: &StoredId,
        way: &WayIn,
        ways: &WaysIn,
    ) -> impl Future<Output = Result<WayInRemoval>> + Send {
        unsupported((user, way, ways), Kind::PasskeyDetails)
    }

    /// Returns the hash of the user's password.
    fn password_of(&self, user: &StoredId) -> impl Future<Output = Result<Option<StoredPassword>>> + Send {
        unsupported(user, Kind::Passwords)
    }

    /// Stores the hash of the user's password in place of the one that it replaces. Returns `true` if it has: see
    /// [Passwords](Self#passwords). Fails with [`AdapterError::NotFound`] if the user is unknown, and with
    /// [`Conflict::Proof`] or [`Conflict::Ended`] by [`NewPassword::basis`].
    fn set_password(&self, user: &StoredId, new: NewPassword) -> impl Future<Output = Result<bool>> + Send {
        unsupported((user, new), Kind::Passwords)
    }

    /// Removes the user's password. Returns `true` if the user had one.
    fn remove_password(&self, user: &StoredId) -> impl Future<Output = Result<bool>> + Send {
        unsupported(user, Kind::Passwords)
    }

    /// Finds the tables, columns and indexes that the database lacks, or creates them: see [`SetupStep`]. Without an
    /// implementation, there are none.
    fn set_up(&self, step: SetupStep) -> impl Future<Output = Result<SetupReport>> + Send {
        let _ = step;
        std::future::ready(Ok(SetupReport::default()))
    }
}
