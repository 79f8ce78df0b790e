//! Creates the missing tables, columns and indexes.

use std::sync::Arc;

use sqlx::Connection;

use super::{
    SqlAdapter, SqlDialect,
    catalogue::Catalogue,
    column::{Column, Index},
    dialect::MigrationLock,
    failure::{Attempt, Failure, adapter_error},
    inspect, layout,
    limits::Limits,
    plan::creates_a_table,
    schema::{API_KEYS, ColumnType, PASSKEY_DETAILS, PASSWORDS, SECOND_FACTOR, UserColumn},
    statement::Statement,
    value::{Row, Value},
};
use crate::{
    adapter::{AdapterError, Conflict, Kind, Result, SetupError, SetupProblem},
    tooling::question,
};

/// The changes that [`SqlAdapter::migrate`] could not make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Migration {
    /// The statements for unique indexes that could not be created, because the table contains duplicates.
    /// Run them after the duplicates have been removed.
    pub duplicates: Vec<&'static str>,
    /// The columns that are not null, have no default and are filled by no statement of the adapter. No row can be
    /// inserted into their table, unless a trigger fills them. They are logged as well.
    pub unfilled: Vec<SetupProblem>,
}

/// The foreign key of a table that MySQL may have to do without.
const FOREIGN_KEY: &str = ",\n        FOREIGN KEY (`userId`) REFERENCES `user` (`id`) ON DELETE CASCADE";

/// The column of the foreign key.
const OWNER: &str = "`userId` varchar(255)";

/// A connection that has the turn to migrate.
enum Turn<D: SqlDialect> {
    Transaction(sqlx::Transaction<'static, D::Db>),
    Connection(<D::Db as sqlx::Database>::Connection),
}

impl<D: SqlDialect> Turn<D> {
    fn connection(&mut self) -> &mut <D::Db as sqlx::Database>::Connection {
        match self {
            Self::Transaction(transaction) => transaction,
            Self::Connection(connection) => connection,
        }
    }

    /// Keeps the changes and gives the turn back.
    async fn end(self) -> Attempt<()> {
        match self {
            Self::Transaction(transaction) => transaction.commit().await?,
            // The changes are made already. The server releases the lock with the connection.
            Self::Connection(connection) => _ = connection.close().await,
        }
        Ok(())
    }

    async fn run(&mut self, sql: &str) -> sqlx::Result<u64> {
        D::execute(self.connection(), &Statement::verbatim(sql), &[]).await
    }

    async fn query(&mut self, sql: &str) -> sqlx::Result<Vec<Row>> {
        D::fetch(self.connection(), &Statement::verbatim(sql), &[]).await
    }
}

impl<D: SqlDialect> SqlAdapter<D> {
    /// Creates the missing tables, indexes and [columns](Self::user_columns). Adds the missing columns of tables that
    /// already exist, if they may be null. Nothing else changes.
    ///
    /// It is safe to call this at every start, also in several processes at the same time: each waits for the others,
    /// for at most half a minute at each step. It is also safe to drop the call: no lock stays behind, and the next call
    /// continues. If all is there, tables are not locked.
    ///
    /// An index that cannot be created, for example because the user of the database does not own the table, is logged
    /// as a warning. On a large table, creating an index delays writes: create it beforehand with `CREATE INDEX
    /// CONCURRENTLY` and the same name.
    ///
    /// When the command `cargo auth` runs the application to ask it, the call changes nothing, so that
    /// `cargo auth migrate plan` shows what it would do.
    ///
    /// # Errors
    /// Fails with [`AdapterError::Setup`] if a table has no column for a value, or one of a type that cannot have it;
    /// the error lists all of them, with the statements that add columns. Fails too if the database cannot be reached,
    /// is locked for too long, or does not allow the changes.
    pub async fn migrate(&self) -> Result<Migration> {
        if question::is_asked() {
            tracing::info!(
                target: "auth",
                help = "migration_left_out",
                "TYPED_AUTH_COMMAND is set, as `cargo auth` does, so the tables are left as they are"
            );
            return Ok(Migration::default());
        }
        self.create_what_is_missing().await
    }

