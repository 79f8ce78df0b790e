//! The arguments and results of adapter operations.

mod account;
mod basis;
mod credential;
mod email;

use std::fmt;

pub(crate) use self::account::{Before, delete_after};
pub use self::{
    account::{PasskeyDetails, PasskeyNote, UserDeletion, WayIn, WayInRemoval, WaysIn, WaysOfUser},
    basis::Basis,
    credential::{ApiKeyAndUser, NewPassword, NewTotp},
    email::{EmailProof, EmailProven, EmailSignIn, EmailSignedIn},
};
use crate::contract::{
    Account, AdapterSession, AdapterUser, Authenticator, ExtraColumns, Secret, StoredId, UnixTime, User,
};

/// A user to be created.
#[derive(Clone)]
#[non_exhaustive]
pub struct NewUser {
    /// The user. The ID is a proposal: a store that numbers its users assigns its own.
    pub user: User,
    /// The time when the e-mail address was verified; `None` if it was not.
    pub email_verified: Option<UnixTime>,
    /// The columns that the application has added.
    pub columns: ExtraColumns,
    /// The password, which is stored with the user in one transaction. Only for an adapter that
    /// [keeps](super::Adapter::keeps) [`Kind::Passwords`](super::Kind::Passwords). Its [`replaces`](NewPassword::replaces)
    /// and [`basis`](NewPassword::basis) do not matter.
    pub password: Option<NewPassword>,
}

impl fmt::Debug for NewUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewUser")
            .field("user", &self.user)
            .field("email_verified", &self.email_verified)
            .field("columns", &self.columns)
            .finish_non_exhaustive()
    }
}

impl NewUser {
    /// Builds a user whose e-mail address is not verified, without a password.
    pub fn new(user: User) -> Self {
        Self { user, email_verified: None, columns: ExtraColumns::new(), password: None }
    }

    /// Marks the e-mail address as verified.
    #[must_use]
    pub fn verified_at(mut self, time: UnixTime) -> Self {
        self.email_verified = Some(time);
        self
    }

    /// Sets the password that is stored with the user.
    #[must_use]
    pub fn with_password(mut self, password: Option<NewPassword>) -> Self {
        self.password = password;
        self
    }

    /// Sets the columns that the application has added.
    #[must_use]
    pub fn with_columns(mut self, columns: ExtraColumns) -> Self {
        self.columns = columns;
        self
    }
}

/// Changes to a user. A field that is `None` stays as it is.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct UserPatch {
    /// The name; `Some(None)` removes it.
    pub name: Option<Option<String>>,
    /// The e-mail address; `Some(None)` removes it.
    pub email: Option<Option<String>>,
    /// The time when the e-mail address was verified; `Some(None)` marks it as not verified.
    pub email_verified: Option<Option<UnixTime>>,
    /// The picture; `Some(None)` removes it.
    pub image: Option<Option<String>>,
    /// The changed columns among those that the application has added.
    pub columns: ExtraColumns,
    /// The e-mail address that the user must have for the patch to apply; `Some(None)` if the user must have none. `None`
    /// if the address does not matter. Of several concurrent patches that expect the same address and change it, one must
    /// apply.
    pub if_email: Option<Option<String>>,
    /// `true` if the patch applies only to a user whose e-mail address is not proven. It was decided without the proof,
    /// which may have come since, from another person.
    pub while_unproven: bool,
}

impl UserPatch {
    /// Sets the e-mail address that the user must have for the patch to apply; `None` if the user must have none.
    #[must_use]
    pub fn if_email(mut self, email: Option<String>) -> Self {
        self.if_email = Some(email);
        self
    }

    /// Sets whether the patch applies only to a user whose e-mail address is not proven.
    #[must_use]
    pub fn while_unproven(mut self, while_unproven: bool) -> Self {
        self.while_unproven = while_unproven;
        self
    }

    /// Returns `true` if the stored user is as the patch expects.
    pub fn is_for(&self, stored: &AdapterUser) -> bool {
        self.if_email.as_ref().is_none_or(|expected| *expected == stored.user.email)
            && !(self.while_unproven && stored.email_verified.is_some())
    }

    /// Returns `true` if the patch depends on what is stored.
    #[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
    pub(crate) fn is_conditional(&self) -> bool {
        self.if_email.is_some() || self.while_unproven
    }

    /// Sets or removes the name.
    #[must_use]
    pub fn name(mut self, name: Option<String>) -> Self {
        self.name = Some(name);
        self
    }

    /// Sets or removes the e-mail address. Another address is not verified, unless the patch says so too
    /// ([`email_verified`](Self::email_verified)).
    #[must_use]
    pub fn email(mut self, email: Option<String>) -> Self {
        self.email = Some(email);
        self
    }

    /// Sets or removes the time when the e-mail address was verified.
    #[must_use]
    pub fn email_verified(mut self, time: Option<UnixTime>) -> Self {
        self.email_verified = Some(time);
        self
    }

    /// Sets or removes the picture.
    #[must_use]
    pub fn image(mut self, image: Option<String>) -> Self {
        self.image = Some(image);
        self
    }

    /// Sets some of the columns that the application has added.
    #[must_use]
    pub fn columns(mut self, columns: ExtraColumns) -> Self {
        self.columns = columns;
        self
    }

