//! Sessions.

use std::time::Duration;

use super::{
    Outcome, ensure, ensure_fails,
    fixture::{Fixture, WEEK},
};
use crate::adapter::{Adapter, AdapterError, Conflict, Kind, NewSession};

pub(super) async fn create(f: Fixture) -> Outcome {
    let user = f.somebody().await?.user.id;
    let new = f.session();
    let session = f.adapter.create_session(&user, new.clone()).await?;
    ensure!(session.session_token == new.session_token, "the token is stored as given");
    ensure!(
        session.user_id == user && session.expires == new.expires,
        "owner and expiry are stored as given"
    );
    let result = f.adapter.create_session(&user, new).await;
    ensure_fails!(result, AdapterError::Conflict(Conflict::Session), "a token has one session");
    let result = f.adapter.create_session(&f.unique().into(), f.session()).await;
    ensure_fails!(result, AdapterError::NotFound(Kind::User), "a session has a user");
    Ok(())
}

pub(super) async fn find(f: Fixture) -> Outcome {
    let user = f.somebody().await?;
    let session = f.adapter.create_session(&user.user.id, f.session()).await?;
    let found = f.adapter.session_and_user(&session.session_token).await?;
    ensure!(found.is_some_and(|found| found.session == session && found.user == user), "both are found");
    ensure!(f.adapter.session_and_user(&"invalid-token".into()).await?.is_none(), "an unknown token is none");
    let upper = session.session_token.expose().to_uppercase().into();
    ensure!(f.adapter.session_and_user(&upper).await?.is_none(), "tokens compare exactly");
    let cut = format!("{}\0", session.session_token.expose()).into();
    ensure!(f.adapter.session_and_user(&cut).await?.is_none(), "a token with U+0000 is none");
    Ok(())
}

pub(super) async fn replace(f: Fixture) -> Outcome {
    let user = f.somebody().await?.user.id;
    let old = f.session();
    f.adapter.create_session(&user, old.clone()).await?;
    let new = f.session().replacing(Some(old.session_token.clone()));
    let session = f.adapter.create_session(&user, new).await?;
    ensure!(f.adapter.session_and_user(&old.session_token).await?.is_none(), "the old session is gone");
    ensure!(f.adapter.session_and_user(&session.session_token).await?.is_some(), "the new one is there");
    let unknown = f.session().replacing(Some(f.secret()));
    ensure!(f.adapter.create_session(&user, unknown).await.is_ok(), "the old one may be gone already");
    Ok(())
}

pub(super) async fn touch(f: Fixture) -> Outcome {
    let user = f.somebody().await?.user.id;
    let new = f.session();
    let (token, due) = (new.session_token.clone(), new.expires);
    f.adapter.create_session(&user, new).await?;
    let later = due + Duration::from_secs(60);
    let too_early = due - Duration::from_secs(1);
    ensure!(!f.adapter.touch_session(&token, later, too_early).await?, "a young session is left alone");
    ensure!(f.adapter.touch_session(&token, later, due).await?, "one that is due is moved");
    let found = f.adapter.session_and_user(&token).await?;
    ensure!(found.is_some_and(|found| found.session.expires == later), "the new expiry is stored exactly");
    ensure!(!f.adapter.touch_session(&token, later, due).await?, "and is not moved again");
    ensure!(!f.adapter.touch_session(&f.secret(), later, later).await?, "an unknown session is none");
    Ok(())
}

pub(super) async fn delete(f: Fixture) -> Outcome {
    let user = f.somebody().await?.user.id;
    let session = f.adapter.create_session(&user, f.session()).await?;
    let token = session.session_token.clone();
    ensure!(f.adapter.delete_session(&token).await? == Some(session), "the ended session is returned");
    ensure!(f.adapter.session_and_user(&token).await?.is_none(), "the session is gone");
    ensure!(f.adapter.delete_session(&token).await?.is_none(), "ending it again is no error");
    Ok(())
}

pub(super) async fn of_a_user(f: Fixture) -> Outcome {
    let (user, other) = (f.somebody().await?.user.id, f.somebody().await?.user.id);
    let first = f.adapter.create_session(&user, f.session()).await?;
    let longer = NewSession::new(f.secret(), f.now + WEEK + WEEK);
    let second = f.adapter.create_session(&user, longer).await?;
    let foreign = f.adapter.create_session(&other, f.session()).await?;
    let sessions = f.adapter.sessions_of(&user).await?;
    ensure!(sessions == [second, first.clone()], "a user's sessions are listed, the longest first");
    ensure!(f.adapter.delete_sessions_of(&user).await? == 2, "all of them are ended");
    ensure!(f.adapter.session_and_user(&first.session_token).await?.is_none(), "they are gone");
    ensure!(f.adapter.sessions_of(&user).await?.is_empty(), "and not listed any more");
    ensure!(f.adapter.session_and_user(&foreign.session_token).await?.is_some(), "those of others stay");
    Ok(())
}

pub(super) async fn of_nobody(f: Fixture) -> Outcome {
    let nobody = f.unique().into();
    ensure!(f.adapter.sessions_of(&nobody).await?.is_empty(), "nobody has no sessions");
    ensure!(f.adapter.delete_sessions_of(&nobody).await? == 0, "none are ended");
    Ok(())
}

/// An expired session is returned as it is, or is gone: the caller refuses it by its expiry.
pub(super) async fn expired(f: Fixture) -> Outcome {
    let user = f.somebody().await?.user.id;
    let expires = f.now - Duration::from_secs(60);
    let session = f.adapter.create_session(&user, NewSession::new(f.secret(), expires)).await?;
    let found = f.adapter.session_and_user(&session.session_token).await?;
    ensure!(
        found.is_none_or(|found| found.session.expires == expires),
        "an expired session is not prolonged"
    );
    f.adapter.delete_expired(f.now).await?;
    ensure!(
        f.adapter.session_and_user(&session.session_token).await?.is_none(),
        "expired sessions are removed"
    );
    Ok(())
}
