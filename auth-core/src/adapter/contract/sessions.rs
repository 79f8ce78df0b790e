//! Database sessions.

use std::time::Duration;

use super::{
    Outcome, ensure, ensure_fails,
    fixture::{Fixture, WEEK},
};
use crate::adapter::{Adapter, AdapterError, Conflict, Kind, NewSession};

pub(super) async fn create(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let new = f.session();
    let session = f.adapter.create_session(&user, new.clone()).await?;
    ensure!(session.session_token == new.session_token, "the session token must be stored as given");
    ensure!(
        session.user_id == user && session.expires == new.expires,
        "user and expiry must be stored as given"
    );
    let result = f.adapter.create_session(&user, new).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::Session),
        "a session token can be stored only once"
    );
    let result = f.adapter.create_session(&f.unknown_user(), f.session()).await;
    ensure_fails!(result, AdapterError::NotFound(Kind::User), "a session needs a stored user");
    Ok(())
}

pub(super) async fn find(f: Fixture) -> Outcome {
    let user = f.stored_user().await?;
    let session = f.adapter.create_session(&user.id(), f.session()).await?;
    let found = f.adapter.session_and_user(&session.session_token).await?;
    ensure!(
        found.is_some_and(|found| found.session == session && found.user == user),
        "the session and its user must be found"
    );
    ensure!(
        f.adapter.session_and_user(&"invalid-token".into()).await?.is_none(),
        "an unknown session token must find nothing"
    );
    let upper = session.session_token.expose().to_uppercase().into();
    ensure!(f.adapter.session_and_user(&upper).await?.is_none(), "session tokens must compare exactly");
    let cut = format!("{}\0", session.session_token.expose()).into();
    ensure!(
        f.adapter.session_and_user(&cut).await?.is_none(),
        "a session token with U+0000 must find nothing"
    );
    Ok(())
}

pub(super) async fn replace(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let old = f.session();
    f.adapter.create_session(&user, old.clone()).await?;
    let new = f.session().replacing(Some(old.session_token.clone()));
    let session = f.adapter.create_session(&user, new).await?;
    ensure!(f.adapter.session_and_user(&old.session_token).await?.is_none(), "the replaced session must end");
    ensure!(
        f.adapter.session_and_user(&session.session_token).await?.is_some(),
        "the new session must be stored"
    );
    let unknown = f.session().replacing(Some(f.secret()));
    ensure!(
        f.adapter.create_session(&user, unknown).await.is_ok(),
        "a session that replaces an unknown one must be stored"
    );
    Ok(())
}

pub(super) async fn touch(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let new = f.session();
    let (token, due) = (new.session_token.clone(), new.expires);
    f.adapter.create_session(&user, new).await?;
    let later = due + Duration::from_secs(60);
    let too_early = due - Duration::from_secs(1);
    ensure!(
        !f.adapter.touch_session(&token, later, too_early).await?,
        "a session that is not due must stay unchanged"
    );
    ensure!(
        f.adapter.touch_session(&token, later, due).await?,
        "the expiry of a session that is due must be changed"
    );
    let found = f.adapter.session_and_user(&token).await?;
    ensure!(
        found.is_some_and(|found| found.session.expires == later),
        "the new expiry must be stored as given"
    );
    ensure!(!f.adapter.touch_session(&token, later, due).await?, "the expiry must be changed only once");
    ensure!(
        !f.adapter.touch_session(&f.secret(), later, later).await?,
        "the expiry of an unknown session cannot be changed"
    );
    Ok(())
}

pub(super) async fn delete(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let session = f.adapter.create_session(&user, f.session()).await?;
    let token = session.session_token.clone();
    ensure!(f.adapter.delete_session(&token).await? == Some(session), "the ended session must be returned");
    ensure!(f.adapter.session_and_user(&token).await?.is_none(), "the session must end");
    ensure!(
        f.adapter.delete_session(&token).await?.is_none(),
        "ending a session that has ended must return nothing"
    );
    Ok(())
}

pub(super) async fn of_a_user(f: Fixture) -> Outcome {
    let (user, other) = (f.stored_user().await?.id(), f.stored_user().await?.id());
    let first = f.adapter.create_session(&user, f.session()).await?;
    let longer = NewSession::new(f.secret(), f.now + WEEK + WEEK);
    let second = f.adapter.create_session(&user, longer).await?;
    let foreign = f.adapter.create_session(&other, f.session()).await?;
    let sessions = f.adapter.sessions_of(&user).await?;
    ensure!(
        sessions == [second, first.clone()],
        "the user's own sessions must be listed, the latest expiry first"
    );
    ensure!(
        f.adapter.delete_sessions_of(&user).await? == 2,
        "the number of the ended sessions must be returned"
    );
    ensure!(
        f.adapter.session_and_user(&first.session_token).await?.is_none(),
        "all sessions of the user must end"
    );
    ensure!(f.adapter.sessions_of(&user).await?.is_empty(), "ended sessions must not be listed");
    ensure!(
        f.adapter.session_and_user(&foreign.session_token).await?.is_some(),
        "the sessions of other users must stay"
    );
    Ok(())
}

pub(super) async fn of_an_unknown_user(f: Fixture) -> Outcome {
    let unknown = f.unknown_user();
    ensure!(f.adapter.sessions_of(&unknown).await?.is_empty(), "an unknown user has no sessions");
    ensure!(f.adapter.delete_sessions_of(&unknown).await? == 0, "no session of an unknown user can be ended");
    Ok(())
}

/// Checks that an expired session is returned unchanged, or is absent. The caller checks the expiry.
pub(super) async fn expired(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let expires = f.now - Duration::from_secs(60);
    let session = f.adapter.create_session(&user, NewSession::new(f.secret(), expires)).await?;
    let found = f.adapter.session_and_user(&session.session_token).await?;
    ensure!(
        found.is_none_or(|found| found.session.expires == expires),
        "the expiry of an expired session must stay unchanged"
    );
    f.adapter.delete_expired(f.now).await?;
    ensure!(
        f.adapter.session_and_user(&session.session_token).await?.is_none(),
        "expired sessions must be removed"
    );
    Ok(())
}

/// Checks that expired rows are removed in batches, to the last one, and that no other row is.
pub(super) async fn expired_in_batches(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let mut expired = Vec::new();
    for number in 1..=5 {
        let session = NewSession::new(f.secret(), f.now - Duration::from_secs(60 * number));
        expired.push(f.adapter.create_session(&user, session).await?.session_token);
    }
    let valid = f.adapter.create_session(&user, NewSession::new(f.secret(), f.now + WEEK)).await?;
    let mut batches = 0;
    while f.adapter.delete_expired_batch(f.now, 2).await? >= 2 {
        batches += 1;
        ensure!(batches < 100, "batches must come to an end");
    }
    for token in &expired {
        ensure!(f.adapter.session_and_user(token).await?.is_none(), "all expired sessions must be removed");
    }
    ensure!(
        f.adapter.session_and_user(&valid.session_token).await?.is_some(),
        "a session must stay until it expires"
    );
    Ok(())
}
