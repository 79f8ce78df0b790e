//! The database of a running application: who is known, whose sessions it keeps, and keeping it tidy.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use crate::{
    Secret, UnixTime,
    adapter::{Adapter, AnyAdapter, NewSession},
    auth_error::AuthError,
    cookie::chunk,
    flow::Flow,
    jwt::Jwt,
    model::AdapterUser,
    random,
    scope::Scope,
    session::Found,
};

/// How often expired rows are removed, at most.
const TIDY_EVERY: Duration = Duration::from_secs(60 * 60);

/// A configured database.
pub(crate) struct Store {
    pub(crate) adapter: AnyAdapter,
    /// Whether sessions are rows in it. Otherwise they are tokens, and it holds users and accounts.
    pub(crate) keeps_sessions: bool,
    /// When expired rows were last removed, in seconds.
    tidied: AtomicI64,
}

impl Store {
    pub(crate) fn new(adapter: AnyAdapter, keeps_sessions: bool) -> Self {
        Self { adapter, keeps_sessions, tidied: AtomicI64::new(0) }
    }

    /// Removes expired rows, if it has not been done for a while. A failure is logged and changes nothing.
    pub(crate) async fn tidy(&self, now: UnixTime) {
        let last = self.tidied.load(Ordering::Relaxed);
        let due = UnixTime::from_secs(last) + TIDY_EVERY <= now;
        let claimed =
            || self.tidied.compare_exchange(last, now.as_secs(), Ordering::Relaxed, Ordering::Relaxed);
        if !due || claimed().is_err() {
            return;
        }
        if let Err(error) = self.adapter.delete_expired(now).await {
            AuthError::from(error).log();
        }
    }
}

impl<'r, F: Flow> Scope<'r, F> {
    /// The database.
    ///
    /// # Errors
    /// When the application has none.
    pub(crate) fn adapter(&self) -> Result<&'r AnyAdapter, AuthError> {
        let store = self.engine.settings.store.as_ref().ok_or(AuthError::MissingAdapter)?;
        Ok(&store.adapter)
    }

    /// The database, if it keeps the sessions.
    pub(crate) fn session_store(&self) -> Option<&'r AnyAdapter> {
        let store = self.engine.settings.store.as_ref()?;
        store.keeps_sessions.then_some(&store.adapter)
    }

    /// What the session cookie holds.
    pub(crate) fn session_token(&self) -> Option<Secret> {
        chunk::read(&self.cookies, self.scheme.cookies.session_token.name())
            .map(|text| Secret::new(text.into_owned()))
    }

    /// The session that a sign-in starts in the database, in place of the one that the browser holds; none
    /// where sessions are tokens. Its token is a new one at every sign-in.
    pub(crate) fn new_session(&self) -> Option<NewSession> {
        self.session_store()?;
        let token = Secret::new(random::uuid(&*self.engine.settings.random));
        Some(NewSession::new(token, self.expiry()).replacing(self.session_token()))
    }

    /// The stored user who is signed in in this browser. A session that has expired, was revoked or cannot be
    /// read is nobody's; and a token that has another address than the user of its id is not that user's, since
    /// the ids that `authorize` gives are not those of the store.
    ///
    /// # Errors
    /// When the database fails.
    #[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers whose accounts are linked"))]
    pub(crate) async fn signed_in_user(&self) -> Result<Option<AdapterUser>, AuthError> {
        let adapter = self.adapter()?;
        let Found::Session(Jwt { sub: Some(id), email, .. }) = self.read_session().await? else {
            return Ok(None);
        };
        let user = adapter.user(&id.into()).await?;
        Ok(user.filter(|user| email.is_none_or(|email| has_address(user, &email))))
    }
}

fn has_address(user: &AdapterUser, address: &str) -> bool {
    user.user.email.as_deref().is_some_and(|stored| stored.eq_ignore_ascii_case(address))
}
