//! Concurrent uses of second factors and API keys, of which only one may succeed.

use std::time::Duration;

use super::{
    Outcome, api_keys, ensure,
    fixture::{Fixture, while_unproven},
    races::{GROUP, PROOFS, all},
    second_factor::{enrolled, new_totp, usable},
};
use crate::{
    adapter::{Adapter, AdapterError, Basis, Conflict, EmailProof, NewTotp},
    contract::StoredId,
};

fn count(results: &[bool]) -> usize {
    results.iter().filter(|success| **success).count()
}

pub(super) async fn use_a_step(f: Fixture) -> Outcome {
    let (user, totp) = enrolled(&f).await?;
    let step = totp.step + 1;
    let results = f
        .race(GROUP, |f, _| {
            let (user, secret) = (user.clone(), totp.secret.clone());
            async move { f.adapter.use_totp_step(&user, &secret, step, &secret).await }
        })
        .await?;
    ensure!(count(&all(results)?) == 1, "of several concurrent uses of a step exactly one must succeed");
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(stored.is_some_and(|stored| stored.last_step == step), "the used step must be stored");
    Ok(())
}

pub(super) async fn use_different_steps(f: Fixture) -> Outcome {
    let (user, totp) = enrolled(&f).await?;
    let last = totp.step + GROUP as u64;
    let results = f
        .race(GROUP, |f, number| {
            let (user, secret) = (user.clone(), totp.secret.clone());
            let step = totp.step + 1 + number as u64;
            async move { Ok((step, f.adapter.use_totp_step(&user, &secret, step, &secret).await?)) }
        })
        .await?;
    let used = all(results)?;
    ensure!(used.contains(&(last, true)), "the latest step must be used, whatever is used before it");
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(stored.is_some_and(|stored| stored.last_step == last), "the latest step must be stored");
    Ok(())
}

pub(super) async fn use_a_recovery_code(f: Fixture) -> Outcome {
    let (user, totp) = enrolled(&f).await?;
    let results = f
        .race(GROUP, |f, number| {
            let (user, codes) = (user.clone(), totp.recovery_codes.clone());
            async move {
                let Some(code) = codes.get(number % codes.len()) else { return Ok(false) };
                f.adapter.use_recovery_code(&user, code).await
            }
        })
        .await?;
    ensure!(
        count(&all(results)?) == totp.recovery_codes.len(),
        "of several concurrent uses of each recovery code exactly one must succeed"
    );
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(stored.is_some_and(|stored| stored.recovery_codes == 0), "no recovery code may be left");
    Ok(())
}

/// Enrols many authenticator applications at the same time, of which one must be stored.
async fn enrol_at_once(f: &Fixture, user: &StoredId, replaced: Option<&NewTotp>) -> Outcome {
    let results = f
        .race(GROUP, |f, _| {
            let user = user.clone();
            let totp = new_totp(&f).replacing(replaced.map(|replaced| replaced.secret.clone()));
            async move {
                match f.adapter.enrol_totp(&user, totp.clone()).await {
                    Ok(()) => Ok((totp, true)),
                    Err(AdapterError::Conflict(Conflict::SecondFactor)) => Ok((totp, false)),
                    Err(error) => Err(error),
                }
            }
        })
        .await?;
    let enrolled = all(results)?;
    let winners: Vec<_> = enrolled.iter().filter(|(_, won)| *won).collect();
    let [(winner, _)] = winners.as_slice() else {
        ensure!(false, "of several concurrent enrolments exactly one must succeed");
        return Ok(());
    };
    let stored = f.adapter.second_factor(user).await?;
    let is_winners =
        stored.is_some_and(|stored| stored.secret == winner.secret && stored.recovery_codes == 2);
    ensure!(is_winners, "the authenticator application of the successful enrolment must be stored");
    for (loser, _) in enrolled.iter().filter(|(_, won)| !won) {
        ensure!(
            usable(f, user, &loser.recovery_codes).await? == 0,
            "the recovery codes of a failed enrolment must not be stored"
        );
    }
    ensure!(
        usable(f, user, &winner.recovery_codes).await? == 2,
        "the recovery codes of the successful enrolment must be stored"
    );
    Ok(())
}

pub(super) async fn enrol(f: Fixture) -> Outcome {
    f.adapter.second_factor(&f.unknown_user()).await?;
    let user = f.stored_user().await?.id();
    enrol_at_once(&f, &user, None).await
}

pub(super) async fn replace(f: Fixture) -> Outcome {
    let (user, totp) = enrolled(&f).await?;
    enrol_at_once(&f, &user, Some(&totp)).await
}

