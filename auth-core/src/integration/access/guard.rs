//! `Guard<g>`: a session that a guard has allowed.

use std::ops;

use http::request::Parts;

use super::{
    kinds::kinds,
    read::{optional, required},
    rejection::GuardRejection,
};
use crate::{
    app::auth::Auth,
    contract::{
        callback::{
            guard::{GuardCall, GuardCallback, GuardOutcome, GuardedSession},
            state::AppState,
        },
        session::Session,
    },
    flow::{error::AuthError, scope::RequestHead},
    trace,
};

/// Proof that a guard (`#[auth::guard]`) has allowed the session. Dereferences to the session.
///
/// Without a session, the response is that of `Session<V>`. If the guard refuses or fails, the response has status 403.
/// `Option<Guard<g>>` is `None` without a session, and if the guard refuses.
///
/// In axum, the guard takes `State<…>` from the state of the router, by axum's `FromRef`.
///
/// Auth.js: `callbacks.authorized` of next-auth.
#[doc(alias = "authorized")]
pub struct Guard<G> {
    /// The guard, which holds the session that it has allowed.
    allowed: G,
}

impl<G: GuardedSession> Guard<G> {
    /// Returns the session by value.
    pub fn into_session(self) -> Session<G::Session> {
        self.allowed.into_session()
    }
}

impl<G: GuardedSession> ops::Deref for Guard<G> {
    type Target = Session<G::Session>;

    fn deref(&self) -> &Self::Target {
        self.allowed.session()
    }
}

kinds! { AccessType: [G] Guard<G>; }
kinds! { CallerType: [G] Guard<G>; }
kinds! { SessionCaller: [G] Guard<G>; }
kinds! { LayerType: [G] Guard<G>; }

/// Reads the session of a request, and asks the guard about it. `state` makes the state for callbacks.
pub(crate) async fn ask<G, C>(
    auth: &Auth<G::Session>,
    parts: &mut Parts,
    state: impl FnOnce() -> C + Send,
) -> Result<Guard<G>, GuardRejection>
where
    G: GuardCallback<C>,
    C: AppState,
{
    let session = required(auth, parts).await?;
    allowed(auth, parts, state, session).await?.ok_or_else(|| GuardRejection::denied(auth, parts))
}

/// Reads the session of a request that may have none, and asks the guard about it; `None` if the guard refuses.
pub(crate) async fn ask_optional<G, C>(
    auth: &Auth<G::Session>,
    parts: &mut Parts,
    state: impl FnOnce() -> C + Send,
) -> Result<Option<Guard<G>>, GuardRejection>
where
    G: GuardCallback<C>,
    C: AppState,
{
    match optional(auth, parts).await? {
        Some(session) => allowed(auth, parts, state, session).await,
        None => Ok(None),
    }
}

/// Returns the session if the guard allows it.
///
/// # Errors
/// Refuses the request if the guard fails.
async fn allowed<G, C>(
    auth: &Auth<G::Session>,
    parts: &Parts,
    state: impl FnOnce() -> C + Send,
    session: Session<G::Session>,
) -> Result<Option<Guard<G>>, GuardRejection>
where
    G: GuardCallback<C>,
    C: AppState,
{
    let state = state();
    let call = GuardCall { state: &state, facts: auth.erased().facts(RequestHead::of(parts)) };
    match trace::callback("guard", G::call(call, &session)).await.pass() {
        Ok(true) => Ok(Some(Guard { allowed: G::holding(session) })),
        Ok(false) => Ok(None),
        Err(error) => {
            AuthError::callback("guard", error).log();
            Err(GuardRejection::denied(auth, parts))
        }
    }
}
