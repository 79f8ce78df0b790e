//! Databases that Auth.js has made and filled.

use auth::{
    Account, Secret, StoredId, User,
    adapter::{
        Adapter, AdapterError, Conflict, MySqlAdapter, NewSession, NewUser, PostgresAdapter, Schema,
        SetupError, SetupProblem, SqliteAdapter, UserPatch, contract,
    },
    provider::ProviderType,
    time::UnixTime,
};

use crate::{
    server::{TempDir, mariadb::MariaDb, postgres::Postgres},
    suite::sqlite,
};

const EXPIRES: UnixTime = UnixTime::from_millis(4_102_444_800_123);
const SECOND: UnixTime = UnixTime::from_secs(2_000_000_000);

/// The tables of `@auth/pg-adapter`: no unique index, no foreign key.
pub(crate) const PG_ADAPTER: &str = r#"
CREATE TABLE verification_token (
  identifier TEXT NOT NULL, expires TIMESTAMPTZ NOT NULL, token TEXT NOT NULL, PRIMARY KEY (identifier,
  token));
CREATE TABLE accounts (
  id SERIAL, "userId" INTEGER NOT NULL, type VARCHAR(255) NOT NULL, provider VARCHAR(255) NOT NULL,
  "providerAccountId" VARCHAR(255) NOT NULL, refresh_token TEXT, access_token TEXT, expires_at BIGINT,
  id_token TEXT, scope TEXT, session_state TEXT, token_type TEXT, PRIMARY KEY (id));
CREATE TABLE sessions (
  id SERIAL, "userId" INTEGER NOT NULL, expires TIMESTAMPTZ NOT NULL, "sessionToken" VARCHAR(255) NOT NULL,
  PRIMARY KEY (id));
CREATE TABLE users (
  id SERIAL, name VARCHAR(255), email VARCHAR(255), "emailVerified" TIMESTAMPTZ, image TEXT,
  PRIMARY KEY (id));
SET TIME ZONE 'Asia/Kolkata';
INSERT INTO users (name, email, "emailVerified") VALUES ('Ada', 'ada@example.com',
  '2100-01-01 00:00:00.123Z');
INSERT INTO accounts ("userId", type, provider, "providerAccountId", access_token, expires_at)
  VALUES (1, 'oauth', 'github', '42', 'at', 2000000000);
INSERT INTO sessions ("userId", expires, "sessionToken") VALUES (1, '2100-01-01 00:00:00.123Z',
  'the-session');
INSERT INTO verification_token VALUES ('ada@example.com', '2100-01-01 00:00:00.123Z', 'the-hash');
"#;

/// The tables of `@auth/drizzle-adapter` for PostgreSQL.
pub(crate) const DRIZZLE_PG: &str = r#"
CREATE TABLE "user" ("id" text PRIMARY KEY NOT NULL, "name" text, "email" text, "emailVerified" timestamp,
  "image" text,
  CONSTRAINT "user_email_unique" UNIQUE("email"));
CREATE TABLE "account" ("userId" text NOT NULL REFERENCES "user"("id") ON DELETE cascade,
  "type" text NOT NULL,
  "provider" text NOT NULL, "providerAccountId" text NOT NULL, "refresh_token" text, "access_token" text,
  "expires_at" integer, "token_type" text, "scope" text, "id_token" text, "session_state" text,
  PRIMARY KEY ("provider", "providerAccountId"));
CREATE TABLE "session" ("sessionToken" text PRIMARY KEY NOT NULL,
  "userId" text NOT NULL REFERENCES "user"("id") ON DELETE cascade, "expires" timestamp NOT NULL);
CREATE TABLE "verificationToken" ("identifier" text NOT NULL, "token" text NOT NULL,
  "expires" timestamp NOT NULL,
  PRIMARY KEY ("identifier", "token"));
INSERT INTO "user" VALUES ('1', 'Ada', 'ada@example.com', '2100-01-01 00:00:00.123', NULL);
INSERT INTO "account" ("userId", "type", "provider", "providerAccountId", "access_token", "expires_at")
  VALUES ('1', 'oauth', 'github', '42', 'at', 2000000000);
INSERT INTO "session" VALUES ('the-session', '1', '2100-01-01 00:00:00.123');
INSERT INTO "verificationToken" VALUES ('ada@example.com', 'the-hash', '2100-01-01 00:00:00.123');
"#;

