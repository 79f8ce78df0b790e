//! Accesses whose `Auth` is found at run time, in the layer around a handler.

mod caller;
mod can;
mod proven;
mod session;

use http::request::Parts;
use serde_json::{Value, json};

pub use self::can::NeededLayered;
use super::{
    grants::{Denial, GrantsFailed},
    rejection::{Refusal, SessionRejection},
};
use crate::{
    app::auth::Auth,
    contract::{
        callback::state::AppState,
        permission::Set,
        session::{Session, SessionData},
    },
};

/// The place of a handler, which has a value from which the state for callbacks can be made.
pub trait Place {
    /// The value that a handler has.
    type Given: Sync;
}

/// A place with a state for callbacks.
pub trait CallbackPlace: Place {
    /// The state for callbacks.
    type State: AppState;

    /// Makes the state for callbacks.
    fn state(given: &Self::Given) -> Self::State;
}

/// Returns the `Auth` of the layer around a request.
pub(crate) fn layered<V: SessionData>(parts: &Parts) -> Result<Auth<V>, SessionRejection> {
    parts.extensions.get().cloned().ok_or_else(|| {
        tracing::error!(
            target: "auth",
            help = "missing_layer",
            "a handler finds no `{}` in the request: add `.layer(auth.layer())` to the router, after its routes, or in \
             actix-web `.wrap(auth.layer())` to the `App`",
            std::any::type_name::<Auth<V>>(),
        );
        SessionRejection::Failed
    })
}

/// An access by the `Auth` of the layer around a handler.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{Self}` from a layer",
    label = "not taken from a layer",
    note = "a handler takes a `Session<…>`, a `Guard<…>` or a `Caller<…>`, an `Option<…>` of one of them, or one of the three in \
        `Can<…>` or, without a `Caller<…>`, in `Proven<…>`"
)]
pub trait LayeredAccess<P: Place>: Sized + Send {
    /// The response to a request without this access.
    type Rejection: Refusal + From<SessionRejection> + Send;

    /// Takes the access from a request.
    ///
    /// # Errors
    /// Returns the response to a request without this access.
    fn take_layered(
        parts: &mut Parts,
        given: &P::Given,
    ) -> impl Future<Output = Result<Self, Self::Rejection>> + Send;

    /// Returns the entry in the record of routes.
    fn describe() -> Value;
}

/// An access that a request may lack: `Option<…>` of it is one, too.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `Option<{Self}>`",
    label = "not optional",
    note = "a handler takes an `Option<…>` of a `Session<…>`, a `Guard<…>`, a `Caller<…>`, a `Can<…>` or a `Proven<…>`"
)]
pub trait OptionalLayered<P: Place>: LayeredAccess<P> {
    /// The response to a request whose access cannot be read.
    type Failure: Refusal + From<SessionRejection> + Send;

    /// Takes the access from a request; `None` if the request has none.
    ///
    /// # Errors
    /// Returns the response to a request whose access cannot be read.
    fn take_optional_layered(
        parts: &mut Parts,
        given: &P::Given,
    ) -> impl Future<Output = Result<Option<Self>, Self::Failure>> + Send;
}

/// An access by a session, whose user can be asked for proofs.
pub trait LayeredSession<P: Place>: LayeredAccess<P> {
    /// The application's fields of the session.
    type Data: SessionData;

    /// Returns the session.
    fn session(&self) -> &Session<Self::Data>;
}

/// A caller that can have permissions of the enum `E`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot have permissions of `{E}`",
    label = "cannot have permissions",
    note = "say first who may call, then what is required: `Can<Session<Visible>, permission::Refund>`; a `Caller<…>` needs a \
        key with the field `scopes: Set<{E}>`"
)]
pub trait LayeredGrantee<E, P: Place>: LayeredAccess<P> + Sync {
    /// Returns the permissions of the caller.
    fn granted(
        &self,
        parts: &Parts,
        given: &P::Given,
    ) -> impl Future<Output = Result<Set<E>, GrantsFailed>> + Send;

    /// Chooses the response to a caller without the permissions that a route requires.
    fn denial(&self, parts: &Parts) -> Denial;
}

impl<P: Place, A: OptionalLayered<P>> LayeredAccess<P> for Option<A> {
    type Rejection = A::Failure;

    async fn take_layered(parts: &mut Parts, given: &P::Given) -> Result<Self, A::Failure> {
        A::take_optional_layered(parts, given).await
    }

    fn describe() -> Value {
        json!("public")
    }
}
