//! The users in SQLite: the tables of `auth` with two columns of our own.

use auth::{
    Auth, Password, Result, StoredId, User,
    adapter::{Adapter, AdapterUser, ColumnType, NewUser, SqliteAdapter, UserColumn, UserData, UserPatch},
    time::{Clock, SystemClock},
};
use serde::{Deserialize, Serialize};
use sqlx::SqlitePool;

use crate::callbacks::{Member, Visible};

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
            "" => Err("Please enter a name."),
            name if name.chars().count() > 60 => Err("A name has at most 60 characters."),
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

pub const DEMO_PASSWORD: &str = "correct horse battery staple";

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
    /// Opens the database file, or creates it.
    pub async fn open(url: &str) -> Result<Self> {
        let users = SqliteAdapter::open(url).await?.user_columns([
            UserColumn::new("role", ColumnType::Text)?,
            UserColumn::new("banned", ColumnType::Boolean)?,
        ]);
        users.migrate().await?;
        let pool = users.pool().clone();
        Ok(Self { pool, users })
    }

    /// Creates the demo users in an empty database.
    pub async fn seed(&self, auth: &Auth<Visible>) -> Result<()> {
        if !self.everybody().await?.is_empty() {
            return Ok(());
        }
        for DemoUser { id, name, email, member, .. } in DEMO_USERS {
            // The demo vouches for the addresses. Otherwise the first magic link would remove the password, since anyone
            // could have set it.
            let user =
                NewUser::new(User::new(id).with_name(name).with_email(email)).verified_at(SystemClock.now());
            let created = self.users.sign_up(user.with_columns(member.write()?), None, None).await?;
            auth.set_password(&created.user.id(), &Password::new(DEMO_PASSWORD)).await?;
        }
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
