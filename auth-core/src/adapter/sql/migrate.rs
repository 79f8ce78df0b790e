//! Creates the missing tables, indexes and columns.

use std::sync::atomic::Ordering;

use super::{
    SqlAdapter, SqlDialect,
    failure::{Attempt, Failure},
    schema::{ColumnType, UserColumn},
    statement::Statement,
};
use crate::adapter::Result;

/// The changes that [`SqlAdapter::migrate`] could not make without losing rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Migration {
    /// The statements for unique indexes that could not be created, because the table contains duplicates.
    /// Run them after the duplicates have been removed.
    pub duplicates: Vec<&'static str>,
}

impl<D: SqlDialect> SqlAdapter<D> {
    /// Creates the missing tables, indexes and [columns](Self::user_columns). Existing ones stay unchanged.
    /// It is safe to call this at every start, also in several processes at the same time.
    ///
    /// # Errors
    /// Fails if the database cannot be reached or does not allow the changes.
    pub async fn migrate(&self) -> Result<Migration> {
        let migration = self.locked_migration(|_| true, &self.extra).await?;
        self.has_proof_table.store(true, Ordering::Relaxed);
        Ok(migration)
    }

    /// Creates the table of unproven accounts if it is missing. Tables that Auth.js has created work without
    /// [`migrate`](Self::migrate), but what this table holds cannot be left out.
    pub(crate) async fn ensure_proof_table(&self) -> Attempt<()> {
        if self.has_proof_table.load(Ordering::Relaxed) {
            return Ok(());
        }
        let probe = self.statement("SELECT 1 FROM {unproven} WHERE 1 = 0");
        if self.fetch(&probe, &[]).await.is_err() {
            self.locked_migration(|statement| statement.contains("auth_unproven"), &[]).await?;
        }
        self.has_proof_table.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn locked_migration(
        &self,
        is_wanted: impl Fn(&str) -> bool,
        columns: &[UserColumn],
    ) -> Result<Migration> {
        let mut connection = self.pool.acquire().await.map_err(Failure::from)?;
        if let Some((lock, _)) = D::MIGRATION_LOCK {
            D::fetch(&mut connection, &self.statement(lock), &[]).await.map_err(Failure::from)?;
        }
        let result = self.create_tables(&mut connection, is_wanted, columns).await;
        if let Some((_, unlock)) = D::MIGRATION_LOCK {
            D::fetch(&mut connection, &self.statement(unlock), &[]).await.map_err(Failure::from)?;
        }
        Ok(result?)
    }

    async fn create_tables(
        &self,
        connection: &mut <D::Db as sqlx::Database>::Connection,
        is_wanted: impl Fn(&str) -> bool,
        columns: &[UserColumn],
    ) -> Attempt<Migration> {
        let mut migration = Migration::default();
        for table in D::tables(self.schema).iter().copied().filter(|table| is_wanted(table)) {
            match D::execute(connection, &Statement::verbatim(table), &[]).await {
                Err(sqlx::Error::Database(error))
                    if error.is_unique_violation() && table.starts_with("CREATE UNIQUE") =>
                {
                    migration.duplicates.push(table);
                }
                done => _ = done?,
            }
        }
        for column in columns {
            self.create_column(connection, column).await?;
        }
        Ok(migration)
    }

    async fn create_column(
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
