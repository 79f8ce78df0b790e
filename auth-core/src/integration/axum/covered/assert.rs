//! The test that compares the record of routes with the file that is checked in.

use std::path::Path;

use super::router::Router;
use crate::integration::record::compare;

/// Compares the record of a router's routes with a file that is checked in, so that a change of access is a line in a
/// review.
///
/// It fails if they differ. With `AUTH_UPDATE=1` in the environment it writes the file instead. A relative path starts at
/// the directory of the package, because tests run there.
///
/// ```no_run
/// # #[cfg(feature = "axum")]
/// # mod application {
/// # fn routes() -> auth::covered::Router { auth::covered::Router::new() }
/// # #[cfg(any())]
/// #[test]
/// fn who_may_call_what() {
///     auth::covered::assert_routes(&routes(), "routes.json");
/// }
/// # }
/// ```
///
/// # Panics
/// Panics if the file does not match the routes.
#[track_caller]
pub fn assert_routes<S: Clone + Send + Sync + 'static>(routes: &Router<S>, path: impl AsRef<Path>) {
    compare::assert_equal(routes.accesses(), path.as_ref());
}
