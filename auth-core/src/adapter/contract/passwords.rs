//! Hashes of passwords.

use super::{
    Outcome, ensure, ensure_fails,
    fixture::{Fixture, while_unproven},
};
use crate::{
    adapter::{Adapter, AdapterError, Conflict, EmailProof, Kind, NewPassword, NewUser, Result},
    contract::{Secret, StoredId, User, VerificationToken},
};

/// Builds a password with a hash that no other one has.
pub(super) fn new_password(f: &Fixture) -> NewPassword {
    let hash = format!("$argon2id$v=19$m=19456,t=2,p=1${}$+/{}", f.unique(), f.unique());
    NewPassword::new(hash.into(), f.now)
}

/// Signs up a user who has a password, and returns both.
pub(super) async fn with_password(f: &Fixture) -> Result<(StoredId, NewPassword)> {
    // An adapter without passwords reports that here, before the user is created.
    f.adapter.password_of(&f.unknown_user()).await?;
    let (user, password) = (f.stored_user().await?.id(), new_password(f));
    f.adapter.set_password(&user, password.clone()).await?;
    Ok((user, password))
}

/// Returns `true` if the stored hash of a user is that of `password`, and was stored when it was.
pub(super) async fn has(f: &Fixture, user: &StoredId, password: &NewPassword) -> Result<bool> {
    let stored = f.adapter.password_of(user).await?;
    Ok(stored.is_some_and(|stored| stored.hash == password.hash && stored.updated == password.now))
}

pub(super) async fn set(f: Fixture) -> Outcome {
    f.adapter.password_of(&f.unknown_user()).await?;
    let (user, other) = (f.stored_user().await?.id(), f.stored_user().await?.id());
    ensure!(f.adapter.password_of(&user).await?.is_none(), "a new user must have no password");
    let password = new_password(&f);
    ensure!(f.adapter.set_password(&user, password.clone()).await?, "the first password must be stored");
    ensure!(has(&f, &user, &password).await?, "the hash must be stored as given");
    ensure!(f.adapter.password_of(&other).await?.is_none(), "another user must have no password");
    ensure!(f.adapter.password_of(&f.unknown_user()).await?.is_none(), "an unknown user has no password");
    for replaces in [None, Some(f.secret())] {
        let refused = f.adapter.set_password(&f.unknown_user(), new_password(&f).replacing(replaces)).await;
        ensure_fails!(refused, AdapterError::NotFound(Kind::User), "a password needs a stored user");
    }
    Ok(())
}

pub(super) async fn replace(f: Fixture) -> Outcome {
    let (user, first) = with_password(&f).await?;
    let mut second = new_password(&f);
    second.now = f.now + super::fixture::WEEK;
    let upper = Secret::new(first.hash.expose().to_uppercase());
    let longer = Secret::new(format!("{} ", first.hash.expose()));
    for replaces in [None, Some(f.secret()), Some(upper), Some(longer), Some(Secret::new(""))] {
        ensure!(
            !f.adapter.set_password(&user, second.clone().replacing(replaces)).await?,
            "a new hash must name the hash that it replaces"
        );
    }
    ensure!(has(&f, &user, &first).await?, "a refused hash must change nothing");
    let replacing = second.clone().replacing(Some(first.hash.clone()));
    ensure!(f.adapter.set_password(&user, replacing.clone()).await?, "a hash can be replaced");
    ensure!(has(&f, &user, &second).await?, "the new hash must be stored as given");
    ensure!(!f.adapter.set_password(&user, replacing.clone()).await?, "a hash can be replaced once");
    let other = f.stored_user().await?.id();
    ensure!(
        !f.adapter.set_password(&other, replacing).await?,
        "a hash that a user does not have cannot be replaced"
    );
    ensure!(f.adapter.password_of(&other).await?.is_none(), "a refused hash must not be stored");
    Ok(())
}

pub(super) async fn remove(f: Fixture) -> Outcome {
    let (user, first) = with_password(&f).await?;
    let (other, of_other) = with_password(&f).await?;
    ensure!(f.adapter.remove_password(&user).await?, "the password must be removed");
    ensure!(!f.adapter.remove_password(&user).await?, "it can be removed once");
    ensure!(!f.adapter.remove_password(&f.unknown_user()).await?, "an unknown user has none");
    ensure!(f.adapter.password_of(&user).await?.is_none(), "the removed password must be gone");
    ensure!(has(&f, &other, &of_other).await?, "the password of another user must stay");
    let again = new_password(&f);
    ensure!(
        !f.adapter.set_password(&user, again.clone().replacing(Some(first.hash))).await?,
        "a removed hash cannot be replaced"
    );
    ensure!(f.adapter.set_password(&user, again.clone()).await?, "a new password can be set");
    ensure!(has(&f, &user, &again).await?, "the new password must be stored as given");
    Ok(())
}

