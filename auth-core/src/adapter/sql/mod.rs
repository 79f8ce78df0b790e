//! SQL databases with the tables of Auth.js: SQLite, PostgreSQL, MySQL and MariaDB.

mod account;
mod adapter;
mod attempts;
#[cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unused_imports, unused_macros, reason = "some parts are for one database only")
)]
mod catalogue;
#[cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unused_imports, unused_macros, reason = "some parts are for one database only")
)]
mod column;
mod credentials;
#[cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unused_imports, unused_macros, reason = "some parts are for one database only")
)]
mod dialect;
#[cfg(all(test, feature = "sqlite"))]
mod explain;
mod failure;
mod fault;
mod inspect;
#[cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unused_imports, unused_macros, reason = "some parts are for one database only")
)]
mod layout;
#[cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unused_imports, unused_macros, reason = "some parts are for one database only")
)]
mod limits;
mod migrate;
#[cfg(feature = "mysql")]
mod mysql;
mod plan;
#[cfg(feature = "postgres")]
mod postgres;
mod proof;
mod removal;
mod revocation;
mod rows;
mod schema;
#[cfg(feature = "sqlite")]
mod sqlite;
mod statement;
mod statements;
mod transaction;
mod value;
mod writes;

use std::sync::{Arc, PoisonError, RwLock};

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
    limits::Limits,
    statement::Statement,
    statements::{Statements, Translator},
    transaction::Transaction,
    value::{Row, Value},
};
use crate::contract::StoredId;

/// An adapter for a database behind a pool of sqlx. The caller configures the pool, its time-outs and its
/// encryption. Clones share the pool.
///
/// Values fit their columns. Before the first write, the adapter reads the limits of the columns from the database. Names
/// are shortened; pictures, and tokens of providers, that do not fit are left out (tokens with a warning that names the
/// column); times and counters are clamped. IDs and e-mail addresses that do not fit are refused with
/// [`AdapterError::DoesNotFit`](crate::adapter::AdapterError::DoesNotFit).
///
/// A session check is one statement, and so is the session of a sign-in that replaces none. By default, sqlx also pings a
/// pooled connection before each use, which is another round trip: the page "Deployment" of the guide says which settings
/// of a pool suit which database.
pub struct SqlAdapter<D: SqlDialect> {
    pool: Pool<D::Db>,
    schema: Schema,
    extra: Vec<UserColumn>,
    statements: Arc<Statements>,
    /// The limits of the columns, when they are known.
    limits: Arc<RwLock<Option<Arc<Limits>>>>,
}

/// The supported databases. The trait is sealed.
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
            limits: self.limits.clone(),
        }
    }
}

impl<D: SqlDialect> SqlAdapter<D> {
    fn with_schema(pool: Pool<D::Db>, schema: Schema) -> Self {
        Self::with_columns(pool, schema, Vec::new())
    }

    fn with_columns(pool: Pool<D::Db>, schema: Schema, extra: Vec<UserColumn>) -> Self {
        let statements = Statements::new(&Translator::<D>::new(schema), &extra).into();
        Self { pool, schema, extra, statements, limits: Arc::default() }
    }

    /// Names the columns that the application has added to the table of users. They are read into and written
    /// from [`AdapterUser::columns`](crate::contract::AdapterUser::columns). Values for other columns are
    /// ignored.
    #[must_use]
    pub fn user_columns(self, columns: impl IntoIterator<Item = UserColumn>) -> Self {
        Self::with_columns(self.pool, self.schema, columns.into_iter().collect())
    }

    /// Returns the layout of the tables.
    pub fn schema(&self) -> Schema {
        self.schema
    }

    /// Returns the key of a user in the tables; `None` if the ID cannot be a key of this store.
    fn key(&self, id: &StoredId) -> Option<Value> {
        if self.schema.numbers_users() {
            let number = id.as_str().parse::<i64>().ok().filter(|number| number.to_string() == id.as_str());
            number.map(|number| Value::Int(Some(number)))
        } else {
            Some(id.as_str().into())
        }
    }

    /// Translates a statement that is built at run time. The template consists of constants and checked
    /// identifiers only.
    fn statement(&self, template: &str) -> Statement {
        Translator::<D>::new(self.schema).statement(template)
    }

    fn known_limits(&self) -> Option<Arc<Limits>> {
        self.limits.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns the query for users whose e-mail address is stored in another spelling.
    fn users_by_spelling(&self) -> Statement {
        let known = self.known_limits();
        known.map_or_else(
            || self.statements.users_by_lower_email.clone(),
            |limits| limits.users_by_spelling().clone(),
        )
    }

    fn set_limits(&self, limits: Limits) -> Arc<Limits> {
        let limits = Arc::new(limits);
        *self.limits.write().unwrap_or_else(PoisonError::into_inner) = Some(limits.clone());
        limits
    }

    /// Runs a single query and returns its rows. Even a query can lose a race, if transactions are serializable.
    async fn fetch(&self, statement: &Statement, values: &[Value]) -> Attempt<Vec<Row>> {
        if !D::HOLDS_NUL && values.iter().any(Value::has_nul) {
            return Ok(Vec::new());
        }
        let pauses = failure::Pauses::of_query();
        Ok(failure::repeated!(self.try_fetch(statement, values), failure::Failure::lost_a_race, pauses)?)
    }

    async fn try_fetch(&self, statement: &Statement, values: &[Value]) -> Attempt<Vec<Row>> {
        let mut connection = self.pool.acquire().await?;
        Ok(D::fetch(&mut connection, statement, values).await?)
    }

    /// Runs a single query that finds at most one row.
    async fn fetch_one(&self, statement: &Statement, values: &[Value]) -> Attempt<Option<Row>> {
        if !D::HOLDS_NUL && values.iter().any(Value::has_nul) {
            return Ok(None);
        }
        let pauses = failure::Pauses::of_query();
        Ok(failure::repeated!(self.try_fetch_one(statement, values), failure::Failure::lost_a_race, pauses)?)
    }

    async fn try_fetch_one(&self, statement: &Statement, values: &[Value]) -> Attempt<Option<Row>> {
        let mut connection = self.pool.acquire().await?;
        Ok(D::fetch_first(&mut connection, statement, values).await?)
    }

    /// Runs a single statement and returns the number of changed rows.
    async fn execute(&self, statement: &Statement, values: &[Value]) -> Attempt<u64> {
        let mut connection = self.pool.acquire().await?;
        Ok(D::execute(&mut connection, statement, values).await?)
    }

    /// Begins a transaction that writes. If it is dropped without a commit, it leaves nothing behind.
    async fn begin(&self) -> Attempt<Transaction<'_, D>> {
        self.limits().await?;
        Ok(Transaction::new(self, self.pool.begin_with(D::BEGIN).await?))
    }
}
