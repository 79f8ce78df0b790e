//! Decides whether the user of a sign-in has to prove a second factor, before anything is written.

use super::{label, pending::Suspended, verify};
use crate::{
    contract::{
        AdapterUser, StoredId,
        assurance::{AnyOf, Assurance, AuthMethod, Mfa, Minutes, Otp, Proofs},
        callback::{
            second_factor::{SecondFactor, SecondFactorCall, SecondFactorCallback, SecondFactorOutcome},
            sign_in::{SignInAttempt, SignInMethod},
        },
    },
    flow::{error::AuthError, scope::Scope, types::AppTypes},
    trace,
};

/// The user of a sign-in, before the sign-in is written.
#[derive(Clone, Copy)]
pub(crate) enum Owner<'a> {
    /// A stored user.
    Stored(&'a AdapterUser),
    /// A user whom the sign-in creates in the database.
    New,
    /// A user who is not one of the database, and is not going to be.
    Unstored,
}

impl<'a> Owner<'a> {
    /// Returns the stored user, or one whom the sign-in creates.
    pub(crate) fn stored_or_new(stored: Option<&'a AdapterUser>) -> Self {
        stored.map_or(Self::New, Self::Stored)
    }

    fn id(self) -> Option<StoredId> {
        match self {
            Self::Stored(user) => Some(user.id()),
            Self::New | Self::Unstored => None,
        }
    }

    /// Returns `true` for a stored user with an e-mail address that nothing has proven.
    fn is_unproven(self) -> bool {
        matches!(self, Self::Stored(user) if user.user.email.is_some() && user.email_verified.is_none())
    }
}

/// Returns `true` if a sign-in may have to wait for a second factor. A step-up adds a proof to a session that exists.
pub(crate) fn may_be_due<F: AppTypes>(scope: &Scope<'_, F>) -> bool {
    let settings = &scope.engine.settings;
    (settings.totp.is_some() || settings.asks_second_factor) && scope.step_up.is_none()
}

/// Returns the facts of the sign-in that has to wait for a second factor, or `None` if it continues.
///
/// # Errors
/// Fails if the callback or the database fails, if the user can prove no second factor, or if another user than the one who
/// has proven it would be signed in.
pub(crate) async fn due<F: AppTypes>(
    scope: &Scope<'_, F>,
    attempt: SignInAttempt<'_, F::State>,
    owner: Owner<'_>,
) -> Result<Option<Suspended>, AuthError> {
    if !may_be_due(scope) {
        return Ok(None);
    }
    let settings = &scope.engine.settings;
    if let Some(resumed) = &scope.resumed {
        let is_same = resumed.user == owner.id() && !matches!(owner, Owner::Unstored);
        // The first proof of the address has ended what was begun without it.
        if resumed.was_unproven && !owner.is_unproven() {
            return Err(AuthError::NoPendingSignIn);
        }
        return if is_same { Ok(None) } else { Err(AuthError::NotLinked) };
    }
    let call = SecondFactorCall { state: scope.state(), facts: scope.facts, attempt };
    let outcome = trace::callback("second_factor", F::Factor::call(call)).await;
    let decision = outcome.decide().map_err(AuthError::GuardFailed)?;
    if decision == SecondFactor::NotNeeded || is_proven(scope, attempt.method) {
        return Ok(None);
    }
    let has = enrolled(scope, attempt, owner).await?;
    let suspended = |enrols| {
        let label = label(attempt.user.plain()).to_owned();
        let (user, is_unproven) = (owner.id(), owner.is_unproven());
        Some(Suspended { user, is_unproven, label, enrols })
    };
    match (decision, has) {
        (_, Enrolled { totp: true, .. }) | (SecondFactor::Required, Enrolled { passkey: true, .. }) => {
            Ok(suspended(false))
        }
        (SecondFactor::Required, _) if settings.totp.is_some() && !matches!(owner, Owner::Unstored) => {
            Ok(suspended(true))
        }
        (SecondFactor::Required, _) => Err(AuthError::NoSecondFactor),
        (SecondFactor::IfEnrolled | SecondFactor::NotNeeded, _) => Ok(None),
    }
}

/// Returns `true` if the sign-in has proven two factors by itself, or continues a session that has in the last ten minutes:
/// an account or a passkey that is added is a way in for good, and a session may have been stolen. A passkey that is being
/// registered for a signed-in user proves nothing about this user.
fn is_proven<F: AppTypes>(scope: &Scope<'_, F>, method: SignInMethod<'_>) -> bool {
    let has_second =
        |proofs: Proofs| Assurance::new(proofs, scope.now).proves::<AnyOf<(Otp, Mfa)>, Minutes<10>>();
    let continues = scope.continued.as_ref().is_some_and(|session| has_second(session.proofs));
    continues
        || (!matches!(method, SignInMethod::PasskeyAdded | SignInMethod::NumberAdded(_))
            && scope.proofs.at(AuthMethod::Mfa).is_some())
}

/// The second factors of a user.
#[derive(Clone, Copy, Default)]
struct Enrolled {
    totp: bool,
    passkey: bool,
}

/// Returns the second factors of a user. If the sign-in is the first proof of the user's e-mail address, there are none: it
/// is about to remove what was added before, possibly by a stranger, who could keep the owner out otherwise. The sign-in of a
/// user of the application writes no proof, and removes nothing, unless sessions are in the database.
async fn enrolled<F: AppTypes>(
    scope: &Scope<'_, F>,
    attempt: SignInAttempt<'_, F::State>,
    owner: Owner<'_>,
) -> Result<Enrolled, AuthError> {
    let Owner::Stored(user) = owner else { return Ok(Enrolled::default()) };
    let writes_proof =
        scope.session_store().is_some() || !matches!(attempt.method, SignInMethod::Credentials);
    let is_first_proof = writes_proof
        && user.email_verified.is_none()
        && attempt.proof.is_some_and(|proof| proof.is(user.user.email.as_deref()));
    if is_first_proof {
        return Ok(Enrolled::default());
    }
    let id = user.id();
    let totp = verify::has_codes(scope, &id).await?;
    let passkey = !totp && super::passkey::has_one(scope, &id).await?;
    Ok(Enrolled { totp, passkey })
}
