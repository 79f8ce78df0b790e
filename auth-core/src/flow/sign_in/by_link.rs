//! Sign-in by a magic link, or by a code of a mail.

#[cfg(feature = "totp")]
use super::second_factor;
use super::{
    Attempt, SignedIn, StoredSignIn, ask_guards, finish,
    first_proof::{self, TokenRevocation},
    limit::{self, AccountName, Purpose},
};
#[cfg(feature = "totp")]
use crate::flow::second_factor::{
    demand::Owner,
    proven::{ProvenFirst, ProvenLink},
};
use crate::{
    adapter::{Adapter, EmailSignIn, EmailSignedIn, NewUser},
    contract::{
        Account, AdapterUser, EmailAddress, ProviderType, UnixTime, User, VerifiedBy, VerifiedEmail,
        assurance::AuthMethod,
        callback::{
            event::{CreateUserEvent, UpdateUserEvent},
            sign_in::{SignInAttempt, SignInMethod},
            wiring::Subject,
        },
    },
    flow::{
        error::AuthError,
        events,
        requested_code::{self, RequestedCode},
        scope::Scope,
        session,
        types::{AppTypes, ColumnsOf},
    },
    provider::{
        email::{Email, LinkHash},
        one_time_code::{self, OneTimeCode},
    },
    random,
};

/// Returns the stored user with an e-mail address, or the user who would be created, the account, and the row of the
/// stored user.
pub(crate) async fn owner_of<F: AppTypes>(
    scope: &Scope<'_, F>,
    address: &EmailAddress,
    provider: &Email,
) -> Result<(Subject<ColumnsOf<F>>, Account, Option<AdapterUser>), AuthError> {
    let stored = scope.adapter()?.user_by_email(address.as_str()).await?;
    let subject = match &stored {
        Some(user) => Subject::typed(user.clone().typed()?),
        None => {
            let id = random::uuid(&*scope.engine.settings.random);
            Subject::new(User::new(id).with_email(address.as_str()))
        }
    };
    let mut account = Account::new(provider.id.clone(), ProviderType::Email, address.as_str());
    account.user_id = Some(subject.plain().id.clone());
    Ok((subject, account, stored))
}

/// Signs in the owner of a valid link, and spends the link. A link whose sign-in a guard refuses is spent too.
pub(crate) async fn sign_in<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Email,
    address: Option<&str>,
    hash: &LinkHash,
) -> Result<SignedIn, AuthError> {
    limit::network(scope).await?;
    let address = address.and_then(|address| EmailAddress::parse(address).ok());
    let address = address.ok_or(AuthError::Verification)?;
    let name = AccountName::of_address(&address);
    if !is_kept(scope, &address, hash).await? {
        return Err(limit::wrong(scope, &name, AuthError::Verification).await);
    }
    open(scope, provider, &address, hash).await
}

/// Signs in the owner of an e-mail address who has entered the code of a mail in the browser that has requested it. A try is
/// counted for this code and for the account before the code is checked.
pub(crate) async fn sign_in_by_code<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Email,
    requested: &RequestedCode,
    code: &OneTimeCode,
) -> Result<SignedIn, AuthError> {
    limit::network(scope).await?;
    let address = requested.address().ok_or(AuthError::WrongSentCode)?;
    let this_code = AccountName::of_code(&requested.nonce);
    if limit::by_rule(scope, Purpose::Code, &this_code, &one_time_code::TRIES).await.is_err() {
        requested_code::forget(scope);
        return Err(AuthError::WrongSentCode);
    }
    let name = AccountName::of_address(&address);
    let counted = limit::account(scope, Purpose::SignIn, &name).await?;
    let hash = scope.engine.settings.links.hash_code(&requested.nonce, code);
    if !is_kept(scope, &address, &hash).await? {
        return Err(AuthError::WrongSentCode);
    }
    counted.forgive(scope).await;
    requested_code::forget(scope);
    match open(scope, provider, &address, &hash).await {
        Err(AuthError::Verification) => Err(AuthError::WrongSentCode),
        signed_in => signed_in,
    }
}

