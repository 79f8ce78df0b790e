//! The layer that refuses requests from other sites.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use http::{
    Method, Request, Response, StatusCode, Uri,
    header::{HeaderMap, HeaderName, HeaderValue, ORIGIN, UPGRADE},
    request::Parts,
};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::{
    app::auth::Auth, config::OriginPolicy, contract::session::SessionData, flow::request::Authorization,
};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A layer that refuses requests from other sites. Returned by `Auth::same_origin()`.
#[derive(Clone, Debug)]
pub struct SameOriginLayer {
    origin: Arc<OriginPolicy>,
    /// `true` if a request with a bearer has no other session.
    accepts_bearer: bool,
}

impl<V: SessionData> Auth<V> {
    /// Returns a layer that protects the application's own routes against other sites: forms that change something
    /// (cross-site request forgery), and WebSockets (cross-site WebSocket hijacking). The routes of
    /// [`handle`](Self::handle) are protected already, by a CSRF token. Extractors accept no WebSocket of
    /// another site with a session; for a handler that reads it with [`session_of`](Self::session_of), and for forms, add
    /// this layer.
    ///
    /// The layer checks WebSocket upgrades and all requests except GET, HEAD, OPTIONS and TRACE. A request passes if
    /// the browser says that it comes from this origin (`Sec-Fetch-Site`, or `Origin` in older browsers), or if it has
    /// neither header, since then it does not come from a browser. Other requests receive 403. If the origin of the
    /// request is not [trusted](crate::app::AuthBuilder::url), an `Origin` header is refused.
    ///
    /// If [sessions are accepted as bearers](crate::app::AuthBuilder::bearer_sessions), a request with the header
    /// `Authorization: Bearer` passes as well: no browser adds it by itself, and its cookies do not count.
    ///
    /// Session cookies are `SameSite=Lax`, so forms of other sites arrive without a session. But another host under the
    /// same domain counts as the same site, and this layer refuses it.
    ///
    /// Auth.js has no such function; Next.js compares `Origin` for its server actions.
    ///
    /// ```
    /// # #[cfg(feature = "axum")]
    /// # mod application {
    /// use auth::{Auth, Session};
    /// use axum::{Router, routing::post};
    ///
    /// fn router(auth: Auth) -> Router {
    ///     Router::new()
    ///         .route("/note", post(async |_: Session| "saved"))
    ///         .layer(auth.same_origin())
    ///         .merge(auth.routes())
    ///         .layer(auth.layer())
    ///         .with_state(auth)
    /// }
    /// # }
    /// ```
    pub fn same_origin(&self) -> SameOriginLayer {
        let accepts_bearer = self.erased().settings().bearer_sessions;
        SameOriginLayer { origin: Arc::new(self.erased().origin().clone()), accepts_bearer }
    }
}

impl SameOriginLayer {
    /// Returns `true` if a request may pass.
    pub(super) fn passes(&self, method: &Method, headers: &HeaderMap, uri: &Uri) -> bool {
        is_harmless(method, headers)
            || self.accepts_bearer && Authorization::of(headers).is_bearer()
            || is_same_origin(&self.origin, headers, uri)
    }
}

/// The body of the response to a request that may not pass.
pub(super) const REFUSED: &str = "This request comes from another site.";

impl<I> Layer<I> for SameOriginLayer {
    type Service = SameOrigin<I>;

    fn layer(&self, inner: I) -> SameOrigin<I> {
        SameOrigin { inner, layer: self.clone() }
    }
}

/// The service of [`SameOriginLayer`].
#[derive(Clone, Debug)]
pub struct SameOrigin<I> {
    inner: I,
    layer: SameOriginLayer,
}

#[cfg_attr(not(feature = "actix"), allow(dead_code, reason = "serves the integration of a framework"))]
impl<I> SameOrigin<I> {
    pub(super) const fn new(inner: I, layer: SameOriginLayer) -> Self {
        Self { inner, layer }
    }

    pub(super) const fn inner(&self) -> &I {
        &self.inner
    }

    pub(super) const fn layer(&self) -> &SameOriginLayer {
        &self.layer
    }
}

impl<I, B, R> Service<Request<B>> for SameOrigin<I>
where
    I: Service<Request<B>, Response = Response<R>>,
    R: From<&'static str>,
{
    type Response = Response<R>;
    type Error = I::Error;
    type Future = SameOriginFuture<I::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), I::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let passes = self.layer.passes(request.method(), request.headers(), request.uri());
        SameOriginFuture { response: passes.then(|| self.inner.call(request)) }
    }
}

