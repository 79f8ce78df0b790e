//! The two types called `State`: `axum::extract::State` as an argument of callbacks, and the `State` of this crate's prelude as
//! one of handlers. They mean the same in both places.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts, State};
use http::request::Parts;

use super::has::Has;
#[cfg(feature = "oauth")]
use crate::provider::oauth::callback::{ProviderArgument, ProviderCall};
use crate::{
    app::auth::Auth,
    contract::callback::{
        authorize::{AuthorizeArgument, AuthorizeCall},
        event::{EventArgument, EventCall, EventPayload},
        grants::{GrantsArgument, GrantsCall},
        guard::{GuardArgument, GuardCall},
        jwt::{
            InvalidPayload, JwtAccessArgument, JwtAccessCall, JwtArgument, JwtCall, JwtUpdateArgument,
            JwtUpdateCall,
        },
        redirect::{RedirectArgument, RedirectCall},
        session::{SessionArgument, SessionCall},
        sign_in::{SignInArgument, SignInCall},
        state::AppState,
        wiring::PartOf,
    },
};

/// Implements the argument trait of a callback.
macro_rules! state_arguments {
    ($($Argument:ident: $Call:ident => $Return:ty, $wrap:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<'c, S: AppState, T: PartOf<S>> $Argument<'c, S> for State<T> {
            fn from_call(call: &$Call<'c, S>) -> $Return {
                $wrap(State(T::of(call.state)))
            }
        }
    )*};
}

state_arguments! {
    AuthorizeArgument: AuthorizeCall => Self, std::convert::identity;
    GrantsArgument: GrantsCall => Self, std::convert::identity;
    GuardArgument: GuardCall => Self, std::convert::identity;
    JwtArgument: JwtCall => Self, std::convert::identity;
    JwtAccessArgument: JwtAccessCall => Self, std::convert::identity;
    JwtUpdateArgument: JwtUpdateCall => Result<Self, InvalidPayload>, Ok;
    RedirectArgument: RedirectCall => Self, std::convert::identity;
    SessionArgument: SessionCall => Result<Self, InvalidPayload>, Ok;
    SignInArgument: SignInCall => Self, std::convert::identity;
}

#[cfg(feature = "oauth")]
state_arguments! {
    ProviderArgument: ProviderCall => Self, std::convert::identity;
}

#[diagnostic::do_not_recommend]
impl<'c, S: AppState, E: EventPayload, T: PartOf<S>> EventArgument<'c, S, E> for State<T> {
    fn from_call(call: &EventCall<'c, S, E>) -> Self {
        State(T::of(call.state))
    }
}

/// A part of the router's state. A callback takes `State<T>` from the state of the application, a handler from that of the
/// router.
impl<S: Send + Sync, T: FromRef<S>> FromRequestParts<S> for crate::contract::State<T> {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self(T::from_ref(state)))
    }
}

/// The running application, from the router's state: for its methods.
impl<S: Send + Sync + Has<Self>, V> FromRequestParts<S> for Auth<V> {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(state.part())
    }
}
