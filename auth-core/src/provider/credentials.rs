//! Sign-in with a form of the application.

use std::{marker::PhantomData, pin::Pin};

use crate::{
    contract::{
        BoxError, CredentialsSignin, KnownUser, ProviderId,
        callback::{
            arguments::RequestFacts,
            authorize::{AuthorizeCall, AuthorizeCallback, AuthorizeOutcome},
            password_check::PasswordCheck,
            state::AppState,
        },
        form::{CredentialsForm, Field, FormInput},
    },
    trace,
};

/// The reason why a form does not sign in a user.
pub(crate) enum AuthorizeError {
    /// The form is invalid, or `authorize` refused it.
    Refused(CredentialsSignin),
    /// `authorize` failed.
    Failed(BoxError),
}

impl From<CredentialsSignin> for AuthorizeError {
    fn from(refusal: CredentialsSignin) -> Self {
        Self::Refused(refusal)
    }
}

/// A credentials provider.
pub(crate) struct Credentials<S> {
    pub(crate) id: ProviderId,
    pub(crate) name: String,
    pub(crate) fields: &'static [Field],
    /// `true` for the form of e-mail address and password, whose labels are words of the library.
    pub(crate) is_built_in: bool,
    authorize: Box<dyn Authorize<S>>,
}

impl<S: AppState> Credentials<S> {
    pub(crate) fn new<C: AuthorizeCallback<S>>(id: ProviderId, name: String) -> Self {
        Self {
            id,
            name,
            fields: C::Form::FIELDS,
            is_built_in: false,
            authorize: Box::new(Typed::<C>(PhantomData)),
        }
    }

    /// Checks a submitted form and returns its user. A form that does not parse is refused like one with a
    /// wrong password.
    pub(crate) async fn authorize(
        &self,
        state: &S,
        (facts, passwords): (RequestFacts<'_>, PasswordCheck<'_>),
        input: &(dyn FormInput + Sync),
    ) -> Result<KnownUser, AuthorizeError> {
        self.authorize.authorize(AuthorizeCall { state, facts, passwords }, input).await
    }
}

type UserFuture<'c> = Pin<Box<dyn Future<Output = Result<KnownUser, AuthorizeError>> + Send + 'c>>;

/// The type-erased form of [`AuthorizeCallback`].
trait Authorize<S>: Send + Sync {
    fn authorize<'c>(
        &'c self,
        call: AuthorizeCall<'c, S>,
        input: &'c (dyn FormInput + Sync),
    ) -> UserFuture<'c>;
}

/// An authorize callback as a value.
struct Typed<C>(PhantomData<fn() -> C>);

impl<S: AppState, C: AuthorizeCallback<S>> Authorize<S> for Typed<C> {
    fn authorize<'c>(
        &'c self,
        call: AuthorizeCall<'c, S>,
        input: &'c (dyn FormInput + Sync),
    ) -> UserFuture<'c> {
        let form = C::Form::parse(input);
        Box::pin(async move {
            let form = form.map_err(|error| {
                tracing::debug!(target: "auth", %error, "the sign-in form could not be parsed");
                CredentialsSignin::default()
            })?;
            let outcome = trace::callback("authorize", C::call(call, form)).await;
            match outcome.user() {
                Ok(Some(user)) => Ok(user),
                Ok(None) => Err(CredentialsSignin::default().into()),
                Err(error) => Err(match error.downcast::<CredentialsSignin>() {
                    Ok(refusal) => AuthorizeError::Refused(*refusal),
                    Err(error) => AuthorizeError::Failed(error),
                }),
            }
        })
    }
}
