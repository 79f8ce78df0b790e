//! Sign-in by an account: asks the guards, finds, links or creates the owner, and starts the session.

use super::{
    Attempt, SignedIn, StoredSignIn, ask_guards, finish,
    first_proof::{self, TokenRevocation},
    link::{self, LinkKind, LinkRequest, LinkedUser},
    replaced, second_factor,
};
#[cfg(feature = "totp")]
use crate::flow::second_factor::{demand::Owner, kept_account::KeptAccount, proven::ProvenFirst};
use crate::{
    adapter::{Adapter, AnyAdapter, Link, NewUser},
    contract::{
        Account, AdapterUser, UnixTime, User, VerifiedEmail,
        assurance::Proofs,
        callback::{
            event::{CreateUserEvent, LinkAccountEvent},
            profile::RawProfile,
            sign_in::{SignInAttempt, SignInMethod},
            wiring::Subject,
        },
    },
    flow::{
        account as account_of_user,
        error::AuthError,
        events,
        notice::{self, Notice},
        scope::Scope,
        session,
        types::AppTypes,
    },
};

/// An account that a provider or a passkey has proven.
pub(crate) struct ProvenAccount<'a> {
    /// The user as the account describes it, with a new ID.
    pub(crate) user: User,
    /// The account, with the passkey if it is the account of one.
    pub(crate) link: Link,
    /// The way in.
    pub(crate) method: SignInMethod<'a>,
    /// The e-mail address that the account proves.
    pub(crate) proof: Option<VerifiedEmail<'a>>,
    /// The proofs of a sign-in by the account about its owner.
    pub(crate) proofs: Proofs,
    /// `true` if the account may be linked to the user who has the proven e-mail address.
    pub(crate) link_by_email: bool,
    /// The time at which the user has started to link the account, at which the session must have been fresh; `None` if that
    /// was checked before.
    pub(crate) begun: Option<UnixTime>,
    /// The ID of an account at the same provider that this one takes the place of if it is linked to the signed-in user.
    pub(crate) replaces: Option<String>,
    /// `true` if a user is created if the account has no owner and no user is signed in.
    pub(crate) may_sign_up: bool,
}

/// Signs in by an account. Without a database, the user is new at each sign-in.
///
/// # Errors
/// Fails with the refusal of a guard, with [`AuthError::NotLinked`], or with the error of a callback or the
/// database.
pub(crate) async fn sign_in<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    account: ProvenAccount<'_>,
    profile: Option<RawProfile<'_>>,
) -> Result<SignedIn, AuthError> {
    if let Ok(adapter) = scope.adapter() {
        return sign_in_stored(scope, adapter, account, profile).await;
    }
    let ProvenAccount { user, link, method, proof, proofs, .. } = account;
    scope.proofs.merge(proofs);
    let subject = Subject::new(user);
    let attempt: Attempt<'_, F> =
        SignInAttempt { profile, proof, ..SignInAttempt::new(method, &subject, &link.account) };
    if let Some(elsewhere) = ask_guards(scope, &attempt).await? {
        return Ok(SignedIn::Redirected(elsewhere));
    }
    finish(scope, &attempt, StoredSignIn::STATELESS).await?;
    Ok(SignedIn::Done)
}

