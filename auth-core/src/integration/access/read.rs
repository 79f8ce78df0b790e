//! Reads the session of a request for a handler.

use http::request::Parts;

use super::{kinds::kinds, rejection::SessionRejection};
use crate::{
    app::auth::Auth,
    contract::session::{Session, SessionData},
};

kinds! { AccessType: [V] Session<V>; }
kinds! { CallerType: [V] Session<V>; }
kinds! { SessionCaller: [V] Session<V>; }
kinds! { LayerType: [V] Session<V>; }

/// Reads the session of a request that needs one.
pub(crate) async fn required<V: SessionData>(
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
pub(crate) async fn optional<V: SessionData>(
    auth: &Auth<V>,
    parts: &mut Parts,
) -> Result<Option<Session<V>>, SessionRejection> {
    if auth.is_foreign_upgrade(parts) {
        return Ok(None);
    }
    Ok(auth.session_once(parts).await?)
}
