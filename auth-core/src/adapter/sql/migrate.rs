//! Makes the tables that are missing.

use super::{
    SqlAdapter, SqlDialect,
    failure::{Attempt, Failure},
    schema::{ColumnType, UserColumn},
    statement::Statement,
};
use crate::adapter::Result;

/// What [`SqlAdapter::migrate`] could not do without losing rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Migration {
    /// The unique indexes that could not be made because the table has duplicates already, as statements to
    /// be run when the duplicates are gone.
    pub duplicates: Vec<&'static str>,
}

impl<D: SqlDialect> SqlAdapter<D> {
    /// Makes the tables, indexes and [columns](Self::user_columns) that are missing; what is there stays as
    /// it is. Safe to be called at every start, by several processes at once.
    ///
    /// # Errors
    /// When the database cannot be reached or does not allow it.
    pub async fn migrate(&self) -> Result<Migration> {
        let mut connection = self.pool.acquire().await.map_err(Failure::from)?;
        if let Some((lock, _)) = D::MIGRATION_LOCK {
            D::fetch(&mut connection, &self.statement(lock), &[]).await.map_err(Failure::from)?;
        }
        let result = self.make_tables(&mut connection).await;
        if let Some((_, unlock)) = D::MIGRATION_LOCK {
            D::fetch(&mut connection, &self.statement(unlock), &[]).await.map_err(Failure::from)?;
        }
        Ok(result?)
    }

    async fn make_tables(
        &self,
        connection: &mut <D::Db as sqlx::Database>::Connection,
    ) -> Attempt<Migration> {
        let mut migration = Migration::default();
        for table in D::tables(self.schema).iter().copied() {
            match D::execute(connection, &Statement::verbatim(table), &[]).await {
                Err(sqlx::Error::Database(error))
                    if error.is_unique_violation() && table.starts_with("CREATE UNIQUE") =>
                {
                    migration.duplicates.push(table);
                }
                done => _ = done?,
            }
        }
        for column in &self.extra {
            self.make_column(connection, column).await?;
        }
        Ok(migration)
    }

    async fn make_column(
        &self,
        connection: &mut <D::Db as sqlx::Database>::Connection,
        column: &UserColumn,
    ) -> Attempt<()> {
        let name = &column.name;
        let probe = self.statement(&format!(r#"SELECT u."{name}" FROM {{users}} u WHERE 1 = 0"#));
        if D::fetch(connection, &probe, &[]).await.is_ok() {
            return Ok(());
        }
        let kind = match column.kind {
            ColumnType::Text => "text",
            ColumnType::Integer => "bigint",
            ColumnType::Real => "double precision",
            ColumnType::Boolean => "boolean",
        };
        let add = self.statement(&format!(r#"ALTER TABLE {{users}} ADD COLUMN "{name}" {kind}"#));
        D::execute(connection, &add, &[]).await?;
        Ok(())
    }
}
