//! Sign-in by an account: asks the guards, finds, links or creates the owner, and starts the session.

use super::{
    Attempt, SignedIn, StoredSignIn, ask_guards, finish,
    link::{self, LinkError, LinkKind, LinkRequest, LinkedUser, VerifiedEmail},
};
use crate::{
    adapter::{Adapter, AnyAdapter, Link, NewUser},
    contract::{
        Account, AdapterUser, User,
        callback::{
            event::{CreateUserEvent, LinkAccountEvent},
            profile::RawProfile,
            sign_in::SignInAttempt,
            wiring::Subject,
        },
    },
    flow::{error::AuthError, events, scope::Scope, session, types::AppTypes},
};

/// An account that a provider or a passkey has proven.
pub(crate) struct ProvenAccount<'a> {
    /// The user as the account describes it, with a new ID.
    pub(crate) user: User,
    /// The account, with the passkey if it is the account of one.
    pub(crate) link: Link,
    /// The e-mail address by which the account may be linked to its owner.
    pub(crate) linking_email: Option<VerifiedEmail<'a>>,
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
    let ProvenAccount { user, link, .. } = account;
    let subject = Subject::new(user);
    let attempt: Attempt<'_, F> = SignInAttempt { profile, ..SignInAttempt::proven(&subject, &link.account) };
    if let Some(elsewhere) = ask_guards(scope, attempt).await? {
        return Ok(SignedIn::Redirected(elsewhere));
    }
    finish(scope, attempt, StoredSignIn::STATELESS).await?;
    Ok(SignedIn::Done)
}

/// Signs in by an account whose owner is, or will be, in the database.
async fn sign_in_stored<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    adapter: &AnyAdapter,
    account: ProvenAccount<'_>,
    profile: Option<RawProfile<'_>>,
) -> Result<SignedIn, AuthError> {
    let ProvenAccount { user, link, linking_email } = account;
    let account = link.account.clone();
    let signed_in = session::signed_in_user(scope).await?;
    // Guards receive the stored user if there is one. If the account would be linked, they receive the user that it
    // describes, with the columns of the user who would own it.
    let subject = match adapter.user_by_account(&account.provider, &account.provider_account_id).await? {
        Some(known) => Subject::typed(known.typed()?),
        None => match owner_to_be(adapter, &user, signed_in.clone(), linking_email).await? {
            Some(owner) => Subject::typed(user.clone().with_columns(owner.typed()?.columns)),
            None => Subject::new(user.clone()),
        },
    };
    let attempt: Attempt<'_, F> = SignInAttempt { profile, ..SignInAttempt::proven(&subject, &account) };
    if let Some(elsewhere) = ask_guards(scope, attempt).await? {
        return Ok(SignedIn::Redirected(elsewhere));
    }
    let mut new_user = NewUser::new(user);
    if linking_email.is_some() {
        new_user = new_user.verified_at(scope.now);
    }
    let session = session::stored::new_session(scope);
    let request = LinkRequest { user: new_user, link, signed_in, linking_email, session };
    let LinkedUser { user: owner, kind, session } = link::resolve(adapter, request).await?;

    let account = Account { user_id: Some(owner.user.id.clone()), ..account };
    let subject = Subject::typed(owner.typed()?);
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
    let stored = StoredSignIn { is_new_user: Some(kind == LinkKind::Created), session };
    let attempt = SignInAttempt { profile, ..SignInAttempt::proven(&subject, &account) };
    finish(scope, attempt, stored).await?;
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
            Ok(owner.filter(|owner| proof.is_proven_by(owner)))
        }
        (signed_in, ..) => Ok(signed_in),
    }
}

impl From<LinkError> for AuthError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::NotLinked => Self::NotLinked,
            LinkError::Store(error) => Self::Adapter(error),
        }
    }
}
