//! Magic links, and proofs of e-mail addresses.

use super::{Link, NewSession, NewUser, SignedUp};
use crate::contract::{
    AdapterSession, AdapterUser, IntoText, ProviderId, Removed, Secret, StoredId, UnixTime, VerificationToken,
};

/// The use of a magic link.
#[derive(Clone)]
#[non_exhaustive]
pub struct EmailSignIn {
    /// The e-mail address in the link.
    pub identifier: String,
    /// The hash of the token in the link.
    pub token: Secret,
    /// The current time.
    pub now: UnixTime,
    /// The user to be created if no user has the e-mail address. The user gets the identifier as the e-mail
    /// address, verified at `now`.
    pub user: NewUser,
    /// The session to be started, if any.
    pub session: Option<NewSession>,
}

impl EmailSignIn {
    /// Builds the use of a link at `now`. `user` is created if no user has the e-mail address.
    pub fn new(identifier: impl IntoText<String>, token: Secret, now: UnixTime, user: NewUser) -> Self {
        let identifier = identifier.into_text();
        let mut user = user.verified_at(now);
        user.user.email = Some(identifier.clone());
        Self { identifier, token, now, user, session: None }
    }

    /// Sets the session to be started.
    #[must_use]
    pub fn with_session(mut self, session: Option<NewSession>) -> Self {
        self.session = session;
        self
    }
}

/// The result of a sign-in by a magic link.
#[derive(Clone)]
#[non_exhaustive]
pub struct EmailSignedIn {
    /// The spent token.
    pub token: VerificationToken,
    /// The user as stored.
    pub user: AdapterUser,
    /// `true` if this sign-in has created the user.
    pub is_new_user: bool,
    /// The session, if one was started.
    pub session: Option<AdapterSession>,
    /// The ways in that were removed, if this sign-in was the first proof of the e-mail address of a user who existed
    /// before.
    pub removed: Option<Removed>,
}

impl EmailSignedIn {
    /// Builds the result from the spent token and its owner. `is_new_user` is `true` if this sign-in has
    /// created the owner.
    pub fn new(token: VerificationToken, signed_up: SignedUp, is_new_user: bool) -> Self {
        let SignedUp { user, session } = signed_up;
        Self { token, user, is_new_user, session, removed: None }
    }

    /// Sets the ways in that the first proof of the e-mail address has removed.
    #[must_use]
    pub fn with_removed(mut self, removed: Option<Removed>) -> Self {
        self.removed = removed;
        self
    }
}

/// The proof of a stored user's e-mail address by another way than a magic link.
#[derive(Clone)]
#[non_exhaustive]
pub struct EmailProof {
    /// The user.
    pub user: StoredId,
    /// The address that is proven. The user must have it.
    pub email: String,
    /// The current time.
    pub now: UnixTime,
    /// The account that proves the address, if the user has it already: its provider and its ID there. It stays.
    pub by: Option<(ProviderId, String)>,
    /// The account to be linked, if any.
    pub link: Option<Link>,
    /// The session to be started, if any.
    pub session: Option<NewSession>,
}

impl EmailProof {
    /// Builds the proof of a user's address at `now`, which links no account and starts no session.
    pub fn new(user: StoredId, email: impl IntoText<String>, now: UnixTime) -> Self {
        Self { user, email: email.into_text(), now, by: None, link: None, session: None }
    }

    /// Sets the account of the user that proves the address.
    #[must_use]
    pub fn by(mut self, provider: ProviderId, provider_account_id: impl IntoText<String>) -> Self {
        self.by = Some((provider, provider_account_id.into_text()));
        self
    }

    /// Sets the account to be linked.
    #[must_use]
    pub fn with_link(mut self, link: Option<Link>) -> Self {
        self.link = link;
        self
    }

    /// Sets the session to be started.
    #[must_use]
    pub fn with_session(mut self, session: Option<NewSession>) -> Self {
        self.session = session;
        self
    }
}

/// The result of the proof of an e-mail address.
#[derive(Clone)]
#[non_exhaustive]
pub struct EmailProven {
    /// The user as stored.
    pub user: AdapterUser,
    /// The session, if one was started.
    pub session: Option<AdapterSession>,
    /// The ways in that were removed; `None` if the address was proven before.
    pub removed: Option<Removed>,
}

impl EmailProven {
    /// Builds the result from the user as stored, the session that was started, and the ways in that were removed.
    pub fn new(user: AdapterUser, session: Option<AdapterSession>, removed: Option<Removed>) -> Self {
        Self { user, session, removed }
    }
}
