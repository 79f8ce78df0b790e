//! The new user of a sign-up: created in one operation with the proven address and the password, and signed in.

use super::{Registered, SignUpError, password::ChosenPassword};
use crate::{
    adapter::{Adapter, AdapterError, Conflict, NewUser},
    contract::{
        Account, AdapterUser, User, VerifiedEmail,
        assurance::AuthMethod,
        callback::{
            event::CreateUserEvent,
            sign_in::{SignInAttempt, SignInMethod},
            wiring::Subject,
        },
    },
    flow::{
        account::profile_values,
        error::AuthError,
        events,
        scope::Scope,
        session,
        sign_in::{
            Attempt, SignedIn, StoredSignIn, finish,
            limit::{self, AccountName},
        },
        types::AppTypes,
    },
};
#[cfg(feature = "totp")]
use crate::{
    contract::KnownUser,
    flow::second_factor::{
        demand::Owner,
        proven::{ProvenFirst, ProvenForm},
    },
    flow::sign_in::second_factor,
};

/// Creates the user with the proven address and the password.
///
/// # Errors
/// Returns [`AuthError::Verification`] if another user has the address by now.
pub(super) async fn create<F: AppTypes>(
    scope: &Scope<'_, F>,
    proposed: &User,
    registered: Registered,
    password: ChosenPassword,
) -> Result<AdapterUser, SignUpError> {
    let Registered { name, image, columns } = registered;
    let (name, image) = profile_values(name, image).map_err(SignUpError::Profile)?;
    let user = User { name, image, ..proposed.clone() };
    let new = NewUser::new(user).with_columns(columns).verified_at(scope.now);
    let new = password.of(new, &scope.engine.settings);
    match scope.adapter()?.sign_up(new, None, None).await {
        Ok(signed_up) => Ok(signed_up.user),
        Err(AdapterError::Conflict(Conflict::Email)) => Err(AuthError::Verification.into()),
        Err(error) => Err(error.into()),
    }
}

/// Signs in the new user, who waits if a second factor is due. The guards have been asked before.
///
/// # Errors
/// Fails if the second factor cannot be decided, or the session cannot be started. The user is created all the same.
pub(super) async fn sign_in<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: AdapterUser,
    (account, email): (Account, VerifiedEmail<'_>),
) -> Result<SignedIn, AuthError> {
    let id = user.id();
    let subject = Subject::typed(user.clone().typed()?);
    events::create_user(scope, CreateUserEvent { user: subject.plain() }, &subject).await;
    let account = Account { user_id: Some(id.clone().into()), ..account };
    let attempt: Attempt<'_, F> = SignInAttempt {
        proof: Some(email),
        ..SignInAttempt::new(SignInMethod::LinkOpened(email), &subject, &account)
    };
    scope.prove(AuthMethod::Email);
    #[cfg(feature = "totp")]
    {
        // The user exists by now, so the sign-in goes on like one of a known user.
        let first =
            || ProvenFirst::Form(ProvenForm::new(&account.provider, &KnownUser::stored(&id), (&[], None)));
        if let Some(waiting) = second_factor::suspend(scope, attempt, Owner::Stored(&user), first).await? {
            return Ok(waiting);
        }
    }
    let session = match (scope.session_store(), session::stored::new_session(scope)) {
        (Some(adapter), Some(session)) => {
            let session = session.on(session::basis_of(&user, None, None));
            Some(adapter.create_session(&id, session).await?)
        }
        _ => None,
    };
    finish(scope, &attempt, StoredSignIn { is_new_user: Some(true), session, user: Some(id) }).await?;
    limit::remember(scope, &[&AccountName::of_address(email.address())]);
    Ok(SignedIn::Done)
}
