//! `#[auth::sign_in]`: decides which users may sign in.

use std::time::Duration;

use serde::de::DeserializeOwned;

use super::{
    arguments::{RequestFacts, argument_trait, arguments},
    profile::{Profile, RawProfile},
    state::AppState,
    wiring::{Subject, Then, UsersOf, unnested},
};
use crate::contract::{
    error::BoxError,
    form::{CredentialsForm, FormInput},
    into_text::IntoText,
    model::{Account, User, VerifiedEmail},
    phone_number::PhoneNumber,
};

/// The decision of a sign-in guard (Auth.js: the result of `signIn`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignIn {
    /// Continues the sign-in.
    Allow,
    /// Continues the sign-in, and limits its session. Of several limits the shortest counts.
    AllowFor(SessionLimit),
    /// Refuses the sign-in, and sends the browser to the error page with `error=AccessDenied`.
    Deny,
    /// Refuses the sign-in, and sends the browser to this path of this site, or to this URL if the redirect callback
    /// allows it.
    Redirect(String),
}

impl SignIn {
    /// Continues the sign-in with a session that ends after `lifetime`, even if it is used. Without a limit, a session
    /// in use is extended from time to time.
    ///
    /// ```
    /// use auth::prelude::*;
    /// use std::time::Duration;
    ///
    /// #[auth::credentials]
    /// struct Login {
    ///     name: String,
    ///     password: Secret,
    ///     remember: bool,
    /// }
    ///
    /// /// "Remember me": otherwise the session ends with the browser, and after eight hours at the latest.
    /// #[auth::sign_in]
    /// async fn remember_me(form: Option<Form<Login>>) -> SignIn {
    ///     match form {
    ///         Some(Form(login)) if !login.remember => {
    ///             SignIn::allow_until_browser_closes(Duration::from_secs(8 * 60 * 60))
    ///         }
    ///         _ => SignIn::Allow,
    ///     }
    /// }
    /// ```
    pub fn allow_for(lifetime: Duration) -> Self {
        Self::AllowFor(SessionLimit { lifetime: Some(lifetime), until_browser_closes: false })
    }

    /// Continues the sign-in with a session that the browser forgets when it is closed, and that ends after `lifetime`
    /// at the latest. Some browsers keep such cookies when they restore the pages of the last run.
    pub fn allow_until_browser_closes(lifetime: Duration) -> Self {
        Self::AllowFor(SessionLimit { lifetime: Some(lifetime), until_browser_closes: true })
    }

    /// Refuses the sign-in, and sends the browser to a page, for example one with the reason.
    pub fn redirect(to: impl IntoText<String>) -> Self {
        Self::Redirect(to.into_text())
    }
}

/// The limit of a session, as a sign-in guard sets it. The default has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionLimit {
    /// The time after which the session ends, even if it is used.
    pub lifetime: Option<Duration>,
    /// `true` if the browser forgets the session when it is closed.
    pub until_browser_closes: bool,
}

impl SessionLimit {
    /// Returns the stricter one of two limits.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            lifetime: [self.lifetime, other.lifetime].into_iter().flatten().min(),
            until_browser_closes: self.until_browser_closes || other.until_browser_closes,
        }
    }
}

