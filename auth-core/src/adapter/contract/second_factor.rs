//! Authenticator applications and recovery codes.

use super::{
    Outcome, ensure, ensure_fails,
    fixture::{Fixture, while_unproven},
};
use crate::{
    adapter::{Adapter, AdapterError, Conflict, EmailProof, Kind, NewTotp, Result},
    contract::{Secret, StoredId, StoredTotp},
};

/// The time step of the code that confirms the enrolments of the suite.
const STEP: u64 = 58_000_000;

/// Builds an authenticator application with two recovery codes.
pub(super) fn new_totp(f: &Fixture) -> NewTotp {
    NewTotp::new(f.secret(), STEP, f.now, vec![f.secret(), f.secret()])
}

/// Signs up a user who has an authenticator application, and returns both.
pub(super) async fn enrolled(f: &Fixture) -> Result<(StoredId, NewTotp)> {
    // An adapter without second factors reports that here, before the user is created.
    f.adapter.second_factor(&f.unknown_user()).await?;
    let (user, totp) = (f.stored_user().await?.id(), new_totp(f));
    f.adapter.enrol_totp(&user, totp.clone()).await?;
    Ok((user, totp))
}

/// Returns `true` if the stored row is that of an enrolment, with so many recovery codes left.
fn is_new(stored: Option<&StoredTotp>, totp: &NewTotp, codes: u32) -> bool {
    stored.is_some_and(|stored| {
        (stored.last_step, stored.created, stored.recovery_codes) == (totp.step, totp.now, codes)
            && stored.secret == totp.secret
    })
}

/// Uses recovery codes, and returns the number of those that were left.
pub(super) async fn usable(f: &Fixture, user: &StoredId, codes: &[Secret]) -> Result<usize> {
    let mut used = 0;
    for code in codes {
        used += usize::from(f.adapter.use_recovery_code(user, code).await?);
    }
    Ok(used)
}

pub(super) async fn enrol(f: Fixture) -> Outcome {
    let (user, totp) = enrolled(&f).await?;
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(is_new(stored.as_ref(), &totp, 2), "the authenticator application must be stored as given");
    let other = f.stored_user().await?.id();
    ensure!(f.adapter.second_factor(&other).await?.is_none(), "another user must have no second factor");
    ensure!(
        f.adapter.second_factor(&f.unknown_user()).await?.is_none(),
        "an unknown user has no second factor"
    );
    let refused = f.adapter.enrol_totp(&f.unknown_user(), new_totp(&f)).await;
    ensure_fails!(refused, AdapterError::NotFound(Kind::User), "a second factor needs a stored user");

    let mut bare = new_totp(&f);
    bare.recovery_codes.clear();
    f.adapter.enrol_totp(&other, bare.clone()).await?;
    let stored = f.adapter.second_factor(&other).await?;
    ensure!(is_new(stored.as_ref(), &bare, 0), "an enrolment without recovery codes must be stored as given");
    Ok(())
}

pub(super) async fn replace(f: Fixture) -> Outcome {
    let (user, first) = enrolled(&f).await?;
    let mut second = new_totp(&f);
    second.step = STEP - 1;
    for replaces in [None, Some(f.secret())] {
        let refused = f.adapter.enrol_totp(&user, second.clone().replacing(replaces)).await;
        ensure_fails!(
            refused,
            AdapterError::Conflict(Conflict::SecondFactor),
            "an enrolment must name the authenticator application that it replaces"
        );
    }
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(is_new(stored.as_ref(), &first, 2), "a refused enrolment must change nothing");

    let replacing = second.clone().replacing(Some(first.secret.clone()));
    f.adapter.enrol_totp(&user, replacing.clone()).await?;
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(is_new(stored.as_ref(), &second, 2), "the new authenticator application must be stored as given");
    ensure!(
        usable(&f, &user, &first.recovery_codes).await? == 0,
        "the recovery codes of the former authenticator application must be gone"
    );
    ensure!(usable(&f, &user, &second.recovery_codes).await? == 2, "the new recovery codes must be stored");
    let other = f.stored_user().await?.id();
    ensure_fails!(
        f.adapter.enrol_totp(&other, replacing).await,
        AdapterError::Conflict(Conflict::SecondFactor),
        "an authenticator application that a user does not have cannot be replaced"
    );
    ensure!(f.adapter.second_factor(&other).await?.is_none(), "a refused enrolment must store nothing");
    Ok(())
}