/// The tables of `@auth/drizzle-adapter` for SQLite.
pub(crate) const DRIZZLE_SQLITE: &str = r#"
CREATE TABLE "user" ("id" text PRIMARY KEY NOT NULL, "name" text, "email" text, "emailVerified" integer,
  "image" text);
CREATE UNIQUE INDEX "user_email_unique" ON "user" ("email");
CREATE TABLE "account" ("userId" text NOT NULL, "type" text NOT NULL, "provider" text NOT NULL,
  "providerAccountId" text NOT NULL, "refresh_token" text, "access_token" text, "expires_at" integer,
  "token_type" text, "scope" text, "id_token" text, "session_state" text,
  PRIMARY KEY ("provider", "providerAccountId"),
  FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE cascade);
CREATE TABLE "session" ("sessionToken" text PRIMARY KEY NOT NULL, "userId" text NOT NULL,
  "expires" integer NOT NULL,
  FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE cascade);
CREATE TABLE "verificationToken" ("identifier" text NOT NULL, "token" text NOT NULL,
  "expires" integer NOT NULL,
  PRIMARY KEY ("identifier", "token"));
INSERT INTO "user" VALUES ('1', 'Ada', 'ada@example.com', 4102444800123, NULL);
INSERT INTO "account" ("userId", "type", "provider", "providerAccountId", "access_token", "expires_at")
  VALUES ('1', 'oauth', 'github', '42', 'at', 2000000000);
INSERT INTO "session" VALUES ('the-session', '1', 4102444800123);
INSERT INTO "verificationToken" VALUES ('ada@example.com', 'the-hash', 4102444800123);
"#;

/// The tables of `@auth/drizzle-adapter` for MySQL, whose texts compare without case by default.
pub(crate) const DRIZZLE_MYSQL: &str = r"
CREATE TABLE `user` (`id` varchar(255) NOT NULL, `name` varchar(255), `email` varchar(255),
  `emailVerified` timestamp(3) NULL, `image` varchar(255), PRIMARY KEY (`id`), UNIQUE (`email`));
CREATE TABLE `account` (`userId` varchar(255) NOT NULL, `type` varchar(255) NOT NULL,
  `provider` varchar(255) NOT NULL,
  `providerAccountId` varchar(255) NOT NULL, `refresh_token` varchar(255), `access_token` varchar(255),
  `expires_at` int, `token_type` varchar(255), `scope` varchar(255), `id_token` varchar(2048),
  `session_state` varchar(255), PRIMARY KEY (`provider`, `providerAccountId`),
  FOREIGN KEY (`userId`) REFERENCES `user`(`id`) ON DELETE cascade);
CREATE TABLE `session` (`sessionToken` varchar(255) NOT NULL, `userId` varchar(255) NOT NULL,
  `expires` timestamp NOT NULL, PRIMARY KEY (`sessionToken`),
  FOREIGN KEY (`userId`) REFERENCES `user`(`id`) ON DELETE cascade);
CREATE TABLE `verificationToken` (`identifier` varchar(255) NOT NULL, `token` varchar(255) NOT NULL,
  `expires` timestamp NOT NULL, PRIMARY KEY (`identifier`, `token`));
INSERT INTO `user` VALUES ('1', 'Ada', 'ada@example.com', '2033-05-18 03:33:20.000', NULL);
INSERT INTO `account` (`userId`, `type`, `provider`, `providerAccountId`, `access_token`, `expires_at`)
  VALUES ('1', 'oauth', 'github', '42', 'at', 2000000000);
INSERT INTO `session` VALUES ('the-session', '1', '2033-05-18 03:33:20');
INSERT INTO `verificationToken` VALUES ('ada@example.com', 'the-hash', '2033-05-18 03:33:20');
";

