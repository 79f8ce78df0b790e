use std::{convert::Infallible, net::SocketAddr};

use auth::Auth;
use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response};
use http_body_util::Full;
use warp::{Filter, Rejection, Reply, filters::path::FullPath};

async fn respond(
    auth: Auth,
    method: Method,
    path: FullPath,
    query: String,
    headers: HeaderMap,
    address: Option<SocketAddr>,
    body: Bytes,
) -> Result<Response<Bytes>, Infallible> {
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = method;
    *request.uri_mut() = format!("{}?{query}", path.as_str()).parse().unwrap_or_default();
    *request.headers_mut() = headers;
    // The client address, by which sign-in attempts are limited.
    if let Some(address) = address {
        request.extensions_mut().insert(address);
    }
    Ok(auth.handle(request).await.map(|body| body.into_inner().unwrap_or_default()))
}

async fn hello(auth: Auth, headers: HeaderMap) -> Result<String, Infallible> {
    let session = auth.session(&headers).await.ok().flatten();
    let name = session.and_then(|session| session.user.name);
    Ok(format!("hello, {}", name.as_deref().unwrap_or("stranger")))
}

pub fn app(auth: Auth) -> impl Filter<Extract = (impl Reply,), Error = Rejection> + Clone {
    let with_auth = warp::any().map(move || auth.clone());
    let query = warp::query::raw().or(warp::any().map(String::new)).unify();
    let routes = with_auth
        .clone()
        .and(warp::method())
        .and(warp::path::full())
        .and(query)
        .and(warp::header::headers_cloned())
        .and(warp::addr::remote())
        .and(warp::body::content_length_limit(64 * 1024).and(warp::body::bytes()).or(no_body()).unify())
        .and_then(respond);
    let hello = warp::path::end().and(with_auth).and(warp::header::headers_cloned()).and_then(hello);
    hello.or(warp::path("auth").and(routes))
}

/// Requests without a body, such as GET, have no length either.
fn no_body() -> impl Filter<Extract = (Bytes,), Error = Rejection> + Clone {
    warp::get().map(Bytes::new)
}