pub(super) async fn sign_up_with_one(f: Fixture) -> Outcome {
    f.adapter.password_of(&f.unknown_user()).await?;
    let password = new_password(&f);
    let new = f.new_user().with_password(Some(password.clone()));
    let email = new.user.email.clone();
    let user = f.adapter.sign_up(new, None, Some(f.session())).await?.user;
    ensure!(has(&f, &user.id(), &password).await?, "the password must be stored with the user");

    let mut refused = f.new_user().with_password(Some(new_password(&f)));
    refused.user.email = email;
    ensure_fails!(
        f.adapter.sign_up(refused, None, None).await,
        AdapterError::Conflict(Conflict::Email),
        "an e-mail address can be used once"
    );
    ensure!(
        has(&f, &user.id(), &password).await?,
        "a refused sign-up must leave the password of the known user"
    );

    let (token, by_link) = (f.token(), new_password(&f));
    f.adapter.create_verification_token(token.clone()).await?;
    let mut sign_in = f.email_sign_in(&token);
    sign_in.user = sign_in.user.with_password(Some(by_link.clone()));
    let created = f.adapter.sign_in_by_email(sign_in).await?;
    ensure!(created.as_ref().is_some_and(|created| created.is_new_user), "the user must be created");
    if let Some(created) = created {
        ensure!(has(&f, &created.user.id(), &by_link).await?, "the password must be stored with the user");
    }

    let again = VerificationToken { identifier: token.identifier, ..f.token() };
    f.adapter.create_verification_token(again.clone()).await?;
    let mut sign_in = f.email_sign_in(&again);
    let late = NewUser::new(User::new(f.unique())).with_password(Some(new_password(&f)));
    sign_in.user = NewUser { email_verified: sign_in.user.email_verified, ..late };
    sign_in.user.user.email = Some(again.identifier.clone());
    let known = f.adapter.sign_in_by_email(sign_in).await?;
    ensure!(known.as_ref().is_some_and(|known| !known.is_new_user), "the known user must be found");
    if let Some(known) = known {
        ensure!(has(&f, &known.user.id(), &by_link).await?, "the password of a known user must stay");
    }
    Ok(())
}

pub(super) async fn delete_with_user(f: Fixture) -> Outcome {
    let (user, _) = with_password(&f).await?;
    ensure!(f.adapter.delete_user(&user).await?, "the user must be removed");
    ensure!(f.adapter.password_of(&user).await?.is_none(), "the password must be removed with the user");
    Ok(())
}

pub(super) async fn first_proof(f: Fixture) -> Outcome {
    f.adapter.password_of(&f.unknown_user()).await?;
    let user = f.unproven_user().with_password(Some(new_password(&f)));
    let user = f.adapter.sign_up(user, None, None).await?.user;
    let (id, email) = (user.id(), user.user.email.unwrap_or_default());
    let other = EmailProof::new(id.clone(), f.email(), f.now);
    ensure_fails!(
        f.adapter.prove_email(other).await,
        AdapterError::NotFound(Kind::User),
        "a user without the e-mail address must not be proven"
    );
    ensure!(f.adapter.password_of(&id).await?.is_some(), "a failed proof must not remove the password");
    let proven = f.adapter.prove_email(EmailProof::new(id.clone(), email.clone(), f.now)).await?;
    ensure!(
        proven.removed.is_some_and(|removed| removed.password),
        "the first proof must return that it has removed the password"
    );
    ensure!(f.adapter.password_of(&id).await?.is_none(), "the first proof must remove the password");

    let password = new_password(&f);
    f.adapter.set_password(&id, password.clone()).await?;
    f.adapter.prove_email(EmailProof::new(id.clone(), email, f.now)).await?;
    ensure!(has(&f, &id, &password).await?, "a later proof must not remove the password");

    let user = f.unproven_user().with_password(Some(new_password(&f)));
    let user = f.adapter.sign_up(user, None, None).await?.user;
    let email = user.user.email.clone().unwrap_or_default();
    let token = VerificationToken { identifier: email, ..f.token() };
    f.adapter.create_verification_token(token.clone()).await?;
    let signed_in = f.adapter.sign_in_by_email(f.email_sign_in(&token)).await?;
    ensure!(
        signed_in.and_then(|signed_in| signed_in.removed).is_some_and(|removed| removed.password),
        "the first proof by a magic link must return that it has removed the password"
    );
    ensure!(
        f.adapter.password_of(&user.id()).await?.is_none(),
        "the first proof by a magic link must remove the password"
    );
    Ok(())
}

pub(super) async fn too_late_to_set(f: Fixture) -> Outcome {
    f.adapter.password_of(&f.unknown_user()).await?;
    let user = f.adapter.sign_up(f.unproven_user(), None, None).await?.user;
    let (id, email) = (user.id(), user.user.email.unwrap_or_default());
    let before = new_password(&f).on(while_unproven());
    ensure!(f.adapter.set_password(&id, before).await?, "a password can be set before the proof");
    f.adapter.prove_email(EmailProof::new(id.clone(), email, f.now)).await?;
    ensure_fails!(
        f.adapter.set_password(&id, new_password(&f).on(while_unproven())).await,
        AdapterError::Conflict(Conflict::Proof),
        "a password that was decided before the proof must not be set after it"
    );
    ensure!(f.adapter.password_of(&id).await?.is_none(), "a refused password must not be stored");
    ensure!(f.adapter.set_password(&id, new_password(&f)).await?, "a password can be set after the proof");
    Ok(())
}
