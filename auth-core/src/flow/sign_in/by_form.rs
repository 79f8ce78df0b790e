//! Sign-in of a user that the application has authenticated: by a form, or by other means on the server's side.

use super::{
    Attempt, SignedIn, StoredSignIn, ask_guards,
    cleared::Cleared,
    finish,
    first_proof::{self, TokenRevocation},
    limit::{self, AccountName, Purpose},
    link::{self, LinkKind, LinkRequest, LinkedUser},
    second_factor,
};
use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter, Basis, Conflict, NewSession, NewUser},
    contract::{
        Account, AdapterUser, CredentialsSignin, EmailAddress, Identity, KnownUser, ProviderId, ProviderType,
        StoredId, User, UserData, VerifiedBy, VerifiedEmail,
        assurance::AuthMethod,
        callback::{
            event::CreateUserEvent,
            sign_in::{SignInAttempt, SignInMethod},
            wiring::Subject,
        },
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
#[cfg(feature = "totp")]
use crate::{
    contract::form::Field,
    flow::second_factor::{
        demand::Owner,
        proven::{ProvenFirst, ProvenForm},
    },
    provider::Provider,
};

/// Signs in the user that a credentials provider returns for a form.
pub(crate) async fn sign_in<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Credentials<F::State>,
    form: &(dyn FormInput + Sync),
) -> Result<SignedIn, AuthError> {
    limit::network(scope).await?;
    let of_form = || AccountName::of_form(provider.id.as_str(), provider.fields, form);
    let name = limit::tells_accounts_apart(scope).then(of_form).flatten();
    let counted = match &name {
        Some(name) => Some(limit::account(scope, Purpose::SignIn, name).await?),
        None => None,
    };
    let mut user = provider
        .authorize(scope.state(), (scope.facts, scope.engine.settings.password_check()), form)
        .await?;
    if user.proven_by.is_empty() {
        user = user.proven_by(AuthMethod::Password);
    }
    if let Some(counted) = counted {
        counted.forgive(scope).await;
    }
    let account = name.is_some().then(|| AccountName::of_user(provider.id.as_str(), &user));
    // Several futures of less than a kilobyte cost less than one of three: allocators keep small pieces at hand.
    let signed_in = Box::pin(sign_in_counted(scope, user, &provider.id, Some(form))).await?;
    if let (SignedIn::Done, Some(name), Some(account)) = (&signed_in, &name, &account) {
        limit::remember(scope, &[name, account]);
    }
    Ok(signed_in)
}

/// Signs in a user that the application has authenticated by other means.
pub(crate) async fn sign_in_as<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: KnownUser,
    provider: &ProviderId,
) -> Result<SignedIn, AuthError> {
    limit::network(scope).await?;
    sign_in_counted(scope, user, provider, None).await
}

/// Counts the attempt on the account of the user, and takes it back if the user is signed in. A guard may check a
/// further secret of the form.
async fn sign_in_counted<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: KnownUser,
    provider: &ProviderId,
    form: Option<&(dyn FormInput + Sync)>,
) -> Result<SignedIn, AuthError> {
    let counted = if limit::tells_accounts_apart(scope) {
        let name = AccountName::of_user(provider.as_str(), &user);
        Some(limit::account(scope, Purpose::SignIn, &name).await?)
    } else {
        None
    };
    let signed_in = sign_in_authenticated(scope, user, provider, form).await?;
    if let Some(counted) = counted.filter(|_| signed_in.is_accepted()) {
        counted.forgive(scope).await;
    }
    Ok(signed_in)
}

/// Signs in a user that the application has authenticated.
async fn sign_in_authenticated<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: KnownUser,
    provider: &ProviderId,
    form: Option<&(dyn FormInput + Sync)>,
) -> Result<SignedIn, AuthError> {
    let KnownUser { identity, is_email_verified, proven_by, was_unproven, checked_password } = user;
    for method in proven_by {
        scope.prove(method);
    }
    match identity {
        Identity::Stored(id) => {
            scope.checked_password = checked_password;
            Box::pin(sign_in_stored(scope, &id, was_unproven, provider, form)).await
        }
        Identity::Application(user) => {
            Box::pin(sign_in_own(scope, user, is_email_verified, provider, form)).await
        }
    }
}

