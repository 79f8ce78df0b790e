//! The users, in SQLite.

use std::str::FromStr;

use auth::{BoxError, Result, Secret, User, UserId};
use serde::{Deserialize, Serialize};
use sqlx::{
    Row, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteRow},
};

use crate::password;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS users (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        email TEXT NOT NULL UNIQUE COLLATE NOCASE,
        name TEXT NOT NULL,
        password TEXT NOT NULL, -- argon2id, as a PHC string
        admin INTEGER NOT NULL DEFAULT FALSE,
        banned INTEGER NOT NULL DEFAULT FALSE
    ) STRICT";

/// What a user may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Admin,
    #[default]
    Member,
}

/// A name to show: one to sixty characters, not only spaces.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Name(String);

impl TryFrom<String> for Name {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.trim() {
            "" => Err("a name is needed"),
            name if name.chars().count() > 60 => Err("a name has at most 60 characters"),
            name => Ok(Self(name.to_owned())),
        }
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

/// A user who is there from the start.
pub struct DemoUser {
    pub email: &'static str,
    pub name: &'static str,
    pub note: &'static str,
    admin: bool,
    banned: bool,
}

pub const DEMO_PASSWORD: &str = "correct horse";

pub const DEMO_USERS: [DemoUser; 3] = [
    DemoUser { email: "ada@example.com", name: "Ada", note: "administrator", admin: true, banned: false },
    DemoUser { email: "bob@example.com", name: "Bob", note: "member", admin: false, banned: false },
    DemoUser { email: "eve@example.com", name: "Eve", note: "banned", admin: false, banned: true },
];

/// The database. Clones share its connections.
#[derive(Clone)]
pub struct Db(SqlitePool);

impl Db {
    /// Opens the file; creates it, with the demo users, if it is not there yet.
    pub async fn open(url: &str) -> Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?.create_if_missing(true);
        let db = Self(SqlitePool::connect_with(options).await?);
        sqlx::query(SCHEMA).execute(&db.0).await?;
        if db.users().await?.is_empty() {
            db.seed().await?;
        }
        Ok(db)
    }

    async fn seed(&self) -> Result<()> {
        let hash = password::hash(Secret::new(DEMO_PASSWORD)).await?;
        for user in DEMO_USERS {
            sqlx::query("INSERT INTO users (email, name, password, admin, banned) VALUES (?, ?, ?, ?, ?)")
                .bind(user.email)
                .bind(user.name)
                .bind(&hash)
                .bind(user.admin)
                .bind(user.banned)
                .execute(&self.0)
                .await?;
        }
        Ok(())
    }

    /// A user and the hash of the password, by e-mail address.
    pub async fn user_with_password(&self, email: &str) -> Result<Option<(User, String)>, sqlx::Error> {
        sqlx::query("SELECT id, email, name, password FROM users WHERE email = ?")
            .bind(email)
            .try_map(|row| Ok((user(&row)?, row.try_get("password")?)))
            .fetch_optional(&self.0)
            .await
    }

    /// The role of a user; none for a user who is banned or not there.
    pub async fn role(&self, id: &UserId) -> Result<Option<Role>, sqlx::Error> {
        sqlx::query("SELECT admin FROM users WHERE id = ? AND NOT banned")
            .bind(id.as_str())
            .try_map(|row: SqliteRow| Ok(if row.try_get("admin")? { Role::Admin } else { Role::Member }))
            .fetch_optional(&self.0)
            .await
    }

    /// Adds a user; none if the address is taken.
    pub async fn create(&self, email: &str, name: &Name, hash: &str) -> Result<Option<User>, sqlx::Error> {
        let insert = "INSERT INTO users (email, name, password) VALUES (?, ?, ?)
                      ON CONFLICT DO NOTHING RETURNING id, email, name";
        sqlx::query(insert)
            .bind(email)
            .bind(&name.0)
            .bind(hash)
            .try_map(|row| user(&row))
            .fetch_optional(&self.0)
            .await
    }

    /// Renames a user.
    pub async fn rename(&self, id: &UserId, name: &Name) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE users SET name = ? WHERE id = ?")
            .bind(&name.0)
            .bind(id.as_str())
            .execute(&self.0)
            .await?;
        Ok(())
    }

    /// All users.
    pub async fn users(&self) -> Result<Vec<User>, BoxError> {
        let users = sqlx::query("SELECT id, email, name FROM users ORDER BY id").try_map(|row| user(&row));
        Ok(users.fetch_all(&self.0).await?)
    }
}

fn user(row: &SqliteRow) -> Result<User, sqlx::Error> {
    let id: i64 = row.try_get("id")?;
    Ok(User::new(id.to_string())
        .with_email(row.try_get::<String, _>("email")?)
        .with_name(row.try_get::<String, _>("name")?))
}
