//! The URL of a request before routers have removed the prefix of nested routes.

use http::{Extensions, Uri};

/// The URL that the client has requested, in the extensions of a request whose path lacks the prefix of nested routes.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "actix"), allow(dead_code, reason = "frameworks without such an extension make it"))]
pub(crate) struct RequestedUri(pub(crate) Uri);

/// Returns the URL that the client has requested: axum keeps it in the extensions when it nests routers.
pub(crate) fn original_uri<'r>(uri: &'r Uri, extensions: &'r Extensions) -> &'r Uri {
    if let Some(requested) = extensions.get::<RequestedUri>() {
        return &requested.0;
    }
    kept_by_axum(extensions).unwrap_or(uri)
}

#[cfg(feature = "axum")]
fn kept_by_axum(extensions: &Extensions) -> Option<&Uri> {
    extensions.get::<axum::extract::OriginalUri>().map(|original| &original.0)
}

#[cfg(not(feature = "axum"))]
fn kept_by_axum(_: &Extensions) -> Option<&Uri> {
    None
}
