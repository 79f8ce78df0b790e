//! Sign-in by a magic link.

use super::{Attempt, SignedIn, StoredSignIn, ask_guards, count, finish};
use crate::{
    adapter::{Adapter, EmailSignIn, EmailSignedIn, NewUser},
    contract::{
        Account, EmailAddress, ProviderType, User,
        callback::{
            event::{CreateUserEvent, UpdateUserEvent},
            sign_in::SignInAttempt,
            wiring::Subject,
        },
    },
    flow::{
        error::AuthError,
        events,
        scope::Scope,
        session,
        types::{AppTypes, ColumnsOf},
    },
    provider::email::{Email, LinkHash},
    random,
};

/// Returns the stored user with an e-mail address, or the user who would be created, and the account.
pub(crate) async fn owner_of<F: AppTypes>(
    scope: &Scope<'_, F>,
    address: &EmailAddress,
    provider: &Email,
) -> Result<(Subject<ColumnsOf<F>>, Account), AuthError> {
    let subject = match scope.adapter()?.user_by_email(address.as_str()).await? {
        Some(user) => Subject::typed(user.typed()?),
        None => {
            let id = random::uuid(&*scope.engine.settings.random);
            Subject::new(User::new(id).with_email(address.as_str()))
        }
    };
    let mut account = Account::new(provider.id.clone(), ProviderType::Email, address.as_str());
    account.user_id = Some(subject.plain().id.clone());
    Ok((subject, account))
}

/// Signs in the owner of a valid link, and spends the link. A link whose sign-in a guard refuses is spent too.
pub(crate) async fn sign_in<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Email,
    address: Option<&str>,
    hash: &LinkHash,
) -> Result<SignedIn, AuthError> {
    count(scope)?;
    let address = address.and_then(|address| EmailAddress::parse(address).ok());
    let address = address.ok_or(AuthError::Verification)?;
    let (adapter, token) = (scope.adapter()?, hash.stored());
    match adapter.verification_token(address.as_str(), token).await? {
        Some(kept) if kept.expires >= scope.now => {}
        _ => return Err(AuthError::Verification),
    }
    let (subject, account) = owner_of(scope, &address, provider).await?;
    let attempt: Attempt<'_, F> = SignInAttempt::proven(&subject, &account);
    let verdict = ask_guards(scope, attempt).await;
    if !matches!(verdict, Ok(None)) {
        adapter.use_verification_token(address.as_str(), token).await?;
    }
    if let Some(elsewhere) = verdict? {
        return Ok(SignedIn::Redirected(elsewhere));
    }
    let user = NewUser::new(subject.plain().clone());
    spend(scope, EmailSignIn::new(address.as_str(), token.clone(), scope.now, user), account).await?;
    Ok(SignedIn::Done)
}

/// Spends the token, finds or creates the user and starts the session. The database does so in one step, so of
/// several uses at the same time only one succeeds.
async fn spend<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    sign_in: EmailSignIn,
    account: Account,
) -> Result<(), AuthError> {
    let sign_in = sign_in.with_session(session::stored::new_session(scope));
    let signed_in = scope.adapter()?.sign_in_by_email(sign_in).await?.ok_or(AuthError::Verification)?;
    let EmailSignedIn { user, is_new_user, session, .. } = signed_in;
    let subject = Subject::typed(user.typed()?);
    if is_new_user {
        events::create_user(scope, CreateUserEvent { user: subject.plain() }, &subject).await;
    } else {
        events::update_user(scope, UpdateUserEvent { user: subject.plain() }, &subject).await;
    }
    let account = Account { user_id: Some(user.user.id), ..account };
    let stored = StoredSignIn { is_new_user: Some(is_new_user), session };
    finish(scope, SignInAttempt::proven(&subject, &account), stored).await
}
