//! The callers that can have permissions, and the sets of those they have.

use http::request::Parts;

use super::{has::Has, router_state::RouterState};
use crate::{
    app::auth::Auth,
    contract::{
        callback::grants::{GrantsCallback, HasGrants},
        permission::Set,
        session::{Session, SessionData},
    },
    integration::access::{Denial, GrantsFailed, Guard, Proven, grants},
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

impl<P, V, S> Grantee<P, S> for Session<V>
where
    P: HasGrants<V, By: GrantsCallback<RouterState<S>, V, P>>,
    V: SessionData,
    S: Clone + Send + Sync + Has<Auth<V>> + 'static,
{
    async fn granted(&self, parts: &Parts, state: &S) -> Result<Set<P>, GrantsFailed> {
        grants::granted(&state.part(), parts, || RouterState::of(state), self).await
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
            ) -> Result<$crate::contract::permission::Set<P>, $crate::integration::access::GrantsFailed> {
                let session = $crate::integration::axum::HasSession::session(self);
                $crate::integration::axum::Grantee::granted(session, parts, state).await
            }

            fn denial(&self, parts: &http::request::Parts, state: &S) -> $crate::integration::access::Denial {
                let session = $crate::integration::axum::HasSession::session(self);
                $crate::integration::axum::Grantee::denial(session, parts, state)
            }
        }
    };
}
granted_to_the_session!([G] Guard<G>);
granted_to_the_session!([X, F, A] Proven<X, F, A>);
