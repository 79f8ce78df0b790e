//! `Session<V>` and `Option<Session<V>>` as extractors.

use axum::extract::{FromRef, FromRequestParts, OptionalFromRequestParts, OriginalUri};
use http::request::Parts;

use super::rejection::SessionRejection;
use crate::{
    app::auth::Auth,
    contract::session::{Session, SessionData},
};

/// Extracts the session of the request. Without one, a browser is sent to the sign-in page, and other clients receive
/// 401.
#[cfg(feature = "axum")]
impl<V, S> FromRequestParts<S> for Session<V>
where
    V: SessionData,
    Auth<V>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = SessionRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, SessionRejection> {
        let auth = Auth::<V>::from_ref(state);
        match auth.session_of(parts).await {
            Ok(Some(session)) => Ok(session),
            Ok(None) => Err(SessionRejection::signed_out(&auth, parts)),
            Err(error) => Err(SessionRejection::failed(&error)),
        }
    }
}

/// Extracts the session of the request; `None` if no user is signed in.
#[cfg(feature = "axum")]
impl<V, S> OptionalFromRequestParts<S> for Session<V>
where
    V: SessionData,
    Auth<V>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = SessionRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, SessionRejection> {
        let auth = Auth::<V>::from_ref(state);
        auth.session_of(parts).await.map_err(|error| SessionRejection::failed(&error))
    }
}

/// Returns path and query as the browser requested them, even in a nested router.
pub(super) fn requested(parts: &Parts) -> &str {
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
    uri.path_and_query().map_or("/", |path| path.as_str())
}