    /// Marks another e-mail address than the stored one as not verified, unless the patch says whether it is.
    pub(crate) fn for_user(mut self, stored: &AdapterUser) -> Self {
        if self.email.as_ref().is_some_and(|email| *email != stored.user.email) {
            self.email_verified.get_or_insert(None);
        }
        self
    }

    /// Applies the changes to a user. Another e-mail address is not verified, unless the patch says so.
    pub fn apply_to(self, stored: &mut AdapterUser) {
        let Self { name, email, email_verified, image, columns, .. } = self.for_user(stored);
        let user = &mut stored.user;
        let strings = [(&mut user.name, name), (&mut user.email, email), (&mut user.image, image)];
        for (field, change) in strings {
            if let Some(value) = change {
                *field = value;
            }
        }
        if let Some(time) = email_verified {
            stored.email_verified = time;
        }
        stored.columns.extend(columns);
    }
}

/// A session to be started.
#[derive(Clone)]
#[non_exhaustive]
pub struct NewSession {
    /// The bearer token, which no other session has.
    pub session_token: Secret,
    /// The time when the session ends.
    pub expires: UnixTime,
    /// The token of the session that this one replaces. It ends in the same transaction.
    pub replaces: Option<Secret>,
    /// The state of the user on which the sign-in was decided, and the session that this one continues.
    /// [`create_session`](super::Adapter::create_session) and [`link_account`](super::Adapter::link_account) must fail if it
    /// is not that any more.
    pub basis: Basis,
}

impl NewSession {
    /// Builds a session that replaces no other one.
    pub fn new(session_token: Secret, expires: UnixTime) -> Self {
        Self { session_token, expires, replaces: None, basis: Basis::default() }
    }

    /// Sets the token of the session that this one replaces. It may be unknown.
    #[must_use]
    pub fn replacing(mut self, session_token: Option<Secret>) -> Self {
        self.replaces = session_token;
        self
    }

    /// Sets the state of the user on which the sign-in was decided.
    #[must_use]
    pub fn on(mut self, basis: Basis) -> Self {
        self.basis = basis;
        self
    }
}

/// An account to be linked, with its passkey if it has one. The user IDs in both are overwritten.
#[derive(Clone)]
#[non_exhaustive]
pub struct Link {
    /// The account.
    pub account: Account,
    /// The passkey of the account.
    pub authenticator: Option<Authenticator>,
    /// `true` if the provider of the account has verified that the e-mail address of its owner is the owner's. Any
    /// other account is removed when the address is proven for the first time
    /// ([`prove_email`](super::Adapter::prove_email)).
    pub proves_email: bool,
    /// The state of the owner on which the link was decided. [`link_account`](super::Adapter::link_account) must fail if it
    /// is not that any more; a new user has none.
    pub basis: Basis,
}

impl Link {
    /// Builds a link from an account and its passkey.
    pub fn passkey(account: Account, authenticator: Authenticator) -> Self {
        Self { authenticator: Some(authenticator), ..account.into() }
    }

    /// Sets whether the provider has verified that the e-mail address of the owner is the owner's.
    #[must_use]
    pub fn proving_email(mut self, proves_email: bool) -> Self {
        self.proves_email = proves_email;
        self
    }

    /// Sets the state of the owner on which the link was decided.
    #[must_use]
    pub fn on(mut self, basis: Basis) -> Self {
        self.basis = basis;
        self
    }

    /// Sets the owner of the account and of the passkey.
    pub(crate) fn owned_by(mut self, user: &StoredId) -> Self {
        self.account.user_id = Some(user.clone().into());
        if let Some(authenticator) = &mut self.authenticator {
            authenticator.user_id = user.clone();
        }
        self
    }
}

impl From<Account> for Link {
    fn from(account: Account) -> Self {
        Self { account, authenticator: None, proves_email: false, basis: Basis::default() }
    }
}

/// A user who has signed up or signed in.
#[derive(Clone)]
#[non_exhaustive]
pub struct SignedUp {
    /// The user as stored.
    pub user: AdapterUser,
    /// The session, if one was started.
    pub session: Option<AdapterSession>,
}

impl SignedUp {
    /// Builds the result from the user as stored and the session that was started, if any.
    pub fn new(user: AdapterUser, session: Option<AdapterSession>) -> Self {
        Self { user, session }
    }
}

/// A session and its user.
#[derive(Clone)]
#[non_exhaustive]
pub struct SessionAndUser {
    /// The session.
    pub session: AdapterSession,
    /// The user who owns the session.
    pub user: AdapterUser,
}

impl SessionAndUser {
    /// Builds the result from a session and its user.
    pub fn new(session: AdapterSession, user: AdapterUser) -> Self {
        Self { session, user }
    }
}

/// The facts in a store that decide whether a session token is still valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenStatus {
    /// The revocation epoch of the token's user; `None` if the store has none.
    pub epoch: Option<u64>,
    /// `true` if the token was ended, by a sign-out.
    pub is_ended: bool,
    /// `true` if the store has the token's user.
    pub user_exists: bool,
}

impl TokenStatus {
    /// Builds the status from the epoch of the user, whether the token was ended, and whether the store has the
    /// user.
    pub fn new(epoch: Option<u64>, is_ended: bool, user_exists: bool) -> Self {
        Self { epoch, is_ended, user_exists }
    }
}
