//! `Guard<g>` as an extractor.

use std::{marker::PhantomData, ops};

use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;

use super::rejection::{GuardRejection, SessionRejection};
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
///
/// Auth.js: `callbacks.authorized` of next-auth.
#[doc(alias = "authorized")]
pub struct Guard<G: GuardedSession> {
    session: Session<G::Session>,
    guard: PhantomData<fn() -> G>,
}

impl<G: GuardedSession> Guard<G> {
    /// Returns the session by value.
    pub fn into_session(self) -> Session<G::Session> {
        self.session
    }
}

impl<G: GuardedSession> ops::Deref for Guard<G> {
    type Target = Session<G::Session>;

    fn deref(&self) -> &Self::Target {
        &self.session
    }
}

impl<G, S> FromRequestParts<S> for Guard<G>
where
    G: GuardCallback<S>,
    Auth<G::Session>: FromRef<S>,
    S: AppState,
{
    type Rejection = GuardRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, GuardRejection> {
        let auth = Auth::<G::Session>::from_ref(state);
        let session = match auth.session_of(parts).await {
            Ok(Some(session)) => session,
            Ok(None) => return Err(GuardRejection::Session(SessionRejection::signed_out(&auth, parts))),
            Err(error) => return Err(GuardRejection::Session(SessionRejection::failed(&error))),
        };
        let call = GuardCall { state, facts: auth.erased().facts(RequestHead::of(parts)) };
        match trace::callback("guard", G::call(call, &session)).await.pass() {
            Ok(true) => Ok(Self { session, guard: PhantomData }),
            Ok(false) => Err(GuardRejection::denied(&auth, parts)),
            Err(error) => {
                AuthError::callback("guard", error).log();
                Err(GuardRejection::denied(&auth, parts))
            }
        }
    }
}
