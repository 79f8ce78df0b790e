//! The changes that [`SqlAdapter::migrate`] would make, for the command `cargo auth`.

use super::{SqlAdapter, SqlDialect, catalogue::Catalogue, column::Index, failure::Failure, layout};
use crate::adapter::{Result, SetupReport, SetupStep};

impl<D: SqlDialect> SqlAdapter<D> {
    /// Makes the changes if they are to be made, and returns those that are left.
    pub(super) async fn set_up_tables(&self, step: SetupStep) -> Result<SetupReport> {
        if step == SetupStep::Apply {
            self.create_what_is_missing().await?;
        }
        let mut connection = self.pool.acquire().await.map_err(Failure::from)?;
        let catalogue = self.catalogue(&mut connection).await?;
        Ok(self.plan(&catalogue))
    }

    fn plan(&self, catalogue: &Catalogue) -> SetupReport {
        let is_missing = |sql: &&str| creates_a_table::<D>(sql, catalogue);
        let tables: Vec<&str> = D::tables(self.schema).iter().copied().filter(is_missing).collect();
        // MySQL has indexes in the statements that create tables.
        let comes_with_a_table = |index: &Index| {
            let name = format!("{0}{1}{0}", D::QUOTE, index.name);
            tables.iter().any(|sql| sql.contains(&name))
        };
        let is_missing = |index: &&Index| {
            D::is_useful(index, catalogue) && !catalogue.has_index(index) && !comes_with_a_table(index)
        };
        let indexes = D::wanted_indexes(self.schema).iter().filter(is_missing).map(|index| tidy(index.sql));
        let tables = tables.iter().map(|sql| tidy(sql));
        let statements = tables.chain(self.additions(catalogue)).chain(indexes).collect();

        let unmended = layout::missing::<D>(catalogue, self.schema).filter(|needed| !needed.is_optional);
        let mut problems: Vec<_> =
            unmended.map(|needed| layout::missing_problem::<D>(self.schema, &needed)).collect();
        problems.extend(layout::mistyped::<D>(catalogue, self.schema));
        problems.extend(layout::unfilled::<D>(catalogue, self.schema, &self.extra));
        SetupReport::new(<D::Db as sqlx::Database>::NAME, statements, problems)
    }
}

/// Returns `true` if a statement creates a table that is missing.
pub(super) fn creates_a_table<D: SqlDialect>(sql: &str, catalogue: &Catalogue) -> bool {
    table_of(sql, D::QUOTE).is_some_and(|table| !catalogue.has_table(table))
}

/// Returns the table that a statement creates.
fn table_of(sql: &str, quote: char) -> Option<&str> {
    sql.split(quote).nth(1)
}

/// Writes a statement in one line.
fn tidy(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(all(test, feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod tests {
    use super::{
        super::{
            MySqlDialect, PostgresDialect, SqliteDialect,
            dialect::Dialect,
            schema::{MARKS, Schema},
        },
        *,
    };

    fn tables<D: Dialect>(schema: Schema) -> Vec<&'static str> {
        D::tables(schema).iter().filter_map(|sql| table_of(sql, D::QUOTE)).collect()
    }

    #[test]
    fn each_statement_names_the_table_that_it_creates() {
        for (schema, tables) in [
            (Schema::Drizzle, tables::<SqliteDialect>(Schema::Drizzle)),
            (Schema::Drizzle, tables::<MySqlDialect>(Schema::Drizzle)),
            (Schema::Drizzle, tables::<PostgresDialect>(Schema::Drizzle)),
            (Schema::PgAdapter, tables::<PostgresDialect>(Schema::PgAdapter)),
        ] {
            let mut expected = MARKS.map(|mark| schema.table(mark)).to_vec();
            let mut tables = tables;
            expected.sort_unstable();
            tables.sort_unstable();
            assert_eq!(tables, expected);
        }
    }
}
