//! The layer that extends sessions in use.

use std::{
    fmt::Debug,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError, atomic::Ordering},
    task::{Context, Poll, ready},
};

use http::{Extensions, HeaderMap, HeaderValue, Request, Response, header::SET_COOKIE, request::Parts};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::{
    app::{
        auth::Auth,
        request_sessions::{KeptSession, ReadFailure, RequestSessions},
        server_side::SetCookies,
    },
    config::nested_prefix,
    contract::session::{Session, SessionData},
    flow::{carrier::SESSION_HEADER, error::AuthError, request::original_uri, scope::RequestHead},
};

/// A layer that extends sessions in use. Returned by `Auth::layer()`.
///
/// If a request reads its session and the session has reached the update age, the response carries the extended
/// session, and no shared cache may keep it. Other requests and responses pass unchanged.
///
/// The layer also puts its [`Auth`] into the extensions of requests, where extractors for any state find it.
#[derive(Clone, Debug)]
pub struct AuthLayer {
    auth: Arc<dyn Provide>,
}

/// An [`Auth`] of any session type, which can be put into the extensions of a request.
trait Provide: Debug + Send + Sync {
    fn put_into(&self, extensions: &mut Extensions);
}

impl<V: SessionData> Provide for Auth<V> {
    fn put_into(&self, extensions: &mut Extensions) {
        extensions.insert(self.clone());
    }
}

impl AuthLayer {
    /// Prepares the extensions of a request. `prefix` is that of the routers that nest the layer. Returns the place for the
    /// cookies of extended sessions.
    pub(super) fn enter(&self, prefix: String, extensions: &mut Extensions) -> Renewal {
        let renewal = Renewal(Arc::new(Renewed { prefix, cookies: Mutex::default() }));
        extensions.insert(renewal.clone());
        self.auth.put_into(extensions);
        RequestSessions::of(extensions);
        renewal
    }
}

impl<I> Layer<I> for AuthLayer {
    type Service = Renewing<I>;

    fn layer(&self, inner: I) -> Renewing<I> {
        Renewing { inner, layer: self.clone() }
    }
}

/// The same as [`Auth::layer`], so that `.layer(auth)` does what it says.
impl<V: SessionData, I> Layer<I> for Auth<V> {
    type Service = Renewing<I>;

    fn layer(&self, inner: I) -> Renewing<I> {
        Auth::layer(self).layer(inner)
    }
}

impl<V: SessionData> Auth<V> {
    /// Returns a layer that extends sessions in use.
    ///
    /// Without it, only the session action (`GET` and `POST /session`), [`refresh`](Self::refresh) and
    /// [`update`](Self::update) extend a session. The age at which a session is extended is
    /// [`session_update_age`](crate::app::AuthBuilder::session_update_age), one day by default. If a session of that age
    /// is read where no layer is, the log says so once. In axum, a layer covers the routes that were added before it. In actix-web,
    /// `.wrap(auth.layer())` covers the `App` or scope, and is where handlers find `Auth`.
    ///
    /// Put the layer around the router that has the [routes](Self::handle). If that router is nested in another, handlers
    /// behind the layer send visitors to the sign-in page below the same prefix. If routes and layer are nested at
    /// different paths, set [`public_path`](crate::app::AuthBuilder::public_path).
    ///
    /// An application with several `Auth`s needs a layer of only one of them: it extends the sessions of all.
    ///
    /// Auth.js: `auth` as middleware.
    pub fn layer(&self) -> AuthLayer {
        AuthLayer { auth: Arc::new(self.clone()) }
    }

    /// Reads the session of a request. Behind the [`layer`](Self::layer), a session that has reached the update age is
    /// extended, and one that cannot be extended is returned as it is. A request reads its session once: later calls and
    /// extractors return what the first has read, until a method of `Auth` changes the session.
    ///
    /// Auth.js: `auth()`.
    ///
    /// # Errors
    /// As [`session`](Self::session). A later call tries again.
    pub async fn session_of(&self, request: &Parts) -> Result<Option<Session<V>>, AuthError> {
        let sessions = request.extensions.get::<RequestSessions>();
        match sessions.and_then(|sessions| self.kept(sessions, request)) {
            Some(KeptSession::Read { session, .. }) => Ok(session),
            Some(KeptSession::Failed(_)) | None => self.read_now(sessions, request).await,
        }
    }