/// Signs in a user of the database.
async fn sign_in_stored<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    id: &StoredId,
    was_unproven: bool,
    provider: &ProviderId,
    form: Option<&(dyn FormInput + Sync)>,
) -> Result<SignedIn, AuthError> {
    let user = scope.adapter()?.user(id).await?.ok_or(AuthError::UnknownUser)?;
    if was_unproven && user.email_verified.is_some() {
        // The first proof has removed the password that was right before.
        return Err(CredentialsSignin::default().into());
    }
    let account = Account::new(provider.clone(), ProviderType::Credentials, id.as_str());
    let id = user.id();
    session::step_up::check_owner(scope, Some(&id))?;
    let account = Account { user_id: Some(id.clone().into()), ..account };
    let subject = Subject::typed(user.clone().typed()?);
    let proven = user.proven_address();
    let stored_proof = proven.as_ref().map(VerifiedEmail::stored);
    let attempt: Attempt<'_, F> = SignInAttempt {
        form,
        stored_proof,
        ..SignInAttempt::new(SignInMethod::Credentials, &subject, &account)
    };
    if let Some(elsewhere) = ask_guards(scope, &attempt).await? {
        return Ok(SignedIn::Redirected(elsewhere));
    }
    require_password(scope, &id).await?;
    #[cfg(feature = "totp")]
    {
        let provider = account.provider.clone();
        let fields = fields_of(scope, &provider);
        let first = || ProvenFirst::Form(ProvenForm::new(&provider, &KnownUser::stored(&id), (fields, form)));
        let waiting = second_factor::suspend(scope, attempt, Owner::Stored(&user), first).await?;
        if let Some(waiting) = waiting {
            return Ok(waiting);
        }
    }
    let session = match (scope.session_store(), session::stored::new_session(scope)) {
        (Some(adapter), Some(session)) => {
            let session = session.on(session::basis_of(&user, None, scope.relied_epoch(&id)));
            let started = adapter.create_session(&id, session).await;
            Some(started.map_err(|error| match error {
                // The application may remove the user's password after the first proof, and a new password ends the sessions
                // of the former one, so it has to check the form again.
                AdapterError::Conflict(Conflict::Proof | Conflict::Ended) => {
                    CredentialsSignin::default().into()
                }
                error => AuthError::from(error),
            })?)
        }
        _ => None,
    };
    finish(scope, &attempt, StoredSignIn { is_new_user: Some(false), session, user: Some(id) }).await?;
    Ok(SignedIn::Done)
}

/// Requires that a password that was right still is that of the user: another one may have been stored while the first one was
/// checked, or while guards decided. One that is stored later ends the session, because it relies on the present epoch.
///
/// # Errors
/// Fails if the user has another password, or the database fails.
#[cfg(feature = "password")]
async fn require_password<F: AppTypes>(scope: &mut Scope<'_, F>, user: &StoredId) -> Result<(), AuthError> {
    let Some(checked) = scope.checked_password.clone() else { return Ok(()) };
    session::rely_on(scope, user).await?;
    let present = crate::flow::password::mark_of(&scope.engine.settings, user).await?;
    if present == Some(checked) { Ok(()) } else { Err(CredentialsSignin::default().into()) }
}

/// Requires nothing: there are no passwords.
#[cfg(not(feature = "password"))]
async fn require_password<F: AppTypes>(_: &mut Scope<'_, F>, _: &StoredId) -> Result<(), AuthError> {
    Ok(())
}

