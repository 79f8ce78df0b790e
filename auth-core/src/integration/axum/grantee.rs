//! The callers that can have permissions, and the sets of those they have.

use std::any::TypeId;

use axum::{body::Body, response::Response};
use http::request::Parts;

use super::{
    guard::{Guard, RouterState},
    has::Has,
    proven::Proven,
    rejection::is_navigation,
};
use crate::{
    app::{auth::Auth, request_sessions::RequestSessions},
    contract::{
        callback::grants::{GrantsCall, GrantsCallback, HasGrants},
        permission::Set,
        session::{Session, SessionData},
    },
    flow::{error::AuthError, scope::RequestHead},
    trace,
};

/// A caller that can have permissions of the enum `P`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot have permissions of `{P}`",
    label = "cannot have permissions",
    note = "say first who may call, then what is required: `Can<Session<Visible>, permission::Refund>`; a `Caller<…>` needs a \
        key with the field `scopes: Set<{P}>`"
)]
pub trait Grantee<P, S>: Sync {
    /// Returns the permissions of the caller.
    fn granted(&self, parts: &Parts, state: &S) -> impl Future<Output = Result<Set<P>, GrantsFailed>> + Send;

    /// Chooses the response to a caller without the permissions that a route requires.
    fn denial(&self, parts: &Parts, state: &S) -> Denial;
}

/// The function under `#[auth::grants]` failed. The log has the cause.
#[derive(Clone, Copy, Debug)]
pub struct GrantsFailed;

/// The response to a caller without the permissions that a route requires.
#[derive(Debug)]
pub enum Denial {
    /// A browser requested a page: 403 with this page.
    Page(Response),
    /// 403, `{"error":"AccessDenied"}`.
    Json,
    /// 403 with the names of the permissions in `WWW-Authenticate` (RFC 6750, section 3.1): the caller sent an
    /// `Authorization` header.
    InsufficientScope,
}

impl Denial {
    /// Chooses the response for a caller with a session.
    pub(super) fn of<V: SessionData>(auth: &Auth<V>, parts: &Parts) -> Self {
        match is_navigation(parts) {
            true => Self::Page(auth.erased().access_denied(&parts.headers).map(Body::from)),
            false => Self::Json,
        }
    }
}

impl<P, V, S> Grantee<P, S> for Session<V>
where
    P: HasGrants<V, By: GrantsCallback<RouterState<S>, V, P>>,
    V: SessionData,
    S: Clone + Send + Sync + Has<Auth<V>> + 'static,
{
    async fn granted(&self, parts: &Parts, state: &S) -> Result<Set<P>, GrantsFailed> {
        granted(&state.part(), parts, state, self).await
    }

    fn denial(&self, parts: &Parts, state: &S) -> Denial {
        Denial::of(&Has::<Auth<V>>::part(state), parts)
    }
}

/// Implements [`Grantee`] for a type with a session: `granted_to_the_session!([X, F, A] Proven<X, F, A>)`.
macro_rules! granted_to_the_session {
    ([$($Generic:ident),*] $Type:ty) => {
        #[diagnostic::do_not_recommend]
        impl<P, S, $($Generic),*> $crate::integration::axum::Grantee<P, S> for $Type
        where
            Self: $crate::integration::axum::HasSession<S, Data: $crate::contract::session::SessionData> + Sync,
            $crate::contract::session::Session<<Self as $crate::integration::axum::HasSession<S>>::Data>:
                $crate::integration::axum::Grantee<P, S>,
            S: Sync,
        {
            async fn granted(
                &self,
                parts: &http::request::Parts,
                state: &S,
            ) -> Result<$crate::contract::permission::Set<P>, $crate::integration::axum::GrantsFailed> {
                let session = $crate::integration::axum::HasSession::session(self);
                $crate::integration::axum::Grantee::granted(session, parts, state).await
            }

            fn denial(&self, parts: &http::request::Parts, state: &S) -> $crate::integration::axum::Denial {
                let session = $crate::integration::axum::HasSession::session(self);
                $crate::integration::axum::Grantee::denial(session, parts, state)
            }
        }
    };
}
granted_to_the_session!([G] Guard<G>);
granted_to_the_session!([X, F, A] Proven<X, F, A>);

/// Returns the permissions that the application grants to a session of the request. A request keeps them if the function
/// takes the session alone. Two states of one type cannot be told apart, so what depends on a state is not kept.
pub(super) async fn granted<P, V, S>(
    auth: &Auth<V>,
    parts: &Parts,
    state: &S,
    session: &Session<V>,
) -> Result<Set<P>, GrantsFailed>
where
    P: HasGrants<V, By: GrantsCallback<RouterState<S>, V, P>>,
    V: SessionData,
    S: Clone + Send + Sync + 'static,
{
    // The kept permissions are those of the session in the cookies. A caller with a header may have another.
    let is_kept = P::By::TAKES_THE_SESSION_ALONE && !parts.headers.contains_key(http::header::AUTHORIZATION);
    let sessions = parts.extensions.get::<RequestSessions>().filter(|_| is_kept);
    let key = TypeId::of::<P>();
    if let Some(bits) = sessions.and_then(|it| it.granted::<V>(auth.shared(), &parts.headers, key)) {
        return Ok(Set::from_bits(bits));
    }
    let state = RouterState::of(state);
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
