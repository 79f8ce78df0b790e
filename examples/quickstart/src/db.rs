//! The users in SQLite: the tables of `auth` with two columns of our own, and a table for passwords.

use auth::{
    Result, Secret, StoredId, User,
    adapter::{Adapter, AdapterUser, ColumnType, NewUser, SqliteAdapter, UserColumn, UserData, UserPatch},
};
use serde::{Deserialize, Serialize};
use sqlx::SqlitePool;

use crate::{callbacks::Member, password};

const PASSWORDS: &str = "
    CREATE TABLE IF NOT EXISTS password (
        user TEXT PRIMARY KEY NOT NULL REFERENCES user (id) ON DELETE CASCADE,
        hash TEXT NOT NULL -- argon2id, as a PHC string
    ) STRICT";

/// The role of a user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Admin,
    #[default]
    Member,
}

/// A display name: one to sixty characters, not only spaces.
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

/// A user created with the database.
pub struct DemoUser {
    pub id: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub note: &'static str,
    member: Member,
}

pub const DEMO_PASSWORD: &str = "correct horse";

pub const DEMO_USERS: [DemoUser; 3] = [
    DemoUser {
        id: "ada",
        name: "Ada",
        email: "ada@example.com",
        note: "administrator",
        member: Member { role: Role::Admin, banned: false },
    },
    DemoUser {
        id: "bob",
        name: "Bob",
        email: "bob@example.com",
        note: "member",
        member: Member { role: Role::Member, banned: false },
    },
    DemoUser {
        id: "eve",
        name: "Eve",
        email: "eve@example.com",
        note: "banned",
        member: Member { role: Role::Member, banned: true },
    },
];

/// The database. Clones share its connections.
#[derive(Clone)]
pub struct Db {
    pool: SqlitePool,
    /// The adapter that `auth` uses.
    pub users: SqliteAdapter,
}

impl Db {
    /// Opens the database file, or creates it with the demo users.
    pub async fn open(url: &str) -> Result<Self> {
        let users = SqliteAdapter::open(url).await?.user_columns([
            UserColumn::new("role", ColumnType::Text)?,
            UserColumn::new("banned", ColumnType::Boolean)?,
        ]);
        users.migrate().await?;
        let pool = users.pool().clone();
        sqlx::query(PASSWORDS).execute(&pool).await?;
        let db = Self { pool, users };
        if db.everybody().await?.is_empty() {
            db.seed().await?;
        }
        Ok(db)
    }

    async fn seed(&self) -> Result<()> {
        let hash = password::hash(Secret::new(DEMO_PASSWORD)).await?;
        for DemoUser { id, name, email, member, .. } in DEMO_USERS {
            let user = User::new(id).with_name(name).with_email(email);
            self.users.sign_up(NewUser::new(user).with_columns(member.write()?), None, None).await?;
            self.set_password(id, &hash).await?;
        }
        Ok(())
    }

    /// Finds the ID of a user and the hash of their password by e-mail address.
    pub async fn user_with_password(&self, email: &str) -> Result<Option<(StoredId, String)>> {
        let Some(user) = self.users.user_by_email(&email.trim().to_lowercase()).await? else {
            return Ok(None);
        };
        let hash = sqlx::query_scalar("SELECT hash FROM password WHERE user = ?")
            .bind(user.user.id.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(hash.map(|hash| (user.id(), hash)))
    }

    /// Returns `true` if the user has a password.
    pub async fn has_password(&self, id: &StoredId) -> Result<bool, sqlx::Error> {
        let statement = "SELECT EXISTS (SELECT 1 FROM password WHERE user = ?)";
        sqlx::query_scalar(statement).bind(id.as_str()).fetch_one(&self.pool).await
    }

    /// Sets or replaces the password of a user.
    pub async fn set_password(&self, id: &str, hash: &str) -> Result<(), sqlx::Error> {
        let statement = "INSERT INTO password (user, hash) VALUES (?, ?)
                         ON CONFLICT (user) DO UPDATE SET hash = excluded.hash";
        sqlx::query(statement).bind(id).bind(hash).execute(&self.pool).await?;
        Ok(())
    }

    /// Reads our columns of a user; `None` if there is no such user.
    pub async fn member(&self, id: &StoredId) -> Result<Option<Member>> {
        let user = self.users.user(id).await?;
        Ok(user.as_ref().map(AdapterUser::typed::<Member>).transpose()?.map(|user| user.columns))
    }

    /// Renames a user.
    pub async fn rename(&self, id: &StoredId, name: &Name) -> Result<()> {
        self.users.update_user(id, UserPatch::default().name(Some(name.0.clone()))).await?;
        Ok(())
    }

    /// Lists the name and the e-mail address of every user.
    pub async fn everybody(&self) -> Result<Vec<(Option<String>, Option<String>)>, sqlx::Error> {
        sqlx::query_as("SELECT name, email FROM user ORDER BY email").fetch_all(&self.pool).await
    }
}
