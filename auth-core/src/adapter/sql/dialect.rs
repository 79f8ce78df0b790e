//! The differences between the databases.

use sqlx::Database;

use super::{
    catalogue::Catalogue,
    column::{Column, Family, Holds, Index, Limit},
    schema::Schema,
    statement::Statement,
    value::{Row, Value},
};

/// The way in which migrations of several processes take turns. A migration that is cancelled gives its turn back.
pub(crate) enum MigrationLock {
    /// Each step is a transaction: the statements limit the wait, and the query waits for the lock.
    Transaction { before: &'static [&'static str], lock: Option<&'static str> },
    /// Each step has a connection of its own, which is closed afterwards. The query waits for the lock and returns 1 if
    /// it has been taken.
    Connection { before: &'static [&'static str], lock: &'static str },
}

/// The expression for an e-mail address in lower case.
pub(crate) const LOWER_EMAIL: &str = r#"lower(u."email")"#;

/// One kind of database: it translates the statements of the adapter and runs them.
pub(crate) trait Dialect: Send + Sync + 'static {
    /// The driver.
    type Db: Database;

    /// The quote around identifiers.
    const QUOTE: char;
    /// The statement that begins a transaction that writes.
    const BEGIN: &'static str;
    /// The clause that keeps other transactions from removing the rows of a query, until this one ends.
    const FOR_SHARE: &'static str;
    /// The clause that locks the rows of a query for this transaction.
    const FOR_UPDATE: &'static str;
    /// `true` if `DELETE` and `UPDATE` can return rows.
    const HAS_RETURNING: bool;
    /// `true` if `DELETE` can have a `LIMIT`.
    const LIMITS_DELETE: bool = false;
    /// `true` if a string can hold the character U+0000. Otherwise, a query for such a string finds nothing.
    const HOLDS_NUL: bool;
    /// `true` if parameters are numbered. Otherwise, each use of a parameter takes the next value.
    const NUMBERS_PARAMETERS: bool;
    /// The maximum length of a string that an index can have, in bytes.
    const KEY_BYTES: usize;
    /// `true` if names that differ in case are different names.
    const NAMES_HAVE_CASE: bool;
    /// The lock under which tables are created.
    const MIGRATION_LOCK: MigrationLock;
    /// The query for the file of the database, which is empty in memory; `None` if the database is a server.
    const FILE: Option<&'static str>;

    /// Returns the parameter with this number, counted from 1.
    fn parameter(number: usize) -> String;

    /// Converts an expression for a time into one for milliseconds since the epoch.
    fn read_time(time: &str) -> String;

    /// Converts an expression for milliseconds since the epoch into one for a time.
    fn write_time(millis: &str, schema: Schema) -> String;

    /// Returns a condition that compares a column of strings with a parameter exactly.
    fn equal(column: &str, parameter: &str) -> String;

    /// Returns the statements that create missing tables.
    fn tables(schema: Schema) -> &'static [&'static str];

    /// Returns the indexes.
    fn wanted_indexes(schema: Schema) -> &'static [Index];

    /// Returns the query for the columns of tables: table, name, type, declared type, maximum length in characters and
    /// in bytes, character set, and 1 if an `INSERT` has to name the column.
    fn columns(tables: &[&str]) -> String;

    /// Returns the query for the indexes of tables: table, name and first column.
    fn indexes(tables: &[&str]) -> String;

    /// Returns the expression by which users are found whose e-mail address is stored in another case.
    fn email_key(_: &Catalogue) -> &'static str {
        LOWER_EMAIL
    }

    /// Returns `false` for an index that statements do not use in this database.
    fn is_useful(_: &Index, _: &Catalogue) -> bool {
        true
    }

    /// Returns the kind of a column's type.
    fn family(column: &Column) -> Family;

    /// Returns `true` if a type of one kind can have the values of another one.
    fn can_hold(family: Family, wanted: Family) -> bool;

    /// Returns the limit of a column.
    fn limit(column: &Column) -> Limit;

    /// Returns the type of a new column.
    fn type_of(holds: Holds, schema: Schema) -> &'static str;

    /// Runs a query and returns its rows.
    fn fetch(
        connection: &mut <Self::Db as Database>::Connection,
        statement: &Statement,
        values: &[Value],
    ) -> impl Future<Output = sqlx::Result<Vec<Row>>> + Send;

    /// Runs a query and returns its first row, without waiting for others.
    fn fetch_first(
        connection: &mut <Self::Db as Database>::Connection,
        statement: &Statement,
        values: &[Value],
    ) -> impl Future<Output = sqlx::Result<Option<Row>>> + Send;

    /// Runs a statement and returns the number of changed rows.
    fn execute(
        connection: &mut <Self::Db as Database>::Connection,
        statement: &Statement,
        values: &[Value],
    ) -> impl Future<Output = sqlx::Result<u64>> + Send;
}

