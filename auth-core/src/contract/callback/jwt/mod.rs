//! `#[auth::jwt]`: makes the session token at sign-in, changes it on update, and checks it at every access.

mod access;
mod update;

pub use self::{
    access::{JwtAccessArgument, JwtAccessCall, JwtAccessCallback, JwtAccessOutcome},
    update::{
        InvalidPayload, JwtUpdateArgument, JwtUpdateCall, JwtUpdateCallback, JwtUpdateOutcome, Update,
        UpdatePayload,
    },
};

#[cfg(feature = "server")]
pub use self::update::IntoPayload;

use serde::de::DeserializeOwned;

use super::{
    arguments::{RequestFacts, argument_trait, arguments},
    profile::Profile,
    sign_in::{Form, SignInAttempt, attempt_arguments},
    state::AppState,
    wiring::UsersOf,
};
use crate::contract::{
    error::BoxError,
    form::CredentialsForm,
    model::{Account, User, VerifiedEmail},
    token::{claims::Claims, jwt::Jwt},
};

/// The reason for making a token (Auth.js: `trigger`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// A returning user signs in.
    SignIn,
    /// A user signs in for the first time.
    SignUp,
}

/// Makes the token of a user who has just signed in or signed up.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not make session tokens for this application",
    label = "not a jwt callback",
    note = "put `#[auth::jwt]` on the function and register it by its name: `.jwt::<my_function>()`; functions under \
        `#[auth::jwt(update)]` and `#[auth::jwt(access)]` have `.jwt_update::<…>()` and `.jwt_access::<…>()`"
)]
pub trait JwtCallback<S: AppState>: 'static {
    /// The callback itself. The builder stores it as this type, which only callbacks have.
    type Wired;

    /// The return type of the function.
    type Outcome: JwtOutcome;

    /// Runs the function.
    fn call(call: JwtCall<'_, S>) -> impl Future<Output = Self::Outcome> + Send;

    /// Returns the record of a session in the database, or the claims of any user if there are none. `None` if only a
    /// sign-in can make the claims of a user.
    #[doc(hidden)]
    fn record(_: User<S::Columns>) -> Option<TokenOf<Self, S>>
    where
        Self: Sized,
    {
        None
    }
}

/// The token that a jwt callback makes.
pub type TokenOf<Jwt, S> = <<Jwt as JwtCallback<S>>::Outcome as JwtOutcome>::Token;

/// A value for the slot of the token, as long as it is empty: neither `.jwt` nor `.database_sessions` has been called. The condition
/// is on what is registered, so that the type of the builder is unknown otherwise, and nothing else is reported about it.
#[diagnostic::on_unimplemented(
    message = "the builder already has a jwt callback or sessions in the database",
    label = "`.jwt::<…>()` and `.database_sessions(…)` exclude each other",
    note = "sessions are tokens, made by one jwt callback, or rows of the database: call one of the two, once"
)]
pub trait FillsSlot<Slot> {
    /// The slot with `X`.
    type Filled<X>;
}

#[diagnostic::do_not_recommend]
impl<T> FillsSlot<()> for T {
    type Filled<X> = X;
}

/// The call of a jwt callback at sign-in.
pub struct JwtCall<'c, S: AppState> {
    /// The application's state.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
    /// The sign-in.
    pub attempt: SignInAttempt<'c, S>,
    /// Sign-in or sign-up.
    pub trigger: Trigger,
}

argument_trait! {
    /// The arguments that a jwt callback may take at sign-in.
    #[diagnostic::on_unimplemented(
        message = "a jwt callback cannot take `{Self}` at sign-in",
        label = "not available in this callback",
        note = "it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`, `Trigger`, \
            `Option<VerifiedEmail<'_>>`, `Option<Profile<…>>`, `Option<Form<F>>` (with `#[auth::credentials]` on `F`), a part of the state as `State<…>` (written \
            out, no alias), `&HeaderMap`, `Cookies<'_>` and `Option<ClientIp>`"
    )]
    pub trait JwtArgument<'c, S>: JwtCall<'c, S>;
}

arguments! {
    JwtArgument<'c, S>: JwtCall<'c, S>;
    Trigger => |call| call.trigger;
}

attempt_arguments!(JwtArgument: JwtCall);

/// The result of a jwt callback.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "made once per sign-in")]
pub enum Issued<T> {
    /// The application's claims. The standard claims come from the user.
    Claims(T),
    /// A whole token.
    Token(Jwt<T>),
    /// No token: the sign-in ends without a session.
    Nothing,
}

/// The values that a jwt callback may return at sign-in.
#[diagnostic::on_unimplemented(
    message = "a jwt callback cannot return `{Self}` at sign-in",
    label = "not a token",
    note = "return the struct under `#[auth::jwt]`, a `Jwt` of it, or an `Option` or `Result` of either"
)]
pub trait JwtOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// The application's claims.
    type Token: Claims;

    /// Returns the token, or [`Issued::Nothing`].
    ///
    /// # Errors
    /// Returns the error of the application.
    fn issue(self) -> Result<Issued<Self::Token>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<T: Claims> JwtOutcome for T {
    type Token = T;

    fn issue(self) -> Result<Issued<T>, BoxError> {
        Ok(Issued::Claims(self))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Claims> JwtOutcome for Jwt<T> {
    type Token = T;

    fn issue(self) -> Result<Issued<T>, BoxError> {
        Ok(Issued::Token(self))
    }
}

#[diagnostic::do_not_recommend]
impl<O: JwtOutcome> JwtOutcome for Option<O> {
    type Token = O::Token;

    fn issue(self) -> Result<Issued<O::Token>, BoxError> {
        self.map_or(Ok(Issued::Nothing), O::issue)
    }
}

#[diagnostic::do_not_recommend]
impl<O: JwtOutcome, E: Into<BoxError> + Send> JwtOutcome for Result<O, E> {
    type Token = O::Token;

    fn issue(self) -> Result<Issued<O::Token>, BoxError> {
        self.map_err(Into::into)?.issue()
    }
}

/// Makes a token of the standard claims, if the application registers no callback.
#[diagnostic::do_not_recommend]
impl<S: AppState> JwtCallback<S> for () {
    type Wired = Self;
    type Outcome = ();

    async fn call(_: JwtCall<'_, S>) {}

    fn record(_: User<S::Columns>) -> Option<()> {
        Some(())
    }
}

/// The decision of an access or update callback. An error is no decision: it refuses the request, and the session stays as
/// it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The session goes on.
    Allow,
    /// The session ends. Its cookie is deleted at the next `GET /session`. A row and a revocable token end for everyone who
    /// holds the cookie; a token that is not revocable stays valid wherever the callback does not run.
    Revoke,
}

/// Implements the outcome trait of update or access callbacks for the given types, and for a `Result` of any of
/// them.
macro_rules! access_outcomes {
    ($($Outcome:ident: $($Type:ty => |$value:ident| $access:expr),*;)*) => {$(
        $(
            #[diagnostic::do_not_recommend]
            impl $Outcome for $Type {
                fn decide(self) -> Result<Access, BoxError> {
                    let $value = self;
                    Ok($access)
                }
            }
        )*

        #[diagnostic::do_not_recommend]
        impl<O: $Outcome, E: Into<BoxError> + Send> $Outcome for Result<O, E> {
            fn decide(self) -> Result<Access, BoxError> {
                self.map_err(Into::into)?.decide()
            }
        }
    )*};
}
use access_outcomes;
