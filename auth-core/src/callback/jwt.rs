//! `#[auth::jwt]`: what the session token holds, at sign-in, on update and at every access.

use serde::de::DeserializeOwned;

use super::{
    Then,
    arguments::{Facts, argument_trait, arguments, shared_arguments},
    profile::{Profile, RawProfile},
    sign_in::Form,
    subject::{Subject, UsersOf},
};
use crate::{
    Account, BoxError, User,
    claims::Claims,
    form::{CredentialsForm, FormInput},
    jwt::Jwt,
    state::AppState,
};

/// Why a token is made (Auth.js: `trigger`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// A user who was there before signs in.
    SignIn,
    /// A user signs in for the first time.
    SignUp,
}

/// Makes the token of somebody who has just signed in or signed up.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not make session tokens for this application",
    label = "not a jwt callback",
    note = "put `#[auth::jwt]` on the function and wire it by its name: `.jwt::<my_function>()`"
)]
pub trait JwtCallback<S: AppState>: 'static {
    /// The callback itself: the builder remembers it by this name, which only a callback has.
    type This;

    /// What the function returns.
    type Outcome: JwtOutcome;

    /// Runs the function.
    fn call(call: JwtCall<'_, S>) -> impl Future<Output = Self::Outcome> + Send;

    /// The record of a session that is kept in the database; none where sessions are tokens.
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

/// That the builder has no jwt callback yet, and no sessions in the database.
#[diagnostic::on_unimplemented(
    message = "there is no place for another jwt callback, or for another kind of session",
    label = "`.jwt::<…>()` and `.database_sessions(…)` exclude each other",
    note = "sessions are tokens, made by one jwt callback, or rows of the database: wire one of the two, once"
)]
pub trait Vacant {}

impl Vacant for () {}

/// What a jwt callback is called with at sign-in.
pub struct JwtCall<'c, S: AppState> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: Facts<'c>,
    /// Who signs in.
    pub user: &'c Subject<S::Columns>,
    /// By what.
    pub account: &'c Account,
    /// Sign-in or sign-up.
    pub trigger: Trigger,
    /// The form that was sent, when the provider is of credentials.
    pub form: Option<&'c (dyn FormInput + Sync)>,
    /// What the provider said, when it is one of OAuth 2.0 or OpenID Connect.
    pub profile: Option<RawProfile<'c>>,
}

argument_trait! {
    /// What a jwt callback may take at sign-in.
    #[diagnostic::on_unimplemented(
        message = "a jwt callback cannot take `{Self}` at sign-in",
        label = "not there when a token is made",
        note = "it can take `&User`, `&User<…>` (what `.users::<…>()` says), `&Account`, `Trigger`, `Option<Profile<…>>`, `Option<Form<F>>` (with \
            `#[auth::credentials]` on `F`), `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` and \
            `Option<ClientIp>`"
    )]
    pub trait JwtArgument<'c, S>: JwtCall<'c, S>;
}

arguments! {
    JwtArgument<'c, S>: JwtCall<'c, S>;
    &'c User => |call| call.user.plain();
    &'c Account => |call| call.account;
    Trigger => |call| call.trigger;
}

#[diagnostic::do_not_recommend]
impl<'c, S: AppState, U: UsersOf<S>> JwtArgument<'c, S> for &'c User<U> {
    fn from_call(call: &JwtCall<'c, S>) -> Self {
        U::of(call.user)
    }
}

#[diagnostic::do_not_recommend]
impl<'c, S: AppState, F: CredentialsForm> JwtArgument<'c, S> for Option<Form<F>> {
    fn from_call(call: &JwtCall<'c, S>) -> Self {
        F::parse(call.form?).ok().map(Form)
    }
}

#[diagnostic::do_not_recommend]
impl<'c, S: AppState, T: DeserializeOwned + 'static> JwtArgument<'c, S> for Option<Profile<T>> {
    fn from_call(call: &JwtCall<'c, S>) -> Self {
        call.profile?.read()
    }
}

/// What a jwt callback makes.
#[derive(Clone, Debug, PartialEq)]
pub enum Issued<T> {
    /// The application's claims; the standard ones are the user's.
    Claims(T),
    /// A whole token.
    Token(Jwt<T>),
    /// No session: the sign-in ends without one.
    Nothing,
}