/// Returns `true` if the database has the hash for the e-mail address, and it has not expired.
async fn is_kept<F: AppTypes>(
    scope: &Scope<'_, F>,
    address: &EmailAddress,
    hash: &LinkHash,
) -> Result<bool, AuthError> {
    let kept = scope.adapter()?.verification_token(address.as_str(), hash.stored()).await?;
    Ok(kept.is_some_and(|kept| kept.expires >= opened_at(scope)))
}

/// Signs in the owner of an e-mail address who has proven it by a link or a code, which the database has under a hash.
async fn open<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Email,
    address: &EmailAddress,
    hash: &LinkHash,
) -> Result<SignedIn, AuthError> {
    let (adapter, token) = (scope.adapter()?, hash.stored());
    let (subject, account, stored) = owner_of(scope, address, provider).await?;
    session::step_up::check_owner(scope, stored.as_ref().map(AdapterUser::id).as_ref())?;
    let email = VerifiedEmail::new(address, VerifiedBy::Mail);
    let method = SignInMethod::LinkOpened(email);
    let attempt: Attempt<'_, F> =
        SignInAttempt { proof: Some(email), ..SignInAttempt::new(method, &subject, &account) };
    let verdict = ask_guards(scope, &attempt).await;
    if !matches!(verdict, Ok(None)) {
        adapter.use_verification_token(address.as_str(), token).await?;
    }
    if let Some(elsewhere) = verdict? {
        return Ok(SignedIn::Redirected(elsewhere));
    }
    scope.prove(AuthMethod::Email);
    #[cfg(feature = "totp")]
    {
        // The link remains until the second factor is proven, so it is neither lost nor works twice.
        let (provider, address) = (provider.id.clone(), address.to_string());
        let first = || ProvenFirst::Link(ProvenLink { provider, address, hash: token.expose().to_owned() });
        let owner = Owner::stored_or_new(stored.as_ref());
        if let Some(waiting) = second_factor::suspend(scope, attempt, owner, first).await? {
            return Ok(waiting);
        }
    }
    if let Some(stored) = &stored {
        let begun = TokenRevocation::of(scope).prepare(adapter, stored).await?;
        scope.relied_on = begun.or(scope.relied_on.take());
    }
    let user = NewUser::new(subject.plain().clone());
    let sign_in = EmailSignIn::new(address.as_str(), token.clone(), opened_at(scope), user);
    spend(scope, sign_in, account, email).await?;
    limit::remember(scope, &[&AccountName::of_address(address)]);
    Ok(SignedIn::Done)
}

/// Spends the token, finds or creates the user and starts the session. The database does so in one step, so of
/// several uses at the same time only one succeeds.
async fn spend<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    sign_in: EmailSignIn,
    account: Account,
    email: VerifiedEmail<'_>,
) -> Result<(), AuthError> {
    let sign_in = sign_in.with_session(session::stored::new_session(scope));
    let signed_in = scope.adapter()?.sign_in_by_email(sign_in).await?.ok_or(AuthError::Verification)?;
    let EmailSignedIn { user, is_new_user, session, removed, .. } = signed_in;
    let stored_id = user.id();
    let subject = Subject::typed(user.typed()?);
    first_proof::report(scope, &subject, Some(email), removed.as_ref()).await;
    if is_new_user {
        events::create_user(scope, CreateUserEvent { user: subject.plain() }, &subject).await;
    } else {
        events::update_user(scope, UpdateUserEvent { user: subject.plain() }, &subject).await;
    }
    let account = Account { user_id: Some(subject.plain().id.clone()), ..account };
    let stored = StoredSignIn { is_new_user: Some(is_new_user), session, user: Some(stored_id) };
    let method = SignInMethod::LinkOpened(email);
    let attempt = SignInAttempt { proof: Some(email), ..SignInAttempt::new(method, &subject, &account) };
    finish(scope, &attempt, stored).await
}

/// Returns the time at which the link was opened. The second factor may have taken some minutes, in which a link may end.
#[cfg(feature = "totp")]
fn opened_at<F: AppTypes>(scope: &Scope<'_, F>) -> UnixTime {
    scope.resumed.as_ref().map_or(scope.now, |resumed| resumed.begun)
}

/// Returns the time at which the link was opened.
#[cfg(not(feature = "totp"))]
fn opened_at<F: AppTypes>(scope: &Scope<'_, F>) -> UnixTime {
    scope.now
}
