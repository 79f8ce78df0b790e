//! What differs between the databases.

use std::future::Future;

use sqlx::Database;

use super::{
    schema::Schema,
    statement::Statement,
    value::{Row, Value},
};

/// One kind of database: how it spells what the statements of [`super::statement`] mean, and how it runs
/// them.
pub(crate) trait Dialect: Send + Sync + 'static {
    /// The driver.
    type Db: Database;

    /// The quote of identifiers.
    const QUOTE: char;
    /// Begins a transaction that writes.
    const BEGIN: &'static str;
    /// Keeps the rows that a query found from being removed until the end of the transaction.
    const FOR_SHARE: &'static str;
    /// Keeps the rows that a query found for this transaction.
    const FOR_UPDATE: &'static str;
    /// Whether `DELETE` and `UPDATE` can return rows.
    const HAS_RETURNING: bool;
    /// Whether a text can hold the character U+0000. Where it cannot, a query for such a text finds nothing.
    const HOLDS_NUL: bool;
    /// Whether parameters are numbered; else each one stands where it is used.
    const NUMBERS_PARAMETERS: bool;
    /// Takes and gives back the lock under which tables are made.
    const MIGRATION_LOCK: Option<(&'static str, &'static str)>;

    /// The parameter of that number, from 1.
    fn parameter(number: usize) -> String;

    /// Milliseconds since the epoch, of an expression that is a time.
    fn read_time(time: &str) -> String;

    /// A time, of an expression that is milliseconds since the epoch.
    fn write_time(millis: &str, schema: Schema) -> String;

    /// Whether a text column is exactly the parameter.
    fn equal(column: &str, parameter: &str) -> String;

    /// The tables and their indexes, as far as they are missing.
    fn tables(schema: Schema) -> &'static [&'static str];

    /// Runs a query.
    fn fetch(
        connection: &mut <Self::Db as Database>::Connection,
        statement: &Statement,
        values: &[Value],
    ) -> impl Future<Output = sqlx::Result<Vec<Row>>> + Send;

    /// Runs a statement; how many rows it has changed.
    fn execute(
        connection: &mut <Self::Db as Database>::Connection,
        statement: &Statement,
        values: &[Value],
    ) -> impl Future<Output = sqlx::Result<u64>> + Send;
}

/// `fetch` and `execute` of a dialect: the same words for every driver, whose types have no trait in common
/// that would say so.
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

/// The function that binds the values of a statement for a driver.
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
