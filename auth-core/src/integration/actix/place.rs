//! The place of a scope in others: actix-web leaves the path of a request as it is.

use actix_web::HttpRequest;
use http::{Uri, request::Parts, uri::PathAndQuery};

use crate::{config::nested_prefix, flow::request::original::RequestedUri};

/// Removes the prefix of the scopes around the routes from the path of a request, and keeps the requested URL. `base` is the
/// path of the routes within these scopes.
pub(super) fn leave_scopes(head: &mut Parts, request: &HttpRequest, base: &str) {
    let matched = matched_prefix(head.uri.path(), request);
    let Some(prefix) = matched.strip_suffix(base).filter(|prefix| !prefix.is_empty()) else { return };
    let path = head.uri.path().get(prefix.len()..).filter(|path| !path.is_empty()).unwrap_or("/");
    let below = match head.uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let mut parts = head.uri.clone().into_parts();
    let Ok(below) = PathAndQuery::try_from(below) else { return };
    parts.path_and_query = Some(below);
    if let Ok(uri) = Uri::from_parts(parts) {
        head.extensions.insert(RequestedUri(std::mem::replace(&mut head.uri, uri)));
    }
}

/// Returns the prefix of the scopes around a handler; an empty one if no link can begin with it.
pub(super) fn linkable_prefix(request: &HttpRequest) -> String {
    let path = request.uri().path();
    let prefix = matched_prefix(path, request);
    nested_prefix(path.get(prefix.len()..).unwrap_or_default(), path).unwrap_or_default().to_owned()
}

/// Returns the part of a path that the scopes around a handler have matched.
fn matched_prefix<'p>(path: &'p str, request: &HttpRequest) -> &'p str {
    let decoded = request.match_info().as_str();
    let matched = decoded.len() - request.match_info().unprocessed().len();
    // actix-web matches paths whose escapes are decoded, except those of slashes. So the number of segments counts.
    let segments = decoded.get(..matched).unwrap_or_default().matches('/').count();
    let end = path.match_indices('/').nth(segments).map_or(path.len(), |(end, _)| end);
    path.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    /// Returns path and requested path for a request of which scopes have matched some bytes of the decoded path.
    fn left(uri: &str, matched: u16, base: &str) -> (String, Option<String>) {
        let mut request = TestRequest::with_uri(uri).to_srv_request();
        request.match_info_mut().skip(matched);
        let request = request.request();
        let mut head = super::super::convert::head(request);
        leave_scopes(&mut head, request, base);
        let requested = head.extensions.get::<RequestedUri>().map(|uri| uri.0.to_string());
        (head.uri.to_string(), requested)
    }

    #[test]
    fn the_prefix_of_scopes_is_removed() {
        for (uri, matched, base, path) in [
            ("/auth/signin", 5, "/auth", None),
            ("/app/auth/signin?a=b", 9, "/auth", Some("/auth/signin?a=b")),
            ("/app/auth", 9, "/auth", Some("/auth")),
            ("/a/b/auth/", 9, "/auth", Some("/auth/")),
            // Three bytes of the path are one in the decoded path.
            ("/t%20x/auth/signin", 9, "/auth", Some("/auth/signin")),
            ("/app/signin", 4, "", Some("/signin")),
            ("/app?a", 4, "", Some("/?a")),
            // A base path with escapes is another one for the routes.
            ("/app/%61uth/signin", 9, "/auth", None),
        ] {
            let expected = match path {
                Some(path) => (path.to_owned(), Some(uri.to_owned())),
                None => (uri.to_owned(), None),
            };
            assert_eq!(left(uri, matched, base), expected, "{uri}");
        }
    }
}
