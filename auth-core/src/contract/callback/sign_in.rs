//! `#[auth::sign_in]`: who may sign in.

use serde::de::DeserializeOwned;

use super::state::AppState;
use super::{
    arguments::{RequestFacts, argument_trait, arguments},
    profile::{Profile, RawProfile},
    wiring::Then,
    wiring::{Subject, UsersOf},
};
use crate::contract::{
    error::BoxError,
    form::{CredentialsForm, FormInput},
    model::{Account, User},
};

/// What a sign-in guard decides (Auth.js: the result of `signIn`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignIn {
    /// The sign-in goes on.
    Allow,
    /// It is refused; the browser is sent to the error page with `error=AccessDenied`.
    Deny,
    /// It is refused, and the browser is sent there: a path of this site, or a URL which the redirect
    /// callback lets pass.
    Redirect(String),
}

impl SignIn {
    /// Refuses, and sends the browser to a page that says why.
    pub fn redirect(to: impl Into<String>) -> Self {
        Self::Redirect(to.into())
    }
}

/// How far a sign-in has come when a guard is asked (Auth.js: `email.verificationRequest`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignInPhase {
    /// Somebody asks for a magic link. Nothing is proven: it may not be their own address. Without a refusal
    /// the link is mailed, and the guard is asked again when it comes back.
    VerificationRequest,
    /// Somebody has proven who they are, by whatever provider. Without a refusal they are signed in.
    Proven,
}

/// A sign-in guard, run after somebody has proven who they are and before anything is written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a sign-in guard for this application",
    label = "not a sign-in guard",
    note = "put `#[auth::sign_in]` on the function and wire it by its name: `.sign_in::<my_function>()`"
)]
pub trait SignInCallback<S: AppState>: 'static {
    /// The callback itself: the builder remembers it by this name, which only a callback has.
    type Wired;

    /// What the function returns.
    type Outcome: SignInOutcome;

    /// Runs the function.
    fn call(call: SignInCall<'_, S>) -> impl Future<Output = Self::Outcome> + Send;
}

/// A sign-in, as sign-in guards and the jwt callback see it.
pub struct SignInAttempt<'c, S: AppState> {
    /// The progress of the sign-in.
    pub phase: SignInPhase,
    /// The user who signs in.
    pub user: &'c Subject<S::Columns>,
    /// The account by which the user signs in.
    pub account: &'c Account,
    /// The submitted form, if the provider is one of credentials.
    pub form: Option<&'c (dyn FormInput + Sync)>,
    /// The profile, if the provider is one of OAuth 2.0 or OpenID Connect.
    pub profile: Option<RawProfile<'c>>,
}

impl<S: AppState> Clone for SignInAttempt<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: AppState> Copy for SignInAttempt<'_, S> {}

impl<'c, S: AppState> SignInAttempt<'c, S> {
    /// A sign-in of a user who has proven their identity, without form and profile.
    pub fn proven(user: &'c Subject<S::Columns>, account: &'c Account) -> Self {
        Self { phase: SignInPhase::Proven, user, account, form: None, profile: None }
    }
}

/// The call of a sign-in guard.
pub struct SignInCall<'c, S: AppState> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: RequestFacts<'c>,
    /// The sign-in.
    pub attempt: SignInAttempt<'c, S>,
}

impl<S: AppState> Clone for SignInCall<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: AppState> Copy for SignInCall<'_, S> {}

/// The form that was sent, when somebody signs in by credentials: `Option<Form<Login>>`.
pub struct Form<F>(pub F);

argument_trait! {
    /// What a sign-in guard may take.
    #[diagnostic::on_unimplemented(
        message = "a sign-in guard cannot take `{Self}`",
        label = "not there when somebody signs in",
        note = "it can take `&User`, `&User<…>` (what `.users::<…>()` says), `&Account`, `SignInPhase`, \
            `Option<Profile<…>>`, `Option<Form<F>>` (with `#[auth::credentials]` on `F`), `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` and \
            `Option<ClientIp>`"
    )]
    pub trait SignInArgument<'c, S>: SignInCall<'c, S>;
}

arguments! {
    SignInArgument<'c, S>: SignInCall<'c, S>;
    SignInPhase => |call| call.attempt.phase;
}

/// Implements the arguments that guards and the jwt callback take from a sign-in.
macro_rules! attempt_arguments {
    ($Argument:ident: $Call:ident) => {
        $crate::contract::callback::arguments::arguments! {
            $Argument<'c, S>: $Call<'c, S>;
            &'c User => |call| call.attempt.user.plain();
            &'c Account => |call| call.attempt.account;
        }

        #[diagnostic::do_not_recommend]
        impl<'c, S: AppState, U: UsersOf<S>> $Argument<'c, S> for &'c User<U> {
            fn from_call(call: &$Call<'c, S>) -> Self {
                U::of(call.attempt.user)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'c, S: AppState, F: CredentialsForm> $Argument<'c, S> for Option<Form<F>> {
            fn from_call(call: &$Call<'c, S>) -> Self {
                F::parse(call.attempt.form?).ok().map(Form)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'c, S: AppState, T: DeserializeOwned + 'static> $Argument<'c, S> for Option<Profile<T>> {
            fn from_call(call: &$Call<'c, S>) -> Self {
                call.attempt.profile?.read()
            }
        }
    };
}
pub(crate) use attempt_arguments;

attempt_arguments!(SignInArgument: SignInCall);

/// What a sign-in guard may return.
#[diagnostic::on_unimplemented(
    message = "a sign-in guard cannot return `{Self}`",
    label = "says neither yes nor no",
    note = "return `bool`, `SignIn`, or a `Result` of either"
)]
pub trait SignInOutcome: Send {
    /// That it can be returned.
    const IS_SUPPORTED: bool = true;

    /// The decision, or why none could be made.
    ///
    /// # Errors
    /// The error of the application.
    fn decide(self) -> Result<SignIn, BoxError>;
}

#[diagnostic::do_not_recommend]
impl SignInOutcome for SignIn {
    fn decide(self) -> Result<SignIn, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl SignInOutcome for bool {
    fn decide(self) -> Result<SignIn, BoxError> {
        Ok(if self { SignIn::Allow } else { SignIn::Deny })
    }
}

#[diagnostic::do_not_recommend]
impl<O: SignInOutcome, E: Into<BoxError> + Send> SignInOutcome for Result<O, E> {
    fn decide(self) -> Result<SignIn, BoxError> {
        self.map_err(Into::into)?.decide()
    }
}

/// No guard: everybody may sign in.
#[diagnostic::do_not_recommend]
impl<S: AppState> SignInCallback<S> for () {
    type Wired = Self;
    type Outcome = SignIn;

    async fn call(_: SignInCall<'_, S>) -> SignIn {
        SignIn::Allow
    }
}

/// The first refusal wins.
#[diagnostic::do_not_recommend]
impl<S: AppState, A: SignInCallback<S>, B: SignInCallback<S>> SignInCallback<S> for Then<A, B> {
    type Wired = Self;
    type Outcome = Result<SignIn, BoxError>;

    async fn call(call: SignInCall<'_, S>) -> Self::Outcome {
        match A::call(call).await.decide()? {
            SignIn::Allow => B::call(call).await.decide(),
            refused => Ok(refused),
        }
    }
}
