//! No path of a request scans a table: the contract suite runs every operation on full tables, and the databases count the
//! rows that are read.

use auth::adapter::{MySqlAdapter, PostgresAdapter, Schema, contract};
use sqlx::{AssertSqlSafe, MySqlPool, PgPool, Row};

use crate::server::{eventually, mariadb::MariaDb, postgres::Postgres};

/// The number of rows in each table before the suite runs. A single scan reads more than all operations together.
const ROWS: i64 = 20_000;

/// The rows of each table, for a number `n` and a function for times far in the future.
const FULL: [&str; 14] = [
    r#"INSERT INTO "user" ("id", "name", "email")
        SELECT concat('filler-', n), 'Filler', concat('filler-', n, '@example.com') FROM {numbers}"#,
    r#"INSERT INTO "account" ("userId", "type", "provider", "providerAccountId")
        SELECT concat('filler-', n), 'oauth', 'filler', concat('account-', n) FROM {numbers}"#,
    r#"INSERT INTO "session" ("sessionToken", "userId", "expires")
        SELECT concat('filler-token-', n), concat('filler-', n), {time} FROM {numbers}"#,
    r#"INSERT INTO "verificationToken" ("identifier", "token", "expires")
        SELECT concat('filler-', n), concat('token-', n), {time} FROM {numbers}"#,
    r#"INSERT INTO "authenticator" ("credentialID", "userId", "providerAccountId", "credentialPublicKey", "counter",
        "credentialDeviceType", "credentialBackedUp")
        SELECT concat('filler-key-', n), concat('filler-', n), concat('filler-key-', n), 'key', 0, 'singleDevice', false
        FROM {numbers}"#,
    r#"INSERT INTO "auth_marker" ("key", "until") SELECT concat('filler-', n), 9000000000000 FROM {numbers}"#,
    r#"INSERT INTO "auth_unproven" ("provider", "providerAccountId", "userId")
        SELECT 'filler', concat('account-', n), concat('filler-', n) FROM {numbers}"#,
    r#"INSERT INTO "auth_epoch" ("userId", "epoch") SELECT concat('filler-', n), 1 FROM {numbers}"#,
    r#"INSERT INTO "auth_attempt" ("key", "tries", "opens", "until")
        SELECT concat('filler-', n), 0, 0, 9000000000000 FROM {numbers}"#,
    r#"INSERT INTO "auth_totp" ("userId", "secret", "lastStep", "created")
        SELECT concat('filler-', n), 'secret', 0, 0 FROM {numbers}"#,
    r#"INSERT INTO "auth_recovery_code" ("userId", "hash")
        SELECT concat('filler-', n), concat('hash-', n) FROM {numbers}"#,
    r#"INSERT INTO "auth_api_key" ("id", "userId", "prefix", "hash", "data", "created")
        SELECT concat('filler-', n), concat('filler-', n), 'key', 'hash', '{}', 0 FROM {numbers}"#,
    r#"INSERT INTO "auth_passkey" ("credentialID", "userId")
        SELECT concat('filler-key-', n), concat('filler-', n) FROM {numbers}"#,
    r#"INSERT INTO "auth_password" ("userId", "hash", "updated")
        SELECT concat('filler-', n), 'hash', 0 FROM {numbers}"#,
];

/// Translates the rows of a table for a database.
fn fill(numbers: &str, time: &str, statement: &str) -> String {
    statement.replace("{numbers}", numbers).replace("{time}", time)
}

async fn fill_postgres(pool: &PgPool) {
    for statement in FULL {
        let sql = fill("generate_series(1, 20000) n", "timestamp '2037-01-01 00:00:00'", statement);
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(pool).await.unwrap();
    }
    sqlx::raw_sql("VACUUM ANALYZE").execute(pool).await.unwrap();
}

/// A pool after another one, whose processes have ended. They report what they have read when they end, or a second later.
async fn alone(server: &Postgres, before: PgPool) -> PgPool {
    before.close().await;
    let pool = server.existing("auth").await;
    let others = "SELECT count(*) FROM pg_stat_activity \
         WHERE datname = 'auth' AND backend_type = 'client backend' AND pid <> pg_backend_pid()";
    eventually(async || match sqlx::query_scalar::<_, i64>(others).fetch_one(&pool).await {
        Ok(0) => Ok(()),
        others => Err(others),
    })
    .await;
    pool
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_reads_by_index_alone() {
    let server = Postgres::start().await;
    let pool = server.database("auth").await;
    let adapter = PostgresAdapter::new(pool.clone(), Schema::Drizzle);
    adapter.migrate().await.unwrap();
    fill_postgres(&pool).await;

    let pool = alone(&server, pool).await;
    sqlx::raw_sql("SELECT pg_stat_reset()").execute(&pool).await.unwrap();
    contract::run(PostgresAdapter::new(pool.clone(), Schema::Drizzle)).await.unwrap();

    let pool = alone(&server, pool).await;
    let tables = "SELECT t.relname, t.seq_scan, t.seq_tup_read, \
         (SELECT coalesce(sum(i.idx_tup_read), 0)::bigint FROM pg_stat_user_indexes i WHERE i.relid = t.relid) \
         FROM pg_stat_user_tables t ORDER BY t.relname";
    let tables = sqlx::query(tables).fetch_all(&pool).await.unwrap();
    assert_eq!(tables.len(), FULL.len());
    for table in tables {
        let (name, scans): (String, i64) = (table.get(0), table.get(1));
        let (scanned, by_index): (i64, i64) = (table.get(2), table.get(3));
        assert_eq!((scans, scanned), (0, 0), "`{name}` is scanned");
        assert!(by_index < ROWS, "an index of `{name}` is scanned: {by_index} rows are read");
    }
}

async fn fill_mariadb(pool: &MySqlPool) {
    for statement in FULL {
        let numbers = "(SELECT seq AS n FROM seq_1_to_20000) AS numbers";
        let sql = fill(numbers, "TIMESTAMP'2037-01-01 00:00:00'", statement).replace('"', "`");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(pool).await.unwrap();
    }
    for setting in ["ANALYZE TABLE session, user, account, authenticator", "SET GLOBAL userstat = 1"] {
        sqlx::raw_sql(setting).execute(pool).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mariadb_reads_by_index_alone() {
    let server = MariaDb::start().await;
    let pool = server.database("auth").await;
    let adapter = MySqlAdapter::new(pool.clone());
    adapter.migrate().await.unwrap();
    fill_mariadb(&pool).await;
    pool.close().await;

    let pool = server.existing("auth").await;
    contract::run(MySqlAdapter::new(pool.clone())).await.unwrap();
    pool.close().await;

    let pool = server.existing("auth").await;
    let tables = "SELECT TABLE_NAME, CAST(ROWS_READ AS SIGNED) FROM information_schema.TABLE_STATISTICS \
         WHERE TABLE_SCHEMA = 'auth' ORDER BY TABLE_NAME";
    let tables = sqlx::query(tables).fetch_all(&pool).await.unwrap();
    let read: Vec<(String, i64)> = tables.iter().map(|table| (table.get(0), table.get(1))).collect();
    assert!(read.len() > 10, "the server has counted: {read:?}");
    let scanned: Vec<_> = read.iter().filter(|(_, rows)| *rows >= ROWS).collect();
    assert!(scanned.is_empty(), "scanned: {scanned:?}");
}
