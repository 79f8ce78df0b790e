//! One statement in the SQL of a database.

use std::sync::Arc;

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use super::value::Value;

/// A statement, translated for one database.
#[derive(Clone)]
pub(crate) struct Statement {
    pub(super) sql: Arc<str>,
    /// The numbers of the parameters, counted from 1, in the order in which the database expects them; `None`
    /// for numbered parameters.
    pub(super) order: Option<Vec<usize>>,
}

impl Statement {
    /// Builds a statement from the SQL of the database, and the numbers of its parameters in their order; `None` if the
    /// parameters are numbered.
    pub(crate) fn new(sql: &str, order: Option<Vec<usize>>) -> Self {
        Self { sql: sql.into(), order }
    }

    /// Builds a statement without parameters from the SQL of the database.
    pub(crate) fn verbatim(sql: &str) -> Self {
        Self::new(sql, None)
    }

    /// Returns the SQL. It consists of constants and checked identifiers only.
    pub(crate) fn sql(&self) -> SqlStr {
        AssertSqlSafe(self.sql.clone()).into_sql_str()
    }

    /// Returns the values in the order in which the database expects them.
    pub(crate) fn arguments<'v>(&self, values: &'v [Value]) -> impl Iterator<Item = &'v Value> {
        let order = self.order.clone().unwrap_or_else(|| (1..=values.len()).collect());
        order.into_iter().filter_map(|number| values.get(number - 1))
    }
}
