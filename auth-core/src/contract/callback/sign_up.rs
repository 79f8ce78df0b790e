//! `#[auth::sign_up]`: takes the form of a new user whose e-mail address is proven, and returns the user to create.

use std::borrow::Cow;

use super::{
    arguments::{RequestFacts, argument_trait, arguments},
    state::AppState,
};
use crate::contract::{
    error::BoxError,
    form::CredentialsForm,
    into_text::IntoText,
    model::{UserColumns, UserData, VerifiedEmail},
};

/// The user whom a sign-up creates: what `#[auth::sign_up]` returns. The e-mail address is the proven one, and the password
/// is that of the form, so neither is part of it.
///
/// ```
/// use auth::callback::SignUp;
///
/// let user = SignUp::new().with_name("Ada Lovelace");
/// # let _ = user;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "return it: the sign-up creates the user"]
pub struct SignUp<U = ()> {
    /// The name to show: one line of at most 200 characters.
    pub name: Option<String>,
    /// The URL of a picture: `https` or `http`, at most 2048 bytes.
    pub image: Option<String>,
    /// The application's own columns (`#[auth::user]`). `()` leaves them to the defaults of the database.
    pub columns: U,
}

impl SignUp {
    /// Creates a user without a name, a picture and columns.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<U> SignUp<U> {
    /// Sets the name. A blank one is none.
    pub fn with_name<M>(mut self, name: impl IntoText<Option<String>, M>) -> Self {
        self.name = name.into_text();
        self
    }

    /// Sets the URL of a picture. A blank one is none.
    pub fn with_image<M>(mut self, url: impl IntoText<Option<String>, M>) -> Self {
        self.image = url.into_text();
        self
    }

    /// Sets the application's own columns, a struct under `#[auth::user]`.
    pub fn with_columns<C>(self, columns: C) -> SignUp<C> {
        let Self { name, image, columns: _ } = self;
        SignUp { name, image, columns }
    }
}

/// The error by which `#[auth::sign_up]` refuses a sign-up. The message is shown on the form, which keeps what was typed apart
/// from passwords. Nothing is created, and the link works on.
///
/// ```
/// use auth::{callback::SignUpRefused, prelude::*};
///
/// fn check(invitation: &str) -> Result<()> {
///     if invitation != "open sesame" {
///         return Err(SignUpRefused::with_message("This invitation does not work.").into());
///     }
///     Ok(())
/// }
/// # assert!(check("x").is_err());
/// ```
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("the application refused the sign-up")]
pub struct SignUpRefused {
    message: Cow<'static, str>,
}

crate::contract::readable::debug_by_message!(SignUpRefused);

impl SignUpRefused {
    /// Creates a refusal with a message for the user, as plain text.
    pub fn with_message(message: impl IntoText<Cow<'static, str>>) -> Self {
        Self { message: message.into_text() }
    }

    /// Returns the message.
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// Takes the form of a new user, and returns the user to create.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a sign-up callback for this application",
    label = "not a sign-up callback",
    note = "put `#[auth::sign_up]` on the function and register it by its name: `.sign_up::<my_function>()`"
)]
pub trait SignUpCallback<S: AppState>: 'static {
    /// The form that the function takes.
    type Form: CredentialsForm;

    /// The return type of the function.
    type Outcome: SignUpOutcome;

    /// Runs the function.
    fn call(call: SignUpCall<'_, S>, form: Self::Form) -> impl Future<Output = Self::Outcome> + Send;
}

/// The call of a sign-up callback, apart from the form.
pub struct SignUpCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
    /// The e-mail address that the link has proven.
    pub email: VerifiedEmail<'c>,
}

argument_trait! {
    /// The arguments that a sign-up callback may take, apart from its form.
    #[diagnostic::on_unimplemented(
        message = "a sign-up callback cannot take `{Self}`",
        label = "not available in this callback",
        note = "it can take one form under `#[auth::credentials]`, `VerifiedEmail<'_>`, a part of the state as `State<…>` (written out, no alias), \
            `&HeaderMap`, `Cookies<'_>` and `Option<ClientIp>`"
    )]
    pub trait SignUpArgument<'c, S>: SignUpCall<'c, S>;
}

arguments! {
    SignUpArgument<'c, S>: SignUpCall<'c, S>;
    VerifiedEmail<'c> => |call| call.email;
}

/// The values that a sign-up callback may return.
///
/// An error means that the user cannot be created, except for a [`SignUpRefused`], whose message the user sees.
#[diagnostic::on_unimplemented(
    message = "a sign-up callback cannot return `{Self}`",
    label = "not a new user",
    note = "return `SignUp`, `SignUp<…>` with the type in `.users::<…>()`, or a `Result` of either"
)]
pub trait SignUpOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// The application's own columns, or `()`.
    type Columns: UserData;

    /// Returns the user to create.
    ///
    /// # Errors
    /// Returns the error of the application.
    fn user(self) -> Result<SignUp<Self::Columns>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<U: UserData> SignUpOutcome for SignUp<U> {
    type Columns = U;

    fn user(self) -> Result<Self, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<O: SignUpOutcome, E: Into<BoxError> + Send> SignUpOutcome for Result<O, E> {
    type Columns = O::Columns;

    fn user(self) -> Result<SignUp<O::Columns>, BoxError> {
        self.map_err(Into::into)?.user()
    }
}

/// Columns that a sign-up can set in an application whose users have the columns `U`: those, or none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of this application's users",
    label = "a sign-up callback returns `SignUp<{Self}>`: call `.users::<{Self}>()` on the builder before registering \
        callbacks"
)]
pub trait SignUpColumns<U>: UserData {}

#[diagnostic::do_not_recommend]
impl<U> SignUpColumns<U> for () {}

#[diagnostic::do_not_recommend]
impl<U: UserColumns> SignUpColumns<U> for U {}
