//! Columns of the application's own in the table of users.

use auth::{
    User,
    adapter::{
        Adapter, AdapterError, ColumnType, ExtraColumns, MySqlAdapter, NewUser, PostgresAdapter, Schema,
        SqlAdapter, SqlDialect, SqliteAdapter, UserColumn, UserPatch,
    },
};
use serde_json::{Value, json};

use crate::{
    server::{TempDir, mariadb::MariaDb, postgres::Postgres},
    suite::sqlite,
};

fn map(value: Value) -> ExtraColumns {
    value.as_object().cloned().unwrap()
}

async fn check<D: SqlDialect>(plain: SqlAdapter<D>) {
    plain.migrate().await.unwrap();
    let before = plain.sign_up(NewUser::new(User::new("before")), None, None).await.unwrap().user;
    let columns = [
        ("role", ColumnType::Text),
        ("age", ColumnType::Integer),
        ("score", ColumnType::Real),
        ("banned", ColumnType::Boolean),
    ];
    let adapter =
        plain.clone().user_columns(columns.map(|(name, kind)| UserColumn::new(name, kind).unwrap()));
    adapter.migrate().await.unwrap();
    adapter.migrate().await.unwrap();

    let nulls = json!({ "role": null, "age": null, "score": null, "banned": null });
    let found = adapter.user(&before.id()).await.unwrap().unwrap();
    assert_eq!(found.columns, map(nulls));

    let values = json!({ "role": "admin", "age": 36, "score": 0.5, "banned": true, "unknown": 1 });
    let new = NewUser::new(User::new("ada")).with_columns(map(values));
    let ada = adapter.sign_up(new, None, None).await.unwrap().user;
    let stored = json!({ "role": "admin", "age": 36, "score": 0.5, "banned": true });
    assert_eq!(ada.columns, map(stored));
    assert_eq!(adapter.user(&ada.id()).await.unwrap().as_ref(), Some(&ada));
    assert!(plain.user(&ada.id()).await.unwrap().unwrap().columns.is_empty());

    let patch = UserPatch::default().columns(map(json!({ "role": null, "banned": false })));
    let changed = adapter.update_user(&ada.id(), patch).await.unwrap();
    assert_eq!(changed.columns, map(json!({ "role": null, "age": 36, "score": 0.5, "banned": false })));

    let misfit = UserPatch::default().columns(map(json!({ "age": "thirty-six" })));
    let error = adapter.update_user(&ada.id(), misfit).await.unwrap_err();
    assert!(matches!(error, AdapterError::Rejected(_)));
}

#[tokio::test]
async fn on_sqlite() {
    let directory = TempDir::new();
    check(SqliteAdapter::new(sqlite(&directory.join("auth.db")).await)).await;
}

#[tokio::test]
async fn on_postgres() {
    let server = Postgres::start().await;
    check(PostgresAdapter::new(server.database("drizzle").await, Schema::Drizzle)).await;
    check(PostgresAdapter::new(server.database("pg_adapter").await, Schema::PgAdapter)).await;
}

#[tokio::test]
async fn on_mariadb() {
    let server = MariaDb::start().await;
    check(MySqlAdapter::new(server.database("auth").await)).await;
}

#[test]
fn names_are_identifiers() {
    for name in ["", "1st", "a b", "a\"", "ä", "email", "EmailVerified"] {
        assert!(UserColumn::new(name, ColumnType::Text).is_err(), "{name}");
    }
}