    pub(super) async fn create_what_is_missing(&self) -> Result<Migration> {
        let mut migration = Migration::default();
        let mut turn = self.turn().await?;
        self.refuse_shared_memory(&mut turn).await?;
        let catalogue = self.catalogue(turn.connection()).await?;
        self.require(&catalogue, None)?;
        // `IF NOT EXISTS` would do, but PostgreSQL sends a notice for each table, which sqlx logs.
        for table in D::tables(self.schema).iter().filter(|sql| creates_a_table::<D>(sql, &catalogue)) {
            self.create_table(&mut turn, table, &catalogue).await?;
        }
        for column in self.additions(&catalogue) {
            turn.run(&column).await.map_err(locked)?;
        }
        let catalogue = self.catalogue(turn.connection()).await?;
        turn.end().await?;

        let is_missing = |index: &&Index| D::is_useful(index, &catalogue) && !catalogue.has_index(index);
        for index in D::wanted_indexes(self.schema).iter().filter(is_missing) {
            if self.create_index(index).await? {
                migration.duplicates.push(index.sql);
            }
        }
        let catalogue = self.catalogue(&mut *self.pool.acquire().await.map_err(Failure::from)?).await?;
        let limits = self.set_limits(Limits::new::<D>(&catalogue, self.schema, &self.extra));
        for problem in limits.unfilled() {
            tracing::warn!(target: "auth", help = "unfilled_column", %problem, "rows cannot be inserted into a table");
        }
        migration.unfilled = limits.unfilled().to_vec();
        Ok(migration)
    }

    /// Checks that the database has the tables and columns that every application needs, with types that work. Changes
    /// nothing. The tables of second factors, API keys, passwords and names of passkeys may be missing;
    /// [`check_tables_of`](Self::check_tables_of) requires them.
    ///
    /// ```no_run
    /// # #[cfg(feature = "sqlite")]
    /// # async fn check() -> auth::Result<()> {
    /// use auth::adapter::{AdapterError, SqliteAdapter};
    ///
    /// let adapter = SqliteAdapter::open("sqlite:app.sqlite").await?;
    /// if let Err(AdapterError::Setup(error)) = adapter.check_tables().await {
    ///     for problem in error.problems() {
    ///         println!("{problem}");
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    /// Fails with [`AdapterError::Setup`], which lists every problem, including those that [`migrate`](Self::migrate)
    /// mends; or if the database cannot be queried.
    pub async fn check_tables(&self) -> Result<()> {
        let mut connection = self.pool.acquire().await.map_err(Failure::from)?;
        let catalogue = self.catalogue(&mut connection).await?;
        self.require(&catalogue, Some(&[]))
    }

    /// Checks the tables, as [`check_tables`](Self::check_tables) does, and that the database has the tables for rows of
    /// an optional kind: [`Kind::SecondFactor`], [`Kind::ApiKey`], [`Kind::Passwords`] or [`Kind::PasskeyDetails`]. An
    /// application that turns them on can call it at the start.
    ///
    /// # Errors
    /// Those of [`check_tables`](Self::check_tables).
    pub async fn check_tables_of(&self, kind: Kind) -> Result<()> {
        let wanted: &[&str] = match kind {
            Kind::SecondFactor => &SECOND_FACTOR,
            Kind::ApiKey => &API_KEYS,
            Kind::PasskeyDetails => &PASSKEY_DETAILS,
            Kind::Passwords => &PASSWORDS,
            _ => &[],
        };
        let mut connection = self.pool.acquire().await.map_err(Failure::from)?;
        let catalogue = self.catalogue(&mut connection).await?;
        self.require(&catalogue, Some(wanted))
    }

