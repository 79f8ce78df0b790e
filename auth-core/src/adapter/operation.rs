//! What the operations of an adapter take and give.

use crate::contract::{
    Account, AdapterSession, AdapterUser, Authenticator, ExtraColumns, Secret, UnixTime, User, UserId,
    VerificationToken,
};

/// A user to be made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NewUser {
    /// The user. The id is a proposal: a store that numbers its users assigns its own.
    pub user: User,
    /// When the e-mail address was proven, if it was.
    pub email_verified: Option<UnixTime>,
    /// The application's own columns.
    pub columns: ExtraColumns,
}

impl NewUser {
    /// A user whose address is not proven.
    pub fn new(user: User) -> Self {
        Self { user, email_verified: None, columns: ExtraColumns::new() }
    }

    /// The same user with a proven address.
    #[must_use]
    pub fn verified_at(mut self, time: UnixTime) -> Self {
        self.email_verified = Some(time);
        self
    }

    /// The same user with values for the application's own columns.
    #[must_use]
    pub fn with_columns(mut self, columns: ExtraColumns) -> Self {
        self.columns = columns;
        self
    }
}

/// Changes to a user. What is not named stays as it is.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct UserPatch {
    /// The name; `Some(None)` removes it.
    pub name: Option<Option<String>>,
    /// The e-mail address; `Some(None)` removes it.
    pub email: Option<Option<String>>,
    /// When the address was proven; `Some(None)` for an address that is not.
    pub email_verified: Option<Option<UnixTime>>,
    /// The picture; `Some(None)` removes it.
    pub image: Option<Option<String>>,
    /// Those of the application's own columns that change.
    pub columns: ExtraColumns,
}

impl UserPatch {
    /// Sets or removes the name.
    #[must_use]
    pub fn name(mut self, name: Option<String>) -> Self {
        self.name = Some(name);
        self
    }

    /// Sets or removes the e-mail address.
    #[must_use]
    pub fn email(mut self, email: Option<String>) -> Self {
        self.email = Some(email);
        self
    }

    /// Sets when the address was proven.
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

    /// Sets some of the application's own columns.
    #[must_use]
    pub fn columns(mut self, columns: ExtraColumns) -> Self {
        self.columns = columns;
        self
    }

    /// Makes the changes to a user.
    pub fn apply_to(self, stored: &mut AdapterUser) {
        let Self { name, email, email_verified, image, columns } = self;
        let user = &mut stored.user;
        let texts = [(&mut user.name, name), (&mut user.email, email), (&mut user.image, image)];
        for (field, change) in texts {
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
    /// The bearer token, not used before.
    pub session_token: Secret,
    /// When it ends.
    pub expires: UnixTime,
    /// The token of the session in whose place it comes, ended in the same step.
    pub replaces: Option<Secret>,
}

impl NewSession {
    /// A session in nobody's place.
    pub fn new(session_token: Secret, expires: UnixTime) -> Self {
        Self { session_token, expires, replaces: None }
    }

    /// The same session in the place of another, which may be unknown.
    #[must_use]
    pub fn replacing(mut self, session_token: Option<Secret>) -> Self {
        self.replaces = session_token;
        self
    }
}

/// An account to be linked; a passkey brings its record along. The user ids in both are overwritten.
#[derive(Clone)]
#[non_exhaustive]
pub struct Link {
    /// The account.
    pub account: Account,
    /// The passkey behind it.
    pub authenticator: Option<Authenticator>,
}

impl Link {
    /// An account with its passkey.
    pub fn passkey(account: Account, authenticator: Authenticator) -> Self {
        Self { account, authenticator: Some(authenticator) }
    }

    /// The same, for that user.
    pub(crate) fn owned_by(mut self, user: &UserId) -> Self {
        self.account.user_id = Some(user.clone());
        if let Some(authenticator) = &mut self.authenticator {
            authenticator.user_id = user.clone();
        }
        self
    }
}

impl From<Account> for Link {
    fn from(account: Account) -> Self {
        Self { account, authenticator: None }
    }
}

/// Who has signed up.
#[derive(Clone)]
#[non_exhaustive]
pub struct SignedUp {
    /// The user as stored.
    pub user: AdapterUser,
    /// The session, if one was started.
    pub session: Option<AdapterSession>,
}

impl SignedUp {
    /// A user, and the session if one was started.
    pub fn new(user: AdapterUser, session: Option<AdapterSession>) -> Self {
        Self { user, session }
    }
}

/// A session with its user.
#[derive(Clone)]
#[non_exhaustive]
pub struct SessionAndUser {
    /// The session.
    pub session: AdapterSession,
    /// Whose it is.
    pub user: AdapterUser,
}

impl SessionAndUser {
    /// A session with its user.
    pub fn new(session: AdapterSession, user: AdapterUser) -> Self {
        Self { session, user }
    }
}

/// The use of a magic link.
#[derive(Clone)]
#[non_exhaustive]
pub struct EmailSignIn {
    /// The address in the link.
    pub identifier: String,
    /// The hash of the token in the link.
    pub token: Secret,
    /// The present time.
    pub now: UnixTime,
    /// The user who is made if nobody has the address. The identifier becomes the address, proven now.
    pub user: NewUser,
    /// The session to be started.
    pub session: Option<NewSession>,
}

impl EmailSignIn {
    /// The use of a link at `now`; `user` is made if nobody has the address.
    pub fn new(identifier: impl Into<String>, token: Secret, now: UnixTime, user: NewUser) -> Self {
        let identifier = identifier.into();
        let mut user = user.verified_at(now);
        user.user.email = Some(identifier.clone());
        Self { identifier, token, now, user, session: None }
    }

    /// The same with a session to be started.
    #[must_use]
    pub fn with_session(mut self, session: Option<NewSession>) -> Self {
        self.session = session;
        self
    }
}

/// Who has signed in by a magic link.
#[derive(Clone)]
#[non_exhaustive]
pub struct EmailSignedIn {
    /// What was spent.
    pub token: VerificationToken,
    /// The user as stored.
    pub user: AdapterUser,
    /// Whether the user has just been made.
    pub is_new_user: bool,
    /// The session, if one was started.
    pub session: Option<AdapterSession>,
}

impl EmailSignedIn {
    /// The owner of the spent token, signed in.
    pub fn new(token: VerificationToken, signed_up: SignedUp, is_new_user: bool) -> Self {
        let SignedUp { user, session } = signed_up;
        Self { token, user, is_new_user, session }
    }
}