/// Signs in a user of the application, whose ID is not one of the database.
async fn sign_in_own<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: User,
    is_email_verified: bool,
    provider: &ProviderId,
    form: Option<&(dyn FormInput + Sync)>,
) -> Result<SignedIn, AuthError> {
    let user = user.without_blanks().ok_or(AuthError::BlankUserId)?;
    let account = Account::new(provider.clone(), ProviderType::Credentials, user.id.as_str());
    let is_stored = scope.session_store().is_some();
    let address = if is_stored || is_email_verified { address(&user) } else { None };
    let proof = address.as_ref().filter(|_| is_email_verified);
    let proof = proof.map(|address| VerifiedEmail::new(address, VerifiedBy::Application));
    let (owner, is_linked) = match scope.engine.settings.store {
        Some(_) => Box::pin(stored_owner(scope, &account, proof)).await?,
        None => (None, false),
    };
    if is_stored {
        session::step_up::check_owner(scope, owner.as_ref().map(AdapterUser::id).as_ref())?;
    }
    let columns = match &owner {
        Some(owner) => ColumnsOf::<F>::read(&owner.columns)?,
        None => ColumnsOf::<F>::of_new_user(),
    };
    let subject = Subject::typed(user.with_columns(columns));
    let (address, owner) = (address.as_ref(), owner.as_ref());
    let own =
        OwnUser { subject: &subject, account: &account, address, is_email_verified, owner, is_linked, form };
    Box::pin(sign_in_subject(scope, &own)).await
}

/// A user of the application who signs in, with the stored user.
struct OwnUser<'a, C> {
    subject: &'a Subject<C>,
    account: &'a Account,
    address: Option<&'a EmailAddress>,
    /// `true` if the application has verified the address.
    is_email_verified: bool,
    owner: Option<&'a AdapterUser>,
    /// `true` if the account is linked to the stored user.
    is_linked: bool,
    form: Option<&'a (dyn FormInput + Sync)>,
}

impl<'a, C> OwnUser<'a, C> {
    /// Returns the address, if the application has verified it.
    fn proof(&self) -> Option<VerifiedEmail<'a>> {
        let address = self.address.filter(|_| self.is_email_verified);
        address.map(|address| VerifiedEmail::new(address, VerifiedBy::Application))
    }
}

/// Asks the guards about a user of the application, and signs the user in.
async fn sign_in_subject<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: &OwnUser<'_, ColumnsOf<F>>,
) -> Result<SignedIn, AuthError> {
    let OwnUser { subject, account, owner, form, .. } = *own;
    let proven = owner.and_then(AdapterUser::proven_address);
    let attempt: Attempt<'_, F> = SignInAttempt {
        form,
        proof: own.proof(),
        stored_proof: proven.as_ref().map(VerifiedEmail::stored),
        ..SignInAttempt::new(SignInMethod::Credentials, subject, account)
    };
    if let Some(elsewhere) = ask_guards(scope, &attempt).await? {
        return Ok(SignedIn::Redirected(elsewhere));
    }
    #[cfg(feature = "totp")]
    {
        let waits_for = match (owner, scope.session_store()) {
            (None, None) => Owner::Unstored,
            (owner, _) => Owner::stored_or_new(owner),
        };
        let fields = fields_of(scope, &account.provider);
        let first = || {
            let user = KnownUser::from(subject.plain());
            let form = ProvenForm::new(&account.provider, &user, (fields, form));
            ProvenFirst::Form(form.with_verified_email(own.is_email_verified))
        };
        if let Some(waiting) = second_factor::suspend(scope, attempt, waits_for, first).await? {
            return Ok(waiting);
        }
    }
    let cleared = second_factor::cleared(scope, owner);
    let session = session::stored::new_session(scope);
    let Some((adapter, session)) = scope.session_store().zip(session) else {
        finish(scope, &attempt, StoredSignIn::STATELESS).await?;
        return Ok(SignedIn::Done);
    };
    Box::pin(sign_in_linked(scope, adapter, own, &attempt, cleared, session)).await?;
    Ok(SignedIn::Done)
}