/// Defines `fetch`, `fetch_first` and `execute` of a dialect. The code is the same for every driver, but the types of the
/// drivers have no common trait for it.
macro_rules! runs_on {
    ($database:ty) => {
        async fn fetch(
            connection: &mut <$database as sqlx::Database>::Connection,
            statement: &super::statement::Statement,
            values: &[super::value::Value],
        ) -> sqlx::Result<Vec<super::value::Row>> {
            bound(statement, values).fetch_all(connection).await?.iter().map(row_of).collect()
        }

        async fn fetch_first(
            connection: &mut <$database as sqlx::Database>::Connection,
            statement: &super::statement::Statement,
            values: &[super::value::Value],
        ) -> sqlx::Result<Option<super::value::Row>> {
            bound(statement, values).fetch_optional(connection).await?.as_ref().map(row_of).transpose()
        }

        async fn execute(
            connection: &mut <$database as sqlx::Database>::Connection,
            statement: &super::statement::Statement,
            values: &[super::value::Value],
        ) -> sqlx::Result<u64> {
            Ok(bound(statement, values).execute(connection).await?.rows_affected())
        }
    };
}

/// Defines `bound`, which binds the values of a statement for a driver, and `row_of`, which reads a row.
macro_rules! binds_for {
    ($database:ty) => {
        fn row_of(row: &<$database as sqlx::Database>::Row) -> sqlx::Result<super::value::Row> {
            let values: sqlx::Result<_> = (0..sqlx::Row::len(row)).map(|column| read(row, column)).collect();
            values.map(super::value::Row::new)
        }

        fn bound<'q>(
            statement: &super::statement::Statement,
            values: &[super::value::Value],
        ) -> sqlx::query::Query<'q, $database, <$database as sqlx::Database>::Arguments> {
            use super::value::Value;
            statement.arguments(values).fold(sqlx::query(statement.sql()), |query, value| match value {
                Value::Text(text) => query.bind(text.clone()),
                Value::Int(number) => query.bind(*number),
                Value::Real(number) => query.bind(*number),
                Value::Bool(truth) => query.bind(*truth),
            })
        }
    };
}

/// Returns names as a list of strings in SQL. The names are constants.
pub(crate) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ")
}

/// Describes an index for SQLite and PostgreSQL.
macro_rules! index {
    ($name:literal on $table:literal ($column:literal)) => {
        super::column::Index {
            name: $name,
            table: $table,
            column: $column,
            sql: concat!(
                "CREATE INDEX IF NOT EXISTS \"",
                $name,
                "\" ON \"",
                $table,
                "\" (\"",
                $column,
                "\")"
            ),
        }
    };
    ($name:literal on $table:literal lower($column:literal)) => {
        super::column::Index {
            name: $name,
            table: $table,
            column: "",
            sql: concat!(
                "CREATE INDEX IF NOT EXISTS \"",
                $name,
                "\" ON \"",
                $table,
                "\" (lower(\"",
                $column,
                "\"))"
            ),
        }
    };
    (unique $name:literal on $table:literal ($columns:literal)) => {
        super::column::Index {
            name: $name,
            table: $table,
            column: "",
            sql: concat!(
                "CREATE UNIQUE INDEX IF NOT EXISTS \"",
                $name,
                "\" ON \"",
                $table,
                "\" (",
                $columns,
                ")"
            ),
        }
    };
}

pub(crate) use {binds_for, index, runs_on};
