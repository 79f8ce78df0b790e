//! Concurrent calls of which only one may succeed.

use std::time::Duration;

use super::{
    Breach, Outcome, ensure,
    fixture::{Fixture, WEEK, access_token, key, same_tokens, while_unproven},
};
use crate::{
    adapter::{Adapter, AdapterError, Conflict, EmailProof, Kind, Link, Result, UserPatch},
    contract::{Account, AdapterUser, VerificationToken},
};

/// The number of concurrent calls that spend one verification token.
const CROWD: usize = 1000;

/// The number of concurrent calls in the other cases.
pub(super) const GROUP: usize = 32;

/// The number of proofs in the case of proofs: each wins some calls and loses others.
pub(super) const PROOFS: usize = 5;

pub(super) async fn spend_a_token(f: Fixture) -> Outcome {
    let token = f.token();
    f.adapter.create_verification_token(token.clone()).await?;
    let results = f
        .race(CROWD, |f, _| {
            let VerificationToken { identifier, token, .. } = token.clone();
            async move { f.adapter.use_verification_token(&identifier, &token).await }
        })
        .await?;
    let spent = all(results)?.into_iter().flatten().count();
    ensure!(spent == 1, "of 1,000 concurrent uses exactly one must spend the token");
    Ok(())
}

pub(super) async fn sign_in_with_a_token(f: Fixture) -> Outcome {
    let token = f.token();
    f.adapter.create_verification_token(token.clone()).await?;
    let results = f
        .race(GROUP, |f, _| {
            let sign_in = f.email_sign_in(&token);
            async move { f.adapter.sign_in_by_email(sign_in).await }
        })
        .await?;
    let signed_in: Vec<_> = all(results)?.into_iter().flatten().collect();
    let [winner] = signed_in.as_slice() else {
        ensure!(false, "exactly one use of the link must sign in");
        return Ok(());
    };
    let sessions = f.adapter.sessions_of(&winner.user.id()).await?;
    ensure!(sessions.len() == 1, "the link must start exactly one session");
    Ok(())
}

pub(super) async fn sign_up_with_an_email(f: Fixture) -> Outcome {
    let email = f.email();
    let results = f
        .race(GROUP, |f, _| {
            let mut user = f.new_user();
            user.user.email = Some(email.clone());
            async move {
                let signed_up = f.adapter.sign_up(user, Some(f.account().into()), Some(f.session())).await;
                signed_up.map(|signed_up| signed_up.user)
            }
        })
        .await?;
    let user = one_user(results, Conflict::Email)?;
    ensure!(
        f.adapter.user_by_email(&email).await?.as_ref() == Some(&user),
        "the user of the successful sign-up must be stored"
    );
    ensure!(
        f.adapter.sessions_of(&user.id()).await?.len() == 1,
        "only the successful sign-up must start a session"
    );
    Ok(())
}

