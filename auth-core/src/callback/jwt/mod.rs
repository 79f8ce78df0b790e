//! `#[auth::jwt]`: what the session token holds, at sign-in, on update and at every access.

mod access;
mod update;

use serde::de::DeserializeOwned;

pub use self::{
    access::{JwtAccessArgument, JwtAccessCall, JwtAccessCallback, JwtAccessOutcome},
    update::{
        InvalidPayload, JwtUpdateArgument, JwtUpdateCall, JwtUpdateCallback, JwtUpdateOutcome, Update,
        UpdatePayload,
    },
};

use super::{
    arguments::{Facts, argument_trait, arguments},
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

/// What update and access callbacks may return to say whether the session goes on: these types, and a `Result`
/// of any of them.
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
use keep_outcomes;