/// What is in the database is found, and can be used and changed. Times in it are `time`.
async fn opens(adapter: &impl Adapter, time: UnixTime) {
    let id = StoredId::from_store("1");
    let token = Secret::new("the-session");
    let found = adapter.session_and_user(&token).await.unwrap().unwrap();
    assert_eq!((&found.session.user_id, found.session.expires), (&id, time));
    assert_eq!(found.user.user, User::new("1").with_name("Ada").with_email("ada@example.com"));
    assert_eq!(found.user.email_verified, Some(time));
    assert_eq!(adapter.user(&id).await.unwrap(), Some(found.user.clone()));
    assert_eq!(adapter.user(&StoredId::from_store("not-a-number")).await.unwrap(), None);
    assert_eq!(adapter.user_by_email("ada@example.com").await.unwrap(), Some(found.user.clone()));

    let account = adapter.account(&"github".into(), "42").await.unwrap().unwrap();
    assert_eq!(account.user_id, Some(id.clone().into()));
    assert_eq!(account.tokens.expires_at, Some(SECOND));
    assert!(account.tokens.access_token.is_some_and(|token| token == Secret::new("at")));
    assert!(account.tokens.refresh_token.is_none());

    let spent = adapter.use_verification_token("ada@example.com", &"the-hash".into()).await.unwrap().unwrap();
    assert_eq!(spent.expires, time);
    let later = time + std::time::Duration::from_secs(1);
    assert!(adapter.touch_session(&token, later, time).await.unwrap());
    assert_eq!(adapter.session_and_user(&token).await.unwrap().unwrap().session.expires, later);
    let renamed = adapter.update_user(&id, UserPatch::default().name(None)).await.unwrap();
    assert_eq!((renamed.user.name, renamed.email_verified), (None, Some(time)));

    let account = Account::new("gitlab", ProviderType::Oidc, "7");
    let session = NewSession::new("another".into(), time).replacing(Some(token.clone()));
    adapter.link_account(&id, account.into(), Some(session)).await.unwrap();
    assert!(adapter.delete_session(&token).await.unwrap().is_none());
    assert_eq!(adapter.sessions_of(&id).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pg_adapter() {
    let server = Postgres::start().await;
    let pool = server.database("auth").await;
    sqlx::raw_sql(PG_ADAPTER).execute(&pool).await.unwrap();
    let adapter = PostgresAdapter::detect(pool.clone()).await.unwrap();
    assert_eq!(adapter.schema(), Schema::PgAdapter);
    opens(&adapter, EXPIRES).await;
    one_of_many_signs_up(&adapter).await;

    sqlx::raw_sql("INSERT INTO users (email) VALUES ('twin@example.com'), ('twin@example.com')")
        .execute(&pool)
        .await
        .unwrap();
    let duplicates = adapter.migrate().await.unwrap().duplicates;
    assert_eq!(duplicates.len(), 1);
    assert!(duplicates[0].contains("users_email_unique"));
    assert!(adapter.user_by_email("twin@example.com").await.unwrap().is_some());
    sqlx::raw_sql("DELETE FROM users WHERE email = 'twin@example.com'").execute(&pool).await.unwrap();
    assert!(adapter.migrate().await.unwrap().duplicates.is_empty());
    contract::run(adapter).await.unwrap();
}

/// Without unique indexes as well.
async fn one_of_many_signs_up(adapter: &PostgresAdapter) {
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..24 {
        let adapter = adapter.clone();
        tasks.spawn(async move {
            let user = User::new(number.to_string()).with_email("race@example.com");
            let account = Account::new("github", ProviderType::OAuth, "race");
            adapter.sign_up(NewUser::new(user), Some(account.into()), None).await
        });
    }
    let mut successes = 0;
    for result in tasks.join_all().await {
        match result {
            Ok(_) => successes += 1,
            Err(AdapterError::Conflict(conflict)) => assert_eq!(conflict, Conflict::Email),
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(successes, 1);
}

/// The tables that Prisma makes of the models in the documentation of `@auth/prisma-adapter`, with a user who is signed in.
const PRISMA: &str = r#"
CREATE TABLE "User" ("id" TEXT PRIMARY KEY, "name" TEXT, "email" TEXT NOT NULL, "emailVerified" TIMESTAMP(3), "image" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "updatedAt" TIMESTAMP(3) NOT NULL);
CREATE TABLE "Account" ("userId" TEXT NOT NULL REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "type" TEXT NOT NULL, "provider" TEXT NOT NULL, "providerAccountId" TEXT NOT NULL, "refresh_token" TEXT,
    "access_token" TEXT, "expires_at" INTEGER, "token_type" TEXT, "scope" TEXT, "id_token" TEXT, "session_state" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "updatedAt" TIMESTAMP(3) NOT NULL,
    PRIMARY KEY ("provider", "providerAccountId"));
CREATE TABLE "Session" ("sessionToken" TEXT NOT NULL, "userId" TEXT NOT NULL REFERENCES "User" ("id") ON DELETE CASCADE
    ON UPDATE CASCADE, "expires" TIMESTAMP(3) NOT NULL, "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL);
CREATE TABLE "VerificationToken" ("identifier" TEXT NOT NULL, "token" TEXT NOT NULL, "expires" TIMESTAMP(3) NOT NULL,
    PRIMARY KEY ("identifier", "token"));
CREATE UNIQUE INDEX "User_email_key" ON "User" ("email");
CREATE UNIQUE INDEX "Session_sessionToken_key" ON "Session" ("sessionToken");
INSERT INTO "User" ("id", "name", "email", "updatedAt") VALUES ('clx1', 'Ada', 'ada@example.com', now());
INSERT INTO "Account" ("userId", "type", "provider", "providerAccountId", "updatedAt")
    VALUES ('clx1', 'oidc', 'google', '4711', now());
INSERT INTO "Session" ("sessionToken", "userId", "expires", "updatedAt")
    VALUES ('a-token-of-prisma', 'clx1', '2100-01-01', now());
"#;

#[tokio::test(flavor = "multi_thread")]
async fn prisma_after_the_statements_of_the_guide() {
    let server = Postgres::start().await;
    let pool = server.database("auth").await;
    sqlx::raw_sql(PRISMA).execute(&pool).await.unwrap();
    let refused = PostgresAdapter::detect(pool.clone()).await.err();
    let is_named = |error: &SetupError| error.problems() == [SetupProblem::PrismaTables];
    assert!(matches!(&refused, Some(AdapterError::Setup(error)) if is_named(error)));

    let guide = include_str!("../../docs/guide/src/from-authjs.md");
    let rename = guide.split("```").find(|block| block.contains(r#"ALTER TABLE "User" RENAME"#)).unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(rename.trim_start_matches("sql"))).execute(&pool).await.unwrap();
    let adapter = PostgresAdapter::detect(pool.clone()).await.unwrap();
    let migration = adapter.migrate().await.unwrap();
    assert_eq!((migration.duplicates.len(), migration.unfilled), (0, Vec::new()));
    let by_account = adapter.user_by_account(&"google".into(), "4711").await.unwrap().unwrap();
    assert_eq!((by_account.id().as_str(), by_account.user.name.as_deref()), ("clx1", Some("Ada")));
    let by_session = adapter.session_and_user(&"a-token-of-prisma".into()).await.unwrap().unwrap();
    assert_eq!(by_session.user.id().as_str(), "clx1");
    // The suite has users without an address, whom this model refuses.
    sqlx::raw_sql(r#"ALTER TABLE "user" ALTER COLUMN email DROP NOT NULL"#).execute(&pool).await.unwrap();
    contract::run(adapter).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn drizzle_on_postgres() {
    let server = Postgres::start().await;
    let pool = server.database("auth").await;
    sqlx::raw_sql(DRIZZLE_PG).execute(&pool).await.unwrap();
    sqlx::raw_sql("ALTER DATABASE auth SET timezone = 'Asia/Kolkata'").execute(&pool).await.unwrap();
    let adapter = PostgresAdapter::detect(server.existing("auth").await).await.unwrap();
    assert_eq!(adapter.schema(), Schema::Drizzle);
    opens(&adapter, EXPIRES).await;
    adapter.migrate().await.unwrap();
    contract::run(adapter).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn drizzle_on_sqlite() {
    let directory = TempDir::new();
    let pool = sqlite(&directory.join("auth.db")).await;
    sqlx::raw_sql(DRIZZLE_SQLITE).execute(&pool).await.unwrap();
    let adapter = SqliteAdapter::new(pool);
    opens(&adapter, EXPIRES).await;
    adapter.migrate().await.unwrap();
    contract::run(adapter).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn drizzle_on_mariadb() {
    let server = MariaDb::start().await;
    let pool = server.database("auth").await;
    sqlx::raw_sql(DRIZZLE_MYSQL).execute(&pool).await.unwrap();
    let adapter = MySqlAdapter::new(pool);
    opens(&adapter, SECOND).await;
    adapter.migrate().await.unwrap();
    contract::run(adapter).await.unwrap();
}