    /// Returns the limits of the columns, which are read once. Creates the table of unproven accounts if it is missing:
    /// tables that Auth.js has created work without [`migrate`](Self::migrate), but what this table holds cannot be
    /// left out.
    pub(crate) async fn limits(&self) -> Attempt<Arc<Limits>> {
        if let Some(limits) = self.known_limits() {
            return Ok(limits);
        }
        let read = {
            let mut connection = self.pool.acquire().await?;
            inspect::catalogue::<D>(&mut connection, self.schema).await.map_err(adapter_error)
        };
        let catalogue = match read {
            Ok(catalogue) => catalogue,
            // A database that has no such catalogue keeps working, without limits.
            Err(error @ AdapterError::Rejected(_)) => {
                tracing::warn!(target: "auth", help = "unknown_limits", %error, "the limits of the columns are unknown");
                Catalogue::default()
            }
            Err(error) => return Err(error.into()),
        };
        if !catalogue.has_table("auth_unproven") {
            let mut turn = self.turn().await?;
            for table in D::tables(self.schema).iter().filter(|table| table.contains("auth_unproven")) {
                self.create_table(&mut turn, table, &catalogue).await?;
            }
            turn.end().await?;
        }
        Ok(self.set_limits(Limits::new::<D>(&catalogue, self.schema, &self.extra)))
    }

    /// Converts the failure to insert a user: into a conflict, or into the columns that need a value and get none.
    pub(crate) fn refused_user(&self, failure: Failure, taken: Conflict) -> Failure {
        let Failure::Database(sqlx::Error::Database(error)) = &failure else { return failure };
        let unfilled = self.known_limits().map_or_else(Vec::new, |limits| limits.unfilled().to_vec());
        if error.kind() == sqlx::error::ErrorKind::NotNullViolation && !unfilled.is_empty() {
            return AdapterError::from(SetupError::new(unfilled)).into();
        }
        failure.or_conflict(taken)
    }

    /// Waits for the turn to migrate. If the result is dropped, the turn is given back.
    async fn turn(&self) -> Result<Turn<D>> {
        let (mut turn, before, lock) = match D::MIGRATION_LOCK {
            MigrationLock::Transaction { before, lock } => {
                let transaction = self.pool.begin_with(D::BEGIN).await.map_err(locked)?;
                (Turn::<D>::Transaction(transaction), before, lock)
            }
            MigrationLock::Connection { before, lock } => {
                let connection = self.pool.acquire().await.map_err(Failure::from)?.detach();
                (Turn::Connection(connection), before, Some(lock))
            }
        };
        for statement in before {
            turn.run(statement).await.map_err(locked)?;
        }
        if let Some(lock) = lock {
            let rows = turn.query(lock).await.map_err(locked)?;
            let is_taken = rows.into_iter().next().and_then(|mut row| row.value());
            if !matches!(is_taken, Some(Value::Int(Some(1)))) {
                return Err(SetupError::from(SetupProblem::Locked).into());
            }
        }
        Ok(turn)
    }

    pub(super) async fn catalogue(
        &self,
        connection: &mut <D::Db as sqlx::Database>::Connection,
    ) -> Result<Catalogue> {
        inspect::catalogue::<D>(connection, self.schema).await.map_err(adapter_error)
    }

    /// Returns the statements for columns that are missing and may be null.
    pub(super) fn additions(&self, catalogue: &Catalogue) -> Vec<String> {
        let standard = layout::missing::<D>(catalogue, self.schema)
            .filter(|needed| needed.is_optional)
            .map(|needed| layout::addition::<D>(self.schema, &needed));
        let users = self.schema.table("users");
        let is_missing = |column: &&UserColumn| catalogue.column(users, &column.name).is_none();
        let extra = self.extra.iter().filter(is_missing).map(|column| {
            let kind = match column.kind {
                ColumnType::Text => "text",
                ColumnType::Integer => "bigint",
                ColumnType::Real => "double precision",
                ColumnType::Boolean => "boolean",
            };
            format!("ALTER TABLE {0}{users}{0} ADD COLUMN {0}{1}{0} {kind}", D::QUOTE, column.name)
        });
        standard.chain(extra).collect()
    }

