//! Sign-in by a magic link.

#[cfg(feature = "totp")]
use super::second_factor;
use super::{
    Attempt, SignedIn, StoredSignIn, ask_guards, finish,
    first_proof::{self, TokenRevocation},
    limit::{self, AccountName},
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
        scope::Scope,
        session,
        types::{AppTypes, ColumnsOf},
    },
    provider::email::{Email, LinkHash},
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
    let (adapter, token) = (scope.adapter()?, hash.stored());
    match adapter.verification_token(address.as_str(), token).await? {
        Some(kept) if kept.expires >= opened_at(scope) => {}
        _ => return Err(limit::wrong(scope, &name, AuthError::Verification).await),
    }
    let (subject, account, stored) = owner_of(scope, &address, provider).await?;
    session::step_up::check_owner(scope, stored.as_ref().map(AdapterUser::id).as_ref())?;
    let email = VerifiedEmail::new(&address, VerifiedBy::Mail);
    let method = SignInMethod::LinkOpened(email);
    let attempt: Attempt<'_, F> =
        SignInAttempt { proof: Some(email), ..SignInAttempt::new(method, &subject, &account) };
    let verdict = ask_guards(scope, attempt).await;
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
        TokenRevocation::of(scope).prepare(adapter, stored).await?;
    }
    let user = NewUser::new(subject.plain().clone());
    let sign_in = EmailSignIn::new(address.as_str(), token.clone(), opened_at(scope), user);
    spend(scope, sign_in, account, email).await?;
    limit::remember(scope, &[&name]);
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
    finish(scope, attempt, stored).await
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
