//! The permissions of sessions, and the response to a caller without those that a route requires.

use std::any::TypeId;

use http::request::Parts;

use super::rejection::{Reply, is_navigation};
use crate::{
    app::{auth::Auth, request_sessions::RequestSessions},
    contract::{
        callback::{
            grants::{GrantsCall, GrantsCallback, HasGrants},
            state::AppState,
        },
        permission::Set,
        session::{Session, SessionData},
    },
    flow::{error::AuthError, scope::RequestHead},
    trace,
};

/// The function under `#[auth::grants]` failed. The log has the cause.
#[derive(Clone, Copy, Debug)]
pub struct GrantsFailed;

/// The response to a caller without the permissions that a route requires.
#[derive(Debug)]
pub enum Denial {
    /// A browser requested a page: 403 with this page.
    Page(Box<Reply>),
    /// 403, `{"error":"AccessDenied"}`.
    Json,
    /// 403 with the names of the permissions in `WWW-Authenticate` (RFC 6750, section 3.1): the caller sent an
    /// `Authorization` header.
    InsufficientScope,
}

impl Denial {
    /// Chooses the response for a caller with a session.
    pub(crate) fn of<V: SessionData>(auth: &Auth<V>, parts: &Parts) -> Self {
        match is_navigation(parts) {
            true => Self::Page(Box::new(auth.erased().access_denied(&parts.headers))),
            false => Self::Json,
        }
    }
}

/// Returns the permissions that the application grants to a session of the request. A request keeps them if the function
/// takes the session alone. `state` makes the state for callbacks. Two states of one type cannot be told apart, so what depends on a state is not kept.
pub(crate) async fn granted<P, V, C>(
    auth: &Auth<V>,
    parts: &Parts,
    state: impl FnOnce() -> C + Send,
    session: &Session<V>,
) -> Result<Set<P>, GrantsFailed>
where
    P: HasGrants<V, By: GrantsCallback<C, V, P>>,
    V: SessionData,
    C: AppState,
{
    // The kept permissions are those of the session in the cookies. A caller with a header may have another.
    let is_kept = P::By::TAKES_THE_SESSION_ALONE && !parts.headers.contains_key(http::header::AUTHORIZATION);
    let sessions = parts.extensions.get::<RequestSessions>().filter(|_| is_kept);
    let key = TypeId::of::<P>();
    if let Some(bits) = sessions.and_then(|it| it.granted::<V>(auth.shared(), &parts.headers, key)) {
        return Ok(Set::from_bits(bits));
    }
    let state = state();
    let call = GrantsCall { state: &state, facts: auth.erased().facts(RequestHead::of(parts)) };
    let granted = trace::callback("grants", P::By::call(call, session)).await;
    let granted: Set<P> = granted.map_err(|error| {
        AuthError::callback("grants", error).log();
        GrantsFailed
    })?;
    if let Some(sessions) = sessions {
        sessions.keep_granted::<V>(auth.shared(), &parts.headers, key, granted.bits());
    }
    Ok(granted)
}
