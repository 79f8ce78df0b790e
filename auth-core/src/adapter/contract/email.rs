//! Verification tokens, and signing in with them.

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
    ensure_fails!(result, AdapterError::Conflict(Conflict::VerificationToken), "a token is there once");
    let VerificationToken { identifier, token: hash, .. } = &token;
    let foreign = f.adapter.use_verification_token(&f.email(), hash).await?;
    ensure!(foreign.is_none(), "a token is bound to its address");
    ensure!(
        f.adapter.use_verification_token(identifier, &f.secret()).await?.is_none(),
        "and an address to it"
    );
    let upper = identifier.to_uppercase();
    ensure!(f.adapter.use_verification_token(&upper, hash).await?.is_none(), "addresses compare exactly");
    let used = f.adapter.use_verification_token(identifier, hash).await?;
    ensure!(used.as_ref() == Some(&token), "the first use returns the token exactly");
    ensure!(
        f.adapter.use_verification_token(identifier, hash).await?.is_none(),
        "the second use finds nothing"
    );
    Ok(())
}

pub(super) async fn look_without_spending(f: Fixture) -> Outcome {
    let token = f.token();
    f.adapter.create_verification_token(token.clone()).await?;
    for _ in 0..2 {
        let seen = f.adapter.verification_token(&token.identifier, &token.token).await?;
        ensure!(seen.as_ref() == Some(&token), "a look returns the token and leaves it");
    }
    ensure!(
        f.adapter.verification_token(&f.email(), &token.token).await?.is_none(),
        "the address must match"
    );
    let used = f.adapter.use_verification_token(&token.identifier, &token.token).await?;
    ensure!(used == Some(token), "the token was not spent");
    Ok(())
}

pub(super) async fn sign_in_once(f: Fixture) -> Outcome {
    let token = f.token();
    f.adapter.create_verification_token(token.clone()).await?;
    let Some(entered) = f.adapter.sign_in_by_email(f.email_sign_in(&token)).await? else {
        ensure!(false, "the link signs in");
        return Ok(());
    };
    ensure!(entered.is_new_user && entered.token == token, "the user is made, the token is spent");
    ensure!(entered.user.user.email.as_ref() == Some(&token.identifier), "the user has the address");
    ensure!(entered.user.email_verified == Some(f.now), "the address is proven");
    let session = entered.session.map(|session| session.session_token).unwrap_or("".into());
    let found = f.adapter.session_and_user(&session).await?;
    ensure!(found.is_some_and(|found| found.user == entered.user), "the session is the user's");
    let again = f.email_sign_in(&token);
    let unused = again.session.clone().map(|session| session.session_token).unwrap_or("".into());
    ensure!(f.adapter.sign_in_by_email(again).await?.is_none(), "the link does not work twice");
    ensure!(f.adapter.session_and_user(&unused).await?.is_none(), "nor does it start a second session");
    Ok(())
}

pub(super) async fn sign_in_known_user(f: Fixture) -> Outcome {
    let mut user = f.somebody().await?;
    let mut token = f.token();
    token.identifier = user.user.email.clone().unwrap_or_default();
    f.adapter.create_verification_token(token.clone()).await?;

    let taken = f.session();
    f.adapter.create_session(&user.user.id, taken.clone()).await?;
    let clash = f.email_sign_in(&token).with_session(Some(taken.clone()));
    let result = f.adapter.sign_in_by_email(clash).await;
    ensure_fails!(result, AdapterError::Conflict(Conflict::Session), "a token has one session");

    let old = taken.session_token;
    let new = f.session().replacing(Some(old.clone()));
    let entered = f.adapter.sign_in_by_email(f.email_sign_in(&token).with_session(Some(new))).await?;
    user.email_verified = Some(f.now);
    ensure!(
        entered.is_some_and(|entered| !entered.is_new_user && entered.user == user),
        "a failed sign-in spends nothing; the known user is found and the address proven"
    );
    ensure!(f.adapter.user(&user.user.id).await?.as_ref() == Some(&user), "which is stored");
    ensure!(f.adapter.session_and_user(&old).await?.is_none(), "the old session is ended");
    Ok(())
}

pub(super) async fn sign_in_too_late(f: Fixture) -> Outcome {
    let mut token = f.token();
    token.expires = f.now - Duration::from_secs(1);
    f.adapter.create_verification_token(token.clone()).await?;
    ensure!(f.adapter.sign_in_by_email(f.email_sign_in(&token)).await?.is_none(), "an expired link is none");
    ensure!(f.adapter.user_by_email(&token.identifier).await?.is_none(), "and makes no user");
    let left = f.adapter.use_verification_token(&token.identifier, &token.token).await?;
    ensure!(left.is_none(), "the expired token is removed");
    Ok(())
}

pub(super) async fn housekeeping(f: Fixture) -> Outcome {
    let (fresh, mut expired) = (f.token(), f.token());
    expired.expires = f.now - Duration::from_secs(1);
    let user = f.somebody().await?.user.id;
    let session = f.adapter.create_session(&user, NewSession::new(f.secret(), fresh.expires)).await?;
    f.adapter.create_verification_token(fresh.clone()).await?;
    f.adapter.create_verification_token(expired.clone()).await?;
    f.adapter.delete_expired(f.now).await?;
    let gone = f.adapter.verification_token(&expired.identifier, &expired.token).await?;
    ensure!(gone.is_none(), "expired tokens are removed");
    ensure!(f.adapter.verification_token(&fresh.identifier, &fresh.token).await?.is_some(), "others stay");
    ensure!(f.adapter.session_and_user(&session.session_token).await?.is_some(), "so do sessions");
    Ok(())
}
