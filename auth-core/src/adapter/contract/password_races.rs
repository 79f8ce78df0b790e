//! Concurrent changes of passwords, of which only one may succeed.

use super::{
    Outcome, ensure,
    fixture::{Fixture, while_unproven},
    passwords::{has, new_password, with_password},
    races::{GROUP, PROOFS, all},
};
use crate::{
    adapter::{Adapter, AdapterError, Conflict, EmailProof, NewPassword},
    contract::StoredId,
};

/// Stores many hashes at the same time, of which one must be stored.
async fn set_at_once(f: &Fixture, user: &StoredId, replaced: Option<&NewPassword>) -> Outcome {
    let results = f
        .race(GROUP, |f, _| {
            let user = user.clone();
            let new = new_password(&f).replacing(replaced.map(|replaced| replaced.hash.clone()));
            async move { Ok((f.adapter.set_password(&user, new.clone()).await?, new)) }
        })
        .await?;
    let results = all(results)?;
    let mut winners = results.iter().filter(|(won, _)| *won);
    let (Some((_, winner)), None) = (winners.next(), winners.next()) else {
        ensure!(false, "of several concurrent changes of a password exactly one must succeed");
        return Ok(());
    };
    ensure!(has(f, user, winner).await?, "the hash of the successful change must be stored");
    Ok(())
}

pub(super) async fn set(f: Fixture) -> Outcome {
    f.adapter.password_of(&f.unknown_user()).await?;
    let user = f.stored_user().await?.id();
    set_at_once(&f, &user, None).await
}

pub(super) async fn replace(f: Fixture) -> Outcome {
    let (user, password) = with_password(&f).await?;
    set_at_once(&f, &user, Some(&password)).await
}

pub(super) async fn set_while_the_user_is_removed(f: Fixture) -> Outcome {
    f.adapter.password_of(&f.unknown_user()).await?;
    for _ in 0..PROOFS {
        let user = f.stored_user().await?.id();
        let results = f
            .race(2, |f, number| {
                let user = user.clone();
                async move {
                    if number == 0 {
                        return f.adapter.delete_user(&user).await.map(drop);
                    }
                    match f.adapter.set_password(&user, new_password(&f)).await {
                        Err(AdapterError::NotFound(_)) => Ok(()),
                        set => set.map(drop),
                    }
                }
            })
            .await?;
        all(results)?;
        ensure!(f.adapter.password_of(&user).await?.is_none(), "no password may be left without its user");
    }
    Ok(())
}

pub(super) async fn prove_while_one_is_set(f: Fixture) -> Outcome {
    f.adapter.password_of(&f.unknown_user()).await?;
    for _ in 0..PROOFS {
        let planted = new_password(&f);
        let user = f.unproven_user().with_password(Some(planted.clone()));
        let user = f.adapter.sign_up(user, None, None).await?.user;
        let (id, email) = (user.id(), user.user.email.unwrap_or_default());
        let results = f
            .race(4, |f, number| {
                let (id, email, planted) = (id.clone(), email.clone(), planted.clone());
                async move {
                    let new = match number {
                        0 => return f.adapter.prove_email(EmailProof::new(id, email, f.now)).await.map(drop),
                        1 => new_password(&f).on(while_unproven()),
                        // A hash that is only replaced, as with other parameters, needs no such condition.
                        _ => new_password(&f).replacing(Some(planted.hash)),
                    };
                    match f.adapter.set_password(&id, new).await {
                        Err(AdapterError::Conflict(Conflict::Proof)) => Ok(()),
                        set => set.map(drop),
                    }
                }
            })
            .await?;
        all(results)?;
        ensure!(
            f.adapter.password_of(&id).await?.is_none(),
            "no password that was to be set before the proof may be left after it"
        );
    }
    Ok(())
}
