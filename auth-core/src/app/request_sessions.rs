//! The sessions that a request has read. All readers of one request share them, so callbacks run once per request.

use std::{
    any::{Any, TypeId},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use http::{
    Extensions, HeaderMap, HeaderValue,
    header::{AUTHORIZATION, COOKIE},
};

use crate::{
    contract::session::{Session, SessionData},
    flow::error::AuthError,
};

/// The sessions that a request has read, in the extensions of the request: one for each application.
#[derive(Clone, Default)]
pub(crate) struct RequestSessions(Arc<Mutex<Few<Box<dyn Any + Send>>>>);

/// A list that has one element in most requests, which takes no allocation.
struct Few<T> {
    first: Option<T>,
    others: Vec<T>,
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self { first: None, others: Vec::new() }
    }
}

impl<T> Few<T> {
    fn iter(&self) -> impl Iterator<Item = &T> {
        self.first.iter().chain(&self.others)
    }

    #[cfg_attr(not(feature = "extractors"), allow(dead_code, reason = "for the extractors of frameworks"))]
    fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.first.iter_mut().chain(&mut self.others)
    }

    fn push(&mut self, element: T) {
        match &self.first {
            None => self.first = Some(element),
            Some(_) => self.others.push(element),
        }
    }

    fn retain(&mut self, mut keeps: impl FnMut(&T) -> bool) {
        self.first.take_if(|first| !keeps(first));
        self.others.retain(keeps);
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut elements = elements.into_iter();
        Self { first: elements.next(), others: elements.collect() }
    }
}

/// The session of a request, as one application has read it.
#[allow(clippy::large_enum_variant, reason = "made once per request")]
pub(crate) enum KeptSession<V> {
    /// The session; `None` if there is none.
    Read {
        session: Option<Session<V>>,
        /// `true` if the session has reached the age at which it is extended, and was not.
        is_due: bool,
    },
    /// The session could not be read, which does not mean that there is none.
    Failed(ReadFailure),
}

/// The failure to read a session. The log has the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadFailure {
    /// The database is unavailable, so the same request may succeed later.
    Unavailable,
    /// A callback or the database failed otherwise.
    Failed,
}

impl From<&AuthError> for ReadFailure {
    fn from(error: &AuthError) -> Self {
        if error.is_unavailable() { Self::Unavailable } else { Self::Failed }
    }
}

impl<V: SessionData> KeptSession<V> {
    /// Copies a session that was read; `None` if it cannot be copied.
    pub(crate) fn copy_of(session: Option<&Session<V>>, is_due: bool) -> Option<Self> {
        let session = match session {
            Some(session) => Some(session.duplicate()?),
            None => None,
        };
        Some(Self::Read { session, is_due })
    }

    /// Returns a copy; `None` if the session cannot be copied.
    fn duplicate(&self) -> Option<Self> {
        match self {
            Self::Read { session, is_due } => Self::copy_of(session.as_ref(), *is_due),
            Self::Failed(failure) => Some(Self::Failed(*failure)),
        }
    }
}

/// A kept session, and what it holds for.
struct Entry<V> {
    application: Arc<Shared>,
    /// The cookies of the request. Extensions may be passed on to a request with others.
    cookies: Few<HeaderValue>,
    /// The headers that may hold the session in place of a cookie.
    authorization: Few<HeaderValue>,
    /// The number of changes to sessions before the session was read.
    changes: u64,
    kept: KeptSession<V>,
    /// The bits of the permissions that are granted to the session, by the type of the permissions. Nothing but the session
    /// decides about them.
    #[cfg_attr(not(feature = "extractors"), allow(dead_code, reason = "handlers ask for permissions"))]
    granted: Vec<(TypeId, u128)>,
}

/// The facts about sessions that all handles of an application share. They also tell applications apart.
#[derive(Default)]
pub(crate) struct Shared {
    /// The number of changes to sessions of which no request is known.
    changes: AtomicU64,
    /// `true` if the log has said that a session is due where no layer is.
    pub(crate) has_warned_of_layer: AtomicBool,
    /// `true` if the log has said that layer and routes are nested at different paths.
    pub(crate) has_warned_of_nesting: AtomicBool,
    /// `true` if the routes have been found at the root and outside of the layer.
    pub(crate) routes_are_at_root: AtomicBool,
}