pub(super) async fn use_a_step(f: Fixture) -> Outcome {
    let (user, totp) = enrolled(&f).await?;
    let (next, resealed) = (STEP + 1, f.secret());
    for step in [STEP, STEP - 1, 0] {
        ensure!(
            !f.adapter.use_totp_step(&user, &totp.secret, step, &resealed).await?,
            "a code of a step that was used, or of an earlier one, must be refused"
        );
    }
    ensure!(
        !f.adapter.use_totp_step(&user, &f.secret(), next, &resealed).await?,
        "a code that was checked with another secret must be refused"
    );
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(is_new(stored.as_ref(), &totp, 2), "a refused code must change nothing");

    ensure!(f.adapter.use_totp_step(&user, &totp.secret, next, &resealed).await?, "a new step can be used");
    let stored = f.adapter.second_factor(&user).await?;
    let used = NewTotp { step: next, secret: resealed.clone(), ..totp.clone() };
    ensure!(is_new(stored.as_ref(), &used, 2), "the step and the sealed secret must be stored");
    ensure!(
        !f.adapter.use_totp_step(&user, &resealed, next, &resealed).await?,
        "a step must not be used twice"
    );
    ensure!(
        !f.adapter.use_totp_step(&user, &totp.secret, next + 1, &resealed).await?,
        "a code that was checked with the former sealed secret must be refused"
    );
    // The same sealed secret stays, as long as it need not be sealed anew.
    ensure!(f.adapter.use_totp_step(&user, &resealed, next + 5, &resealed).await?, "steps may be left out");
    for unknown in [f.unknown_user(), f.stored_user().await?.id()] {
        ensure!(
            !f.adapter.use_totp_step(&unknown, &resealed, next + 9, &resealed).await?,
            "a user without an authenticator application cannot use a code"
        );
    }
    Ok(())
}

pub(super) async fn recovery_codes(f: Fixture) -> Outcome {
    let (user, totp) = enrolled(&f).await?;
    let [first, second] = totp.recovery_codes.as_slice() else { return Ok(()) };
    let other = f.stored_user().await?.id();
    f.adapter.enrol_totp(&other, NewTotp::new(f.secret(), STEP, f.now, vec![first.clone()])).await?;
    let upper = Secret::new(first.expose().to_uppercase());
    for wrong in [&f.secret(), &Secret::new(""), &upper] {
        ensure!(
            !f.adapter.use_recovery_code(&user, wrong).await?,
            "an unknown recovery code must be refused"
        );
    }
    ensure!(
        !f.adapter.use_recovery_code(&f.unknown_user(), first).await?,
        "an unknown user has no recovery codes"
    );
    ensure!(f.adapter.use_recovery_code(&user, first).await?, "a recovery code can be used");
    ensure!(!f.adapter.use_recovery_code(&user, first).await?, "a recovery code can be used once");
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(is_new(stored.as_ref(), &totp, 1), "a used recovery code must be gone, and nothing else");
    ensure!(f.adapter.use_recovery_code(&other, first).await?, "another user's code must stay");

    let new = vec![f.secret(), f.secret(), f.secret()];
    ensure!(
        f.adapter.replace_recovery_codes(&user, &totp.secret, new.clone()).await?,
        "recovery codes can be replaced"
    );
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(is_new(stored.as_ref(), &totp, 3), "the new recovery codes must be stored, and nothing else");
    ensure!(!f.adapter.use_recovery_code(&user, second).await?, "a replaced recovery code must be gone");
    ensure!(usable(&f, &user, &new).await? == 3, "each new recovery code can be used");
    ensure!(
        f.adapter.replace_recovery_codes(&user, &totp.secret, Vec::new()).await?,
        "all recovery codes can be removed, even if none is left"
    );
    f.adapter.replace_recovery_codes(&user, &totp.secret, vec![f.secret()]).await?;
    ensure!(
        !f.adapter.replace_recovery_codes(&user, &f.secret(), new.clone()).await?,
        "recovery codes must not be replaced for another authenticator application than was proven"
    );
    ensure!(usable(&f, &user, &new).await? == 0, "refused recovery codes must not be stored");
    for without in [f.unknown_user(), f.stored_user().await?.id()] {
        ensure!(
            !f.adapter.replace_recovery_codes(&without, &totp.secret, new.clone()).await?,
            "recovery codes need an authenticator application"
        );
        ensure!(usable(&f, &without, &new).await? == 0, "refused recovery codes must not be stored");
    }
    Ok(())
}