    /// Reads the session of a request once, also without the layer. The cause of a failure is in the log.
    ///
    /// # Errors
    /// Fails if a callback or the database fails.
    #[cfg_attr(
        not(feature = "extractors"),
        allow(dead_code, reason = "serves the integration of a framework")
    )]
    pub(super) async fn session_once(&self, request: &mut Parts) -> Result<Option<Session<V>>, ReadFailure> {
        let sessions = RequestSessions::of(&mut request.extensions);
        match self.kept(&sessions, request) {
            Some(KeptSession::Read { session, .. }) => Ok(session),
            Some(KeptSession::Failed(failure)) => Err(failure),
            None => self.read_now(Some(&sessions), request).await.map_err(|error| {
                error.log();
                ReadFailure::from(&error)
            }),
        }
    }

    /// Returns the session that the request has read. A session that was due where no layer was is read again behind the
    /// layer.
    fn kept(&self, sessions: &RequestSessions, request: &Parts) -> Option<KeptSession<V>> {
        let kept = sessions.get(self.shared(), &request.headers)?;
        let is_due = matches!(kept, KeptSession::Read { is_due: true, .. });
        (!is_due || request.extensions.get::<Renewal>().is_none()).then_some(kept)
    }

    /// Reads the session of a request, and keeps it for the other readers of the request.
    async fn read_now(
        &self,
        sessions: Option<&RequestSessions>,
        request: &Parts,
    ) -> Result<Option<Session<V>>, AuthError> {
        let renewal = request.extensions.get::<Renewal>();
        let changes = self.shared().changes();
        let keep = |kept: KeptSession<V>| {
            if let Some(sessions) = sessions {
                sessions.keep(self.shared(), &request.headers, changes, kept);
            }
        };
        let read = self.erased().read(RequestHead::of(request), renewal.is_some()).await;
        let read = read.inspect_err(|error| keep(KeptSession::Failed(error.into())))?;
        if let (Some(renewal), Some(cookies)) = (renewal, read.renewed) {
            renewal.store(cookies);
        }
        if read.is_due {
            self.warn_of_missing_layer();
        }
        KeptSession::copy_of(read.session.as_ref(), read.is_due).map(keep);
        Ok(read.session)
    }

    /// Warns once of a session that is due and cannot be extended.
    fn warn_of_missing_layer(&self) {
        if !self.shared().has_warned_of_layer.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                target: "auth",
                help = "session_without_layer",
                "a session that is due to be extended was read where `auth.layer()` is not, so it ends although it is \
                 in use: add `.layer(auth.layer())` to the router, after its routes"
            );
        }
    }

    /// Returns the prefix of the routers that nest the routes, as far as it is known: that of the layer around the request,
    /// unless the routes have been found outside of it.
    #[cfg_attr(
        not(feature = "extractors"),
        allow(dead_code, reason = "serves the integration of a framework")
    )]
    pub(super) fn prefix_of<'r>(&self, extensions: &'r Extensions) -> &'r str {
        match extensions.get::<Renewal>() {
            Some(renewal) if !self.shared().routes_are_at_root.load(Ordering::Relaxed) => &renewal.0.prefix,
            _ => "",
        }
    }

    /// Notes where the routes are. Warns once of routes that are nested at another path than the layer around them:
    /// handlers between the two would send visitors to a sign-in page that is not there.
    pub(super) fn note_place_of_routes<B>(&self, request: &Request<B>) {
        let is_known = self.shared().routes_are_at_root.load(Ordering::Relaxed);
        if is_known && request.extensions().get::<Renewal>().is_none() {
            return;
        }
        let paths = self.erased().paths();
        let original = original_uri(request.uri(), request.extensions());
        // A request for another path, which a fallback has passed on, says nothing about the routes.
        if paths.locate(request.uri().path(), original.path()).is_none() {
            return;
        }
        let Some(nested) = nested_prefix(request.uri().path(), original.path()) else { return };
        let Some(renewal) = request.extensions().get::<Renewal>() else {
            if nested.is_empty() {
                self.shared().routes_are_at_root.store(true, Ordering::Relaxed);
            }
            return;
        };
        if paths.public.is_some() || nested == renewal.0.prefix || nested == paths.here.as_str() {
            return;
        }
        if !self.shared().has_warned_of_nesting.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                target: "auth",
                help = "nested_layer",
                "the routes are nested at `{nested}`, and `auth.layer()` at `{layer}`, so handlers send visitors to \
                 `{layer}{here}/signin`: put the layer around the router with the routes, or name the path of the \
                 routes with `.public_path(\"{nested}{here}\")`",
                layer = renewal.0.prefix,
                here = paths.here,
            );
        }
    }
}