pub(super) async fn replace_recovery_codes(f: Fixture) -> Outcome {
    let (user, totp) = enrolled(&f).await?;
    let results = f
        .race(GROUP, |f, _| {
            let (user, codes) = (user.clone(), vec![f.secret(), f.secret(), f.secret()]);
            let secret = totp.secret.clone();
            async move {
                let replaced = f.adapter.replace_recovery_codes(&user, &secret, codes.clone()).await?;
                Ok(replaced.then_some(codes))
            }
        })
        .await?;
    let sets = all(results)?;
    ensure!(sets.iter().all(Option::is_some), "every call must replace the recovery codes");
    let stored = f.adapter.second_factor(&user).await?;
    ensure!(
        stored.is_some_and(|stored| stored.recovery_codes == 3),
        "the recovery codes of exactly one call must be left"
    );
    let mut left = Vec::new();
    for set in sets.iter().flatten() {
        left.push(usable(&f, &user, set).await?);
    }
    ensure!(
        left.iter().filter(|left| **left == 3).count() == 1 && left.iter().sum::<usize>() == 3,
        "the recovery codes that are left must be those of one call"
    );
    Ok(())
}

pub(super) async fn enrol_while_the_user_is_removed(f: Fixture) -> Outcome {
    for _ in 0..PROOFS {
        f.adapter.second_factor(&f.unknown_user()).await?;
        let user = f.stored_user().await?.id();
        let totp = new_totp(&f);
        let results = f
            .race(3, |f, number| {
                let (user, totp) = (user.clone(), totp.clone());
                async move {
                    let made = match number {
                        0 => f.adapter.enrol_totp(&user, totp).await,
                        1 => f.adapter.delete_user(&user).await.map(drop),
                        _ => f.adapter.create_api_key(api_keys::new_key(&f, &user), Basis::default()).await,
                    };
                    match made {
                        Err(AdapterError::NotFound(_)) => Ok(()),
                        made => made,
                    }
                }
            })
            .await?;
        match all(results) {
            Err(breach) if !matches!(breach.source, Some(AdapterError::Unsupported(_))) => {
                return Err(breach);
            }
            _ => {}
        }
        ensure!(
            f.adapter.second_factor(&user).await?.is_none()
                && usable(&f, &user, &totp.recovery_codes).await? == 0,
            "no second factor may be left without its user"
        );
        match f.adapter.api_keys_of(&user).await {
            Err(AdapterError::Unsupported(_)) => {}
            keys => ensure!(keys?.is_empty(), "no API key may be left without its user"),
        }
    }
    Ok(())
}

pub(super) async fn prove_while_a_second_factor_is_added(f: Fixture) -> Outcome {
    f.adapter.second_factor(&f.unknown_user()).await?;
    for _ in 0..PROOFS {
        let user = f.adapter.sign_up(f.unproven_user(), None, None).await?.user;
        let (id, email) = (user.id(), user.user.email.unwrap_or_default());
        let results = f
            .race(4, |f, number| {
                let (id, email) = (id.clone(), email.clone());
                async move {
                    if number == 2 {
                        return f.adapter.prove_email(EmailProof::new(id, email, f.now)).await.map(drop);
                    }
                    match f.adapter.enrol_totp(&id, new_totp(&f).on(while_unproven())).await {
                        Err(AdapterError::Conflict(Conflict::Proof | Conflict::SecondFactor)) => Ok(()),
                        enrolled => enrolled,
                    }
                }
            })
            .await?;
        all(results)?;
        ensure!(
            f.adapter.second_factor(&id).await?.is_none(),
            "no second factor that was to be added before the proof may be left after it"
        );
    }
    Ok(())
}

pub(super) async fn create_an_api_key(f: Fixture) -> Outcome {
    let (user, key) = api_keys::owner(&f).await?;
    let id = f.unique();
    let results = f
        .race(GROUP, |f, _| {
            let mut key = api_keys::new_key(&f, &key.user_id);
            key.id.clone_from(&id);
            async move {
                match f.adapter.create_api_key(key, Basis::default()).await {
                    Err(AdapterError::Conflict(Conflict::ApiKey)) => Ok(false),
                    created => created.map(|()| true),
                }
            }
        })
        .await?;
    ensure!(count(&all(results)?) == 1, "of several concurrent keys with one ID exactly one must be stored");
    ensure!(f.adapter.api_keys_of(&user.id()).await?.len() == 2, "the successful key must be stored");
    Ok(())
}

pub(super) async fn touch_an_api_key(f: Fixture) -> Outcome {
    let (_, key) = api_keys::owner(&f).await?;
    for uses in 1..=2 {
        let now = f.now + Duration::from_secs(60 * uses);
        let results = f
            .race(GROUP, |f, _| {
                let id = key.id.clone();
                async move { f.adapter.touch_api_key(&id, now, now - Duration::from_secs(60)).await }
            })
            .await?;
        ensure!(count(&all(results)?) == 1, "of several concurrent uses exactly one must be stored");
    }
    Ok(())
}

pub(super) async fn delete_an_api_key(f: Fixture) -> Outcome {
    let (user, key) = api_keys::owner(&f).await?;
    let results = f
        .race(GROUP, |f, _| {
            let (user, id) = (user.id(), key.id.clone());
            async move { f.adapter.delete_api_key(&user, &id).await }
        })
        .await?;
    ensure!(count(&all(results)?) == 1, "of several concurrent removals exactly one must succeed");
    Ok(())
}
