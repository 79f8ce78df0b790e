//! The URL of a request before routers have removed the prefix of nested routes.

use http::{Extensions, Uri};

/// Returns the URL that the client has requested: axum keeps it in the extensions when it nests routers.
#[cfg(feature = "axum")]
pub(crate) fn original_uri<'r>(uri: &'r Uri, extensions: &'r Extensions) -> &'r Uri {
    extensions.get::<axum::extract::OriginalUri>().map_or(uri, |original| &original.0)
}

/// Returns the URL that the client has requested.
#[cfg(not(feature = "axum"))]
pub(crate) fn original_uri<'r>(uri: &'r Uri, _: &'r Extensions) -> &'r Uri {
    uri
}
