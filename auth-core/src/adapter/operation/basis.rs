//! The state that a new credential relies on.

use crate::contract::{AdapterUser, ProviderId, Secret};

/// The state of a user on which a new credential (an account, a passkey, a second factor, an API key) or a new session was
/// decided. The write
/// must find it unchanged, in its own transaction and with the rows locked, so that nothing that ends the state comes in
/// between. Otherwise nothing may be written.
///
/// The first proof of an e-mail address, for example, removes the credentials of before. One that is written after it would
/// stay, although a session that has ended has asked for it.
///
/// ```
/// use auth::{Secret, adapter::Basis};
///
/// let basis = Basis::default().while_unproven(true).with_session(Some(Secret::new("token")));
/// assert!(basis.while_unproven && basis.epoch.is_none());
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Basis {
    /// `true` if the e-mail address of the user was not proven. If it is by now, the operation must fail with
    /// [`Conflict::Proof`](crate::adapter::Conflict::Proof).
    pub while_unproven: bool,
    /// The e-mail address that the user must have, as stored. If the user has another one, the operation must fail with
    /// [`Conflict::Proof`](crate::adapter::Conflict::Proof). `None` if any will do.
    pub email: Option<String>,
    /// The token of a session of the user. If the store does not have it any more, or it is of another user, the operation
    /// must fail with [`Conflict::Ended`](crate::adapter::Conflict::Ended). `None` if there is no such row.
    pub session: Option<Secret>,
    /// The revocation epoch of the user. If the store has another one or none, the operation must fail with
    /// [`Conflict::Ended`](crate::adapter::Conflict::Ended). Of a new session, it is the epoch before the password or another
    /// credential was checked. `None` if nothing relies on it.
    pub epoch: Option<u64>,
    /// The account by which the user was found: its provider, and its ID at the provider. If it is not an account of the user
    /// any more, the operation must fail with [`Conflict::Ended`](crate::adapter::Conflict::Ended). `None` if nothing relies
    /// on an account.
    pub account: Option<(ProviderId, String)>,
}

impl std::fmt::Debug for Basis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Basis").field("while_unproven", &self.while_unproven).finish_non_exhaustive()
    }
}

impl Basis {
    /// Returns the state of a user as stored: the e-mail address, and that it is not proven if it is not.
    pub fn of(user: &AdapterUser) -> Self {
        Self::default().while_unproven(user.email_verified.is_none()).with_email(user.user.email.clone())
    }

    /// Sets whether the e-mail address of the user must not be proven.
    #[must_use]
    pub fn while_unproven(mut self, while_unproven: bool) -> Self {
        self.while_unproven = while_unproven;
        self
    }

    /// Sets the e-mail address that the user must have.
    #[must_use]
    pub fn with_email(mut self, email: Option<String>) -> Self {
        self.email = email;
        self
    }

    /// Sets the token of the session that must not have ended.
    #[must_use]
    pub fn with_session(mut self, session: Option<Secret>) -> Self {
        self.session = session;
        self
    }

    /// Sets the revocation epoch that the user must have.
    #[must_use]
    pub fn with_epoch(mut self, epoch: Option<u64>) -> Self {
        self.epoch = epoch;
        self
    }

    /// Sets the account that the user must still have: its provider, and its ID at the provider.
    #[must_use]
    pub fn with_account(mut self, account: Option<(ProviderId, String)>) -> Self {
        self.account = account;
        self
    }

    /// Returns `true` if any state will do.
    pub fn is_empty(&self) -> bool {
        let Self { while_unproven, email, session, epoch, account } = self;
        !while_unproven && email.is_none() && session.is_none() && epoch.is_none() && account.is_none()
    }

    /// Returns `true` if the e-mail address of the user is as it was. Session, epoch and account are other rows, which
    /// the caller checks.
    pub fn has_address_of(&self, user: &AdapterUser) -> bool {
        let is_same = self.email.is_none() || self.email == user.user.email;
        is_same && !(self.while_unproven && user.email_verified.is_some())
    }
}
