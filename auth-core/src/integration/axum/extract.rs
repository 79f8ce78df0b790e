//! `Session<V>` and `Option<Session<V>>` as extractors.

use axum::extract::{FromRef, FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;

use super::rejection::SessionRejection;
use crate::{
    app::auth::Auth,
    contract::session::{Session, SessionData},
};

/// Extracts the session of the request. Without one, a browser is sent to the sign-in page, and other clients receive
/// 401. A WebSocket that a page of another site opens receives 403.
#[cfg(feature = "axum")]
impl<V, S> FromRequestParts<S> for Session<V>
where
    V: SessionData,
    Auth<V>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = SessionRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, SessionRejection> {
        required(&Auth::from_ref(state), parts).await
    }
}

/// Extracts the session of the request; `None` if no user is signed in, or if a page of another site opens a WebSocket.
#[cfg(feature = "axum")]
impl<V, S> OptionalFromRequestParts<S> for Session<V>
where
    V: SessionData,
    Auth<V>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = SessionRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, SessionRejection> {
        optional(&Auth::from_ref(state), parts).await
    }
}

/// Reads the session of a request that needs one.
pub(super) async fn required<V: SessionData>(
    auth: &Auth<V>,
    parts: &mut Parts,
) -> Result<Session<V>, SessionRejection> {
    if auth.is_foreign_upgrade(parts) {
        return Err(SessionRejection::OtherSite);
    }
    let session = auth.session_once(parts).await?;
    session.ok_or_else(|| SessionRejection::signed_out(auth, parts))
}

/// Reads the session of a request that may have none.
pub(super) async fn optional<V: SessionData>(
    auth: &Auth<V>,
    parts: &mut Parts,
) -> Result<Option<Session<V>>, SessionRejection> {
    if auth.is_foreign_upgrade(parts) {
        return Ok(None);
    }
    Ok(auth.session_once(parts).await?)
}
