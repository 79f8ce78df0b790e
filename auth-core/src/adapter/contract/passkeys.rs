//! Passkeys, single-use markers and revocation epochs.

use super::{
    Outcome, ensure, ensure_fails,
    fixture::{Fixture, WEEK},
};
use crate::{
    adapter::{Adapter, AdapterError, Conflict, Kind, Link, Result},
    contract::{Authenticator, StoredId},
};

/// Signs up a user with a passkey.
async fn user_with(f: &Fixture, link: &Link) -> Result<StoredId> {
    // An adapter without passkeys reports that here, before the user is created.
    f.adapter.authenticators_of(&f.unknown_user()).await?;
    Ok(f.adapter.sign_up(f.new_user(), Some(link.clone()), None).await?.user.id())
}

fn record(link: &Link, user: &StoredId) -> Option<Authenticator> {
    link.clone().owned_by(user).authenticator
}

pub(super) async fn register(f: Fixture) -> Outcome {
    let link = f.passkey();
    let user = user_with(&f, &link).await?;
    let stored = f.adapter.authenticator(&link.account.provider_account_id).await?;
    ensure!(stored == record(&link, &user), "the passkey must be stored as given");

    let mut bare = Authenticator::new(f.unique(), user.clone(), "pQECAyYgASFYIA==");
    bare.credential_device_type = crate::contract::CredentialDeviceType::MultiDevice;
    f.adapter.create_authenticator(bare.clone()).await?;
    let stored = f.adapter.authenticator(&bare.credential_id).await?;
    ensure!(stored == Some(bare), "a passkey without transports must be stored as given");
    let orphan = Authenticator::new(f.unique(), f.unknown_user(), "pQECAyYgASFYIA==");
    let result = f.adapter.create_authenticator(orphan).await;
    ensure_fails!(result, AdapterError::NotFound(Kind::User), "a passkey needs a stored user");
    Ok(())
}

pub(super) async fn find(f: Fixture) -> Outcome {
    let link = f.passkey();
    let user = user_with(&f, &link).await?;
    let id = &link.account.provider_account_id;
    ensure!(
        f.adapter.authenticator(&f.unique()).await?.is_none(),
        "an unknown credential ID must find nothing"
    );
    let upper = f.adapter.authenticator(&id.to_uppercase()).await?;
    ensure!(upper.is_none(), "credential IDs must compare exactly");
    let owner = f.adapter.user_by_account(&link.account.provider, id).await?;
    ensure!(owner.is_some_and(|owner| owner.id() == user), "the account of a passkey must lead to its user");
    f.adapter.unlink_account(&link.account.provider, id).await?;
    ensure!(f.adapter.authenticator(id).await?.is_none(), "the passkey must be removed with its account");
    Ok(())
}

pub(super) async fn list(f: Fixture) -> Outcome {
    let (first, second, foreign) = (f.passkey(), f.passkey(), f.passkey());
    let user = user_with(&f, &first).await?;
    user_with(&f, &foreign).await?;
    f.adapter.link_account(&user, second.clone(), None).await?;
    let listed = f.adapter.authenticators_of(&user).await?;
    ensure!(listed.len() == 2, "only the user's own passkeys must be listed");
    let own = [record(&first, &user), record(&second, &user)];
    ensure!(own.iter().flatten().all(|own| listed.contains(own)), "all passkeys of the user must be listed");
    ensure!(
        f.adapter.authenticators_of(&f.unknown_user()).await?.is_empty(),
        "an unknown user has no passkeys"
    );
    f.adapter.delete_user(&user).await?;
    ensure!(f.adapter.authenticators_of(&user).await?.is_empty(), "passkeys must be removed with their user");
    Ok(())
}

pub(super) async fn count(f: Fixture) -> Outcome {
    let link = f.passkey();
    user_with(&f, &link).await?;
    let id = &link.account.provider_account_id;
    f.adapter.update_authenticator_counter(id, 7).await?;
    let stored = f.adapter.authenticator(id).await?;
    ensure!(stored.is_some_and(|stored| stored.counter == 7), "the counter must be stored");
    for not_grown in [7, 6, 0] {
        let result = f.adapter.update_authenticator_counter(id, not_grown).await;
        ensure_fails!(
            result,
            AdapterError::CounterRegression,
            "a counter that has not grown must be rejected"
        );
    }
    let result = f.adapter.update_authenticator_counter(&f.unique(), 8).await;
    ensure_fails!(
        result,
        AdapterError::NotFound(Kind::Authenticator),
        "the counter of an unknown passkey cannot be stored"
    );

    let user = f.stored_user().await?.id();
    let silent = Authenticator::new(f.unique(), user, "pQECAyYgASFYIA==");
    f.adapter.create_authenticator(silent.clone()).await?;
    f.adapter.update_authenticator_counter(&silent.credential_id, 0).await?;
    f.adapter.update_authenticator_counter(&silent.credential_id, 0).await?;
    Ok(())
}

pub(super) async fn belong_to_one_user(f: Fixture) -> Outcome {
    let link = f.passkey();
    let owner = user_with(&f, &link).await?;
    let other = f.stored_user().await?.id();
    let stolen = Authenticator::new(link.account.provider_account_id.clone(), other.clone(), "c3RvbGVu");
    let result = f.adapter.create_authenticator(stolen.clone()).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::Authenticator),
        "a credential ID can be stored only once"
    );
    let mut fresh = f.account();
    fresh.kind = crate::contract::ProviderType::WebAuthn;
    let result = f.adapter.link_account(&other, Link::passkey(fresh.clone(), stolen), None).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::Authenticator),
        "a credential ID can be stored only once, even under another account"
    );
    let left = f.adapter.account(&fresh.provider, &fresh.provider_account_id).await?;
    ensure!(left.is_none(), "a failed registration must leave no account");
    let stored = f.adapter.authenticator(&link.account.provider_account_id).await?;
    ensure!(stored == record(&link, &owner), "the owner's passkey must stay unchanged");
    Ok(())
}

pub(super) async fn once(f: Fixture) -> Outcome {
    let key = f.unique();
    let until = f.now + WEEK;
    ensure!(f.adapter.spend_once(&key, until).await?, "the first call must spend the key");
    ensure!(!f.adapter.spend_once(&key, until).await?, "the second call must find the key spent");
    ensure!(f.adapter.spend_once(&f.unique(), until).await?, "another key must still be unspent");
    f.adapter.delete_expired(f.now).await?;
    ensure!(!f.adapter.spend_once(&key, until).await?, "the key must stay spent until it expires");
    Ok(())
}
