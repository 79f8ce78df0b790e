//! The differences between the databases.

use sqlx::Database;

use super::{
    schema::Schema,
    statement::Statement,
    value::{Row, Value},
};

/// One kind of database: it translates the statements of [`super::statement`] and runs them.
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
    /// The queries that take and release the lock under which tables are created, if one is needed.
    const MIGRATION_LOCK: Option<(&'static str, &'static str)>;

    /// Returns the parameter with this number, counted from 1.
    fn parameter(number: usize) -> String;

    /// Converts an expression for a time into one for milliseconds since the epoch.
    fn read_time(time: &str) -> String;

    /// Converts an expression for milliseconds since the epoch into one for a time.
    fn write_time(millis: &str, schema: Schema) -> String;

    /// Returns a condition that compares a column of strings with a parameter exactly.
    fn equal(column: &str, parameter: &str) -> String;

    /// Returns the statements that create missing tables and indexes.
    fn tables(schema: Schema) -> &'static [&'static str];

    /// Runs a query and returns its rows.
    fn fetch(
        connection: &mut <Self::Db as Database>::Connection,
        statement: &Statement,
        values: &[Value],
    ) -> impl Future<Output = sqlx::Result<Vec<Row>>> + Send;

    /// Runs a statement and returns the number of changed rows.
    fn execute(
        connection: &mut <Self::Db as Database>::Connection,
        statement: &Statement,
        values: &[Value],
    ) -> impl Future<Output = sqlx::Result<u64>> + Send;
}

/// Defines `fetch` and `execute` of a dialect. The code is the same for every driver, but the types of the
/// drivers have no common trait for it.
macro_rules! runs_on {
    ($database:ty) => {
        async fn fetch(
            connection: &mut <$database as sqlx::Database>::Connection,
            statement: &super::statement::Statement,
            values: &[super::value::Value],
        ) -> sqlx::Result<Vec<super::value::Row>> {
            let rows = bound(statement, values).fetch_all(connection).await?;
            rows.iter()
                .map(|row| {
                    let values: sqlx::Result<_> =
                        (0..sqlx::Row::len(row)).map(|column| read(row, column)).collect();
                    values.map(super::value::Row::new)
                })
                .collect()
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

/// Defines `bound`, which binds the values of a statement for a driver.
macro_rules! binds_for {
    ($database:ty) => {
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

pub(crate) use {binds_for, runs_on};
