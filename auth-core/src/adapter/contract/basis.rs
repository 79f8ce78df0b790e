//! Credentials that are written too late: the state of the user on which they were decided is over.

use super::{
    Outcome, api_keys, ensure, ensure_fails,
    fixture::Fixture,
    races::{GROUP, PROOFS, all},
    second_factor::new_totp,
};
use crate::{
    adapter::{
        Adapter, AdapterError, Basis, Conflict, EmailProof, Kind, Link, NewSession, Result, UserPatch,
    },
    contract::StoredId,
};

/// The credentials that can be added to a user, one of each kind that the store keeps.
async fn add_each(f: &Fixture, user: &StoredId, basis: &Basis) -> Result<Vec<(&'static str, Result<()>)>> {
    let link =
        |link: Link| async { f.adapter.link_account(user, link.on(basis.clone()), None).await.map(drop) };
    let mut results = vec![("account", link(Link::from(f.account())).await)];
    if kept(f.adapter.authenticator("unknown").await)?.is_some() {
        results.push(("passkey", link(f.passkey()).await));
    }
    if kept(f.adapter.second_factor(user).await)?.is_some() {
        f.adapter.remove_second_factor(user, None).await?;
        results.push(("second factor", f.adapter.enrol_totp(user, new_totp(f).on(basis.clone())).await));
    }
    if kept(f.adapter.api_key("unknown").await)?.is_some() {
        results.push(("API key", f.adapter.create_api_key(api_keys::new_key(f, user), basis.clone()).await));
    }
    Ok(results)
}

/// Returns `None` for rows of a kind that the store does not keep.
fn kept<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Err(AdapterError::Unsupported(_)) => Ok(None),
        result => result.map(Some),
    }
}

/// The credentials that a user has.
#[derive(PartialEq)]
struct Credentials {
    accounts: usize,
    passkeys: usize,
    has_second_factor: bool,
    api_keys: usize,
}

async fn credentials(f: &Fixture, user: &StoredId) -> Result<Credentials> {
    Ok(Credentials {
        accounts: kept(f.adapter.accounts_of(user).await)?.map_or(0, |accounts| accounts.len()),
        passkeys: kept(f.adapter.authenticators_of(user).await)?.map_or(0, |passkeys| passkeys.len()),
        has_second_factor: kept(f.adapter.second_factor(user).await)?.flatten().is_some(),
        api_keys: kept(f.adapter.api_keys_of(user).await)?.map_or(0, |keys| keys.len()),
    })
}

/// Checks that each kind of credential can be added on a basis.
async fn ensure_added(f: &Fixture, user: &StoredId, basis: &Basis) -> Outcome {
    for (_, added) in add_each(f, user, basis).await? {
        added?;
    }
    Ok(())
}

/// Checks that no kind of credential can be added on a basis, and that nothing is stored.
async fn ensure_refused(f: &Fixture, user: &StoredId, basis: &Basis, conflict: Conflict) -> Outcome {
    if kept(f.adapter.second_factor(user).await)?.is_some() {
        f.adapter.remove_second_factor(user, None).await?;
    }
    let before = credentials(f, user).await?;
    for (kind, added) in add_each(f, user, basis).await? {
        let is_expected = matches!(&added, Err(AdapterError::Conflict(found)) if *found == conflict);
        let what = match kind {
            "account" => "an account must not be linked if the state it relies on is over",
            "passkey" => "a passkey must not be linked if the state it relies on is over",
            "second factor" => "a second factor must not be enrolled if the state it relies on is over",
            _ => "an API key must not be made if the state it relies on is over",
        };
        ensure!(is_expected, what);
    }
    ensure!(credentials(f, user).await? == before, "a refused credential must not be stored");
    Ok(())
}

pub(super) async fn proof(f: Fixture) -> Outcome {
    let user = f.adapter.sign_up(f.unproven_user(), None, None).await?.user;
    let (id, email) = (user.id(), user.user.email.unwrap_or_default());
    let basis = Basis::default().while_unproven(true).with_email(Some(email.clone()));
    ensure_added(&f, &id, &basis).await?;
    f.adapter.prove_email(EmailProof::new(id.clone(), email.clone(), f.now)).await?;
    ensure_refused(&f, &id, &basis, Conflict::Proof).await?;
    ensure_added(&f, &id, &Basis::default().with_email(Some(email))).await
}

pub(super) async fn another_address(f: Fixture) -> Outcome {
    let user = f.stored_user().await?;
    let id = user.id();
    let basis = Basis::default().with_email(user.user.email.clone());
    ensure_added(&f, &id, &basis).await?;
    let other = f.email();
    f.adapter.update_user(&id, UserPatch::default().email(Some(other.clone()))).await?;
    ensure_refused(&f, &id, &basis, Conflict::Proof).await?;
    f.adapter.prove_email(EmailProof::new(id.clone(), other.clone(), f.now)).await?;
    ensure_refused(&f, &id, &basis, Conflict::Proof).await?;
    ensure_added(&f, &id, &Basis::default().with_email(Some(other))).await
}

