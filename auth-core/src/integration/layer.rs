//! The layer that extends sessions in use.

use std::{
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, ready},
};

use http::{HeaderMap, HeaderValue, Request, Response, header::SET_COOKIE, request::Parts};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::{
    app::{auth::Auth, server_side::SetCookies},
    contract::session::{Session, SessionData},
    flow::{error::AuthError, scope::RequestHead},
};

/// A layer that extends sessions in use. Returned by `Auth::layer()`.
///
/// If a request reads its session and the session has reached the update age, the response carries the extended
/// session, and no shared cache may keep it. Other requests and responses pass unchanged.
#[derive(Clone, Copy, Debug)]
pub struct AuthLayer(());

impl<I> Layer<I> for AuthLayer {
    type Service = Renewing<I>;

    fn layer(&self, inner: I) -> Renewing<I> {
        Renewing { inner }
    }
}

impl<V: SessionData> Auth<V> {
    /// Returns a layer that extends sessions in use.
    ///
    /// Without it, only the session action (`GET` and `POST /session`), [`refresh`](Self::refresh) and
    /// [`update`](Self::update) extend a session. The age at which a session is extended is
    /// [`session_update_age`](crate::app::AuthBuilder::session_update_age), one day by default.
    ///
    /// Auth.js: `auth` as middleware.
    pub fn layer(&self) -> AuthLayer {
        AuthLayer(())
    }

    /// Reads the session of a request. Behind the [`layer`](Self::layer), a session that has reached the update age is
    /// extended. One that cannot be extended is returned as it is, and the failure is logged.
    ///
    /// Auth.js: `auth()`.
    ///
    /// # Errors
    /// As [`session`](Self::session).
    pub async fn session_of(&self, request: &Parts) -> Result<Option<Session<V>>, AuthError> {
        let renewal = request.extensions.get::<Renewal>();
        let read = self.erased().read(RequestHead::of(request), renewal.is_some()).await?;
        if let (Some(renewal), Some(cookies)) = (renewal, read.renewed) {
            renewal.store(cookies);
        }
        Ok(read.session)
    }
}

/// The service of [`AuthLayer`]. Its responses carry the sessions that were extended.
#[derive(Clone, Debug)]
pub struct Renewing<I> {
    inner: I,
}

/// The place in a request's extensions for the cookies of an extended session.
#[derive(Clone, Default)]
struct Renewal(Arc<OnceLock<SetCookies>>);

impl Renewal {
    /// Stores the cookies. If a request reads its session several times, the first read counts.
    fn store(&self, cookies: SetCookies) {
        let _ = self.0.set(cookies);
    }

    /// Adds the cookies of the extended session, unless the response sets the session cookie itself (as after a
    /// sign-out).
    fn add_to(&self, headers: &mut HeaderMap) {
        let Some(cookies) = self.0.get() else { return };
        let renewed = cookies.iter().filter_map(name).next().unwrap_or_default();
        if headers.get_all(SET_COOKIE).iter().filter_map(name).any(|set| stem(set) == stem(renewed)) {
            return;
        }
        cookies.append_to(headers);
    }
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
        let renewal = Renewal::default();
        request.extensions_mut().insert(renewal.clone());
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
