//! The SQL of the guide, on a real server.

use auth::{
    User,
    adapter::{Adapter, ColumnType, NewUser, PostgresAdapter, Schema, UserColumn},
    provider::ProviderId,
};

use crate::server::postgres::Postgres;

/// Returns the blocks of SQL in a page.
fn sql<const N: usize>(page: &str) -> [String; N] {
    let path = format!("{}/docs/guide/src/{page}.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = text.split("```sql\n").skip(1).map(|block| block.split("```").next().unwrap().to_owned());
    blocks.collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("{page} has other blocks of SQL"))
}

fn run(sql: String) -> sqlx::RawSql {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
}

#[tokio::test]
async fn an_own_table_of_users_works_as_the_guide_says() {
    let server = Postgres::start().await;
    let pool = server.database("own").await;
    let [table] = sql("users-table");
    run(table).execute(&pool).await.unwrap();
    let column = UserColumn::new("org_id", ColumnType::Integer).unwrap();
    let adapter = PostgresAdapter::new(pool.clone(), Schema::PgAdapter).user_columns([column]);
    let migration = adapter.migrate().await.unwrap();
    assert!(migration.unfilled.is_empty() && migration.duplicates.is_empty(), "{migration:?}");
    adapter.check_tables().await.unwrap();

    let ada = NewUser::new(User::new("x").with_email("ada@example.com").with_name("Ada"));
    let ada = adapter.sign_up(ada, None, None).await.unwrap().user;
    assert!(ada.user.id.as_str().parse::<i64>().is_ok(), "the ID is that of the table");
    let by_email = adapter.user_by_email("ada@example.com").await.unwrap().unwrap();
    assert_eq!(by_email.id(), ada.id());
}

#[tokio::test]
async fn users_of_better_auth_are_copied_as_the_guide_says() {
    let server = Postgres::start().await;
    let pool = server.database("moved").await;
    let theirs = r#"
        CREATE TABLE "user" (id text PRIMARY KEY, name text NOT NULL, email text NOT NULL UNIQUE,
            "emailVerified" boolean NOT NULL, image text, "createdAt" timestamp NOT NULL DEFAULT now(),
            "updatedAt" timestamp NOT NULL DEFAULT now());
        CREATE TABLE account (id text PRIMARY KEY, "accountId" text NOT NULL, "providerId" text NOT NULL,
            "userId" text NOT NULL REFERENCES "user" (id), "accessToken" text, "refreshToken" text,
            "idToken" text, "accessTokenExpiresAt" timestamp, "refreshTokenExpiresAt" timestamp, scope text,
            password text, "createdAt" timestamp NOT NULL DEFAULT now(), "updatedAt" timestamp NOT NULL DEFAULT now());
        CREATE TABLE session (id text PRIMARY KEY, token text NOT NULL UNIQUE);
        CREATE TABLE verification (id text PRIMARY KEY, identifier text NOT NULL);
        INSERT INTO "user" (id, name, email, "emailVerified") VALUES
            ('u1', 'Ada', 'Ada@Example.com', true), ('u2', 'Ben', 'ben@example.com', false);
        INSERT INTO account (id, "accountId", "providerId", "userId", password) VALUES
            ('a1', '42', 'github', 'u1', NULL), ('a2', 'u2', 'credential', 'u2', 'salt:key');"#;
    let [set_aside, copy] = sql("from-better-auth");
    run(theirs.to_owned()).execute(&pool).await.unwrap();
    run(set_aside).execute(&pool).await.unwrap();
    let adapter = PostgresAdapter::new(pool.clone(), Schema::Drizzle);
    adapter.migrate().await.unwrap();
    run(copy).execute(&pool).await.unwrap();

    let ada = adapter.user_by_account(&ProviderId::from("github"), "42").await.unwrap().unwrap();
    assert_eq!(ada.user.email.as_deref(), Some("ada@example.com"));
    assert!(ada.email_verified.is_some());
    let ben = adapter.user_by_email("ben@example.com").await.unwrap().unwrap();
    assert!(ben.email_verified.is_none());
    assert!(adapter.accounts_of(&ben.id()).await.unwrap().is_empty(), "a password is not an account");
    assert!(adapter.password_of(&ben.id()).await.unwrap().is_some(), "the passwords are copied, too");
    assert!(adapter.password_of(&ada.id()).await.unwrap().is_none());
}