    /// Fails if an existing table lacks a column that a migration cannot add, or has one of a type that does not work.
    /// With `tables`, nothing may be missing that a migration creates, except for optional tables that are not among them.
    fn require(&self, catalogue: &Catalogue, tables: Option<&[&str]>) -> Result<()> {
        let missing = layout::missing::<D>(catalogue, self.schema)
            .filter(|needed| tables.is_some() || !needed.is_optional);
        let mut problems: Vec<_> =
            missing.map(|needed| layout::missing_problem::<D>(self.schema, &needed)).collect();
        problems.extend(layout::mistyped::<D>(catalogue, self.schema));
        if let Some(tables) = tables {
            problems.extend(layout::missing_tables::<D>(catalogue, self.schema, tables));
            problems.extend(layout::unfilled::<D>(catalogue, self.schema, &self.extra));
        }
        if problems.is_empty() { Ok(()) } else { Err(SetupError::new(problems).into()) }
    }

    /// Creates a table. MySQL refuses a foreign key to a column with another collation, which the table of users of another
    /// program may have. The table then gets its collation, by which it can also be joined by an index. If that is refused
    /// as well, the table is created without the key: the adapter removes the rows of a user by itself.
    async fn create_table(&self, turn: &mut Turn<D>, sql: &str, catalogue: &Catalogue) -> Result<()> {
        let mut created = turn.run(sql).await;
        let is_mysql = matches!(turn, Turn::Connection(_));
        if let Some((columns, options)) = sql.split_once(FOREIGN_KEY).filter(|_| is_mysql) {
            let id = catalogue.column(self.schema.table("users"), "id");
            if let (Err(sqlx::Error::Database(_)), Some(collation)) =
                (&created, id.and_then(Column::collated))
            {
                created = turn.run(&sql.replace(OWNER, &format!("{OWNER} {collation}"))).await;
            }
            if let Err(sqlx::Error::Database(_)) = &created {
                created = turn.run(&format!("{columns}{options}")).await;
            }
        }
        created.map(drop).map_err(locked)
    }

    /// Creates an index, unless another process has. Returns `true` if the rows are not unique.
    async fn create_index(&self, index: &Index) -> Result<bool> {
        let mut turn = self.turn().await?;
        if self.catalogue(turn.connection()).await?.has_index(index) {
            turn.end().await?;
            return Ok(false);
        }
        match turn.run(index.sql).await {
            Ok(_) => {
                turn.end().await?;
                Ok(false)
            }
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(true),
            Err(error) => {
                let error = locked(error);
                if let AdapterError::Unavailable(_) = error {
                    return Err(error);
                }
                tracing::warn!(
                    target: "auth",
                    help = "index_not_created",
                    error = &error as &dyn std::error::Error,
                    statement = index.sql,
                    "an index could not be created"
                );
                Ok(false)
            }
        }
    }

    /// Fails for a database in memory behind a pool of several connections.
    async fn refuse_shared_memory(&self, turn: &mut Turn<D>) -> Result<()> {
        let Some(query) = D::FILE else { return Ok(()) };
        let options = self.pool.options();
        let rows = turn.query(query).await.map_err(adapter_error)?;
        let file = rows.into_iter().next().and_then(|mut row| row.value());
        if matches!(file, Some(Value::Text(Some(file))) if !file.is_empty()) {
            return Ok(());
        }
        let connections = options.get_max_connections();
        if connections > 1 {
            return Err(SetupError::from(SetupProblem::SharedMemory { connections }).into());
        }
        if options.get_idle_timeout().is_some() || options.get_max_lifetime().is_some() {
            tracing::warn!(
                target: "auth",
                help = "memory_pool",
                "the SQLite database is in memory, and is lost when the pool closes its connection: set \
                 `.idle_timeout(None)` and `.max_lifetime(None)`, or use `SqliteAdapter::open`"
            );
        }
        Ok(())
    }
}

/// Converts an error of a step that may have waited for a lock for too long: 55P03 of PostgreSQL, 1205 of MySQL, and 5
/// of SQLite.
fn locked(error: sqlx::Error) -> AdapterError {
    let code = error.as_database_error().and_then(|error| error.code()).unwrap_or_default();
    let is_mysql =
        error.as_database_error().is_some_and(|error| error.message().contains("Lock wait timeout"));
    if is_mysql || matches!(&*code, "55P03" | "5") {
        return SetupError::from(SetupProblem::Locked).into();
    }
    adapter_error(error)
}
