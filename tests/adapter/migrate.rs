//! Migrations: cancelled, at the same time, and behind pools of every kind.

use std::{collections::HashSet, time::Duration};

use auth::{
    User,
    adapter::{
        Adapter, AdapterError, ColumnType, Migration, MySqlAdapter, NewSession, NewUser, PostgresAdapter,
        Schema, SetupProblem, SetupStep, SqlAdapter, SqlDialect, SqliteAdapter, UserColumn,
    },
    time::UnixTime,
};
use sqlx::sqlite::SqlitePoolOptions;
use tokio::time::timeout;

use crate::{
    server::{TempDir, mariadb::MariaDb, postgres::Postgres},
    upstream::{DRIZZLE_MYSQL, DRIZZLE_PG, DRIZZLE_SQLITE},
};

/// Migrations that are cancelled at any moment hold up no other one.
async fn cancelled<D: SqlDialect>(first: &SqlAdapter<D>, second: &SqlAdapter<D>) {
    for round in 0..60 {
        _ = timeout(Duration::from_micros(200 * round), first.migrate()).await;
    }
    let migrated = timeout(Duration::from_secs(30), second.migrate()).await;
    assert_eq!(migrated.expect("a lock was left behind").unwrap(), Migration::default());
    second.check_tables().await.unwrap();
    let again = timeout(Duration::from_secs(30), first.migrate()).await;
    assert_eq!(again.expect("a lock was left behind").unwrap(), Migration::default());

    let mut all = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let adapter = second.clone();
        all.spawn(async move { adapter.migrate().await.map_err(|error| error.to_string()) });
    }
    for migrated in all.join_all().await {
        assert_eq!(migrated, Ok(Migration::default()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_migration_leaves_no_lock() {
    let server = Postgres::start().await;
    for (name, schema) in [("drizzle", Schema::Drizzle), ("pg_adapter", Schema::PgAdapter)] {
        let first = PostgresAdapter::new(server.database(name).await, schema);
        cancelled(&first, &PostgresAdapter::new(server.existing(name).await, schema)).await;
    }
    let server = MariaDb::start().await;
    let first = MySqlAdapter::new(server.database("auth").await);
    cancelled(&first, &MySqlAdapter::new(server.existing("auth").await)).await;

    let directory = TempDir::new();
    let url = format!("sqlite:{}", directory.join("auth.db").display());
    let first = SqliteAdapter::open(&url).await.unwrap();
    cancelled(&first, &SqliteAdapter::open(&url).await.unwrap()).await;
}

/// A migration that waits for another one gives up, and says so. Nothing waits in its place.
async fn held_up<D: SqlDialect>(adapter: &SqlAdapter<D>) {
    let error =
        timeout(Duration::from_secs(45), adapter.migrate()).await.expect("it waits for ever").unwrap_err();
    let AdapterError::Setup(setup) = &error else { panic!("{error}") };
    assert_eq!(setup.problems(), [SetupProblem::Locked]);
    assert!(error.to_string().contains("another process is migrating"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wait_for_another_migration_ends() {
    let (postgres, mariadb, directory) = (Postgres::start().await, MariaDb::start().await, TempDir::new());
    let pool = postgres.database("auth").await;
    let mut holder = pool.acquire().await.unwrap();
    sqlx::raw_sql("SELECT pg_advisory_lock(7021792145)").execute(&mut *holder).await.unwrap();
    let in_postgres = PostgresAdapter::new(pool.clone(), Schema::Drizzle);
    let pool = mariadb.database("auth").await;
    let mut holder = pool.acquire().await.unwrap();
    sqlx::raw_sql("SELECT GET_LOCK('auth.migrate', 0)").execute(&mut *holder).await.unwrap();
    let in_mariadb = MySqlAdapter::new(pool.clone());
    let in_sqlite =
        SqliteAdapter::open(&format!("sqlite:{}", directory.join("auth.db").display())).await.unwrap();
    let writer = in_sqlite.pool().begin_with("BEGIN IMMEDIATE").await.unwrap();
    tokio::join!(held_up(&in_postgres), held_up(&in_mariadb), held_up(&in_sqlite));
    drop(writer);
    in_sqlite.migrate().await.unwrap();
}

/// The statements of a plan, run by hand, leave nothing to do. So does the migration itself.
async fn planned<D: SqlDialect>(
    database: &str,
    adapter: SqlAdapter<D>,
    other: SqlAdapter<D>,
    run: impl AsyncFn(sqlx::AssertSqlSafe<String>),
) {
    let role = || [UserColumn::new("role", ColumnType::Text).unwrap()];
    let (adapter, other) = (adapter.user_columns(role()), other.user_columns(role()));
    let plan = adapter.set_up(SetupStep::Plan).await.unwrap();
    assert!(plan.statements.len() > 15 && plan.problems.is_empty(), "{plan:?}");
    assert_eq!(adapter.set_up(SetupStep::Plan).await.unwrap(), plan, "a plan changes nothing");
    assert_eq!(plan.database, Some(database));
    for statement in plan.statements {
        run(sqlx::AssertSqlSafe(statement)).await;
    }
    adapter.check_tables().await.unwrap();
    let left = adapter.set_up(SetupStep::Plan).await.unwrap();
    assert!(left.statements.is_empty() && left.problems.is_empty(), "{left:?}");
    assert_eq!(adapter.migrate().await.unwrap(), Migration::default());

    assert_eq!(other.set_up(SetupStep::Apply).await.unwrap(), left);
    other.check_tables().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_what_a_migration_does() {
    let server = Postgres::start().await;
    for (name, other, schema) in [("drizzle", "drizzle2", Schema::Drizzle), ("pg", "pg2", Schema::PgAdapter)]
    {
        let (pool, other) = (server.database(name).await, server.database(other).await);
        let adapters = [&pool, &other].map(|pool| PostgresAdapter::new(pool.clone(), schema));
        let [adapter, other] = adapters;
        planned("PostgreSQL", adapter, other, async |sql| {
            _ = sqlx::raw_sql(sql).execute(&pool).await.unwrap()
        })
        .await;
    }
    let server = MariaDb::start().await;
    let (pool, other) = (server.database("auth").await, server.database("auth2").await);
    let [adapter, other] = [&pool, &other].map(|pool| MySqlAdapter::new(pool.clone()));
    planned("MySQL", adapter, other, async |sql| _ = sqlx::raw_sql(sql).execute(&pool).await.unwrap()).await;

    let adapter = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    let other = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    let pool = adapter.pool().clone();
    planned("SQLite", adapter, other, async |sql| _ = sqlx::raw_sql(sql).execute(&pool).await.unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_is_opened_with_the_settings_of_a_server() {
    let directory = TempDir::new();
    let url = format!("sqlite:{}", directory.join("auth.db").display());
    let mut opened = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let url = url.clone();
        opened.spawn(async move { SqliteAdapter::open(&url).await.map_err(|error| format!("{error:?}")) });
    }
    let adapters = opened.join_all().await.into_iter().collect::<Result<Vec<_>, _>>().unwrap();
    for (pragma, value) in
        [("journal_mode", "wal"), ("synchronous", "1"), ("busy_timeout", "5000"), ("foreign_keys", "1")]
    {
        let query = format!("SELECT CAST({pragma} AS text) FROM pragma_{pragma}");
        let query = query.replace("CAST(busy_timeout", "CAST(timeout");
        let found: String =
            sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_one(adapters[0].pool()).await.unwrap();
        assert_eq!(found, value, "{pragma}");
    }
    let error = SqliteAdapter::open("sqlite:auth.db?mode=never").await.map(drop).unwrap_err();
    assert!(matches!(error, AdapterError::Setup(_)), "{error}");
    let missing = format!("sqlite:{}?mode=rw", directory.join("missing.db").display());
    assert!(matches!(SqliteAdapter::open(&missing).await, Err(AdapterError::Unavailable(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_in_memory_has_one_connection() {
    for url in ["sqlite::memory:", "sqlite://:memory:", "sqlite:auth?mode=memory"] {
        let adapter = SqliteAdapter::open(url).await.unwrap();
        adapter.migrate().await.unwrap();
        let options = adapter.pool().options();
        assert_eq!((options.get_idle_timeout(), options.get_max_lifetime()), (None, None));
        let mut sign_ins = tokio::task::JoinSet::new();
        for number in 0..10 {
            let adapter = adapter.clone();
            sign_ins.spawn(async move {
                let session = NewSession::new(format!("{number}").into(), UnixTime::from_secs(2_000_000_000));
                let user = NewUser::new(User::new(format!("user-{number}")));
                adapter.sign_up(user, None, Some(session)).await.map(drop).map_err(|error| error.to_string())
            });
        }
        assert!(sign_ins.join_all().await.iter().all(Result::is_ok));
    }
    let pool = SqlitePoolOptions::new().connect("sqlite::memory:").await.unwrap();
    let error = SqliteAdapter::new(pool).migrate().await.unwrap_err();
    assert!(error.to_string().contains(r#"SqliteAdapter::open("sqlite::memory:")"#), "{error}");
    let AdapterError::Setup(error) = error else { panic!("{error}") };
    assert_eq!(error.problems(), [SetupProblem::SharedMemory { connections: 10 }]);
}

/// The first columns of the indexes that the removal of expired rows and the look-ups need.
const INDEXED: [(&str, &str); 6] = [
    ("session", "expires"),
    ("session", "userId"),
    ("verificationToken", "expires"),
    ("auth_marker", "until"),
    ("auth_attempt", "until"),
    ("authenticator", "providerAccountId"),
];

fn assert_indexed(found: Vec<(String, String)>) {
    let found: HashSet<_> = found.into_iter().collect();
    for (table, column) in INDEXED {
        assert!(found.contains(&(table.to_owned(), column.to_owned())), "{table} {column}: {found:?}");
    }
}

const POSTGRES_INDEXES: &str = "SELECT t.relname::text, a.attname::text FROM pg_index i
    JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]";

#[tokio::test]
async fn rows_are_found_by_indexes() {
    let server = Postgres::start().await;
    for (name, tables) in [("new", ""), ("authjs", DRIZZLE_PG)] {
        let pool = server.database(name).await;
        sqlx::raw_sql(tables).execute(&pool).await.unwrap();
        PostgresAdapter::new(pool.clone(), Schema::Drizzle).migrate().await.unwrap();
        assert_indexed(sqlx::query_as(POSTGRES_INDEXES).fetch_all(&pool).await.unwrap());
    }
    let server = MariaDb::start().await;
    for (name, tables) in [("new", "SELECT 1"), ("authjs", DRIZZLE_MYSQL)] {
        let pool = server.database(name).await;
        sqlx::raw_sql(tables).execute(&pool).await.unwrap();
        for _ in 0..2 {
            MySqlAdapter::new(pool.clone()).migrate().await.unwrap();
        }
        let query = "SELECT table_name, column_name FROM information_schema.statistics
            WHERE table_schema = DATABASE() AND seq_in_index = 1";
        assert_indexed(sqlx::query_as(query).fetch_all(&pool).await.unwrap());
    }
    let directory = TempDir::new();
    for (name, tables) in [("new.db", ""), ("authjs.db", DRIZZLE_SQLITE)] {
        let url = format!("sqlite:{}", directory.join(name).display());
        let adapter = SqliteAdapter::open(&url).await.unwrap();
        sqlx::raw_sql(tables).execute(adapter.pool()).await.unwrap();
        adapter.migrate().await.unwrap();
        let query = "SELECT m.name, c.name FROM sqlite_schema m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
            WHERE m.type = 'table' AND c.seqno = 0 AND c.name IS NOT NULL";
        assert_indexed(sqlx::query_as(query).fetch_all(adapter.pool()).await.unwrap());
    }
}

#[tokio::test]
async fn an_index_on_the_table_of_another_is_no_condition() {
    let server = Postgres::start().await;
    let owner = server.database("shared").await;
    sqlx::raw_sql(DRIZZLE_PG).execute(&owner).await.unwrap();
    let rights = "CREATE ROLE app LOGIN; GRANT CREATE, USAGE ON SCHEMA public TO app;
        GRANT SELECT, INSERT, UPDATE, DELETE, REFERENCES ON ALL TABLES IN SCHEMA public TO app;
        ALTER DATABASE shared SET role = 'app'";
    sqlx::raw_sql(rights).execute(&owner).await.unwrap();
    let adapter = PostgresAdapter::new(server.existing("shared").await, Schema::Drizzle);
    adapter.migrate().await.unwrap();
    assert!(adapter.user_by_email("ada@example.com").await.unwrap().is_some());
    let made: Vec<(String, String)> = sqlx::query_as(POSTGRES_INDEXES).fetch_all(&owner).await.unwrap();
    assert!(made.contains(&("auth_marker".to_owned(), "until".to_owned())));
    assert!(!made.contains(&("session".to_owned(), "expires".to_owned())), "the table is not the role's");
}