/// Signs in by an account whose owner is, or will be, in the database.
async fn sign_in_stored<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    adapter: &AnyAdapter,
    account: ProvenAccount<'_>,
    profile: Option<RawProfile<'_>>,
) -> Result<SignedIn, AuthError> {
    let ProvenAccount { user, link, method, proof, proofs, link_by_email, begun, replaces, may_sign_up } =
        account;
    let account = link.account.clone();
    let signed_in = session::signed_in(scope).await?;
    // Guards receive the stored user if there is one. If the account would be linked, they receive the user that it
    // describes, with the columns of the user who would own it.
    let known = adapter.user_by_account(&account.provider, &account.provider_account_id).await?;
    session::step_up::check_owner(scope, known.as_ref().map(AdapterUser::id).as_ref())?;
    let signed_in = match (signed_in, &known) {
        // An account that is linked to the signed-in user proves nothing about that user: the holder of a stolen session can
        // link an account of their own. The session goes on, with its proofs.
        (Some((user, continued)), None) => {
            scope.continued = Some(Box::new(continued));
            Some(user)
        }
        (signed_in, _) => {
            scope.proofs.merge(proofs);
            signed_in.map(|(user, _)| user)
        }
    };
    let owner_is_new_to_account = known.is_none();
    if owner_is_new_to_account && signed_in.is_none() && !may_sign_up {
        return Err(AuthError::NotLinked);
    }
    let linking_email = proof.filter(|_| link_by_email);
    let (subject, owner) = match known {
        Some(known) => (Subject::typed(known.typed()?), Some(known)),
        None => match owner_to_be(adapter, &user, signed_in.clone(), linking_email).await? {
            Some(owner) => (Subject::typed(user.clone().with_columns(owner.typed()?.columns)), Some(owner)),
            None => (Subject::new(user.clone()), None),
        },
    };
    let proven = owner.as_ref().and_then(AdapterUser::proven_address);
    let stored_proof = proven.as_ref().map(VerifiedEmail::stored);
    let attempt =
        SignInAttempt { profile, proof, stored_proof, ..SignInAttempt::new(method, &subject, &account) };
    if let Some(elsewhere) = ask_guards(scope, &attempt).await? {
        return Ok(SignedIn::Redirected(elsewhere));
    }
    #[cfg(feature = "totp")]
    {
        let kept = || KeptAccount::new(&user, &link, (profile, proof.is_some(), method));
        let first = || ProvenFirst::Account(Box::new(kept()));
        let waiting =
            second_factor::suspend(scope, attempt, Owner::stored_or_new(owner.as_ref()), first).await?;
        if let Some(waiting) = waiting {
            return Ok(waiting);
        }
    }
    // An account is a way in for good, and the session may have been stolen.
    let is_fresh = |at| scope.continued.as_ref().is_none_or(|session| session.is_fresh(at));
    if signed_in.is_some() && owner_is_new_to_account && begun.is_some_and(|begun| !is_fresh(begun)) {
        return Ok(SignedIn::StepUp);
    }
    if let Some(owner) = &owner {
        session::rely_on(scope, &owner.id()).await?;
    }
    let cleared = second_factor::cleared(scope, owner.as_ref());
    let session = session::stored::new_session(scope);
    let tokens = TokenRevocation::of(scope);
    let user = NewUser::new(user);
    let basis = scope.continued.as_ref().map(|session| session.basis.clone()).unwrap_or_default();
    let request = LinkRequest {
        // It is looked up once more, after the guards and the epoch.
        owner: None,
        user,
        link,
        signed_in,
        basis,
        proof,
        link_by_email,
        session,
        tokens,
        cleared,
        may_sign_up,
        epoch: scope.relied_on.clone(),
    };
    let LinkedUser { user: owner, kind, session, removed } = link::resolve(adapter, request).await?;
    if removed.is_some() {
        scope.forget_relied_epoch();
    }
    let account = Account { user_id: Some(owner.user.id.clone()), ..account };
    let proven = owner.proven_address();
    let stored_proof = proven.as_ref().map(VerifiedEmail::stored);
    let subject = Subject::typed(owner.clone().typed()?);
    first_proof::report(scope, &subject, proof, removed.as_ref()).await;
    if kind == LinkKind::Created {
        events::create_user(scope, CreateUserEvent { user: subject.plain() }, &subject).await;
    }
    match kind {
        #[cfg(feature = "oauth")]
        LinkKind::Known => crate::flow::provider_tokens::replace_dead(adapter, &account, scope.now).await?,
        #[cfg(not(feature = "oauth"))]
        LinkKind::Known => {}
        LinkKind::Linked | LinkKind::Created => {
            let event = LinkAccountEvent { user: subject.plain(), account: &account };
            events::link_account(scope, event, &subject).await;
        }
    }
    if kind == LinkKind::Linked {
        let is_replaced = match replaces.as_deref().filter(|former| *former != account.provider_account_id) {
            Some(former) => {
                replaced::remove(scope, &owner, (&account.provider, former), session.as_ref()).await
            }
            None => false,
        };
        let (_, name) = account_of_user::provider_of(scope.engine, &account.provider);
        let notice = if is_replaced { Notice::NumberChanged } else { Notice::linked(account.kind, name) };
        notice::tell(scope, notice, &owner).await;
    }
    let is_new_user = Some(kind == LinkKind::Created);
    let stored = StoredSignIn { is_new_user, session, user: Some(owner.id()) };
    let attempt =
        SignInAttempt { profile, proof, stored_proof, ..SignInAttempt::new(method, &subject, &account) };
    finish(scope, &attempt, stored).await?;
    Ok(SignedIn::Done)
}

/// Returns the stored user who would become the owner of an account without one.
async fn owner_to_be(
    adapter: &AnyAdapter,
    user: &User,
    signed_in: Option<AdapterUser>,
    linking_email: Option<VerifiedEmail<'_>>,
) -> Result<Option<AdapterUser>, AuthError> {
    match (signed_in, linking_email, &user.email) {
        (None, Some(proof), Some(email)) => {
            let owner = adapter.user_by_email(email).await?;
            Ok(owner.filter(|owner| proof.is(owner.user.email.as_deref())))
        }
        (signed_in, ..) => Ok(signed_in),
    }
}