impl RequestSessions {
    /// Returns the sessions of a request, and keeps sessions from now on.
    pub(crate) fn of(extensions: &mut Extensions) -> Self {
        extensions.get_or_insert_default::<Self>().clone()
    }

    /// Returns the session of a request, if the application has read it.
    pub(crate) fn get<V: SessionData>(
        &self,
        application: &Arc<Shared>,
        headers: &HeaderMap,
    ) -> Option<KeptSession<V>> {
        let entries = self.lock();
        let mut entries = entries.iter().filter_map(|entry| entry.downcast_ref::<Entry<V>>());
        entries.find(|entry| entry.is_of(application, headers)).and_then(|entry| entry.kept.duplicate())
    }

    /// Keeps the session of a request. `changes` is the number of changes before it was read.
    pub(crate) fn keep<V: SessionData>(
        &self,
        application: &Arc<Shared>,
        headers: &HeaderMap,
        changes: u64,
        kept: KeptSession<V>,
    ) {
        let cookies = headers.get_all(COOKIE).iter().cloned().collect();
        let authorization = headers.get_all(AUTHORIZATION).iter().cloned().collect();
        let application = application.clone();
        let entry = Entry { application, cookies, authorization, changes, kept, granted: Vec::new() };
        let mut entries = self.lock();
        entries.retain(|other| !is_of::<V>(other, &entry.application));
        entries.push(Box::new(entry));
    }

    /// Returns the bits of the permissions that are granted to the session, if the request keeps them.
    #[cfg(feature = "extractors")]
    pub(crate) fn granted<V: SessionData>(
        &self,
        application: &Arc<Shared>,
        headers: &HeaderMap,
        key: TypeId,
    ) -> Option<u128> {
        let entries = self.lock();
        let mut entries = entries.iter().filter_map(|entry| entry.downcast_ref::<Entry<V>>());
        let entry = entries.find(|entry| entry.is_of(application, headers))?;
        entry.granted.iter().find(|(of, _)| *of == key).map(|(_, bits)| *bits)
    }

    /// Keeps the permissions that are granted to the session, if the request keeps the session.
    #[cfg(feature = "extractors")]
    pub(crate) fn keep_granted<V: SessionData>(
        &self,
        application: &Arc<Shared>,
        headers: &HeaderMap,
        key: TypeId,
        bits: u128,
    ) {
        let mut entries = self.lock();
        let mut entries = entries.iter_mut().filter_map(|entry| entry.downcast_mut::<Entry<V>>());
        if let Some(entry) = entries.find(|entry| entry.is_of(application, headers)) {
            entry.granted.push((key, bits));
        }
    }

    /// Forgets the session that an application has read.
    fn forget<V: SessionData>(&self, application: &Arc<Shared>) {
        self.lock().retain(|entry| !is_of::<V>(entry, application));
    }

    /// Forgets the session that a request has read with an application, since it has changed. Returns `false` if the
    /// request keeps no sessions.
    pub(super) fn forget_in<V: SessionData>(extensions: &Extensions, application: &Arc<Shared>) -> bool {
        let sessions = extensions.get::<Self>();
        sessions.inspect(|sessions| sessions.forget::<V>(application)).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, Few<Box<dyn Any + Send>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns `true` for the entry of an application.
fn is_of<V: SessionData>(entry: &Box<dyn Any + Send>, application: &Arc<Shared>) -> bool {
    let entry = entry.downcast_ref::<Entry<V>>();
    entry.is_some_and(|entry| Arc::ptr_eq(&entry.application, application))
}

impl<V> Entry<V> {
    /// Returns `true` if the session holds for a request: it has the same cookies, and no session has changed since.
    fn is_of(&self, application: &Arc<Shared>, headers: &HeaderMap) -> bool {
        Arc::ptr_eq(&self.application, application)
            && self.changes == application.changes()
            && self.cookies.iter().eq(headers.get_all(COOKIE))
            && self.authorization.iter().eq(headers.get_all(AUTHORIZATION))
    }
}

impl Shared {
    /// Returns the number of changes to sessions of which no request is known.
    pub(crate) fn changes(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    /// Makes all requests read their sessions again.
    pub(super) fn count_change(&self) {
        self.changes.fetch_add(1, Ordering::AcqRel);
    }
}