pub(super) async fn session(f: Fixture) -> Outcome {
    let [one, other] = [f.stored_user().await?.id(), f.stored_user().await?.id()];
    let new = f.session();
    let basis = Basis::default().with_session(Some(new.session_token.clone()));
    ensure_refused(&f, &one, &basis, Conflict::Ended).await?;
    f.adapter.create_session(&one, new.clone()).await?;
    ensure_added(&f, &one, &basis).await?;
    ensure_refused(&f, &other, &basis, Conflict::Ended).await?;

    // An account may be linked together with a session that replaces the one it relies on.
    let next = NewSession::replacing(f.session(), Some(new.session_token));
    let token = next.session_token.clone();
    let link = Link::from(f.account()).on(basis.clone());
    f.adapter.link_account(&one, link, Some(next)).await?;
    ensure_refused(&f, &one, &basis, Conflict::Ended).await?;
    let basis = Basis::default().with_session(Some(token));
    ensure_added(&f, &one, &basis).await?;
    f.adapter.delete_sessions_of(&one).await?;
    ensure_refused(&f, &one, &basis, Conflict::Ended).await
}

pub(super) async fn epoch(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let epoch = f.adapter.begin_epoch(&user, 7).await?;
    let basis = Basis::default().with_epoch(Some(epoch));
    ensure_added(&f, &user, &basis).await?;
    let next = f.adapter.advance_epoch(&user, 1).await?;
    ensure_refused(&f, &user, &basis, Conflict::Ended).await?;
    ensure_added(&f, &user, &Basis::default().with_epoch(Some(next))).await?;
    let without = f.stored_user().await?.id();
    ensure_refused(&f, &without, &basis, Conflict::Ended).await
}

pub(super) async fn session_of_an_epoch(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let epoch = f.adapter.begin_epoch(&user, 7).await?;
    let session = |epoch| f.session().on(Basis::default().with_epoch(Some(epoch)));
    f.adapter.create_session(&user, session(epoch)).await?;
    let next = f.adapter.advance_epoch(&user, 1).await?;
    f.adapter.delete_sessions_of(&user).await?;
    ensure_fails!(
        f.adapter.create_session(&user, session(epoch)).await,
        AdapterError::Conflict(Conflict::Ended),
        "a sign-in that began in an earlier epoch must start no session"
    );
    ensure!(f.adapter.sessions_of(&user).await?.is_empty(), "a refused session must not be started");
    f.adapter.create_session(&user, session(next)).await.map(drop)?;
    Ok(())
}

pub(super) async fn end_sessions_while_some_are_started(f: Fixture) -> Outcome {
    for _ in 0..PROOFS {
        let user = f.stored_user().await?.id();
        let epoch = f.adapter.begin_epoch(&user, 7).await?;
        let results = f
            .race(6, |f, number| {
                let user = user.clone();
                async move {
                    if number == 3 {
                        f.adapter.advance_epoch(&user, 1).await?;
                        return f.adapter.delete_sessions_of(&user).await.map(drop);
                    }
                    let session = f.session().on(Basis::default().with_epoch(Some(epoch)));
                    match f.adapter.create_session(&user, session).await {
                        Err(AdapterError::Conflict(Conflict::Ended)) => Ok(()),
                        started => started.map(drop),
                    }
                }
            })
            .await?;
        all(results)?;
        ensure!(
            f.adapter.sessions_of(&user).await?.is_empty(),
            "no session that relies on an earlier epoch may be left after all have been ended"
        );
    }
    Ok(())
}

pub(super) async fn session_by_an_account(f: Fixture) -> Outcome {
    let [one, other] = [f.stored_user().await?, f.stored_user().await?];
    let (account, id) = (f.account(), one.id());
    let key = (account.provider.clone(), account.provider_account_id.clone());
    f.adapter.link_account(&id, account.into(), None).await?;
    let session = |basis: Basis| f.session().on(basis.with_account(Some(key.clone())));
    for basis in [Basis::default(), Basis::of(&one)] {
        f.adapter.create_session(&id, session(basis)).await?;
    }
    ensure_fails!(
        f.adapter.create_session(&other.id(), session(Basis::of(&other))).await,
        AdapterError::Conflict(Conflict::Ended),
        "a sign-in by the account of another user must start no session"
    );
    let address = Basis::of(&one).with_email(Some(f.email()));
    ensure_fails!(
        f.adapter.create_session(&id, session(address)).await,
        AdapterError::Conflict(Conflict::Proof),
        "a sign-in that was decided for another address must start no session"
    );
    f.adapter.unlink_account(&key.0, &key.1).await?;
    f.adapter.delete_sessions_of(&id).await?;
    for basis in [Basis::default(), Basis::of(&one)] {
        ensure_fails!(
            f.adapter.create_session(&id, session(basis)).await,
            AdapterError::Conflict(Conflict::Ended),
            "a sign-in by an account that was removed must start no session"
        );
    }
    ensure!(f.adapter.sessions_of(&id).await?.is_empty(), "a refused session must not be started");
    Ok(())
}

