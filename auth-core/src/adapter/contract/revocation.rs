//! The revocation of session tokens.

use super::{
    Outcome, ensure,
    fixture::{Fixture, WEEK},
};
use crate::{
    adapter::{Adapter, TokenStatus},
    contract::StoredId,
};

/// An epoch as large as real ones, which are times.
const FIRST: u64 = 1_800_000_000_000_000;

/// Returns the status of a token of a user that was not ended.
async fn status(f: &Fixture, user: &StoredId) -> Result<TokenStatus, super::Breach> {
    Ok(f.adapter.token_status(user, &f.unique()).await?)
}

pub(super) async fn begin(f: Fixture) -> Outcome {
    let (user, other) = (f.stored_user().await?.id(), f.stored_user().await?.id());
    ensure!(status(&f, &user).await?.epoch.is_none(), "a user must have no epoch at first");
    ensure!(f.adapter.begin_epoch(&user, FIRST).await? == FIRST, "the first epoch must be set");
    ensure!(f.adapter.begin_epoch(&user, FIRST + 5).await? == FIRST, "a known epoch must stay as it is");
    ensure!(
        status(&f, &user).await? == TokenStatus::new(Some(FIRST), false, true),
        "epoch and user must be found, and no marker"
    );
    ensure!(status(&f, &other).await?.epoch.is_none(), "the epochs of other users must stay unchanged");
    Ok(())
}

pub(super) async fn advance(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    ensure!(f.adapter.advance_epoch(&user, 1).await? == 1, "the first epoch must be the least one");
    ensure!(f.adapter.advance_epoch(&user, 1).await? == 2, "an epoch must grow by 1 at least");
    ensure!(f.adapter.advance_epoch(&user, FIRST).await? == FIRST, "an epoch must be the least one at least");
    ensure!(f.adapter.advance_epoch(&user, 7).await? == FIRST + 1, "an epoch must not step back");
    ensure!(status(&f, &user).await?.epoch == Some(FIRST + 1), "the new epoch must be stored");
    ensure!(f.adapter.begin_epoch(&user, FIRST + 9).await? == FIRST + 1, "the new epoch must be returned");
    Ok(())
}

pub(super) async fn of_users_of_the_application(f: Fixture) -> Outcome {
    let user = StoredId::from_store(format!("application:ada {}", f.unique()));
    ensure!(status(&f, &user).await? == TokenStatus::default(), "an unknown user must have no status");
    ensure!(f.adapter.begin_epoch(&user, FIRST).await? == FIRST, "an unknown user must get an epoch");
    ensure!(
        status(&f, &user).await? == TokenStatus::new(Some(FIRST), false, false),
        "an unknown user must have an epoch and no row"
    );
    Ok(())
}

pub(super) async fn end(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    let marker = f.unique();
    f.adapter.spend_once(&marker, f.now + WEEK).await?;
    ensure!(f.adapter.token_status(&user, &marker).await?.is_ended, "a spent marker must be found");
    f.adapter.delete_expired(f.now).await?;
    ensure!(f.adapter.token_status(&user, &marker).await?.is_ended, "a marker must stay until it expires");
    ensure!(!status(&f, &user).await?.is_ended, "another marker must not be found");
    Ok(())
}

pub(super) async fn delete(f: Fixture) -> Outcome {
    let user = f.stored_user().await?.id();
    f.adapter.begin_epoch(&user, FIRST).await?;
    f.adapter.delete_user(&user).await?;
    ensure!(status(&f, &user).await? == TokenStatus::default(), "a deleted user must have no epoch");
    Ok(())
}
