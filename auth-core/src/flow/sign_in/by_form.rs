//! Sign-in of a user that the application has authenticated: by a form, or by other means on the server's side.

use super::{Attempt, SignedIn, StoredSignIn, ask_guards, count, finish};
use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter, Conflict, Kind, NewSession, NewUser, SignedUp},
    contract::{
        Account, AdapterUser, EmailAddress, ProviderType, User, UserData,
        callback::{event::CreateUserEvent, sign_in::SignInAttempt, wiring::Subject},
        form::FormInput,
    },
    flow::{
        error::AuthError,
        events,
        scope::Scope,
        session,
        types::{AppTypes, ColumnsOf},
    },
    provider::credentials::Credentials,
    random,
};

/// Signs in the user that a credentials provider returns for a form.
pub(crate) async fn sign_in<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Credentials<F::State>,
    form: &(dyn FormInput + Sync),
) -> Result<SignedIn, AuthError> {
    count(scope)?;
    let user = provider.authorize(scope.state(), scope.facts, form).await?;
    let account = Account::new(provider.id.clone(), ProviderType::Credentials, user.id.as_str());
    sign_in_as(scope, user, &account, Some(form)).await
}

/// Signs in a user that the application has authenticated.
pub(crate) async fn sign_in_as<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: User,
    account: &Account,
    form: Option<&(dyn FormInput + Sync)>,
) -> Result<SignedIn, AuthError> {
    let user = user.without_blanks();
    let known = stored_user(scope, &user).await?;
    let columns = match &known {
        Some(known) => ColumnsOf::<F>::read(&known.columns)?,
        None => ColumnsOf::<F>::of_new_user(),
    };
    let subject = Subject::typed(user.with_columns(columns));
    let attempt: Attempt<'_, F> = SignInAttempt { form, ..SignInAttempt::proven(&subject, account) };
    if let Some(elsewhere) = ask_guards(scope, attempt).await? {
        return Ok(SignedIn::Redirected(elsewhere));
    }
    match (scope.session_store(), session::stored::new_session(scope)) {
        (Some(adapter), Some(session)) => {
            let (user, stored) = match known {
                Some(known) => start_session(adapter, known, session).await?,
                None => sign_up(scope, adapter, subject.plain(), session).await?,
            };
            let subject = Subject::typed(user.typed()?);
            finish(scope, SignInAttempt { user: &subject, ..attempt }, stored).await?;
        }
        _ => finish(scope, attempt, StoredSignIn::STATELESS).await?,
    }
    Ok(SignedIn::Done)
}

/// Returns the stored user with the same e-mail address, if the database keeps sessions or columns of users. The IDs
/// that `authorize` returns are not those of the database, so the address decides.
async fn stored_user<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &User,
) -> Result<Option<AdapterUser>, AuthError> {
    let Some(store) = &scope.engine.settings.store else { return Ok(None) };
    let is_needed = store.keeps_sessions || !ColumnsOf::<F>::COLUMNS.is_empty();
    match address(user).filter(|_| is_needed) {
        Some(address) => Ok(store.adapter.user_by_email(address.as_str()).await?),
        None => Ok(None),
    }
}

/// Creates a user with an e-mail address that no stored user has, and starts a session.
async fn sign_up<F: AppTypes>(
    scope: &Scope<'_, F>,
    adapter: &AnyAdapter,
    user: &User,
    session: NewSession,
) -> Result<(AdapterUser, StoredSignIn), AuthError> {
    let address = address(user).ok_or(AuthError::UnknownUser)?;
    let id = random::uuid(&*scope.engine.settings.random).into();
    let new = User { id, email: Some(address.to_string()), ..user.clone() };
    match adapter.sign_up(NewUser::new(new), None, Some(session.clone())).await {
        Ok(SignedUp { user, session }) => {
            let subject = Subject::typed(user.typed()?);
            events::create_user(scope, CreateUserEvent { user: subject.plain() }, &subject).await;
            Ok((user, StoredSignIn { is_new_user: Some(true), session }))
        }
        // Another request has just created the user.
        Err(AdapterError::Conflict(Conflict::Email)) => {
            let known = adapter.user_by_email(address.as_str()).await?;
            start_session(adapter, known.ok_or(AdapterError::NotFound(Kind::User))?, session).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Starts a session for a stored user.
async fn start_session(
    adapter: &AnyAdapter,
    known: AdapterUser,
    session: NewSession,
) -> Result<(AdapterUser, StoredSignIn), AuthError> {
    let session = adapter.create_session(&known.user.id, session).await?;
    Ok((known, StoredSignIn { is_new_user: Some(false), session: Some(session) }))
}

/// Returns the e-mail address by which a user is stored.
fn address(user: &User) -> Option<EmailAddress> {
    EmailAddress::parse(user.email.as_deref()?).ok()
}
