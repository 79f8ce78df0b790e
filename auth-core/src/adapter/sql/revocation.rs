//! The revocation of session tokens: epochs, and the status of a token.

use super::{
    Row, SqlAdapter, SqlDialect,
    failure::{Attempt, Failure, repeated},
    rows,
    value::Value,
};
use crate::{
    adapter::{AdapterError, Conflict, Kind, Result, TokenStatus},
    contract::StoredId,
};

impl<D: SqlDialect> SqlAdapter<D> {
    /// Returns the epoch of a user, which becomes `first` if there is none.
    pub(super) async fn epoch_or(&self, user: &StoredId, first: u64) -> Result<u64> {
        let key = [user.as_str().into()];
        if let Some(mut row) = self.fetch_one(&self.statements.epoch, &key).await? {
            return epoch(&mut row);
        }
        self.limits().await?.epoch(user)?;
        repeated!(self.try_insert_epoch(user, first))?;
        let row = self.fetch_one(&self.statements.epoch, &key).await?;
        epoch(&mut row.ok_or(AdapterError::NotFound(Kind::Epoch))?)
    }

    /// Returns the epoch of a user, whether the marker was spent, and whether the user exists, in one query.
    pub(super) async fn status_of(&self, user: &StoredId, marker: &str) -> Result<TokenStatus> {
        // The ID of a user of the application may be none of this store's. No user has the number 0.
        let key = self.key(user).unwrap_or(Value::Int(Some(0)));
        let values = [user.as_str().into(), marker.into(), key];
        let row = self.fetch_one(&self.statements.token_status, &values).await?;
        row.map_or(Ok(TokenStatus::default()), |mut row| rows::token_status(&mut row))
    }

    /// Inserts the epoch of a user, unless there is one.
    async fn try_insert_epoch(&self, user: &StoredId, epoch: u64) -> Attempt<()> {
        let values = [user.as_str().into(), rows::epoch_value(epoch)];
        match self.insert(&self.statements.insert_epoch, &values, Conflict::User).await {
            Err(Failure::Final(AdapterError::Conflict(_))) => Ok(()),
            made => made,
        }
    }

    /// Advances the epoch of a user. A missing row is inserted outside of the transaction: MySQL locks the
    /// gap where a query has found no row, and all transactions that insert into the gap would wait for each
    /// other.
    pub(super) async fn try_advance_epoch(&self, user: &StoredId, least: u64) -> Attempt<u64> {
        let key = [user.as_str().into()];
        if self.fetch_one(&self.statements.epoch, &key).await?.is_none() {
            self.limits().await?.epoch(user)?;
            self.try_insert_epoch(user, 0).await?;
        }
        let mut transaction = self.begin().await?;
        let values = [user.as_str().into(), rows::epoch_value(least)];
        transaction.execute(&self.statements.advance_epoch, &values).await?;
        let row = transaction.fetch_one(&self.statements.epoch, &key).await?;
        let epoch = epoch(&mut row.ok_or(AdapterError::NotFound(Kind::Epoch))?)?;
        transaction.commit().await?;
        Ok(epoch)
    }
}

fn epoch(row: &mut Row) -> Result<u64> {
    rows::epoch(row)?.ok_or(AdapterError::Corrupt { kind: Kind::Epoch, column: "epoch" })
}
