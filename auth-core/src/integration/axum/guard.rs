//! `Guard<g>` as an extractor.

use std::{marker::PhantomData, ops};

use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;

use super::{
    extract::read,
    rejection::{GuardRejection, SessionRejection},
};
use crate::{
    auth::Auth,
    auth_error::AuthError,
    callback::{
        arguments::Facts,
        guard::{GuardCall, GuardCallback, GuardOutcome},
    },
    session_data::Session,
    state::AppState,
};

/// Proof that a guard (`#[auth::guard]`) let the session pass, and the session itself, to which it dereferences.
///
/// Without a session the request is answered as for `Session<V>`; when the guard says no, or fails, by 403.
pub struct Guard<G: GuardedSession> {
    session: Session<G::Session>,
    guard: PhantomData<fn() -> G>,
}
