//! Requests and responses between the two versions of the crate `http`: actix-web has 0.2.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    body::BoxBody,
    http::{self as actix, header},
};
use bytes::Bytes;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, Version, request::Parts};

use crate::app::request_sessions::RequestSessions;

/// The extensions that all conversions of a request share.
struct Shared(Extensions);

/// Returns the head of a request. What all readers of the request share is in its extensions, and the address of the
/// connection.
pub(super) fn head(request: &HttpRequest) -> Parts {
    let mut head = http::Request::new(()).into_parts().0;
    // Both versions accept the same methods. No route takes a CONNECT.
    head.method = request.method().as_str().parse().unwrap_or(Method::CONNECT);
    // A URL that only one of the versions accepts is that of no route.
    head.uri = request.uri().to_string().parse().unwrap_or_default();
    head.version = version(request.version());
    head.headers = headers(request.headers());
    head.extensions = shared(request);
    if let Some(address) = request.peer_addr() {
        head.extensions.insert(address);
    }
    head
}

/// Calls a function with the extensions that all conversions of a request share.
pub(super) fn with_extensions<R>(request: &HttpRequest, change: impl FnOnce(&mut Extensions) -> R) -> R {
    let mut extensions = shared(request);
    let result = change(&mut extensions);
    request.extensions_mut().insert(Shared(extensions));
    result
}

/// Returns the extensions that all conversions of a request share.
fn shared(request: &HttpRequest) -> Extensions {
    if let Some(Shared(extensions)) = request.extensions().get() {
        return extensions.clone();
    }
    let mut extensions = Extensions::new();
    RequestSessions::of(&mut extensions);
    request.extensions_mut().insert(Shared(extensions.clone()));
    extensions
}

fn version(version: actix::Version) -> Version {
    match version {
        actix::Version::HTTP_09 => Version::HTTP_09,
        actix::Version::HTTP_10 => Version::HTTP_10,
        actix::Version::HTTP_2 => Version::HTTP_2,
        actix::Version::HTTP_3 => Version::HTTP_3,
        _ => Version::HTTP_11,
    }
}

/// Returns the headers of actix-web. Both versions accept the same names and values.
fn headers(from: &header::HeaderMap) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in from {
        let name = HeaderName::from_bytes(name.as_str().as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(value.as_bytes())) {
            // `append` panics if there are tens of thousands of them; the server refuses such a request.
            let _ = headers.try_append(name, value);
        }
    }
    headers
}

/// Adds headers to those of actix-web.
fn add_headers(headers: &mut header::HeaderMap, from: &HeaderMap) {
    for (name, value) in from {
        let name = header::HeaderName::from_bytes(name.as_str().as_bytes());
        if let (Ok(name), Ok(value)) = (name, header::HeaderValue::from_bytes(value.as_bytes())) {
            headers.append(name, value);
        }
    }
}

/// Calls a function with headers of actix-web.
pub(super) fn change_headers(headers: &mut header::HeaderMap, change: impl FnOnce(&mut HeaderMap)) {
    let mut changed = self::headers(headers);
    change(&mut changed);
    headers.clear();
    add_headers(headers, &changed);
}

/// Returns a response of actix-web.
pub(super) fn response(reply: http::Response<Bytes>) -> HttpResponse {
    let (head, body) = reply.into_parts();
    let status = actix::StatusCode::from_u16(head.status.as_u16());
    let mut response = HttpResponse::new(status.unwrap_or(actix::StatusCode::INTERNAL_SERVER_ERROR));
    add_headers(response.headers_mut(), &head.headers);
    response.set_body(BoxBody::new(body))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_request_keeps_its_method_url_and_headers() {
        let request = TestRequest::with_uri("/a%20b?c=%C3%A9&d")
            .method(actix::Method::from_bytes(b"PROPFIND").unwrap())
            .version(actix::Version::HTTP_2)
            .append_header(("cookie", "a=1"))
            .append_header(("cookie", "b=2"))
            .append_header((
                header::HeaderName::from_static("x-bytes"),
                header::HeaderValue::from_bytes(b"\xff\t").unwrap(),
            ))
            .peer_addr("192.0.2.7:80".parse().unwrap())
            .to_http_request();
        let head = head(&request);
        assert_eq!(head.method.as_str(), "PROPFIND");
        assert_eq!(head.uri, "/a%20b?c=%C3%A9&d");
        assert_eq!(head.version, Version::HTTP_2);
        assert_eq!(head.headers.get_all("cookie").iter().collect::<Vec<_>>(), ["a=1", "b=2"]);
        assert_eq!(head.headers["x-bytes"], HeaderValue::from_bytes(b"\xff\t").unwrap());
        let peer: std::net::SocketAddr = "192.0.2.7:80".parse().unwrap();
        assert_eq!(head.extensions.get(), Some(&peer));
    }

    #[test]
    fn the_readers_of_a_request_share_their_extensions() {
        let request = TestRequest::default().to_http_request();
        with_extensions(&request, |extensions| extensions.insert(7_u8));
        assert_eq!(head(&request).extensions.get::<u8>(), Some(&7));
        assert!(head(&request).extensions.get::<RequestSessions>().is_some());
    }

    #[test]
    fn a_response_keeps_its_status_and_each_header() {
        let mut reply = http::Response::new(Bytes::from_static(b"body"));
        *reply.status_mut() = http::StatusCode::TOO_MANY_REQUESTS;
        for value in ["a=1", "b=2"] {
            reply.headers_mut().append("set-cookie", value.parse().unwrap());
        }
        let response = response(reply);
        assert_eq!(response.status().as_u16(), 429);
        let cookies: Vec<_> = response.headers().get_all("set-cookie").collect();
        assert_eq!(cookies, ["a=1", "b=2"]);
    }
}
