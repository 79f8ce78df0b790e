//! Verification tokens, and sign-ins with them.

use std::time::Duration;

use super::{Outcome, ensure, ensure_fails, fixture::Fixture};
use crate::{
    adapter::{Adapter, AdapterError, Conflict, NewSession},
    contract::VerificationToken,
};

pub(super) async fn keep_and_use(f: Fixture) -> Outcome {
    let token = f.token();
    f.adapter.create_verification_token(token.clone()).await?;
    let result = f.adapter.create_verification_token(token.clone()).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::VerificationToken),
        "a token can be stored only once"
    );
    let VerificationToken { identifier, token: hash, .. } = &token;
    let foreign = f.adapter.use_verification_token(&f.email(), hash).await?;
    ensure!(foreign.is_none(), "another e-mail address must not spend the token");
    ensure!(
        f.adapter.use_verification_token(identifier, &f.secret()).await?.is_none(),
        "another token must not be spent in its place"
    );
    let upper = identifier.to_uppercase();
    let upper = f.adapter.use_verification_token(&upper, hash).await?;
    ensure!(upper.is_none(), "e-mail addresses must compare exactly");
    let used = f.adapter.use_verification_token(identifier, hash).await?;
    ensure!(used.as_ref() == Some(&token), "the first use must return the token as stored");
    ensure!(
        f.adapter.use_verification_token(identifier, hash).await?.is_none(),
        "the second use must return nothing"
    );
    Ok(())
}

pub(super) async fn replace_tokens(f: Fixture) -> Outcome {
    let (older, other, mut newer) = (f.token(), f.token(), f.token());
    newer.identifier = older.identifier.clone();
    f.adapter.create_verification_token(older.clone()).await?;
    f.adapter.create_verification_token(other.clone()).await?;
    for _ in 0..2 {
        f.adapter.set_verification_token(newer.clone()).await?;
        let found = f.adapter.verification_token(&newer.identifier, &newer.token).await?;
        ensure!(found.as_ref() == Some(&newer), "the new token must be stored, also if it is stored already");
    }
    ensure!(
        f.adapter.use_verification_token(&older.identifier, &older.token).await?.is_none(),
        "the other tokens of the identifier must be removed"
    );
    ensure!(
        f.adapter.use_verification_token(&other.identifier, &other.token).await? == Some(other),
        "tokens of other identifiers must stay"
    );
    ensure!(
        f.adapter.use_verification_token(&newer.identifier, &newer.token).await? == Some(newer),
        "the new token must work once"
    );
    Ok(())
}

pub(super) async fn look_without_spending(f: Fixture) -> Outcome {
    let token = f.token();
    f.adapter.create_verification_token(token.clone()).await?;
    for _ in 0..2 {
        let seen = f.adapter.verification_token(&token.identifier, &token.token).await?;
        ensure!(seen.as_ref() == Some(&token), "the token must be returned without being spent");
    }
    ensure!(
        f.adapter.verification_token(&f.email(), &token.token).await?.is_none(),
        "the e-mail address must match"
    );
    let used = f.adapter.use_verification_token(&token.identifier, &token.token).await?;
    ensure!(used == Some(token), "the token must still be unspent");
    Ok(())
}

pub(super) async fn sign_in_once(f: Fixture) -> Outcome {
    let token = f.token();
    f.adapter.create_verification_token(token.clone()).await?;
    let Some(result) = f.adapter.sign_in_by_email(f.email_sign_in(&token)).await? else {
        ensure!(false, "the link must sign in");
        return Ok(());
    };
    ensure!(result.is_new_user, "the user must be created");
    ensure!(result.token == token, "the spent token must be returned");
    ensure!(
        result.user.user.email.as_ref() == Some(&token.identifier),
        "the new user must have the e-mail address"
    );
    ensure!(result.user.email_verified == Some(f.now), "the e-mail address must be verified");
    let session = result.session.map(|session| session.session_token).unwrap_or("".into());
    let found = f.adapter.session_and_user(&session).await?;
    ensure!(found.is_some_and(|found| found.user == result.user), "the session must belong to the user");
    let again = f.email_sign_in(&token);
    let unused = again.session.clone().map(|session| session.session_token).unwrap_or("".into());
    ensure!(f.adapter.sign_in_by_email(again).await?.is_none(), "the link must not work twice");
    ensure!(f.adapter.session_and_user(&unused).await?.is_none(), "the second use must not start a session");
    Ok(())
}

