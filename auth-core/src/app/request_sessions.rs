//! The sessions that a request has read. All readers of one request share them, so callbacks run once per request.

use std::{
    any::Any,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use http::{Extensions, HeaderMap, HeaderValue, header::COOKIE};

use super::auth::Auth;
use crate::contract::session::{Session, SessionData};

/// The sessions that a request has read, in the extensions of the request: one for each [`Auth`].
#[derive(Clone, Default)]
pub(crate) struct RequestSessions(Arc<Mutex<Vec<Box<dyn Any + Send>>>>);

/// The session of a request, as one [`Auth`] has read it.
pub(crate) enum KeptSession<V> {
    /// The session; `None` if there is none.
    Read {
        session: Option<Session<V>>,
        /// `true` if the session has reached the age at which it is extended, and was not.
        is_due: bool,
    },
    /// The session could not be read, which does not mean that there is none.
    Failed,
}

impl<V: SessionData> KeptSession<V> {
    /// Returns a copy; `None` if the session cannot be copied.
    fn duplicate(&self) -> Option<Self> {
        Some(match self {
            Self::Read { session: None, is_due } => Self::Read { session: None, is_due: *is_due },
            Self::Read { session: Some(session), is_due } => {
                Self::Read { session: Some(session.duplicate()?), is_due: *is_due }
            }
            Self::Failed => Self::Failed,
        })
    }
}

/// A kept session, and what it holds for.
struct Entry<V> {
    auth: Auth<V>,
    /// The cookies of the request. Extensions may be passed on to a request with others.
    cookies: Vec<HeaderValue>,
    /// The number of changes to sessions before the session was read.
    changes: u64,
    kept: KeptSession<V>,
}

/// The facts about sessions that all clones of an [`Auth`] share.
#[derive(Default)]
pub(crate) struct Shared {
    /// The number of changes to sessions of which no request is known.
    changes: AtomicU64,
    /// `true` if the log has said that a session is due where no layer is.
    pub(crate) has_warned_of_layer: AtomicBool,
    /// `true` if the log has said that layer and routes are nested at different paths.
    pub(crate) has_warned_of_nesting: AtomicBool,
}

impl RequestSessions {
    /// Returns the sessions of a request, and keeps sessions from now on.
    pub(crate) fn of(extensions: &mut Extensions) -> Self {
        extensions.get_or_insert_default::<Self>().clone()
    }

    /// Returns the session of a request, if it was read.
    pub(crate) fn get<V: SessionData>(&self, auth: &Auth<V>, headers: &HeaderMap) -> Option<KeptSession<V>> {
        let entries = self.lock();
        let entry = entries.iter().filter_map(|entry| entry.downcast_ref::<Entry<V>>());
        let mut entry = entry.filter(|entry| entry.auth.is(auth));
        entry.find(|entry| entry.is_of(headers)).and_then(|entry| entry.kept.duplicate())
    }

    /// Keeps the session of a request. `changes` is the number of changes before it was read.
    pub(crate) fn keep<V: SessionData>(
        &self,
        auth: &Auth<V>,
        headers: &HeaderMap,
        changes: u64,
        kept: &KeptSession<V>,
    ) {
        let Some(kept) = kept.duplicate() else { return };
        let cookies = headers.get_all(COOKIE).iter().cloned().collect();
        self.forget(auth);
        self.lock().push(Box::new(Entry { auth: auth.clone(), cookies, changes, kept }));
    }

    /// Forgets the session that one [`Auth`] has read.
    pub(super) fn forget<V: SessionData>(&self, auth: &Auth<V>) {
        let is_of = |entry: &Entry<V>| entry.auth.is(auth);
        self.lock().retain(|entry| !entry.downcast_ref().is_some_and(is_of));
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Box<dyn Any + Send>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V: SessionData> Entry<V> {
    /// Returns `true` if the session holds for a request: it has the same cookies, and no session has changed since.
    fn is_of(&self, headers: &HeaderMap) -> bool {
        self.cookies.iter().eq(headers.get_all(COOKIE)) && self.changes == self.auth.changes()
    }
}

impl<V: SessionData> Auth<V> {
    /// Returns the number of changes to sessions of which no request is known.
    pub(crate) fn changes(&self) -> u64 {
        self.shared().changes.load(Ordering::Acquire)
    }

    /// Forgets the session that a request has read, since it has changed. If the request is not known, or has read none
    /// yet, all requests read their sessions again.
    pub(super) fn session_has_changed(&self, extensions: Option<&Extensions>) {
        match extensions.and_then(|extensions| extensions.get::<RequestSessions>()) {
            Some(sessions) => sessions.forget(self),
            None => _ = self.shared().changes.fetch_add(1, Ordering::AcqRel),
        }
    }
}
