//! The plans of all statements in SQLite: none scans a table.

use sqlx::{AssertSqlSafe, Row};

use super::SqliteAdapter;

#[tokio::test]
async fn no_statement_scans_a_table() {
    let adapter = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    adapter.migrate().await.unwrap();
    let statements = adapter.statements.all();
    assert!(statements.len() > 70);
    for (name, statement) in statements {
        let sql = format!("EXPLAIN QUERY PLAN {}", statement.sql().as_str());
        let plan = sqlx::query(AssertSqlSafe(sql)).fetch_all(adapter.pool()).await.unwrap();
        let steps: Vec<String> = plan.iter().map(|step| step.get("detail")).collect();
        // The rows of `expired` are those that a look-up by index has found.
        let is_scan = |step: &&String| {
            step.starts_with("SCAN") && *step != "SCAN CONSTANT ROW" && !step.starts_with("SCAN expired")
        };
        assert_eq!(steps.iter().find(is_scan), None, "`{name}`: {steps:?}");
    }
}

/// The rows of a user end with the user. Without an index, the database would look for them in the whole table.
#[tokio::test]
async fn an_index_leads_to_the_rows_of_each_user() {
    let adapter = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    adapter.migrate().await.unwrap();
    let references = r#"SELECT m.name, f."from",
        EXISTS (SELECT 1 FROM pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c
            WHERE c.seqno = 0 AND c.name = f."from")
        FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"#;
    let references = sqlx::query(references).fetch_all(adapter.pool()).await.unwrap();
    assert!(references.len() > 7);
    for reference in references {
        let (table, column): (String, String) = (reference.get(0), reference.get(1));
        assert!(reference.get::<bool, _>(2), "`{table}` has no index that begins with `{column}`");
    }
}
