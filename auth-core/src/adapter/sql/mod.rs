//! Databases that speak SQL: SQLite, PostgreSQL, MySQL and MariaDB, in the tables of Auth.js.

mod adapter;
mod dialect;
mod failure;
mod migrate;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
mod rows;
mod schema;
#[cfg(feature = "sqlite")]
mod sqlite;
mod statement;
mod transaction;
mod value;

use sqlx::Pool;

pub use self::migrate::Migration;
#[cfg(feature = "mysql")]
pub use self::mysql::{MySqlAdapter, MySqlDialect};
#[cfg(feature = "postgres")]
pub use self::postgres::{PostgresAdapter, PostgresDialect};
pub use self::schema::{ColumnType, Schema, UserColumn};
#[cfg(feature = "sqlite")]
pub use self::sqlite::{SqliteAdapter, SqliteDialect};
use self::{
    dialect::Dialect,
    failure::Attempt,
    statement::{Statement, Statements, Translator},
    transaction::Transaction,
    value::{Row, Value},
};
use crate::contract::UserId;

/// A database behind a pool of sqlx. Pool, time-outs and encryption are the caller's; clones share the pool.
///
/// A session check is one query. sqlx pings a pooled connection before it lends it, which is another round
/// trip: where that matters turn it off in the pool (`test_before_acquire(false)`).
pub struct SqlAdapter<D: SqlDialect> {
    pool: Pool<D::Db>,
    schema: Schema,
    extra: Vec<UserColumn>,
    statements: std::sync::Arc<Statements>,
}

/// The databases that there are; not to be implemented elsewhere.
#[expect(private_bounds, reason = "sealed")]
pub trait SqlDialect: Dialect {}
impl<D: Dialect> SqlDialect for D {}

impl<D: SqlDialect> Clone for SqlAdapter<D> {
    fn clone(&self) -> Self {
        Self {
            pool: self.pool.clone(),
            schema: self.schema,
            extra: self.extra.clone(),
            statements: self.statements.clone(),
        }
    }
}

impl<D: SqlDialect> SqlAdapter<D> {
    fn with_schema(pool: Pool<D::Db>, schema: Schema) -> Self {
        Self::with_columns(pool, schema, Vec::new())
    }

    fn with_columns(pool: Pool<D::Db>, schema: Schema, extra: Vec<UserColumn>) -> Self {
        let statements = Statements::new(&Translator::<D>::new(schema), &extra).into();
        Self { pool, schema, extra, statements }
    }

    /// The same database with columns of the application's own in the table of users: they are read into and
    /// written from [`AdapterUser::columns`](crate::contract::AdapterUser::columns). Values for other columns are left
    /// out.
    #[must_use]
    pub fn user_columns(self, columns: impl IntoIterator<Item = UserColumn>) -> Self {
        Self::with_columns(self.pool, self.schema, columns.into_iter().collect())
    }

    /// The layout of the tables.
    pub fn schema(&self) -> Schema {
        self.schema
    }

    /// The key of a user in the tables; `None` for a text that is no key of this store.
    fn key(&self, id: &UserId) -> Option<Value> {
        if self.schema.numbers_users() {
            id.as_str().parse::<i32>().ok().map(|number| Value::Int(Some(number.into())))
        } else {
            Some(id.as_str().into())
        }
    }

    /// A statement that is made for the occasion, of constants and checked identifiers.
    fn statement(&self, template: &str) -> Statement {
        Translator::<D>::new(self.schema).statement(template)
    }

    /// Runs a single query.
    async fn fetch(&self, statement: &Statement, values: &[Value]) -> Attempt<Vec<Row>> {
        if !D::HOLDS_NUL && values.iter().any(Value::has_nul) {
            return Ok(Vec::new());
        }
        let mut connection = self.pool.acquire().await?;
        Ok(D::fetch(&mut connection, statement, values).await?)
    }

    /// Runs a single query that finds a row at most.
    async fn fetch_one(&self, statement: &Statement, values: &[Value]) -> Attempt<Option<Row>> {
        Ok(self.fetch(statement, values).await?.into_iter().next())
    }

    /// Runs a single statement; how many rows it has changed.
    async fn execute(&self, statement: &Statement, values: &[Value]) -> Attempt<u64> {
        let mut connection = self.pool.acquire().await?;
        Ok(D::execute(&mut connection, statement, values).await?)
    }

    /// Begins a transaction that writes. Dropped without a commit it leaves nothing behind.
    async fn begin(&self) -> Attempt<Transaction<'_, D>> {
        Ok(Transaction::new(self, self.pool.begin_with(D::BEGIN).await?))
    }
}