/// The service of [`AuthLayer`]. Its responses carry the sessions that were extended.
#[derive(Clone, Debug)]
pub struct Renewing<I> {
    inner: I,
    layer: AuthLayer,
}

#[cfg_attr(not(feature = "actix"), allow(dead_code, reason = "serves the integration of a framework"))]
impl<I> Renewing<I> {
    pub(super) const fn new(inner: I, layer: AuthLayer) -> Self {
        Self { inner, layer }
    }

    pub(super) const fn inner(&self) -> &I {
        &self.inner
    }

    pub(super) const fn layer(&self) -> &AuthLayer {
        &self.layer
    }
}

/// The place in a request's extensions for the cookies of extended sessions.
#[derive(Clone)]
pub(super) struct Renewal(Arc<Renewed>);

struct Renewed {
    /// The prefix of the routers that nest the layer.
    prefix: String,
    /// The cookies of each `Auth` that has read a session.
    cookies: Mutex<Vec<SetCookies>>,
}

impl Renewal {
    /// Returns `true` if no session was extended.
    #[cfg_attr(not(feature = "actix"), allow(dead_code, reason = "saves a conversion of headers"))]
    pub(super) fn is_empty(&self) -> bool {
        self.0.cookies.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Stores the cookies of an extended session. If a request reads a session several times, the first read counts.
    fn store(&self, cookies: SetCookies) {
        let mut stored = self.0.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        if stored.iter().all(|other| session_cookie(other) != session_cookie(&cookies)) {
            stored.push(cookies);
        }
    }

    /// Adds the cookies of the extended sessions, except of those whose cookie the response sets itself (as after a
    /// sign-out).
    pub(super) fn add_to(&self, headers: &mut HeaderMap) {
        let stored = self.0.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        for cookies in stored.iter() {
            let renewed = session_cookie(cookies);
            // The handler has said what becomes of the bearer.
            if renewed.is_empty() && headers.contains_key(SESSION_HEADER) {
                continue;
            }
            if !headers.get_all(SET_COOKIE).iter().filter_map(name).any(|set| stem(set) == renewed) {
                cookies.append_to(headers);
            }
        }
    }
}

/// Returns the name of the cookie of an extended session.
fn session_cookie(cookies: &SetCookies) -> &str {
    stem(cookies.iter().filter_map(name).next().unwrap_or_default())
}

/// Returns the name of the cookie in a `Set-Cookie` header.
fn name(set_cookie: &HeaderValue) -> Option<&str> {
    set_cookie.to_str().ok()?.split('=').next()
}

/// Returns the name of a cookie without the number of a chunk.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => stem,
        _ => name,
    }
}

impl<I, B, R> Service<Request<B>> for Renewing<I>
where
    I: Service<Request<B>, Response = Response<R>>,
{
    type Response = Response<R>;
    type Error = I::Error;
    type Future = RenewingFuture<I::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), I::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let original = original_uri(request.uri(), request.extensions());
        let prefix = nested_prefix(request.uri().path(), original.path()).unwrap_or_default().to_owned();
        let renewal = self.layer.enter(prefix, request.extensions_mut());
        RenewingFuture { response: self.inner.call(request), renewal }
    }
}

pin_project! {
    /// The response of the inner service, with the extended session.
    pub struct RenewingFuture<R> {
        #[pin]
        response: R,
        renewal: Renewal,
    }
}

impl<R, B, E> Future for RenewingFuture<R>
where
    R: Future<Output = Result<Response<B>, E>>,
{
    type Output = Result<Response<B>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut response = ready!(this.response.poll(cx))?;
        this.renewal.add_to(response.headers_mut());
        Poll::Ready(Ok(response))
    }
}