pub(super) async fn sign_in_known_user(f: Fixture) -> Outcome {
    let mut user = f.stored_user().await?;
    let mut token = f.token();
    token.identifier = user.user.email.clone().unwrap_or_default();
    f.adapter.create_verification_token(token.clone()).await?;

    let taken = f.session();
    f.adapter.create_session(&user.id(), taken.clone()).await?;
    let clash = f.email_sign_in(&token).with_session(Some(taken.clone()));
    let result = f.adapter.sign_in_by_email(clash).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::Session),
        "a session token can be stored only once"
    );

    let old = taken.session_token;
    let new = f.session().replacing(Some(old.clone()));
    let result = f.adapter.sign_in_by_email(f.email_sign_in(&token).with_session(Some(new))).await?;
    user.email_verified = Some(f.now);
    ensure!(
        result.is_some_and(|result| !result.is_new_user && result.user == user),
        "a failed sign-in must not spend the token; \
         the next one must find the stored user and mark the e-mail address as verified"
    );
    ensure!(
        f.adapter.user(&user.id()).await?.as_ref() == Some(&user),
        "the verification of the e-mail address must be stored"
    );
    ensure!(f.adapter.session_and_user(&old).await?.is_none(), "the replaced session must end");
    Ok(())
}

pub(super) async fn sign_in_ends_other_links(f: Fixture) -> Outcome {
    let (older, other) = (f.token(), f.token());
    let mut newer = f.token();
    newer.identifier = older.identifier.clone();
    for token in [&older, &newer, &other] {
        f.adapter.create_verification_token(token.clone()).await?;
    }
    let taken = f.session();
    f.adapter.create_session(&f.stored_user().await?.id(), taken.clone()).await?;
    let clash = f.adapter.sign_in_by_email(f.email_sign_in(&newer).with_session(Some(taken))).await;
    ensure_fails!(
        clash,
        AdapterError::Conflict(Conflict::Session),
        "a session token can be stored only once"
    );
    ensure!(
        f.adapter.verification_token(&older.identifier, &older.token).await?.is_some(),
        "a failed sign-in must not remove other links"
    );
    ensure!(f.adapter.sign_in_by_email(f.email_sign_in(&newer)).await?.is_some(), "the link must sign in");
    ensure!(
        f.adapter.verification_token(&older.identifier, &older.token).await?.is_none(),
        "the sign-in must remove the other links of the e-mail address"
    );
    ensure!(
        f.adapter.sign_in_by_email(f.email_sign_in(&older)).await?.is_none(),
        "a removed link must not sign in"
    );
    ensure!(
        f.adapter.sign_in_by_email(f.email_sign_in(&other)).await?.is_some(),
        "the links of other e-mail addresses must stay"
    );
    Ok(())
}

pub(super) async fn sign_in_by_other_spelling(f: Fixture) -> Outcome {
    for (canonical, stored) in f.spellings() {
        let mut new = f.new_user();
        new.user.email = Some(stored);
        let mut user = f.adapter.sign_up(new, None, None).await?.user;
        let mut token = f.token();
        token.identifier = canonical;
        f.adapter.create_verification_token(token.clone()).await?;
        let result = f.adapter.sign_in_by_email(f.email_sign_in(&token)).await?;
        user.email_verified = Some(f.now);
        ensure!(
            result.is_some_and(|result| !result.is_new_user && result.user == user),
            "a user stored under another spelling must be signed in, not created again"
        );
    }
    Ok(())
}

pub(super) async fn sign_in_too_late(f: Fixture) -> Outcome {
    let mut token = f.token();
    token.expires = f.now - Duration::from_secs(1);
    f.adapter.create_verification_token(token.clone()).await?;
    ensure!(
        f.adapter.sign_in_by_email(f.email_sign_in(&token)).await?.is_none(),
        "an expired link must not sign in"
    );
    ensure!(
        f.adapter.user_by_email(&token.identifier).await?.is_none(),
        "an expired link must not create a user"
    );
    let left = f.adapter.use_verification_token(&token.identifier, &token.token).await?;
    ensure!(left.is_none(), "the expired token must be removed");
    Ok(())
}

pub(super) async fn housekeeping(f: Fixture) -> Outcome {
    let (fresh, mut expired) = (f.token(), f.token());
    expired.expires = f.now - Duration::from_secs(1);
    let user = f.stored_user().await?.id();
    let session = f.adapter.create_session(&user, NewSession::new(f.secret(), fresh.expires)).await?;
    f.adapter.create_verification_token(fresh.clone()).await?;
    f.adapter.create_verification_token(expired.clone()).await?;
    f.adapter.delete_expired(f.now).await?;
    let gone = f.adapter.verification_token(&expired.identifier, &expired.token).await?;
    ensure!(gone.is_none(), "expired tokens must be removed");
    ensure!(
        f.adapter.verification_token(&fresh.identifier, &fresh.token).await?.is_some(),
        "tokens that have not expired must stay"
    );
    ensure!(
        f.adapter.session_and_user(&session.session_token).await?.is_some(),
        "sessions that have not expired must stay"
    );
    Ok(())
}
