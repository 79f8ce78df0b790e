//! Passkeys, single-use markers and revocation epochs.

use super::{
    Outcome, ensure, ensure_fails,
    fixture::{Fixture, WEEK},
};
use crate::{
    adapter::{Adapter, AdapterError, Conflict, Kind, Link, Result},
    contract::{Authenticator, UserId},
};

/// Somebody with a passkey.
async fn somebody_with(f: &Fixture, link: &Link) -> Result<UserId> {
    // Who does not keep passkeys says so before the user is made.
    f.adapter.authenticators_of(&f.unique().into()).await?;
    Ok(f.adapter.sign_up(f.new_user(), Some(link.clone()), None).await?.user.user.id)
}

fn record(link: &Link, user: &UserId) -> Option<Authenticator> {
    link.clone().owned_by(user).authenticator
}

pub(super) async fn register(f: Fixture) -> Outcome {
    let link = f.passkey();
    let user = somebody_with(&f, &link).await?;
    let stored = f.adapter.authenticator(&link.account.provider_account_id).await?;
    ensure!(stored == record(&link, &user), "the passkey is stored as given");

    let mut bare = Authenticator::new(f.unique(), user.clone(), "pQECAyYgASFYIA==");
    bare.credential_device_type = crate::contract::CredentialDeviceType::MultiDevice;
    f.adapter.create_authenticator(bare.clone()).await?;
    let stored = f.adapter.authenticator(&bare.credential_id).await?;
    ensure!(stored == Some(bare), "so is one without transports");
    let orphan = Authenticator::new(f.unique(), f.unique().into(), "pQECAyYgASFYIA==");
    let result = f.adapter.create_authenticator(orphan).await;
    ensure_fails!(result, AdapterError::NotFound(Kind::User), "a passkey is a user's");
    Ok(())
}

pub(super) async fn find(f: Fixture) -> Outcome {
    let link = f.passkey();
    let user = somebody_with(&f, &link).await?;
    let id = &link.account.provider_account_id;
    ensure!(f.adapter.authenticator(&f.unique()).await?.is_none(), "an unknown credential id is none");
    let upper = f.adapter.authenticator(&id.to_uppercase()).await?;
    ensure!(upper.is_none(), "credential ids compare exactly");
    let owner = f.adapter.user_by_account(&link.account.provider, id).await?;
    ensure!(owner.is_some_and(|owner| owner.user.id == user), "the account leads to the user");
    f.adapter.unlink_account(&link.account.provider, id).await?;
    ensure!(f.adapter.authenticator(id).await?.is_none(), "the passkey goes with the account");
    Ok(())
}

pub(super) async fn list(f: Fixture) -> Outcome {
    let (first, second, foreign) = (f.passkey(), f.passkey(), f.passkey());
    let user = somebody_with(&f, &first).await?;
    somebody_with(&f, &foreign).await?;
    f.adapter.link_account(&user, second.clone(), None).await?;
    let listed = f.adapter.authenticators_of(&user).await?;
    ensure!(listed.len() == 2, "a user's own passkeys are listed");
    let own = [record(&first, &user), record(&second, &user)];
    ensure!(own.iter().flatten().all(|own| listed.contains(own)), "all of them");
    ensure!(f.adapter.authenticators_of(&f.unique().into()).await?.is_empty(), "an unknown user has none");
    f.adapter.delete_user(&user).await?;
    ensure!(f.adapter.authenticators_of(&user).await?.is_empty(), "they go with the user");
    Ok(())
}

pub(super) async fn count(f: Fixture) -> Outcome {
    let link = f.passkey();
    somebody_with(&f, &link).await?;
    let id = &link.account.provider_account_id;
    f.adapter.update_authenticator_counter(id, 7).await?;
    let stored = f.adapter.authenticator(id).await?;
    ensure!(stored.is_some_and(|stored| stored.counter == 7), "the counter is stored");
    for not_grown in [7, 6, 0] {
        let result = f.adapter.update_authenticator_counter(id, not_grown).await;
        ensure_fails!(result, AdapterError::CounterRegression, "the counter grows");
    }
    let result = f.adapter.update_authenticator_counter(&f.unique(), 8).await;
    ensure_fails!(result, AdapterError::NotFound(Kind::Authenticator), "an unknown passkey cannot count");

    let user = f.somebody().await?.user.id;
    let silent = Authenticator::new(f.unique(), user, "pQECAyYgASFYIA==");
    f.adapter.create_authenticator(silent.clone()).await?;
    f.adapter.update_authenticator_counter(&silent.credential_id, 0).await?;
    f.adapter.update_authenticator_counter(&silent.credential_id, 0).await?;
    Ok(())
}

pub(super) async fn belong_to_one_user(f: Fixture) -> Outcome {
    let link = f.passkey();
    let owner = somebody_with(&f, &link).await?;
    let other = f.somebody().await?.user.id;
    let stolen = Authenticator::new(link.account.provider_account_id.clone(), other.clone(), "c3RvbGVu");
    let result = f.adapter.create_authenticator(stolen.clone()).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::Authenticator),
        "a credential id belongs to one user"
    );
    let mut fresh = f.account();
    fresh.kind = crate::contract::ProviderType::WebAuthn;
    let result = f.adapter.link_account(&other, Link::passkey(fresh.clone(), stolen), None).await;
    ensure_fails!(result, AdapterError::Conflict(Conflict::Authenticator), "also under another account");
    let left = f.adapter.account(&fresh.provider, &fresh.provider_account_id).await?;
    ensure!(left.is_none(), "a failed registration leaves no account");
    let stored = f.adapter.authenticator(&link.account.provider_account_id).await?;
    ensure!(stored == record(&link, &owner), "the owner's passkey is untouched");
    Ok(())
}

pub(super) async fn once(f: Fixture) -> Outcome {
    let key = f.unique();
    let until = f.now + WEEK;
    ensure!(f.adapter.spend_once(&key, until).await?, "the first call spends");
    ensure!(!f.adapter.spend_once(&key, until).await?, "the second call finds it spent");
    ensure!(f.adapter.spend_once(&f.unique(), until).await?, "another key is another thing");
    f.adapter.delete_expired(f.now).await?;
    ensure!(!f.adapter.spend_once(&key, until).await?, "it stays spent until then");
    Ok(())
}

pub(super) async fn epochs(f: Fixture) -> Outcome {
    let (user, other) = (f.somebody().await?.user.id, f.somebody().await?.user.id);
    ensure!(f.adapter.epoch(&user).await? == 0, "nobody is revoked at first");
    ensure!(f.adapter.advance_epoch(&user).await? == 1, "the new epoch is returned");
    ensure!(f.adapter.advance_epoch(&user).await? == 2, "epochs follow one another");
    ensure!(f.adapter.epoch(&user).await? == 2, "the epoch is stored");
    ensure!(f.adapter.epoch(&other).await? == 0, "others are not concerned");
    Ok(())
}