/// The way in which a user comes, with what it proves (Auth.js: `email.verificationRequest`, `account.type`).
///
/// The enum is exhaustive, so that a guard which distinguishes the ways has to decide about each of them:
///
/// ```
/// use auth::{callback::ProviderEmail, prelude::*};
///
/// #[auth::sign_in]
/// async fn staff(method: SignInMethod<'_>) -> bool {
///     let is_staff = |address: &str| address.ends_with("@acme.example");
///     match method {
///         SignInMethod::LinkRequested(address) => is_staff(address),
///         SignInMethod::LinkOpened(email) => is_staff(email.as_str()),
///         SignInMethod::Provider(ProviderEmail::Verified(email)) => is_staff(email.as_str()),
///         SignInMethod::Provider(ProviderEmail::Claimed(_) | ProviderEmail::Absent) => false,
///         SignInMethod::Credentials | SignInMethod::Passkey | SignInMethod::PasskeyAdded => true,
///         SignInMethod::PasskeyRegistration(_) => false,
///         SignInMethod::AddressEntered(address) => is_staff(address),
///         SignInMethod::AddressProven(email) => is_staff(email.as_str()),
///         SignInMethod::CodeRequested(_) | SignInMethod::CodeEntered(_) => true,
///         SignInMethod::NumberAdded(_) => true,
///         SignInMethod::NumberRegistration(_) => false,
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInMethod<'c> {
    /// A mail with a magic link, a code, or the link of a sign-up was requested for this e-mail address. Nothing is proven, and the address may
    /// belong to another person. Unless a guard refuses, the mail is sent, and the guard runs again when the link is opened
    /// or the code is entered.
    LinkRequested(&'c str),
    /// The user has opened a magic link, entered the code of a mail, or submitted the form behind the link of a sign-up, which
    /// proves the e-mail address.
    LinkOpened(VerifiedEmail<'c>),
    /// A provider has identified the user.
    Provider(ProviderEmail<'c>),
    /// The application has identified its own user: by a form, or with `Auth::sign_in_as`. Only the application knows
    /// whether the e-mail address is the user's.
    Credentials,
    /// The user has signed in by a registered passkey. This proves the account, and nothing new about the e-mail
    /// address.
    Passkey,
    /// The signed-in user adds a passkey.
    PasskeyAdded,
    /// A visitor registers a passkey for this e-mail address, which the visitor has typed. Nothing is proven, and the
    /// address may belong to another person. Happens only with `Passkey::open_registration`.
    PasskeyRegistration(&'c str),
    /// The signed-in user has entered this e-mail address, to change to it, or asks for a proof of the present one. Nothing
    /// is proven, and the address may belong to another person. Unless a guard refuses, a link is mailed, and the guard runs
    /// again when it is confirmed. Happens only with `.account_mails(…)`.
    AddressEntered(&'c str),
    /// The signed-in user has opened the link, which proves the e-mail address. Unless a guard refuses, it becomes the
    /// user's. `&User` has this address already.
    AddressProven(VerifiedEmail<'c>),
    /// A code was requested for this phone number. Nothing is proven, and the number may belong to another person, or to no
    /// user. Unless a guard refuses, the guard runs again when the code is entered.
    CodeRequested(&'c PhoneNumber),
    /// The user has entered the code that was sent to this number, which is one of the user's accounts. This proves the
    /// account, and no e-mail address.
    CodeEntered(&'c PhoneNumber),
    /// The signed-in user adds this phone number, and has entered the code that was sent to it.
    NumberAdded(&'c PhoneNumber),
    /// A visitor without an account has entered the code that was sent to this number, and becomes a new user. Happens only
    /// with `Sms::open_registration`.
    NumberRegistration(&'c PhoneNumber),
}

/// The e-mail address that a provider reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderEmail<'c> {
    /// The provider has verified that the address is the user's.
    Verified(VerifiedEmail<'c>),
    /// The provider reports the address, but not that it has verified it. The user may have typed any.
    Claimed(&'c str),
    /// The provider reports no address.
    Absent,
}

/// Decides whether a user may sign in, before anything is written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a sign-in guard for this application",
    label = "not a sign-in guard",
    note = "put `#[auth::sign_in]` on the function and register it by its name: `.sign_in::<my_function>()`"
)]
pub trait SignInCallback<S: AppState>: 'static {
    /// The callback itself. The builder stores it as this type, which only callbacks have.
    type Wired;

    /// The return type of the function.
    type Outcome: SignInOutcome;

    /// `true` if there is no callback, so that nothing has to be called.
    const IS_EMPTY: bool = false;

    /// Runs the function.
    fn call(call: SignInCall<'_, S>) -> impl Future<Output = Self::Outcome> + Send;
}

/// A sign-in, as sign-in guards and the jwt callback see it.
pub struct SignInAttempt<'c, S: AppState> {
    /// The way in, with what it proves.
    pub method: SignInMethod<'c>,
    /// The e-mail address that this sign-in proves.
    pub proof: Option<VerifiedEmail<'c>>,
    /// The address of the stored user, if an earlier sign-in has proven it.
    pub stored_proof: Option<VerifiedEmail<'c>>,
    /// The user who signs in.
    pub user: &'c Subject<S::Columns>,
    /// The account that the user signs in with.
    pub account: &'c Account,
    /// The submitted form, if the user signs in by credentials.
    pub form: Option<&'c (dyn FormInput + Sync)>,
    /// The profile, if the provider uses OAuth 2.0 or OpenID Connect.
    pub profile: Option<RawProfile<'c>>,
}

impl<S: AppState> Clone for SignInAttempt<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: AppState> Copy for SignInAttempt<'_, S> {}

impl<'c, S: AppState> SignInAttempt<'c, S> {
    /// Builds a sign-in without proof of an e-mail address, form and profile.
    pub fn new(method: SignInMethod<'c>, user: &'c Subject<S::Columns>, account: &'c Account) -> Self {
        Self { method, proof: None, stored_proof: None, user, account, form: None, profile: None }
    }

    /// Returns the proven e-mail address: the one that this sign-in proves, else the stored user's.
    pub fn verified_email(&self) -> Option<VerifiedEmail<'c>> {
        self.proof.or(self.stored_proof)
    }
}

/// The call of a sign-in guard.
pub struct SignInCall<'c, S: AppState> {
    /// The application's state.
    pub state: &'c S,
    /// The facts about the request.
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

/// The submitted form. The argument is `Option<Form<Login>>`: it is `None` unless the user signs in by that form.
pub struct Form<F>(pub F);

argument_trait! {
    /// The arguments that a sign-in guard may take.
    #[diagnostic::on_unimplemented(
        message = "a sign-in guard cannot take `{Self}`",
        label = "not available in this callback",
        note = "it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`, `SignInMethod<'_>`, \
            `Option<VerifiedEmail<'_>>`, `Option<Profile<…>>`, `Option<Form<F>>` (with `#[auth::credentials]` on `F`), a part of the state as `State<…>` (written \
            out, no alias), `&HeaderMap`, `Cookies<'_>` and `Option<ClientIp>`"
    )]
    pub trait SignInArgument<'c, S>: SignInCall<'c, S>;
}

arguments! {
    SignInArgument<'c, S>: SignInCall<'c, S>;
    SignInMethod<'c> => |call| call.attempt.method;
}

/// Implements the arguments that guards and the jwt callback take from a sign-in.
macro_rules! attempt_arguments {
    ($Argument:ident: $Call:ident) => {
        $crate::contract::callback::arguments::arguments! {
            $Argument<'c, S>: $Call<'c, S>;
            &'c User => |call| call.attempt.user.plain();
            &'c Account => |call| call.attempt.account;
            Option<VerifiedEmail<'c>> => |call| call.attempt.verified_email();
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

/// The values that a sign-in guard may return.
#[diagnostic::on_unimplemented(
    message = "a sign-in guard cannot return `{Self}`",
    label = "not an allow-or-deny value",
    note = "return `bool`, `SignIn`, or a `Result` of either"
)]
pub trait SignInOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns the decision.
    ///
    /// # Errors
    /// Returns the error of the application.
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

/// Allows every user, if the application registers no guard.
#[diagnostic::do_not_recommend]
impl<S: AppState> SignInCallback<S> for () {
    type Wired = Self;
    type Outcome = SignIn;

    const IS_EMPTY: bool = true;

    async fn call(_: SignInCall<'_, S>) -> SignIn {
        SignIn::Allow
    }
}

/// Refuses if either guard does. The second one does not run after a refusal.
#[diagnostic::do_not_recommend]
impl<S: AppState, A: SignInCallback<S>, B: SignInCallback<S>> SignInCallback<S> for Then<A, B> {
    type Wired = Self;
    type Outcome = Result<SignIn, BoxError>;

    async fn call(call: SignInCall<'_, S>) -> Self::Outcome {
        let first = if A::IS_EMPTY { SignIn::Allow } else { unnested(A::call(call)).await.decide()? };
        let limit = match first {
            SignIn::Allow => SessionLimit::default(),
            SignIn::AllowFor(limit) => limit,
            refused => return Ok(refused),
        };
        Ok(match B::call(call).await.decide()? {
            SignIn::Allow if limit == SessionLimit::default() => SignIn::Allow,
            SignIn::Allow => SignIn::AllowFor(limit),
            SignIn::AllowFor(other) => SignIn::AllowFor(limit.and(other)),
            refused => refused,
        })
    }
}