pub(super) async fn unlink_while_sessions_are_started(f: Fixture) -> Outcome {
    for _ in 0..PROOFS {
        let (user, account) = (f.stored_user().await?, f.account());
        let key = (account.provider.clone(), account.provider_account_id.clone());
        f.adapter.link_account(&user.id(), account.into(), None).await?;
        let results = f
            .race(6, |f, number| {
                let (user, key) = (user.clone(), key.clone());
                async move {
                    if number == 3 {
                        f.adapter.unlink_account(&key.0, &key.1).await?;
                        return f.adapter.delete_sessions_of(&user.id()).await.map(drop);
                    }
                    let session = f.session().on(Basis::of(&user).with_account(Some(key)));
                    match f.adapter.create_session(&user.id(), session).await {
                        Err(AdapterError::Conflict(Conflict::Ended)) => Ok(()),
                        started => started.map(drop),
                    }
                }
            })
            .await?;
        all(results)?;
        ensure!(
            f.adapter.sessions_of(&user.id()).await?.is_empty(),
            "no session by an account may be left after the account and all sessions have been removed"
        );
    }
    Ok(())
}

pub(super) async fn unknown_user(f: Fixture) -> Outcome {
    let basis = Basis::default().while_unproven(true);
    ensure_fails!(
        f.adapter.link_account(&f.unknown_user(), Link::from(f.account()).on(basis.clone()), None).await,
        AdapterError::NotFound(Kind::User),
        "an unknown user gets no account"
    );
    let key = api_keys::new_key(&f, &f.unknown_user());
    ensure_fails!(
        f.adapter.create_api_key(key, basis).await,
        AdapterError::NotFound(Kind::User),
        "an unknown user gets no API key"
    );
    Ok(())
}

pub(super) async fn continued_session(f: Fixture) -> Outcome {
    let [one, other] = [f.stored_user().await?.id(), f.stored_user().await?.id()];
    let first = f.session();
    f.adapter.create_session(&one, first.clone()).await?;
    let token = Some(first.session_token);
    let continuing = || {
        let basis = Basis::default().with_session(token.clone());
        f.session().replacing(token.clone()).on(basis)
    };
    ensure_fails!(
        f.adapter.create_session(&other, continuing()).await,
        AdapterError::Conflict(Conflict::Ended),
        "the session of another user must not be continued"
    );
    let next = f.adapter.create_session(&one, continuing()).await?;
    ensure_fails!(
        f.adapter.create_session(&one, continuing()).await,
        AdapterError::Conflict(Conflict::Ended),
        "a session that has ended must not be continued"
    );
    ensure_fails!(
        f.adapter.link_account(&one, Link::from(f.account()), Some(continuing())).await,
        AdapterError::Conflict(Conflict::Ended),
        "a session that has ended must not be continued with a new account"
    );
    let sessions = f.adapter.sessions_of(&one).await?;
    ensure!(
        matches!(sessions.as_slice(), [left] if left.session_token == next.session_token),
        "a session is continued by exactly one"
    );
    ensure!(f.adapter.sessions_of(&other).await?.is_empty(), "a refused session must not be started");
    Ok(())
}

pub(super) async fn continue_a_session(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let first = f.session();
    f.adapter.create_session(&user, first.clone()).await?;
    let results = f
        .race(GROUP, |f, _| {
            let (user, token) = (user.clone(), Some(first.session_token.clone()));
            async move {
                let new = f.session().replacing(token.clone()).on(Basis::default().with_session(token));
                match f.adapter.create_session(&user, new).await {
                    Err(AdapterError::Conflict(Conflict::Ended)) => Ok(0),
                    started => started.map(|_| 1),
                }
            }
        })
        .await?;
    let continued: usize = all(results)?.into_iter().sum();
    ensure!(continued == 1, "of several concurrent continuations of a session exactly one must succeed");
    ensure!(f.adapter.sessions_of(&user).await?.len() == 1, "a session is continued by exactly one");
    Ok(())
}

pub(super) async fn prove_while_keys_are_made(f: Fixture) -> Outcome {
    f.adapter.api_key("unknown").await?;
    for _ in 0..PROOFS {
        let user = f.adapter.sign_up(f.unproven_user(), None, None).await?.user;
        let (id, email) = (user.id(), user.user.email.unwrap_or_default());
        let session = f.session();
        f.adapter.create_session(&id, session.clone()).await?;
        let basis = Basis::default()
            .while_unproven(true)
            .with_email(Some(email.clone()))
            .with_session(Some(session.session_token));
        let results = f
            .race(6, |f, number| {
                let (id, email, basis) = (id.clone(), email.clone(), basis.clone());
                async move {
                    if number == 3 {
                        return f.adapter.prove_email(EmailProof::new(id, email, f.now)).await.map(drop);
                    }
                    match f.adapter.create_api_key(api_keys::new_key(&f, &id), basis).await {
                        Err(AdapterError::Conflict(Conflict::Proof | Conflict::Ended)) => Ok(()),
                        made => made,
                    }
                }
            })
            .await?;
        all(results)?;
        ensure!(
            f.adapter.api_keys_of(&id).await?.is_empty(),
            "no API key that was to be made before the proof may be left after it"
        );
    }
    Ok(())
}
