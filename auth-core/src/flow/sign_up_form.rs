//! The sign-up callback (`#[auth::sign_up]`) and its form, without their types.

use std::{marker::PhantomData, pin::Pin};

use crate::{
    contract::{
        AppState, BoxError, ExtraColumns, UserData,
        callback::sign_up::{SignUpCall, SignUpCallback, SignUpOutcome},
        form::{CredentialsForm, Field, FieldError, FormInput},
    },
    trace,
};

/// The sign-up callback of an application, with its form.
#[cfg_attr(not(feature = "email"), allow(dead_code, reason = "a sign-up needs mails"))]
pub(crate) struct SignUpForm<S> {
    /// The fields of the form, in the order in which the page shows them.
    pub(crate) fields: &'static [Field],
    callback: Box<dyn Register<S>>,
}

/// The user whom the application wants to be created.
#[cfg_attr(not(feature = "email"), allow(dead_code, reason = "a sign-up needs mails"))]
pub(crate) struct Registered {
    pub(crate) name: Option<String>,
    pub(crate) image: Option<String>,
    pub(crate) columns: ExtraColumns,
}

type RegisteredFuture<'c> = Pin<Box<dyn Future<Output = Result<Registered, BoxError>> + Send + 'c>>;

#[cfg_attr(not(feature = "email"), allow(dead_code, reason = "a sign-up needs mails"))]
impl<S: AppState> SignUpForm<S> {
    /// Takes a callback as a value.
    pub(crate) fn new<C: SignUpCallback<S>>() -> Self {
        Self { fields: C::Form::FIELDS, callback: Box::new(Typed::<C>(PhantomData)) }
    }

    /// Checks that a submitted form has all fields, and that each fits its type.
    ///
    /// # Errors
    /// Names the first field that does not.
    pub(crate) fn check(&self, input: &(dyn FormInput + Sync)) -> Result<(), FieldError> {
        self.callback.check(input)
    }

    /// Runs the callback for a submitted form.
    ///
    /// # Errors
    /// Returns the error of the application.
    pub(crate) async fn register(
        &self,
        call: SignUpCall<'_, S>,
        input: &(dyn FormInput + Sync),
    ) -> Result<Registered, BoxError> {
        self.callback.register(call, input).await
    }
}

/// A sign-up callback without its type.
#[cfg_attr(not(feature = "email"), allow(dead_code, reason = "a sign-up needs mails"))]
trait Register<S>: Send + Sync {
    fn check(&self, input: &(dyn FormInput + Sync)) -> Result<(), FieldError>;
    fn register<'c>(
        &'c self,
        call: SignUpCall<'c, S>,
        input: &'c (dyn FormInput + Sync),
    ) -> RegisteredFuture<'c>;
}

/// A sign-up callback as a value.
struct Typed<C>(PhantomData<fn() -> C>);

impl<S: AppState, C: SignUpCallback<S>> Register<S> for Typed<C> {
    fn check(&self, input: &(dyn FormInput + Sync)) -> Result<(), FieldError> {
        C::Form::parse(input).map(drop)
    }

    fn register<'c>(
        &'c self,
        call: SignUpCall<'c, S>,
        input: &'c (dyn FormInput + Sync),
    ) -> RegisteredFuture<'c> {
        let form = C::Form::parse(input);
        Box::pin(async move {
            let user = trace::callback("sign_up", C::call(call, form?)).await.user()?;
            Ok(Registered { name: user.name, image: user.image, columns: user.columns.write()? })
        })
    }
}
