//! Where users, accounts, sessions and magic links outlive the process: the contract, and the databases that
//! keep it.

mod any;
#[cfg(feature = "testing")]
pub mod contract;
mod error;
mod memory;
mod operation;
#[cfg(feature = "redis")]
mod redis;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod sql;

use std::future::Future;

#[cfg(feature = "redis")]
pub use self::redis::WithRedis;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use self::sql::*;

pub use self::{
    any::AnyAdapter,
    error::{AdapterError, Conflict, Kind, Result},
    memory::MemoryAdapter,
    operation::{EmailSignIn, EmailSignedIn, Link, NewSession, NewUser, SessionAndUser, SignedUp, UserPatch},
};
use crate::contract::{
    Account, AdapterSession, AdapterUser, Authenticator, ProviderId, Secret, TokenSet, UnixTime, UserId,
    VerificationToken,
};

/// A database (Auth.js: `Adapter`). Implementors write plain `async fn`s.
///
/// Where several rows belong together one method writes them all: it is a transaction, so that whatever
/// happens to the process, the connection or the server, either all of its rows are there or none. Whoever
/// calls a method again after [`AdapterError::Unavailable`] has to reckon with its first call having been
/// carried out.
///
/// Texts compare exactly, addresses included: they have been normalised before. Ids that cannot be ids of
/// this store are unknown ids, not errors. Times are kept to the millisecond where the column can hold it,
/// and to the second elsewhere. Nothing here looks at a clock: expired rows are returned and it is the caller
/// who refuses them.
///
/// Session tokens are stored as the browser holds them, as Auth.js does it: an existing database opens as it
/// is. Verification tokens arrive hashed.
///
/// The methods from [`create_authenticator`](Self::create_authenticator) on are needed for passkeys,
/// challenges, revocation and the tokens of providers only; without an implementation they answer
/// [`AdapterError::Unsupported`].
pub trait Adapter: Send + Sync + 'static {
    /// Makes a user, with an account and a session where given, in one step. The store may assign another id.
    ///
    /// # Errors
    /// [`Conflict::Email`], [`Conflict::Account`] or [`Conflict::Authenticator`] when somebody has them
    /// already. Of several sign-ups at the same time one succeeds.
    fn sign_up(
        &self,
        user: NewUser,
        link: Option<Link>,
        session: Option<NewSession>,
    ) -> impl Future<Output = Result<SignedUp>> + Send;

    /// Links an account to a user who exists, and starts a session where given, in one step.
    ///
    /// # Errors
    /// [`Conflict::Account`] or [`Conflict::Authenticator`] when it is linked already, to whomever;
    /// [`AdapterError::NotFound`] when there is no such user.
    fn link_account(
        &self,
        user: &UserId,
        link: Link,
        session: Option<NewSession>,
    ) -> impl Future<Output = Result<Option<AdapterSession>>> + Send;

    /// The user of that id.
    fn user(&self, id: &UserId) -> impl Future<Output = Result<Option<AdapterUser>>> + Send;

    /// The user of that address.
    fn user_by_email(&self, email: &str) -> impl Future<Output = Result<Option<AdapterUser>>> + Send;

    /// The user to whom the account is linked.
    fn user_by_account(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
    ) -> impl Future<Output = Result<Option<AdapterUser>>> + Send;

    /// Changes what the patch names, and returns the whole user.
    ///
    /// # Errors
    /// [`AdapterError::NotFound`] for an unknown user, [`Conflict::Email`] for somebody else's address.
    fn update_user(&self, id: &UserId, patch: UserPatch) -> impl Future<Output = Result<AdapterUser>> + Send;

    /// Removes a user with all accounts, passkeys and sessions, in one step; whether there was one.
    fn delete_user(&self, id: &UserId) -> impl Future<Output = Result<bool>> + Send;

    /// The account, with its user's id.
    fn account(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
    ) -> impl Future<Output = Result<Option<Account>>> + Send;

    /// Removes an account, and the passkey behind it; whether there was one.
    fn unlink_account(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// Starts a session.
    ///
    /// # Errors
    /// [`AdapterError::NotFound`] when there is no such user, [`Conflict::Session`] when the token is taken.
    fn create_session(
        &self,
        user: &UserId,
        session: NewSession,
    ) -> impl Future<Output = Result<AdapterSession>> + Send;

    /// A session and its user, in one query.
    fn session_and_user(
        &self,
        session_token: &Secret,
    ) -> impl Future<Output = Result<Option<SessionAndUser>>> + Send;

    /// Moves the expiry of a session to `expires` if it stands at `due` or before; whether it was moved. Of
    /// several calls at the same time one moves it.
    fn touch_session(
        &self,
        session_token: &Secret,
        expires: UnixTime,
        due: UnixTime,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// Ends a session and returns it; an unknown token is no error.
    fn delete_session(
        &self,
        session_token: &Secret,
    ) -> impl Future<Output = Result<Option<AdapterSession>>> + Send;

    /// All sessions of a user, expired ones included, the longest lasting first.
    fn sessions_of(&self, user: &UserId) -> impl Future<Output = Result<Vec<AdapterSession>>> + Send;

    /// Ends all sessions of a user; how many there were.
    fn delete_sessions_of(&self, user: &UserId) -> impl Future<Output = Result<u64>> + Send;

    /// Keeps a verification token until it is used.
    ///
    /// # Errors
    /// [`Conflict::VerificationToken`] when it is there already.
    fn create_verification_token(&self, token: VerificationToken) -> impl Future<Output = Result<()>> + Send;

    /// Looks at a verification token without spending it.
    fn verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> impl Future<Output = Result<Option<VerificationToken>>> + Send;

    /// Spends a verification token: of several calls, whenever they happen, exactly one gets it.
    fn use_verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> impl Future<Output = Result<Option<VerificationToken>>> + Send;

    /// Spends a verification token and signs its owner in, in one step: the user of the address is found and
    /// the address marked as proven, or the user is made; the session is started where given. A token that
    /// expired before `sign_in.now` is removed and counts as unknown: `None`.
    ///
    /// A store that cannot do it in one step (Redis beside a database) spends first: the link is lost if the
    /// rest fails, but it never works twice.
    fn sign_in_by_email(
        &self,
        sign_in: EmailSignIn,
    ) -> impl Future<Output = Result<Option<EmailSignedIn>>> + Send;

    /// Whether a column that an application has added to the table of users (`#[auth::user]`) is read and
    /// written. What is not would be lost without a word, so applications do not start with it.
    fn keeps_user_column(&self, name: &str) -> bool {
        let _ = name;
        true
    }

    /// Removes sessions, verification tokens and markers that expired before `now`; how many.
    fn delete_expired(&self, now: UnixTime) -> impl Future<Output = Result<u64>> + Send;

    /// Keeps a passkey.
    ///
    /// # Errors
    /// [`Conflict::Authenticator`] when the credential id is known, whoever's it is;
    /// [`AdapterError::NotFound`] when there is no such user.
    fn create_authenticator(&self, authenticator: Authenticator) -> impl Future<Output = Result<()>> + Send {
        unsupported(authenticator, Kind::Authenticator)
    }

    /// The passkey of that credential id.
    fn authenticator(
        &self,
        credential_id: &str,
    ) -> impl Future<Output = Result<Option<Authenticator>>> + Send {
        unsupported(credential_id, Kind::Authenticator)
    }

    /// The passkeys of a user.
    fn authenticators_of(&self, user: &UserId) -> impl Future<Output = Result<Vec<Authenticator>>> + Send {
        unsupported(user, Kind::Authenticator)
    }

    /// Records the signature counter of a passkey. Of two calls with the same counter one succeeds, unless it
    /// is 0.
    ///
    /// # Errors
    /// [`AdapterError::NotFound`] for an unknown passkey, [`AdapterError::CounterRegression`] when
    /// [`Authenticator::may_count_to`] says no.
    fn update_authenticator_counter(
        &self,
        credential_id: &str,
        counter: u32,
    ) -> impl Future<Output = Result<()>> + Send {
        unsupported((credential_id, counter), Kind::Authenticator)
    }

    /// Spends something that may be used once, such as a challenge: `true` for the first call with a key,
    /// `false` for every other one, at least until `until`.
    fn spend_once(&self, key: &str, until: UnixTime) -> impl Future<Output = Result<bool>> + Send {
        unsupported((key, until), Kind::Marker)
    }

    /// How often a user has been signed out everywhere: session tokens (the strategy without a database
    /// session) that carry a smaller number are revoked. 0 for everybody at first, unknown users included.
    fn epoch(&self, user: &UserId) -> impl Future<Output = Result<u64>> + Send {
        unsupported(user, Kind::Epoch)
    }

    /// Revokes all session tokens of a user and returns the epoch that begins.
    fn advance_epoch(&self, user: &UserId) -> impl Future<Output = Result<u64>> + Send {
        unsupported(user, Kind::Epoch)
    }

    /// The accounts of a user.
    fn accounts_of(&self, user: &UserId) -> impl Future<Output = Result<Vec<Account>>> + Send {
        unsupported(user, Kind::Tokens)
    }

    /// Replaces all tokens of an account if its access token is still `expected`; whether it was. Of several
    /// calls that expect the same one, one replaces them.
    fn update_account_tokens(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
        expected: &Secret,
        tokens: &TokenSet,
    ) -> impl Future<Output = Result<bool>> + Send {
        unsupported((provider, provider_account_id, expected, tokens), Kind::Tokens)
    }
}

/// The answer of a method that a store does not implement.
async fn unsupported<A, T>(_arguments: A, kind: Kind) -> Result<T> {
    Err(AdapterError::Unsupported(kind))
}