impl<V: SessionData> Auth<V> {
    /// Returns `true` if a page of another site opens a WebSocket: the browser sends cookies with it, and lets the page
    /// read all that it receives.
    #[cfg_attr(
        not(feature = "extractors"),
        allow(dead_code, reason = "serves the integration of a framework")
    )]
    pub(super) fn is_foreign_upgrade(&self, request: &Parts) -> bool {
        let is_upgrade = request.headers.contains_key(UPGRADE) || request.method == Method::CONNECT;
        is_upgrade && !is_same_origin(self.erased().origin(), &request.headers, &request.uri)
    }
}

/// Returns `true` if a request from another site does no harm: it changes nothing, and its response cannot be read.
fn is_harmless(method: &Method, headers: &HeaderMap) -> bool {
    method.is_safe() && !headers.contains_key(UPGRADE)
}

/// Returns `true` if a page of this origin sent the request, or no browser did.
fn is_same_origin(origin: &OriginPolicy, headers: &HeaderMap, uri: &Uri) -> bool {
    match (sole(headers, &SEC_FETCH_SITE), sole(headers, &ORIGIN)) {
        (Some(site), _) => matches!(site, Some("same-origin" | "none")),
        (None, Some(sender)) => {
            origin.resolve(headers, uri).is_ok_and(|origin| sender == Some(origin.as_str()))
        }
        (None, None) => true,
    }
}

/// Returns the value of a header, if there is one; `Some(None)` if it is repeated or not ASCII.
fn sole<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<Option<&'h str>> {
    let mut values = headers.get_all(name).iter();
    let first: &HeaderValue = values.next()?;
    Some(first.to_str().ok().filter(|_| values.next().is_none()))
}

pin_project! {
    /// The response of the inner service, or 403.
    pub struct SameOriginFuture<F> {
        // `None` if the request was refused.
        #[pin]
        response: Option<F>,
    }
}

impl<F, R, E> Future for SameOriginFuture<F>
where
    F: Future<Output = Result<Response<R>, E>>,
    R: From<&'static str>,
{
    type Output = Result<Response<R>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().response.as_pin_mut() {
            Some(response) => response.poll(cx),
            None => {
                let mut response = Response::new(R::from(REFUSED));
                *response.status_mut() = StatusCode::FORBIDDEN;
                Poll::Ready(Ok(response))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Origin;

    fn passes(method: &str, headers: &[(&'static str, &'static str)]) -> bool {
        let origin = OriginPolicy::Fixed(Origin::parse("https://app.example").unwrap());
        let headers: HeaderMap = headers
            .iter()
            .map(|&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        let method = method.parse().unwrap();
        is_harmless(&method, &headers) || is_same_origin(&origin, &headers, &Uri::from_static("/"))
    }

    #[test]
    fn requests_of_this_origin_pass() {
        for headers in [
            &[("sec-fetch-site", "same-origin")][..],
            &[("sec-fetch-site", "none")],
            &[("origin", "https://app.example")],
            // A proxy that changes the scheme does not confuse a browser that sends both.
            &[("sec-fetch-site", "same-origin"), ("origin", "http://app.example")],
            &[],
        ] {
            assert!(passes("POST", headers), "{headers:?}");
            assert!(passes("DELETE", headers), "{headers:?}");
        }
    }

    #[test]
    fn requests_of_other_origins_are_refused() {
        for headers in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "unknown")],
            &[("sec-fetch-site", "same-site"), ("origin", "https://app.example")],
            &[("origin", "https://evil.example")],
            &[("origin", "https://app.example.evil.example")],
            &[("origin", "https://app.example:8443")],
            &[("origin", "http://app.example")],
            &[("origin", "null")],
            &[("origin", "")],
            &[("origin", "https://app.example"), ("origin", "https://evil.example")],
        ] {
            assert!(!passes("POST", headers), "{headers:?}");
            assert!(!passes("CONNECT", headers), "{headers:?}");
            assert!(passes("GET", headers), "{headers:?}");
            let upgrade = [headers, &[("upgrade", "websocket")]].concat();
            assert!(!passes("GET", &upgrade), "{upgrade:?}");
        }
    }

    #[test]
    fn an_unknown_origin_is_not_this_one() {
        let headers = HeaderMap::from_iter([(ORIGIN, HeaderValue::from_static("https://app.example"))]);
        assert!(!is_same_origin(&OriginPolicy::Untrusted, &headers, &Uri::from_static("/")));
    }
}