pub(super) async fn change_the_address(f: Fixture) -> Outcome {
    let user = f.stored_user().await?;
    let results = f
        .race(GROUP, |f, _| {
            let (id, before, after) = (user.id(), user.user.email.clone(), f.email());
            let patch = UserPatch::default().email(Some(after)).if_email(before);
            async move { f.adapter.update_user(&id, patch).await }
        })
        .await?;
    let mut changed = Vec::new();
    for result in results {
        match result {
            Ok(user) => changed.push(user),
            Err(AdapterError::NotFound(Kind::User)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    ensure!(changed.len() == 1, "of concurrent patches for one address exactly one must apply");
    ensure!(
        f.adapter.user(&user.id()).await?.as_ref() == changed.first(),
        "the patch that applied must be stored"
    );
    Ok(())
}

pub(super) async fn sign_up_with_an_account(f: Fixture) -> Outcome {
    let account = f.account();
    let results = f
        .race(GROUP, |f, _| {
            let account = account.clone();
            async move {
                let signed_up = f.adapter.sign_up(f.new_user(), Some(account.into()), None).await;
                signed_up.map(|signed_up| signed_up.user)
            }
        })
        .await?;
    let user = one_user(results, Conflict::Account)?;
    let owner = f.adapter.user_by_account(&account.provider, &account.provider_account_id).await?;
    ensure!(owner == Some(user), "the account must belong to the user of the successful sign-up");
    Ok(())
}

pub(super) async fn touch_a_session(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let new = f.session();
    let (token, due) = (new.session_token.clone(), new.expires);
    f.adapter.create_session(&user, new).await?;
    let later = due + Duration::from_secs(60);
    let results = f
        .race(GROUP, |f, _| {
            let token = token.clone();
            async move { f.adapter.touch_session(&token, later, due).await }
        })
        .await?;
    let moved = all(results)?.into_iter().filter(|moved| *moved).count();
    ensure!(moved == 1, "exactly one call must change the expiry");
    let found = f.adapter.session_and_user(&token).await?;
    ensure!(found.is_some_and(|found| found.session.expires == later), "the new expiry must be stored");
    Ok(())
}

pub(super) async fn replace_tokens(f: Fixture) -> Outcome {
    let account = f.account();
    let user = f.adapter.sign_up(f.new_user(), Some(account.clone().into()), None).await?.user.id();
    let results = f
        .race(GROUP, |f, _| {
            let (account, tokens) = (account.clone(), f.account().tokens);
            async move {
                let (provider, id) = key(&account);
                let expected = access_token(&account.tokens);
                let replaced = f.adapter.update_account_tokens(provider, id, &expected, &tokens).await?;
                Ok(replaced.then_some(tokens))
            }
        })
        .await?;
    let replaced: Vec<_> = all(results)?.into_iter().flatten().collect();
    let [winner] = replaced.as_slice() else {
        ensure!(false, "of several calls that expect the same access token exactly one must replace it");
        return Ok(());
    };
    let stored = f.adapter.accounts_of(&user).await?;
    let is_winners = |account: &Account| same_tokens(&account.tokens, winner);
    ensure!(
        stored.len() == 1 && stored.iter().all(is_winners),
        "the tokens of the successful call must be stored"
    );
    Ok(())
}

pub(super) async fn count_a_passkey(f: Fixture) -> Outcome {
    let link = f.passkey();
    f.adapter.authenticators_of(&f.unknown_user()).await?;
    f.adapter.sign_up(f.new_user(), Some(link.clone()), None).await?;
    let results = f
        .race(GROUP, |f, _| {
            let id = link.account.provider_account_id.clone();
            async move { f.adapter.update_authenticator_counter(&id, 2).await }
        })
        .await?;
    ensure!(
        results.iter().filter(|result| result.is_ok()).count() == 1,
        "a counter must be accepted exactly once"
    );
    Ok(())
}

pub(super) async fn spend_a_marker(f: Fixture) -> Outcome {
    let (key, until) = (f.unique(), f.now + WEEK);
    let results = f
        .race(GROUP, |f, _| {
            let key = key.clone();
            async move { f.adapter.spend_once(&key, until).await }
        })
        .await?;
    ensure!(
        all(results)?.into_iter().filter(|spent| *spent).count() == 1,
        "exactly one call must spend the key"
    );
    Ok(())
}

pub(super) async fn begin_an_epoch(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let results = f
        .race(GROUP, |f, number| {
            let user = user.clone();
            async move { f.adapter.begin_epoch(&user, number as u64 + 1).await }
        })
        .await?;
    let epochs = all(results)?;
    ensure!(
        epochs.iter().all(|epoch| Some(epoch) == epochs.first()),
        "every call must return the same epoch"
    );
    Ok(())
}

pub(super) async fn advance_an_epoch(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let results = f
        .race(GROUP, |f, _| {
            let user = user.clone();
            async move { f.adapter.advance_epoch(&user, 1).await }
        })
        .await?;
    let mut epochs = all(results)?;
    epochs.sort_unstable();
    ensure!(epochs == (1..=GROUP as u64).collect::<Vec<_>>(), "every call must return a different epoch");
    Ok(())
}

pub(super) async fn prove_while_ways_in_are_added(f: Fixture) -> Outcome {
    for _ in 0..PROOFS {
        let user = f.adapter.sign_up(f.unproven_user(), None, None).await?.user;
        let (id, email) = (user.id(), user.user.email.unwrap_or_default());
        let results = f
            .race(GROUP, |f, number| {
                let (id, email) = (id.clone(), email.clone());
                async move {
                    let session = f.session().on(while_unproven());
                    match number % 4 {
                        0 if number == GROUP / 2 => {
                            f.adapter.prove_email(EmailProof::new(id, email, f.now)).await.map(drop)
                        }
                        0 | 1 => f.adapter.create_session(&id, session).await.map(drop),
                        _ => {
                            let link = Link::from(f.account()).on(while_unproven());
                            f.adapter.link_account(&id, link, Some(session)).await.map(drop)
                        }
                    }
                }
            })
            .await?;
        for result in results {
            match result {
                Ok(()) | Err(AdapterError::Conflict(Conflict::Proof)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let sessions = f.adapter.sessions_of(&id).await?;
        ensure!(
            sessions.is_empty(),
            "no session that was to be started before the proof may be left after it"
        );
        let accounts = f.adapter.accounts_of(&id).await?;
        ensure!(
            accounts.is_empty(),
            "no account that was to be linked before the proof may be left after it"
        );
    }
    Ok(())
}

/// Returns the values of the results, or the first error.
pub(super) fn all<T>(results: Vec<Result<T>>) -> std::result::Result<Vec<T>, Breach> {
    Ok(results.into_iter().collect::<Result<_>>()?)
}

/// Returns the user of the only successful sign-up. All others must fail with the expected conflict.
fn one_user(
    results: Vec<Result<AdapterUser>>,
    expected: Conflict,
) -> std::result::Result<AdapterUser, Breach> {
    let mut winners = Vec::new();
    for result in results {
        match result {
            Ok(user) => winners.push(user),
            Err(AdapterError::Conflict(conflict)) if conflict == expected => {}
            Err(error) => return Err(error.into()),
        }
    }
    let winner = winners.pop().filter(|_| winners.is_empty());
    winner.ok_or(Breach {
        case: "",
        what: "of several concurrent sign-ups exactly one must succeed",
        source: None,
    })
}