/// What a jwt callback may return at sign-in.
#[diagnostic::on_unimplemented(
    message = "a jwt callback cannot return `{Self}` at sign-in",
    label = "not a token",
    note = "return the struct under `#[auth::jwt]`, a `Jwt` of it, or an `Option` or `Result` of either"
)]
pub trait JwtOutcome: Send {
    /// That it can be returned.
    const LEGAL: bool = true;

    /// The application's claims.
    type Token: Claims;

    /// The token, or why there is none.
    ///
    /// # Errors
    /// The error of the application.
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

/// No callback: the token holds the standard claims.
#[diagnostic::do_not_recommend]
impl<S: AppState> JwtCallback<S> for () {
    type This = Self;
    type Outcome = ();

    async fn call(_: JwtCall<'_, S>) {}
}

/// Whether a session goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// It goes on.
    Yes,
    /// It ends: the cookie is deleted, and whoever held it is signed out.
    Revoke,
}

/// Takes what the browser sends by `useSession().update(…)` into the token.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not update tokens of type `{T}`",
    label = "not an update callback for this token",
    note = "put `#[auth::jwt(update)]` on the function, let it take `&mut Jwt<…>` of the token that \
        `.jwt::<…>()` makes, and wire it after that"
)]
pub trait JwtUpdateCallback<S: AppState, T: Claims>: 'static {
    /// The callback itself: the builder remembers it by this name, which only a callback has.
    type This;

    /// What the function returns.
    type Outcome: JwtUpdateOutcome;

    /// Runs the function. It does not run when the payload does not fit its type.
    fn call(
        call: JwtUpdateCall<'_, S>,
        token: &mut Jwt<T>,
    ) -> impl Future<Output = Result<Self::Outcome, InvalidPayload>> + Send;
}

/// What an update callback is called with, beside the token.
pub struct JwtUpdateCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: Facts<'c>,
    /// What the browser sent; null when it sent nothing.
    pub payload: &'c serde_json::Value,
}

/// What the browser sent by `useSession().update(payload)`, as a type. Members that the type does not name
/// are ignored.
///
/// A payload that does not fit is answered 400 with a JSON error, and the token stays as it was. The payload
/// is a stranger's word: take from it what a user may change, and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Update<P>(pub P);

/// A payload that does not fit its type. It does not say what was there: that is a stranger's, and may be a
/// secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the payload does not fit the type that the update takes")]
#[non_exhaustive]
pub struct InvalidPayload;

/// What an update callback may take beside `&mut Jwt<…>`.
#[diagnostic::on_unimplemented(
    message = "an update callback cannot take `{Self}`",
    label = "not there when a session is updated",
    note = "it can take `&mut Jwt<…>`, `Update<…>`, `State<…>` (written out, no alias), `&HeaderMap`, \
        `Cookies<'_>` and `Option<ClientIp>`"
)]
pub trait JwtUpdateArgument<'c, S: AppState>: Sized {
    /// Takes the argument from what the callback is called with.
    ///
    /// # Errors
    /// When the payload does not fit.
    fn from_call(call: &JwtUpdateCall<'c, S>) -> Result<Self, InvalidPayload>;
}

shared_arguments! {
    JwtUpdateArgument<'c, S>: JwtUpdateCall<'c, S> => Result<Self, InvalidPayload>, Ok
}

impl<'c, S: AppState, P: UpdatePayload> JwtUpdateArgument<'c, S> for Update<P> {
    fn from_call(call: &JwtUpdateCall<'c, S>) -> Result<Self, InvalidPayload> {
        P::read(call.payload).map(Update)
    }
}

/// A type that the payload of an update can have: every owned type that serde reads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from what the browser sends",
    label = "not a payload of an update",
    note = "put `#[derive(serde::Deserialize)]` on `{Self}`; it must own what it holds"
)]
pub trait UpdatePayload: Sized {
    /// The payload as this type.
    ///
    /// # Errors
    /// When it does not fit.
    fn read(payload: &serde_json::Value) -> Result<Self, InvalidPayload>;
}

#[diagnostic::do_not_recommend]
impl<P: DeserializeOwned> UpdatePayload for P {
    fn read(payload: &serde_json::Value) -> Result<P, InvalidPayload> {
        P::deserialize(payload).map_err(|_| InvalidPayload)
    }
}