/// Signs in the stored user to whom the account is linked. Creates or links the user if there is none.
async fn sign_in_linked<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    adapter: &AnyAdapter,
    own: &OwnUser<'_, ColumnsOf<F>>,
    attempt: &Attempt<'_, F>,
    cleared: Cleared,
    session: NewSession,
) -> Result<(), AuthError> {
    let id = random::uuid(&*scope.engine.settings.random).into();
    let email = own.address.map(EmailAddress::to_string);
    let request = LinkRequest {
        user: NewUser::new(User { id, email, ..attempt.user.plain().clone() }),
        link: attempt.account.clone().into(),
        owner: own.owner.filter(|_| own.is_linked).cloned(),
        signed_in: None,
        basis: Basis::default(),
        proof: attempt.proof,
        link_by_email: true,
        session: Some(session),
        tokens: TokenRevocation::of(scope),
        cleared,
        may_sign_up: true,
        epoch: None,
    };
    let LinkedUser { user: owner, kind, session, removed } =
        Box::pin(link::resolve(adapter, request)).await?;
    let account = Account { user_id: Some(owner.user.id.clone()), ..attempt.account.clone() };
    let subject = Subject::typed(owner.clone().typed()?);
    first_proof::report(scope, &subject, attempt.proof, removed.as_ref()).await;
    if kind == LinkKind::Created {
        events::create_user(scope, CreateUserEvent { user: subject.plain() }, &subject).await;
    }
    let is_new_user = Some(kind == LinkKind::Created);
    let proven = owner.proven_address();
    let stored_proof = proven.as_ref().map(VerifiedEmail::stored);
    let attempt = SignInAttempt { user: &subject, account: &account, stored_proof, ..*attempt };
    finish(scope, &attempt, StoredSignIn { is_new_user, session, user: Some(owner.id()) }).await
}

/// Returns the stored user of an application's user, if the database keeps sessions or columns of users: the user to
/// whom the account is linked (`true`), else the one whose e-mail address the application has verified. An address that the
/// user has only entered is never enough.
async fn stored_owner<F: AppTypes>(
    scope: &Scope<'_, F>,
    account: &Account,
    proof: Option<VerifiedEmail<'_>>,
) -> Result<(Option<AdapterUser>, bool), AuthError> {
    let Some(store) = &scope.engine.settings.store else { return Ok((None, false)) };
    if !store.keeps_sessions && ColumnsOf::<F>::COLUMNS.is_empty() {
        return Ok((None, false));
    }
    let linked = store.adapter.user_by_account(&account.provider, &account.provider_account_id).await?;
    match (linked, proof) {
        (Some(linked), _) => Ok((Some(linked), true)),
        (None, Some(proof)) => {
            let owner = store.adapter.user_by_email(proof.as_str()).await?;
            // Without sessions in the database nothing is linked, so only a proof on both sides makes them one user.
            Ok((owner.filter(|owner| store.keeps_sessions || owner.email_verified.is_some()), false))
        }
        (None, None) => Ok((None, false)),
    }
}

/// Continues the sign-in of a user that the application has authenticated, after the second factor.
#[cfg(feature = "totp")]
pub(super) async fn resume<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    proven: &ProvenForm,
) -> Result<SignedIn, AuthError> {
    let (provider, user) = (&proven.provider, proven.user());
    let form = proven.fields.as_ref().map(|form| form as &(dyn FormInput + Sync));
    let account = AccountName::of_user(provider.as_str(), &user);
    let signed_in = sign_in_authenticated(scope, user, provider, form).await?;
    let fields = fields_of(scope, provider);
    if let Some(name) = form.and_then(|form| AccountName::of_form(provider.as_str(), fields, form)) {
        limit::remember(scope, &[&name, &account]);
    }
    Ok(signed_in)
}

/// Returns the fields of the form of a provider. The application itself has none.
#[cfg(feature = "totp")]
fn fields_of<F: AppTypes>(scope: &Scope<'_, F>, provider: &ProviderId) -> &'static [Field] {
    let provider = scope.engine.provider(provider.as_str()).ok();
    provider.and_then(Provider::credentials).map_or(&[], |provider| provider.fields)
}

/// Returns the e-mail address by which a user is stored.
fn address(user: &User) -> Option<EmailAddress> {
    EmailAddress::parse(user.email.as_deref()?).ok()
}
