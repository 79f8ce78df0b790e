//! Tables of an application that were there before.

use auth::{
    User,
    adapter::{
        Adapter, AdapterError, ColumnType, MySqlAdapter, NewSession, NewUser, PostgresAdapter, Result,
        Schema, SetupProblem, SqliteAdapter, UserColumn,
    },
    time::UnixTime,
};

use crate::{
    server::{TempDir, mariadb::MariaDb, postgres::Postgres},
    suite::sqlite,
};

fn problems<T>(result: Result<T>) -> (Vec<SetupProblem>, String) {
    match result {
        Err(AdapterError::Setup(error)) => (error.problems().to_vec(), error.to_string()),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("there is no problem"),
    }
}

/// A user who is stored in another spelling is found, and nobody else gets the address.
async fn finds_ada(adapter: &impl Adapter, id: &str) {
    let ada = adapter.user_by_email("ada@example.com").await.unwrap().unwrap();
    assert_eq!(ada.user.id.as_str(), id);
    assert_eq!(ada.user.email.as_deref(), Some("Ada@Example.com"));
    let twin = NewUser::new(User::new("twin").with_email("ada@example.com"));
    assert!(matches!(adapter.sign_up(twin, None, None).await, Err(AdapterError::Conflict(_))));
}

#[tokio::test]
async fn users_of_an_application_in_postgres() {
    let server = Postgres::start().await;
    let pool = server.database("app").await;
    let tables = r"
        CREATE EXTENSION citext;
        CREATE TABLE users (id bigserial PRIMARY KEY, email citext UNIQUE, password_hash text,
            org_id bigint NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
        INSERT INTO users (email, org_id) VALUES ('Ada@Example.com', 1);
        ALTER SEQUENCE users_id_seq RESTART 3000000000;";
    sqlx::raw_sql(tables).execute(&pool).await.unwrap();
    let adapter = PostgresAdapter::new(pool.clone(), Schema::PgAdapter);

    let (found, message) = problems(adapter.check_tables().await);
    assert!(message.contains(r#"ALTER TABLE "users" ADD COLUMN "emailVerified" timestamptz"#), "{message}");
    assert!(message.contains("`org_id`") && message.contains("`accounts` is missing"), "{message}");
    let missing = found.iter().filter(|problem| matches!(problem, SetupProblem::MissingColumn { .. }));
    assert_eq!(missing.count(), 3, "a check changes nothing");

    let unfilled = adapter.migrate().await.unwrap().unfilled;
    assert_eq!(
        unfilled,
        [SetupProblem::UnfilledColumn { table: "users".to_owned(), column: "org_id".to_owned() }]
    );
    let ben = || NewUser::new(User::new("x").with_email("ben@example.com").with_name("Ben"));
    let (_, message) = problems(adapter.sign_up(ben(), None, None).await);
    assert!(message.contains("`org_id` of table `users`"), "{message}");
    finds_ada(&adapter, "1").await;

    sqlx::raw_sql("ALTER TABLE users ALTER org_id SET DEFAULT 1").execute(&pool).await.unwrap();
    assert!(adapter.migrate().await.unwrap().unfilled.is_empty());
    adapter.check_tables().await.unwrap();
    let session = NewSession::new("s".into(), UnixTime::from_secs(2_000_000_000));
    let ben = adapter.sign_up(ben(), None, Some(session)).await.unwrap().user;
    assert!(ben.user.id.as_str().starts_with("300000000"));
    assert_eq!(adapter.user(&ben.id()).await.unwrap().as_ref(), Some(&ben));
    assert_eq!(adapter.session_and_user(&"s".into()).await.unwrap().unwrap().user, ben);
    for unknown in ["03000000000", "+3000000000", " 1", "9999999999999999999"] {
        assert!(adapter.user(&auth::StoredId::from_store(unknown)).await.unwrap().is_none(), "{unknown}");
    }
    auth::adapter::contract::run(adapter).await.unwrap();
}

#[tokio::test]
async fn columns_that_cannot_work_are_named() {
    let server = Postgres::start().await;
    let pool = server.database("types").await;
    let tables = r#"
        CREATE TABLE "user" (id uuid PRIMARY KEY, email text, "emailVerified" boolean);
        CREATE TABLE "session" (id text PRIMARY KEY, data jsonb);"#;
    sqlx::raw_sql(tables).execute(&pool).await.unwrap();
    let (found, message) = problems(PostgresAdapter::new(pool.clone(), Schema::Drizzle).migrate().await);
    for part in [
        "column `id` of table `user` has the type `uuid`",
        "column `emailVerified` of table `user` has the type `bool`; it needs a type such as `timestamp`",
        r#"ALTER TABLE "session" ADD COLUMN "sessionToken" text NOT NULL"#,
        r#"ALTER TABLE "session" ADD COLUMN "userId" text NOT NULL"#,
    ] {
        assert!(message.contains(part), "{message}");
    }
    assert_eq!(found.len(), 5);
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(tables, 2, "nothing is half-done");

    let server = MariaDb::start().await;
    let pool = server.database("numbered").await;
    let tables = "CREATE TABLE `user` (id int AUTO_INCREMENT PRIMARY KEY, email varchar(255))";
    sqlx::raw_sql(tables).execute(&pool).await.unwrap();
    let (_, message) = problems(MySqlAdapter::new(pool).migrate().await);
    assert!(message.contains("column `id` of table `user` has the type `int`"), "{message}");

    let directory = TempDir::new();
    let pool = sqlite(&directory.join("numbered.db")).await;
    sqlx::raw_sql("CREATE TABLE user (id INTEGER PRIMARY KEY, email TEXT)").execute(&pool).await.unwrap();
    let (_, message) = problems(SqliteAdapter::new(pool).migrate().await);
    assert!(message.contains("column `id` of table `user` has the type `integer`"), "{message}");
}

#[tokio::test]
async fn users_of_an_application_in_sqlite_and_mariadb() {
    let role = || [UserColumn::new("role", ColumnType::Text).unwrap()];
    let columns = auth::adapter::ExtraColumns::from_iter([("role".to_owned(), "member".into())]);
    let ben = NewUser::new(User::new("ben").with_email("ben@example.com")).with_columns(columns);

    let directory = TempDir::new();
    let pool = sqlite(&directory.join("app.db")).await;
    let tables =
        "CREATE TABLE user (id TEXT PRIMARY KEY, email TEXT, role TEXT NOT NULL, EMAILVERIFIED INTEGER);
        INSERT INTO user (id, email, role) VALUES ('1', 'Ada@Example.com', 'admin')";
    sqlx::raw_sql(tables).execute(&pool).await.unwrap();
    let plain = SqliteAdapter::new(pool);
    assert_eq!(plain.migrate().await.unwrap().unfilled.len(), 1);
    let adapter = plain.user_columns(role());
    assert!(adapter.migrate().await.unwrap().unfilled.is_empty());
    finds_ada(&adapter, "1").await;
    adapter.sign_up(ben.clone(), None, None).await.unwrap();

    let server = MariaDb::start().await;
    for (name, collation) in [("ci", "utf8mb4_general_ci"), ("bin", "utf8mb4_bin")] {
        let pool = server.database(name).await;
        let tables = format!(
            "CREATE TABLE `user` (id varchar(36) PRIMARY KEY, email varchar(100) COLLATE {collation}, \
             role varchar(20) NOT NULL, KEY by_address (email)) CHARACTER SET utf8mb4 COLLATE {collation};
             INSERT INTO `user` (id, email, role) VALUES ('1', 'Ada@Example.com', 'admin')"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(tables)).execute(&pool).await.unwrap();
        let plain = MySqlAdapter::new(pool.clone());
        assert_eq!(plain.migrate().await.unwrap().unfilled.len(), 1);
        let (_, message) = problems(plain.sign_up(ben.clone(), None, None).await);
        assert!(message.contains("`role` of table `user`"), "{message}");
        let adapter = plain.user_columns(role());
        assert!(adapter.migrate().await.unwrap().unfilled.is_empty());
        finds_ada(&adapter, "1").await;
        adapter.sign_up(ben.clone(), None, None).await.unwrap();
        let count = "SELECT variable_value + 0 FROM information_schema.global_status
            WHERE variable_name = 'HANDLER_READ_RND_NEXT'";
        let read = async || sqlx::query_scalar::<_, f64>(count).fetch_one(&pool).await.unwrap();
        let (first, second) = (read().await, read().await);
        assert!(adapter.user_by_email("ada@example.com").await.unwrap().is_some());
        assert!(adapter.user_by_email("unknown@example.com").await.unwrap().is_none());
        assert!(read().await - second <= second - first, "{name}: the address is found by an index");
    }
}
