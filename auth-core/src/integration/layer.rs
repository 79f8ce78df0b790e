//! The layer: sessions that are used live on.

use std::{
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, ready},
};

use http::{
    HeaderMap, HeaderValue, Request, Response,
    header::{CACHE_CONTROL, SET_COOKIE},
    request::Parts,
};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::{
    app::{auth::Auth, server_side::SetCookies},
    contract::session::{Session, SessionData},
    flow::{error::AuthError, scope::RequestHead},
};

/// Slides the expiry of sessions in use: made by `Auth::layer()`.
///
/// A request that reads its session, of which the token has reached the update age, gets a new one with its
/// response. Other requests pass as they are.
#[derive(Clone, Copy, Debug)]
pub struct AuthLayer(());

impl<I> Layer<I> for AuthLayer {
    type Service = Renewing<I>;

    fn layer(&self, inner: I) -> Renewing<I> {
        Renewing { inner }
    }
}

impl<V: SessionData> Auth<V> {
    /// The layer that slides the expiry of sessions in use.
    pub fn layer(&self) -> AuthLayer {
        AuthLayer(())
    }

    /// The session of a request. Behind the [`layer`](Self::layer) one that is due is issued anew.
    ///
    /// # Errors
    /// When the origin of the request is not trusted, or a callback failed.
    pub async fn session_of(&self, request: &Parts) -> Result<Option<Session<V>>, AuthError> {
        let renewal = request.extensions.get::<Renewal>();
        let read = self.erased().read(RequestHead::of(request), renewal.is_some()).await?;
        if let (Some(renewal), Some(cookies)) = (renewal, read.renewed) {
            renewal.leave(cookies);
        }
        Ok(read.session)
    }
}

/// A service whose responses carry renewed sessions.
#[derive(Clone, Debug)]
pub struct Renewing<I> {
    inner: I,
}

/// Where whoever reads the session leaves a renewed one.
#[derive(Clone, Default)]
struct Renewal(Arc<OnceLock<SetCookies>>);

impl Renewal {
    /// Of several readers of one request the first counts.
    fn leave(&self, cookies: SetCookies) {
        let _ = self.0.set(cookies);
    }

    /// Adds the renewed session, unless the response has a word of its own on that cookie (as after signing
    /// out).
    fn add_to(&self, headers: &mut HeaderMap) {
        let Some(cookies) = self.0.get() else { return };
        let renewed = cookies.iter().filter_map(name).next().unwrap_or_default();
        if headers.get_all(SET_COOKIE).iter().filter_map(name).any(|set| stem(set) == stem(renewed)) {
            return;
        }
        cookies.append_to(headers);
        // A shared cache must not hand the session on to others.
        headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("private"));
    }
}

/// The name of a cookie that is set.
fn name(set_cookie: &HeaderValue) -> Option<&str> {
    set_cookie.to_str().ok()?.split('=').next()
}

/// The name without the number of a chunk.
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
    /// The response of the inner service, with the renewed session.
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
