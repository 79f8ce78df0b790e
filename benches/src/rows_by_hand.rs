//! Sessions in a database by hand: one prepared statement a check; SELECT, BEGIN, INSERT and COMMIT a sign-in. With Redis,
//! a session is a key of its own.

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http::{HeaderMap, StatusCode};
use redis::{AsyncCommands, aio::ConnectionManager};
use serde::Serialize;
use sqlx::{PgPool, Row, SqlitePool};

use crate::by_hand::{Cookies, Form, JSON, MAX_AGE, csrf_of, date, now, refused, uuid};

const EMAIL: &str = "ada@example.com";

/// A user, and the end of the session.
struct Found {
    id: String,
    name: Option<String>,
    email: Option<String>,
    image: Option<String>,
    expires: u64,
}

trait Store: Send + Sync + 'static {
    fn session(&self, token: &str) -> impl Future<Output = Option<Found>> + Send;
    fn sign_in(&self, email: &str, token: &str, expires: u64) -> impl Future<Output = bool> + Send;
}

/// SQLite, with the tables of the adapter.
pub(crate) fn sqlite(pool: SqlitePool) -> Router {
    router(Sqlite(pool))
}

/// PostgreSQL, with the tables of the adapter.
pub(crate) fn postgres(pool: PgPool) -> Router {
    router(Postgres(pool))
}

/// Sessions in Redis, users in PostgreSQL.
pub(crate) async fn redis(pool: PgPool, url: &str) -> Router {
    let client = redis::Client::open(url).expect("a URL");
    router(InRedis(pool, ConnectionManager::new(client).await.expect("a connection")))
}

fn router<S: Store>(store: S) -> Router {
    Router::new()
        .route("/session", get(check::<S>))
        .route("/auth/csrf", get(async |headers: HeaderMap| csrf_of(&headers, crate::SECRET)))
        .route("/auth/callback/credentials", post(sign_in::<S>))
        .with_state(Arc::new(store))
}

#[derive(Serialize)]
struct Session<'a> {
    user: User<'a>,
    expires: &'a str,
}

#[derive(Serialize)]
struct User<'a> {
    name: Option<&'a str>,
    email: Option<&'a str>,
    image: Option<&'a str>,
    id: &'a str,
}

async fn check<S: Store>(State(store): State<Arc<S>>, headers: HeaderMap) -> Response {
    let Some(token) = Cookies::of(&headers).session else { return StatusCode::UNAUTHORIZED.into_response() };
    match store.session(token).await {
        Some(found) if found.expires > now() => {
            let user = User {
                name: found.name.as_deref(),
                email: found.email.as_deref(),
                image: found.image.as_deref(),
                id: &found.id,
            };
            let session = Session { user, expires: &date::iso(found.expires) };
            (JSON, serde_json::to_string(&session).expect("plain strings")).into_response()
        }
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn sign_in<S: Store>(State(store): State<Arc<S>>, headers: HeaderMap, body: String) -> Response {
    let form = Form::read(&headers, &body, crate::SECRET).filter(|form| form.name.is_some());
    let (token, expires) = (uuid(), now() + MAX_AGE);
    match form {
        Some(form) if store.sign_in(EMAIL, &token, expires).await => form.signed_in(&token, expires),
        _ => refused(),
    }
}

struct Sqlite(SqlitePool);

impl Store for Sqlite {
    async fn session(&self, token: &str) -> Option<Found> {
        let row = sqlx::query(
            r#"SELECT s."expires", u."id", u."name", u."email", u."image" FROM "session" s
               JOIN "user" u ON u."id" = s."userId" WHERE s."sessionToken" = ?1"#,
        );
        let row = row.bind(token).fetch_optional(&self.0).await.expect("a statement")?;
        let expires = (row.get::<i64, _>(0) / 1000) as u64;
        Some(Found { id: row.get(1), name: row.get(2), email: row.get(3), image: row.get(4), expires })
    }

    async fn sign_in(&self, email: &str, token: &str, expires: u64) -> bool {
        let user = sqlx::query(r#"SELECT "id" FROM "user" WHERE "email" = ?1"#);
        let Some(user) = user.bind(email).fetch_optional(&self.0).await.expect("a statement") else {
            return false;
        };
        let mut transaction = self.0.begin_with("BEGIN IMMEDIATE").await.expect("a transaction");
        let insert =
            sqlx::query(r#"INSERT INTO "session" ("sessionToken", "userId", "expires") VALUES (?1, ?2, ?3)"#);
        let insert = insert.bind(token).bind(user.get::<String, _>(0)).bind((expires * 1000) as i64);
        insert.execute(&mut *transaction).await.expect("a row");
        transaction.commit().await.expect("a commit");
        true
    }
}

struct Postgres(PgPool);

impl Store for Postgres {
    async fn session(&self, token: &str) -> Option<Found> {
        let row = sqlx::query(
            r#"SELECT extract(epoch FROM s."expires")::bigint, u."id", u."name", u."email", u."image"
               FROM "session" s JOIN "user" u ON u."id" = s."userId" WHERE s."sessionToken" = $1"#,
        );
        let row = row.bind(token).fetch_optional(&self.0).await.expect("a statement")?;
        let expires = row.get::<i64, _>(0) as u64;
        Some(Found { id: row.get(1), name: row.get(2), email: row.get(3), image: row.get(4), expires })
    }

    async fn sign_in(&self, email: &str, token: &str, expires: u64) -> bool {
        let Some(user) = user_by_email(&self.0, email).await else { return false };
        let mut transaction = self.0.begin().await.expect("a transaction");
        let insert = sqlx::query(
            r#"INSERT INTO "session" ("sessionToken", "userId", "expires")
               VALUES ($1, $2, to_timestamp($3) AT TIME ZONE 'UTC')"#,
        );
        let insert = insert.bind(token).bind(user).bind(expires as f64);
        insert.execute(&mut *transaction).await.expect("a row");
        transaction.commit().await.expect("a commit");
        true
    }
}

async fn user_by_email(pool: &PgPool, email: &str) -> Option<String> {
    let user = sqlx::query(r#"SELECT "id" FROM "user" WHERE "email" = $1"#);
    Some(user.bind(email).fetch_optional(pool).await.expect("a statement")?.get(0))
}

struct InRedis(PgPool, ConnectionManager);

impl Store for InRedis {
    async fn session(&self, token: &str) -> Option<Found> {
        let found: Option<String> = self.1.clone().get(format!("by-hand:{token}")).await.expect("an answer");
        let (user, expires) = found.as_deref()?.split_once(' ')?;
        let row = sqlx::query(r#"SELECT "name", "email", "image" FROM "user" WHERE "id" = $1"#);
        let row = row.bind(user).fetch_optional(&self.0).await.expect("a statement")?;
        let expires = expires.parse().ok()?;
        Some(Found { id: user.to_owned(), name: row.get(0), email: row.get(1), image: row.get(2), expires })
    }

    async fn sign_in(&self, email: &str, token: &str, expires: u64) -> bool {
        let Some(user) = user_by_email(&self.0, email).await else { return false };
        let value = format!("{user} {expires}");
        let mut redis = self.1.clone();
        redis.set_ex::<_, _, ()>(format!("by-hand:{token}"), value, MAX_AGE).await.expect("an answer");
        true
    }
}