pub(super) async fn remove(f: Fixture) -> Outcome {
    let (user, totp) = enrolled(&f).await?;
    let (other, of_other) = enrolled(&f).await?;
    ensure!(
        !f.adapter.remove_second_factor(&user, Some(f.secret())).await?
            && f.adapter.second_factor(&user).await?.is_some(),
        "another second factor than was proven must not be removed"
    );
    let expected = Some(totp.secret.clone());
    ensure!(f.adapter.remove_second_factor(&user, expected).await?, "the second factor must be removed");
    ensure!(!f.adapter.remove_second_factor(&user, None).await?, "it can be removed once");
    ensure!(!f.adapter.remove_second_factor(&f.unknown_user(), None).await?, "an unknown user has none");
    ensure!(f.adapter.second_factor(&user).await?.is_none(), "the removed second factor must be gone");
    ensure!(
        usable(&f, &user, &totp.recovery_codes).await? == 0,
        "recovery codes must be removed with the authenticator application"
    );
    ensure!(
        !f.adapter.use_totp_step(&user, &totp.secret, STEP + 1, &totp.secret).await?,
        "a removed authenticator application must not be used"
    );
    let stored = f.adapter.second_factor(&other).await?;
    ensure!(is_new(stored.as_ref(), &of_other, 2), "the second factor of another user must stay");

    let again = new_totp(&f);
    f.adapter.enrol_totp(&user, again.clone()).await?;
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(is_new(stored.as_ref(), &again, 2), "a new enrolment must be possible");
    ensure!(usable(&f, &user, &totp.recovery_codes).await? == 0, "removed recovery codes must stay removed");
    Ok(())
}

pub(super) async fn delete_with_user(f: Fixture) -> Outcome {
    let (user, totp) = enrolled(&f).await?;
    ensure!(f.adapter.delete_user(&user).await?, "the user must be removed");
    ensure!(
        f.adapter.second_factor(&user).await?.is_none(),
        "the second factor must be removed with the user"
    );
    ensure!(
        usable(&f, &user, &totp.recovery_codes).await? == 0,
        "recovery codes must be removed with the user"
    );
    Ok(())
}

pub(super) async fn too_late_to_enrol(f: Fixture) -> Outcome {
    f.adapter.second_factor(&f.unknown_user()).await?;
    let user = f.adapter.sign_up(f.unproven_user(), None, None).await?.user;
    let (id, email) = (user.id(), user.user.email.unwrap_or_default());
    f.adapter.enrol_totp(&id, new_totp(&f).on(while_unproven())).await?;
    let proven = f.adapter.prove_email(EmailProof::new(id.clone(), email, f.now)).await?;
    ensure!(
        proven.removed.is_some_and(|removed| removed.second_factor),
        "the first proof must return that it has removed the second factor"
    );
    ensure_fails!(
        f.adapter.enrol_totp(&id, new_totp(&f).on(while_unproven())).await,
        AdapterError::Conflict(Conflict::Proof),
        "an enrolment that was decided before the proof must fail after it"
    );
    ensure!(f.adapter.second_factor(&id).await?.is_none(), "a refused enrolment must store nothing");
    f.adapter.enrol_totp(&id, new_totp(&f)).await?;
    Ok(())
}
