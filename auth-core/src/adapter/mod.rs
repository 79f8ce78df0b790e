//! Storage of users, accounts, sessions and magic links: the [`Adapter`] trait and its implementations.

mod any;
mod attempt;
#[cfg(feature = "testing")]
pub mod contract;
mod error;
mod memory;
mod operation;
#[cfg(feature = "redis")]
mod redis;
mod setup;
mod spelling;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod sql;

pub(crate) use self::attempt::AttemptCounts;
use self::error::unsupported;
#[cfg(feature = "redis")]
pub use self::redis::WithRedis;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use self::sql::*;
pub use self::{
    any::AnyAdapter,
    attempt::{AttemptCount, AttemptRule, AttemptVerdict},
    error::{AdapterError, Conflict, Kind, Result, SetupError, SetupProblem},
    memory::MemoryAdapter,
    operation::{
        EmailProof, EmailProven, EmailSignIn, EmailSignedIn, Link, NewSession, NewUser, SessionAndUser,
        SignedUp, TokenStatus, UserPatch,
    },
};
use crate::contract::{
    Account, AdapterSession, AdapterUser, Authenticator, ProviderId, Secret, StoredId, TokenSet, UnixTime,
    VerificationToken,
};

/// The contract of a database (Auth.js: `Adapter`). Each method can be written as a plain `async fn`.
///
/// The suite `auth::adapter::contract` (cargo feature `testing`) checks an implementation against this contract.
///
/// # Transactions
///
/// Implementations must run each method as one transaction: whatever happens to the process, the connection or the server,
/// or if the call is dropped, either all of its rows are written or none. Where only one of several concurrent calls may
/// succeed, the database must enforce it; a query before the write is not enough.
///
/// An adapter over two stores without a common transaction (Redis alongside a database) must write users and accounts
/// first and the session last, so that a failure leaves at most a user who has to sign in again.
///
/// # Errors and repeated calls
///
/// Any method may fail with [`AdapterError::Unavailable`], [`AdapterError::Rejected`] or [`AdapterError::Corrupt`]. Each
/// method lists its other errors. If a method that returns an `Option`, a `Vec`, a number or a `bool` lists no error for
/// an unknown row, it must return `None`, an empty list, 0 or `false` for it.
///
/// Implementations may repeat a transaction that the database has aborted in favour of another one (a deadlock or a
/// serialization failure), because it has left nothing behind. They must not repeat a transaction whose outcome they do
/// not know, such as one whose connection broke during the commit: they must return [`AdapterError::Unavailable`]. A
/// caller that repeats a method after this error must expect that the first call has been carried out.
///
/// # Values
///
/// - Strings must compare exactly. The one exception is the e-mail address of a user: see
///   [`user_by_email`](Self::user_by_email). The caller passes them in canonical form ([`EmailAddress`](crate::contract::EmailAddress)).
/// - A string that cannot be an ID of this store must count as an unknown ID, not as an error.
/// - Times must keep their milliseconds if the column can hold them, and their seconds otherwise.
/// - Session tokens must be stored as the browser holds them. Auth.js does the same, so an existing database
///   works as it is. Verification tokens arrive hashed.
/// - No method reads a clock. Expired rows must be returned unchanged, unless the store has removed them by itself; the
///   caller checks their expiry.
///
/// # Optional methods
///
/// The methods from [`create_authenticator`](Self::create_authenticator) on are needed only for passkeys, challenges,
/// revocation, the tokens of providers, and limits that several processes share. Without an implementation they return
/// [`AdapterError::Unsupported`].
pub trait Adapter: Send + Sync + 'static {
    /// Creates a user, with an account and a session if they are given, and returns the rows as stored.
    ///
    /// The store may replace the proposed ID of the user by its own. It must end the session in
    /// [`NewSession::replaces`], which may be unknown, in the same transaction.
    ///
    /// # Errors
    /// Of several concurrent sign-ups with the same unique value one must succeed, and the others must fail.
    /// - [`Conflict::Email`] if a user already has the e-mail address, in any spelling that
    ///   [`user_by_email`](Self::user_by_email) finds. Several users may have none.
    /// - [`Conflict::User`] if a user already has the proposed ID and the store does not assign another one.
    /// - [`Conflict::Account`] or [`Conflict::Authenticator`] if the account or the passkey is already linked
    ///   to any user.
    /// - [`Conflict::Session`] if the session token is taken.
    fn sign_up(
        &self,
        user: NewUser,
        link: Option<Link>,
        session: Option<NewSession>,
    ) -> impl Future<Output = Result<SignedUp>> + Send;

    /// Links an account to an existing user, and starts a session if one is given, in one transaction.
    /// Returns the session.
    ///
    /// # Errors
    /// - [`Conflict::Account`] or [`Conflict::Authenticator`] if the account or the passkey is already linked
    ///   to any user, including this one.
    /// - [`Conflict::Session`] if the session token is taken; [`Conflict::Proof`] by [`Link::while_unproven`].
    /// - [`AdapterError::NotFound`] if the user is unknown.
    fn link_account(
        &self,
        user: &StoredId,
        link: Link,
        session: Option<NewSession>,
    ) -> impl Future<Output = Result<Option<AdapterSession>>> + Send;

    /// Returns the user with this ID.
    fn user(&self, id: &StoredId) -> impl Future<Output = Result<Option<AdapterUser>>> + Send;

    /// Returns the user with this e-mail address, which is in canonical form
    /// ([`EmailAddress`](crate::contract::EmailAddress)).
    ///
    /// Implementations must first look for exactly this string. Other programs have stored other spellings, such as
    /// `Ada@Example.com`, or `ada@bücher.example` for `ada@xn--bcher-kva.example`. If no user has the string, they must
    /// return the only user whose e-mail address has this canonical form. If there are several, or the given string is
    /// not canonical, they must return `None`.
    fn user_by_email(&self, email: &str) -> impl Future<Output = Result<Option<AdapterUser>>> + Send;

    /// Returns the user to whom the account is linked.
    fn user_by_account(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
    ) -> impl Future<Output = Result<Option<AdapterUser>>> + Send;

    /// Changes the fields of a user that the patch names, and returns the whole user. An empty patch changes
    /// nothing. If the patch changes the e-mail address and does not say whether it is verified, the user must
    /// be stored as one whose address is not. The accounts of the user do not prove another address, so the first
    /// proof of it must remove them.
    ///
    /// # Errors
    /// - [`AdapterError::NotFound`] if the user is unknown.
    /// - [`Conflict::Email`] if another user has the e-mail address.
    fn update_user(
        &self,
        id: &StoredId,
        patch: UserPatch,
    ) -> impl Future<Output = Result<AdapterUser>> + Send;

    /// Removes a user with all accounts, passkeys and sessions, and the user's revocation epoch, in one
    /// transaction. Returns `true` if the user existed.
    fn delete_user(&self, id: &StoredId) -> impl Future<Output = Result<bool>> + Send;

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

    /// Starts a session, and ends the one that it replaces in the same transaction.
    ///
    /// # Errors
    /// - [`AdapterError::NotFound`] if the user is unknown.
    /// - [`Conflict::Session`] if the session token is taken; [`Conflict::Proof`] by [`NewSession::while_unproven`].
    fn create_session(
        &self,
        user: &StoredId,
        session: NewSession,
    ) -> impl Future<Output = Result<AdapterSession>> + Send;

    /// Returns a session and its user. Implementations should use a single query, because every session check
    /// calls this method.
    fn session_and_user(
        &self,
        session_token: &Secret,
    ) -> impl Future<Output = Result<Option<SessionAndUser>>> + Send;

    /// Sets the expiry of a session to `expires` if it is `due` or earlier. Returns `true` if it has set it.
    /// Of several concurrent calls one must set it.
    fn touch_session(
        &self,
        session_token: &Secret,
        expires: UnixTime,
        due: UnixTime,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// Ends a session and returns it.
    fn delete_session(
        &self,
        session_token: &Secret,
    ) -> impl Future<Output = Result<Option<AdapterSession>>> + Send;

    /// Returns all sessions of a user, including expired ones. The session with the latest expiry must come first.
    fn sessions_of(&self, user: &StoredId) -> impl Future<Output = Result<Vec<AdapterSession>>> + Send;

    /// Ends all sessions of a user and returns their number.
    fn delete_sessions_of(&self, user: &StoredId) -> impl Future<Output = Result<u64>> + Send;

    /// Stores a verification token.
    ///
    /// # Errors
    /// [`Conflict::VerificationToken`] if the store already has it.
    fn create_verification_token(&self, token: VerificationToken) -> impl Future<Output = Result<()>> + Send;

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

    /// Spends a verification token and signs its owner in, in one transaction.
    ///
    /// Implementations must find the user with the e-mail address and prove the address as
    /// [`prove_email`](Self::prove_email) does, or create the user, and must start the session if one is given. If a concurrent request
    /// creates the user first, they must find that user instead of failing. They must return `None` for an
    /// unknown token. A token that expired before `sign_in.now` must be removed and count as unknown. With the token,
    /// they must remove all other tokens of the e-mail address, so that no older link works afterwards.
    ///
    /// If the method fails, the token must stay unspent. A store that cannot do all of it in one transaction
    /// (Redis alongside a database) must spend the token first: the link may be lost if the rest fails, but
    /// it never works twice.
    ///
    /// # Errors
    /// [`Conflict::Session`] if the session token is taken.
    fn sign_in_by_email(
        &self,
        sign_in: EmailSignIn,
    ) -> impl Future<Output = Result<Option<EmailSignedIn>>> + Send;

    /// Proves the e-mail address of a user: marks it as verified at `proof.now`, links an account and starts a
    /// session if they are given, in one transaction.
    ///
    /// Until an address is proven for the first time, anyone can have created the user by typing the address.
    /// If the user's address was not verified before, implementations must therefore remove in the same
    /// transaction what may be such a visitor's, and return it:
    ///
    /// - all passkeys, with their accounts;
    /// - all accounts that were linked without [`Link::proves_email`], except for `proof.by`;
    /// - all sessions.
    ///
    /// Accounts of which the store does not know how they were linked, because another program has written them,
    /// must stay: their users may have no other way in. The account `proof.by` counts from now on as one that
    /// proves the address.
    ///
    /// # Errors
    /// - [`AdapterError::NotFound`] if the user is unknown or has another e-mail address.
    /// - [`Conflict::Account`] or [`Conflict::Authenticator`] if the account or the passkey to be linked is
    ///   linked to any user.
    /// - [`Conflict::Session`] if the session token is taken.
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
    /// returns their number. If it is less than `limit`, none must be left. Running applications call this method, so
    /// that no request waits for the locks of many rows. Without an implementation, all are removed at once.
    fn delete_expired_batch(&self, now: UnixTime, limit: u32) -> impl Future<Output = Result<u64>> + Send {
        let _ = limit;
        self.delete_expired(now)
    }

    /// Stores a passkey.
    ///
    /// # Errors
    /// - [`Conflict::Authenticator`] if any user has a passkey with this credential ID.
    /// - [`AdapterError::NotFound`] if the user is unknown.
    fn create_authenticator(&self, authenticator: Authenticator) -> impl Future<Output = Result<()>> + Send {
        unsupported(authenticator, Kind::Authenticator)
    }

    /// Returns the passkey with this credential ID.
    fn authenticator(
        &self,
        credential_id: &str,
    ) -> impl Future<Output = Result<Option<Authenticator>>> + Send {
        unsupported(credential_id, Kind::Authenticator)
    }

    /// Returns the passkeys of a user.
    fn authenticators_of(&self, user: &StoredId) -> impl Future<Output = Result<Vec<Authenticator>>> + Send {
        unsupported(user, Kind::Authenticator)
    }

    /// Stores the signature counter of a passkey. Of two calls with the same counter one must succeed; both
    /// succeed if the counter is and stays 0.
    ///
    /// # Errors
    /// - [`AdapterError::NotFound`] if the passkey is unknown.
    /// - [`AdapterError::CounterRegression`] if [`Authenticator::may_count_to`] returns `false`.
    fn update_authenticator_counter(
        &self,
        credential_id: &str,
        counter: u32,
    ) -> impl Future<Output = Result<()>> + Send {
        unsupported((credential_id, counter), Kind::Authenticator)
    }

    /// Spends something that may be used only once, such as a challenge. Must return `true` for the first
    /// call with a key and `false` for every other one, concurrent or later, at least until `until`.
    fn spend_once(&self, key: &str, until: UnixTime) -> impl Future<Output = Result<bool>> + Send {
        unsupported((key, until), Kind::Marker)
    }

    /// Returns the revocation epoch of a user. If the user has none, the epoch must become `first`. Of several
    /// concurrent calls one must set it, and all must return it. The user may be unknown to the store: users of
    /// the application have keys of their own.
    ///
    /// Session tokens (the strategy without database sessions) carry the epoch that they were issued in. They
    /// are valid only as long as the store has this epoch.
    fn begin_epoch(&self, user: &StoredId, first: u64) -> impl Future<Output = Result<u64>> + Send {
        unsupported((user, first), Kind::Epoch)
    }

    /// Revokes all session tokens of a user: sets the epoch to `least`, or adds 1 to it if it is not less
    /// than that, and returns the new epoch. Concurrent calls must return different epochs.
    ///
    /// `least` grows with time, so that an epoch which is set anew, after the store has lost its data, is
    /// later than all epochs before.
    fn advance_epoch(&self, user: &StoredId, least: u64) -> impl Future<Output = Result<u64>> + Send {
        unsupported((user, least), Kind::Epoch)
    }

    /// Returns the facts that decide whether a session token is still valid: the epoch of its user, whether
    /// `marker` was spent by [`spend_once`](Self::spend_once), and whether the store has the user.
    /// Implementations should use a single query, because session checks call this method.
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

    /// Replaces all tokens of an account if its access token is still `expected`, and removes those that are
    /// absent from `tokens`. Returns `true` if it has replaced them. Of several concurrent calls that expect
    /// the same access token one must replace them.
    fn update_account_tokens(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
        expected: &Secret,
        tokens: &TokenSet,
    ) -> impl Future<Output = Result<bool>> + Send {
        unsupported((provider, provider_account_id, expected, tokens), Kind::Tokens)
    }

    /// Returns `true` if the adapter implements [`count_attempt`](Self::count_attempt). Sign-in attempts are then
    /// counted in the database, together with those of all other processes, otherwise in the process alone.
    fn counts_attempts(&self) -> bool {
        false
    }

    /// Counts an attempt under a key, as [`AttemptCount::attempt`] does, with the row of the key locked. Of several
    /// concurrent calls no more must be allowed than the rule allows. A refused attempt must leave the row unchanged,
    /// unless its times lie further ahead than the rule allows, because the clock was set back.
    ///
    /// Keys are keyed hashes of at most 64 ASCII characters. They reveal no e-mail address and no client address.
    fn count_attempt(
        &self,
        key: &str,
        rule: &AttemptRule,
        now: UnixTime,
    ) -> impl Future<Output = Result<AttemptVerdict>> + Send {
        unsupported((key, rule, now), Kind::Attempts)
    }

    /// Takes back an attempt that turned out to be right, as [`AttemptCount::forgive`] does. An unknown key must not be
    /// an error.
    fn forgive_attempt(&self, key: &str) -> impl Future<Output = Result<()>> + Send {
        unsupported(key, Kind::Attempts)
    }
}
