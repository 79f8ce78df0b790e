//! API keys.

use std::time::Duration;

use super::{
    Outcome, ensure, ensure_fails,
    fixture::{Fixture, WEEK},
};
use crate::{
    adapter::{Adapter, AdapterError, Basis, Conflict, Kind, Result},
    contract::{AdapterUser, StoredApiKey, StoredId},
};

/// Builds a key with every field.
pub(super) fn new_key(f: &Fixture, user: &StoredId) -> StoredApiKey {
    let data = format!(r#"{{"scopes":["read"],"note":"{}"}}"#, "ü".repeat(1_000));
    let mut key = StoredApiKey::new(f.unique(), user.clone(), "acme", f.secret(), data, f.now);
    key.name = Some("Deployment, Zürich".to_owned());
    key.expires = Some(f.now + WEEK + Duration::from_millis(7));
    key
}

/// Signs up a user who has a key, and returns both.
pub(super) async fn owner(f: &Fixture) -> Result<(AdapterUser, StoredApiKey)> {
    // An adapter without API keys reports that here, before the user is created.
    f.adapter.api_key("unknown").await?;
    let user = f.stored_user().await?;
    let key = new_key(f, &user.id());
    f.adapter.create_api_key(key.clone(), Basis::default()).await?;
    Ok((user, key))
}

fn is_same(stored: &StoredApiKey, key: &StoredApiKey) -> bool {
    let facts = |key: &StoredApiKey| {
        (key.id.clone(), key.user_id.clone(), key.prefix.clone(), key.name.clone(), key.data.clone())
    };
    facts(stored) == facts(key)
        && stored.hash == key.hash
        && (stored.created, stored.expires, stored.last_used) == (key.created, key.expires, key.last_used)
}

pub(super) async fn create(f: Fixture) -> Outcome {
    let (user, key) = owner(&f).await?;
    let found = f.adapter.api_key(&key.id).await?;
    ensure!(
        found.is_some_and(|found| is_same(&found.key, &key) && found.user == user),
        "the key must be found with its owner, as given"
    );
    let bare = StoredApiKey::new(f.unique(), user.id(), "acme", f.secret(), "null", f.now);
    f.adapter.create_api_key(bare.clone(), Basis::default()).await?;
    let found = f.adapter.api_key(&bare.id).await?;
    ensure!(
        found.is_some_and(|found| is_same(&found.key, &bare)),
        "a key without a name, an end and a use must be stored as given"
    );

    let other = f.stored_user().await?.id();
    let mut twin = new_key(&f, &other);
    twin.id.clone_from(&key.id);
    ensure_fails!(
        f.adapter.create_api_key(twin, Basis::default()).await,
        AdapterError::Conflict(Conflict::ApiKey),
        "an ID can be stored only once"
    );
    let found = f.adapter.api_key(&key.id).await?;
    ensure!(found.is_some_and(|found| is_same(&found.key, &key)), "the first key must stay unchanged");
    let orphan = new_key(&f, &f.unknown_user());
    ensure_fails!(
        f.adapter.create_api_key(orphan.clone(), Basis::default()).await,
        AdapterError::NotFound(Kind::User),
        "a key needs a stored user"
    );
    ensure!(f.adapter.api_key(&orphan.id).await?.is_none(), "a refused key must not be stored");
    Ok(())
}

pub(super) async fn find(f: Fixture) -> Outcome {
    let (user, mut key) = owner(&f).await?;
    ensure!(f.adapter.api_key(&f.unique()).await?.is_none(), "an unknown ID must find nothing");
    ensure!(f.adapter.api_key("").await?.is_none(), "an empty ID must find nothing");
    key.id = format!("{}a", f.unique());
    f.adapter.create_api_key(key.clone(), Basis::default()).await?;
    for other in [key.id.to_uppercase(), format!("{} ", key.id), format!("{}\0", key.id)] {
        ensure!(f.adapter.api_key(&other).await?.is_none(), "IDs must compare exactly");
        ensure!(!f.adapter.delete_api_key(&user.id(), &other).await?, "IDs must compare exactly");
    }
    let mut expired = new_key(&f, &user.id());
    expired.expires = Some(f.now - WEEK);
    f.adapter.create_api_key(expired.clone(), Basis::default()).await?;
    f.adapter.delete_expired(f.now).await?;
    let found = f.adapter.api_key(&expired.id).await?;
    ensure!(found.is_some_and(|found| is_same(&found.key, &expired)), "an expired key must be returned");
    Ok(())
}

pub(super) async fn list(f: Fixture) -> Outcome {
    let (user, middle) = owner(&f).await?;
    let (_, foreign) = owner(&f).await?;
    let (mut first, mut last) = (new_key(&f, &user.id()), new_key(&f, &user.id()));
    first.created = f.now + Duration::from_millis(1);
    last.created = f.now - Duration::from_millis(1);
    last.expires = Some(f.now - WEEK);
    f.adapter.create_api_key(first.clone(), Basis::default()).await?;
    f.adapter.create_api_key(last.clone(), Basis::default()).await?;
    let listed = f.adapter.api_keys_of(&user.id()).await?;
    let expected = [&first, &middle, &last];
    ensure!(
        listed.len() == 3 && listed.iter().zip(expected).all(|(listed, key)| is_same(listed, key)),
        "all keys of the user must be listed, and no others, the latest first"
    );
    ensure!(f.adapter.api_keys_of(&f.unknown_user()).await?.is_empty(), "an unknown user has no keys");

    ensure!(f.adapter.delete_api_keys_of(&user.id()).await? == 3, "all keys of the user must be removed");
    ensure!(f.adapter.api_keys_of(&user.id()).await?.is_empty(), "the removed keys must be gone");
    ensure!(f.adapter.delete_api_keys_of(&f.unknown_user()).await? == 0, "an unknown user has no keys");
    ensure!(f.adapter.api_key(&foreign.id).await?.is_some(), "the keys of another user must stay");
    Ok(())
}

pub(super) async fn delete(f: Fixture) -> Outcome {
    let (user, key) = owner(&f).await?;
    let (other, _) = owner(&f).await?;
    for stranger in [other.id(), f.unknown_user()] {
        ensure!(
            !f.adapter.delete_api_key(&stranger, &key.id).await?,
            "a user must not remove the key of another one"
        );
    }
    ensure!(f.adapter.api_key(&key.id).await?.is_some(), "the key of another user must stay");
    ensure!(!f.adapter.delete_api_key(&user.id(), &f.unique()).await?, "an unknown key cannot be removed");
    ensure!(f.adapter.delete_api_key(&user.id(), &key.id).await?, "the owner can remove the key");
    ensure!(f.adapter.api_key(&key.id).await?.is_none(), "the removed key must be gone");
    ensure!(!f.adapter.delete_api_key(&user.id(), &key.id).await?, "a key can be removed once");
    Ok(())
}

pub(super) async fn touch(f: Fixture) -> Outcome {
    let (_, key) = owner(&f).await?;
    let minute = Duration::from_secs(60);
    let used =
        async || -> Result<_> { Ok(f.adapter.api_key(&key.id).await?.and_then(|found| found.key.last_used)) };
    ensure!(f.adapter.touch_api_key(&key.id, f.now, f.now - minute).await?, "the first use must be stored");
    ensure!(used().await? == Some(f.now), "the time of the first use must be stored");
    let soon = f.now + Duration::from_millis(1);
    ensure!(
        !f.adapter.touch_api_key(&key.id, soon, soon - minute).await?,
        "a use soon after the last one must not be stored"
    );
    ensure!(used().await? == Some(f.now), "a use that is not stored must change nothing");
    let later = f.now + minute;
    ensure!(
        f.adapter.touch_api_key(&key.id, later, later - minute).await?,
        "a use at the time at which it is due must be stored"
    );
    ensure!(used().await? == Some(later), "the time of the last use must be stored");
    ensure!(
        !f.adapter.touch_api_key(&f.unique(), later, later).await?,
        "the use of an unknown key cannot be stored"
    );
    Ok(())
}

pub(super) async fn delete_with_user(f: Fixture) -> Outcome {
    let (user, key) = owner(&f).await?;
    ensure!(f.adapter.delete_user(&user.id()).await?, "the user must be removed");
    ensure!(f.adapter.api_key(&key.id).await?.is_none(), "keys must be removed with their owner");
    ensure!(f.adapter.api_keys_of(&user.id()).await?.is_empty(), "keys must be removed with their owner");
    ensure!(
        !f.adapter.touch_api_key(&key.id, f.now, f.now).await?,
        "the use of a removed key cannot be stored"
    );
    Ok(())
}
