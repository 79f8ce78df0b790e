//! Extractors: every access is one, and `Session<V>` is the first of them.

use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{Access, OptionalAccess},
    has::Has,
};
use crate::{
    app::auth::Auth,
    contract::session::{Session, SessionType},
    integration::access::{
        SessionRejection,
        read::{optional, required},
        settled::If,
    },
};

/// Makes an access an extractor of axum, as an argument and as an `Option`: `extractors!(/// … [V] Session<V>;)`.
macro_rules! extractors {
    ($($(#[$doc:meta])* [$($Generic:ident),*] $Type:ty;)*) => {$(
        impl<S, $($Generic),*> axum::extract::FromRequestParts<S> for $Type
        where
            Self: $crate::integration::axum::Access<S>,
            S: Send + Sync,
        {
            type Rejection = <Self as $crate::integration::axum::Access<S>>::Rejection;

            async fn from_request_parts(
                parts: &mut http::request::Parts,
                state: &S,
            ) -> Result<Self, Self::Rejection> {
                <Self as $crate::integration::axum::Access<S>>::take(parts, state).await
            }
        }

        $(#[$doc])*
        impl<S, $($Generic),*> axum::extract::OptionalFromRequestParts<S> for $Type
        where
            Self: $crate::integration::axum::OptionalAccess<S>,
            S: Send + Sync,
        {
            type Rejection = <Self as $crate::integration::axum::OptionalAccess<S>>::Failure;

            async fn from_request_parts(
                parts: &mut http::request::Parts,
                state: &S,
            ) -> Result<Option<Self>, Self::Rejection> {
                <Self as $crate::integration::axum::OptionalAccess<S>>::take_optional(parts, state).await
            }
        }
    )*};
}
pub(crate) use extractors;

extractors! {
    /// Extracts the session of the request; `None` if no user is signed in, or if a page of another site opens a WebSocket.
    [V] Session<V>;
}

impl<S, V> Access<S> for Session<V>
where
    V: SessionType,
    If<V::Known, S>: Has<Auth<V>>,
    S: Send + Sync,
{
    type Rejection = SessionRejection;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, SessionRejection> {
        required(&state.part(), parts).await
    }

    fn describe() -> Value {
        json!("session")
    }
}

impl<S, V> OptionalAccess<S> for Session<V>
where
    V: SessionType,
    If<V::Known, S>: Has<Auth<V>>,
    S: Send + Sync,
{
    type Failure = SessionRejection;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, SessionRejection> {
        optional(&state.part(), parts).await
    }
}
