//! Counts of attempts in SQL.

use super::{
    Row, SqlAdapter, SqlDialect,
    failure::{Attempt, Failure},
};
use crate::{
    adapter::{AdapterError, AttemptCount, AttemptRule, AttemptVerdict, Conflict, Kind, Result},
    contract::UnixTime,
};

impl<D: SqlDialect> SqlAdapter<D> {
    /// Counts an attempt. The row is read without a lock first, so that a flood of refused attempts locks nothing. A
    /// missing row is inserted outside of the transaction, as that of an epoch is.
    pub(super) async fn try_count_attempt(
        &self,
        key: &str,
        rule: &AttemptRule,
        now: UnixTime,
    ) -> Attempt<AttemptVerdict> {
        let statements = &self.statements;
        match self.fetch_one(&statements.attempts, &[key.into()]).await? {
            Some(mut row) => {
                let stored = count(&mut row)?;
                let mut count = stored;
                let refused = count.attempt(rule, now);
                if refused != AttemptVerdict::Allowed && count == stored {
                    return Ok(refused);
                }
            }
            None => {
                let new = [key.into(), (now + rule.window).into()];
                match self.insert(&statements.insert_attempts, &new, Conflict::User).await {
                    Err(Failure::Final(AdapterError::Conflict(_))) => {}
                    made => made?,
                }
            }
        }
        let mut transaction = self.begin().await?;
        let row = transaction.fetch_one(&statements.lock_attempts, &[key.into()]).await?;
        let stored = count(&mut row.ok_or(AdapterError::NotFound(Kind::Attempts))?)?;
        let mut count = stored;
        let attempt = count.attempt(rule, now);
        if count != stored {
            let values = [key.into(), count.tries.into(), count.opens.into(), count.until.into()];
            transaction.execute(&statements.update_attempts, &values).await?;
        }
        transaction.commit().await?;
        Ok(attempt)
    }
}

fn count(row: &mut Row) -> Result<AttemptCount> {
    let tries = row.int(Kind::Attempts, "tries")?;
    let (opens, until) = (row.time(Kind::Attempts, "opens")?, row.time(Kind::Attempts, "until")?);
    Ok(AttemptCount::stored(u32::try_from(tries).unwrap_or(u32::MAX), opens, until))
}
