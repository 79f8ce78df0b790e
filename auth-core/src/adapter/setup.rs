//! The problems that a database can have before it can be used, each with its fix, and the changes that it needs.

use std::fmt;

/// The error of a database that cannot be used as it is set up: every problem at once.
#[derive(Clone, PartialEq, Eq)]
pub struct SetupError {
    problems: Vec<SetupProblem>,
}

crate::contract::readable::debug_by_message!(SetupError);

impl SetupError {
    pub(crate) fn new(problems: Vec<SetupProblem>) -> Self {
        Self { problems }
    }

    /// Returns the problems, in the order in which they were found.
    pub fn problems(&self) -> &[SetupProblem] {
        &self.problems
    }
}

impl From<SetupProblem> for SetupError {
    fn from(problem: SetupProblem) -> Self {
        Self::new(vec![problem])
    }
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the database cannot be used as it is:")?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  - {problem} [{}]", problem.code()))
    }
}

impl std::error::Error for SetupError {}

/// A problem of a database. Its message names the fix.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SetupProblem {
    /// Another process holds the lock for migrations, or a lock on a table, for too long.
    #[error(
        "another process is migrating the database, or has locked a table, for so long that this migration has given \
         up: call `migrate()` again when it has finished"
    )]
    Locked,
    /// The URL of a database is malformed.
    #[error("the URL of the database is malformed: {reason}")]
    InvalidUrl {
        /// The reason, without the URL.
        reason: String,
    },
    /// A database in memory is behind a pool of several connections, which would lock each other out.
    #[error(
        "the SQLite database is in memory, and its pool may open {connections} connections, which refuse each \
         other's transactions: open it with `SqliteAdapter::open(\"sqlite::memory:\")`, or build the pool with \
         `.max_connections(1).idle_timeout(None).max_lifetime(None)`"
    )]
    SharedMemory {
        /// The maximum number of connections of the pool.
        connections: u32,
    },
    /// A table is missing.
    #[error("table `{table}` is missing: `migrate()` creates it")]
    MissingTable {
        /// The table.
        table: String,
    },
    /// A table that already exists lacks a column. `migrate()` adds the columns that may be null, and reports the
    /// others.
    #[error("column `{column}` of table `{table}` is missing: add it with `{statement}`")]
    MissingColumn {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The statement that adds the column. In a table with rows, a column that is not null also needs a default.
        statement: String,
    },
    /// The type of a column cannot have the values of the adapter.
    #[error(
        "column `{column}` of table `{table}` has the type `{found}`; it needs a type such as `{expected}`"
    )]
    ColumnType {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The type that the column has.
        found: String,
        /// A type that works.
        expected: String,
    },
    /// A column that the application has added is not null and has no default, so no row can be inserted unless a
    /// trigger fills it.
    #[error(
        "column `{column}` of table `{table}` is not null and has no default, so no row can be inserted: give it a \
         default, allow null, or name it in `.user_columns(…)` and fill it when users are created"
    )]
    UnfilledColumn {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// The tables are those of `@auth/prisma-adapter`, whose names begin with capitals. Beside them, `migrate()` would create
    /// empty ones.
    #[error(
        "the tables are those of Prisma, such as `\"User\"`: rename them to `\"user\"` and so on, as the guide shows, or all \
         users would be new"
    )]
    PrismaTables,
}

crate::contract::readable::debug_by_message!(SetupProblem);

impl SetupProblem {
    /// Returns the code of the problem, such as `missing_table`: its heading in the guide, on the page about errors.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Locked => "migration_locked",
            Self::InvalidUrl { .. } => "database_url",
            Self::SharedMemory { .. } => "shared_memory",
            Self::MissingTable { .. } => "missing_table",
            Self::MissingColumn { .. } => "missing_column",
            Self::ColumnType { .. } => "column_type",
            Self::UnfilledColumn { .. } => "unfilled_column",
            Self::PrismaTables => "prisma_tables",
        }
    }
}

/// The task of [`Adapter::set_up`](super::Adapter::set_up).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetupStep {
    /// Finds the changes that the database needs, and makes none.
    Plan,
    /// Makes the changes.
    Apply,
}

/// The changes that a database needs to keep what the adapter stores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SetupReport {
    /// The name of the database, such as `PostgreSQL`; `None` if the adapter has no tables.
    pub database: Option<&'static str>,
    /// The statements that create what is missing, in their order.
    pub statements: Vec<String>,
    /// The problems that these statements do not solve.
    pub problems: Vec<SetupProblem>,
}

impl SetupReport {
    /// Builds a report. Adapters of other databases return it.
    pub fn new(database: &'static str, statements: Vec<String>, problems: Vec<SetupProblem>) -> Self {
        Self { database: Some(database), statements, problems }
    }
}