/// What an update callback may return.
#[diagnostic::on_unimplemented(
    message = "an update callback cannot return `{Self}`",
    label = "not an outcome of an update",
    note = "return nothing, `Keep`, or a `Result` of either"
)]
pub trait JwtUpdateOutcome: Send {
    /// That it can be returned.
    const LEGAL: bool = true;

    /// Whether the session goes on, or what failed.
    ///
    /// # Errors
    /// The error of the application.
    fn decide(self) -> Result<Keep, BoxError>;
}

/// Looks at a token every time the session is read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not check tokens of type `{T}`",
    label = "not an access callback for this token",
    note = "put `#[auth::jwt(access)]` on the function, let it take `&Jwt<…>` of the token that \
        `.jwt::<…>()` makes, and wire it after that"
)]
pub trait JwtAccessCallback<S: AppState, T: Claims>: 'static {
    /// The callback itself: the builder remembers it by this name, which only a callback has.
    type This;

    /// What the function returns.
    type Outcome: JwtAccessOutcome;

    /// Runs the function.
    fn call(call: JwtAccessCall<'_, S>, token: &Jwt<T>) -> impl Future<Output = Self::Outcome> + Send;
}

/// What an access callback is called with, beside the token.
pub struct JwtAccessCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: Facts<'c>,
}

impl<S> Clone for JwtAccessCall<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for JwtAccessCall<'_, S> {}

argument_trait! {
    /// What an access callback may take beside `&Jwt<…>`.
    #[diagnostic::on_unimplemented(
        message = "an access callback cannot take `{Self}`",
        label = "not there when a session is read",
        note = "it can take `&Jwt<…>`, `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` and \
            `Option<ClientIp>`"
    )]
    pub trait JwtAccessArgument<'c, S>: JwtAccessCall<'c, S>;
}

/// What an access callback may return.
#[diagnostic::on_unimplemented(
    message = "an access callback cannot return `{Self}`",
    label = "does not say whether the session goes on",
    note = "return `Keep`, `bool`, or a `Result` of either"
)]
pub trait JwtAccessOutcome: Send {
    /// That it can be returned.
    const LEGAL: bool = true;

    /// Whether the session goes on, or what failed.
    ///
    /// # Errors
    /// The error of the application.
    fn decide(self) -> Result<Keep, BoxError>;
}

/// No callback: the token stays as it is.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims> JwtUpdateCallback<S, T> for () {
    type This = Self;
    type Outcome = ();

    async fn call(_: JwtUpdateCall<'_, S>, _: &mut Jwt<T>) -> Result<(), InvalidPayload> {
        Ok(())
    }
}

/// No callback: every valid token is a session.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims> JwtAccessCallback<S, T> for () {
    type This = Self;
    type Outcome = Keep;

    async fn call(_: JwtAccessCall<'_, S>, _: &Jwt<T>) -> Keep {
        Keep::Yes
    }
}

/// Both must keep the session.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims, A: JwtAccessCallback<S, T>, B: JwtAccessCallback<S, T>> JwtAccessCallback<S, T>
    for Then<A, B>
{
    type This = Self;
    type Outcome = Result<Keep, BoxError>;

    async fn call(call: JwtAccessCall<'_, S>, token: &Jwt<T>) -> Self::Outcome {
        match A::call(call, token).await.decide()? {
            Keep::Yes => B::call(call, token).await.decide(),
            Keep::Revoke => Ok(Keep::Revoke),
        }
    }
}

macro_rules! keep_outcomes {
    ($($Outcome:ident: $($Type:ty => |$value:ident| $keep:expr),*;)*) => {$(
        $(
            #[diagnostic::do_not_recommend]
            impl $Outcome for $Type {
                fn decide(self) -> Result<Keep, BoxError> {
                    let $value = self;
                    Ok($keep)
                }
            }
        )*

        #[diagnostic::do_not_recommend]
        impl<O: $Outcome, E: Into<BoxError> + Send> $Outcome for Result<O, E> {
            fn decide(self) -> Result<Keep, BoxError> {
                self.map_err(Into::into)?.decide()
            }
        }
    )*};
}

keep_outcomes! {
    JwtUpdateOutcome: () => |_nothing| Keep::Yes, Keep => |keep| keep;
    JwtAccessOutcome: Keep => |keep| keep, bool => |keep| if keep { Keep::Yes } else { Keep::Revoke };
}
