//! Databases: the adapters, the rows that they store, and the trait for a database of your own.
//!
//! An adapter stores users and accounts, and with `.database_sessions(…)` also sessions. Pass it to the builder:
//!
//! | method | users and accounts | sessions |
//! | --- | --- | --- |
//! | `.adapter(adapter)` | stored | encrypted tokens |
//! | `.database_sessions(adapter)` | stored | stored |
//!
//! | adapter | feature | tables |
//! | --- | --- | --- |
//! | `SqliteAdapter` | `sqlite` | those of `@auth/drizzle-adapter` for SQLite |
//! | `PostgresAdapter` | `postgres` | those of `@auth/drizzle-adapter` or `@auth/pg-adapter` |
//! | `MySqlAdapter` | `mysql` | those of `@auth/drizzle-adapter` for MySQL; also for MariaDB |
//! | `WithRedis` | `redis` | none: keeps sessions and magic links in Redis, the rest in another adapter |
//! | `MemoryAdapter` | `server` | none: keeps everything in the process, for tests and examples |
//!
//! The SQL adapters create missing tables, columns and indexes. `SqliteAdapter::open` opens a file with the right
//! settings; the others take a pool of sqlx:
//!
//! ```no_run
//! # #[cfg(feature = "sqlite")]
//! # async fn open() -> auth::Result<()> {
//! use auth::adapter::{ColumnType, SqliteAdapter, UserColumn};
//!
//! let adapter = SqliteAdapter::open("sqlite:app.sqlite").await?;
//! let adapter = adapter.user_columns([UserColumn::new("role", ColumnType::Text)?]);
//! adapter.migrate().await?;
//! # Ok(())
//! # }
//! # fn main() {}
//! ```
//!
//! [`#[auth::user]`](macro@crate::user) gives your own columns a type. The struct implements [`UserData`], which reads
//! and writes them. The application can use an adapter directly, for example to create users: all methods are those of
//! the trait `Adapter`.
//!
//! # Second factors, API keys, passwords and names of passkeys
//!
//! They are in the tables `auth_totp`, `auth_recovery_code`, `auth_api_key`, `auth_password` and `auth_passkey`, which
//! Auth.js does not have. `migrate` creates them. A database without them works as long as the application uses none of them;
//! `check_tables_of` requires them.
//!
//! # Tables of your own
//!
//! A table of users that already exists works if its columns have the names of the Auth.js adapter. `migrate` adds the
//! columns that are missing and may be null, such as `name` or `image`. Whatever it cannot add, and every column whose
//! type does not work, is in the error `AdapterError::Setup`, with the statement that adds it. In `Schema::PgAdapter`
//! the `id` of users may be any integer type, such as `bigserial`; otherwise it is a string. `email` may be `citext`. A
//! column that is not null and has no default is in `Migration::unfilled`, because no user could be created.

#[doc(inline)]
pub use auth_core::contract::{
    AdapterSession, AdapterUser, AsStoredId, Authenticator, ColumnError, CredentialDeviceType, ExtraColumns,
    Removed, StoredApiKey, StoredPassword, StoredTotp, UserData, VerificationToken,
};

#[doc(inline)]
pub use auth_core::contract::callback::delete_account::BeforeDeletion;

#[cfg(feature = "redis")]
#[doc(inline)]
pub use auth_core::adapter::WithRedis;
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::adapter::{
    Adapter, AdapterError, AnyAdapter, ApiKeyAndUser, AttemptCount, AttemptRule, AttemptVerdict, Basis,
    Conflict, EmailProof, EmailProven, EmailSignIn, EmailSignedIn, Kind, Link, MemoryAdapter, NewPassword,
    NewSession, NewTotp, NewUser, PasskeyDetails, PasskeyNote, Result, SessionAndUser, SetupError,
    SetupProblem, SetupReport, SetupStep, SignedUp, TokenStatus, UserDeletion, UserPatch, WayIn,
    WayInRemoval, WaysIn, WaysOfUser,
};
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
#[doc(inline)]
pub use auth_core::adapter::{ColumnType, Migration, Schema, SqlAdapter, SqlDialect, UserColumn};
#[cfg(feature = "mysql")]
#[doc(inline)]
pub use auth_core::adapter::{MySqlAdapter, MySqlDialect};
#[cfg(feature = "postgres")]
#[doc(inline)]
pub use auth_core::adapter::{PostgresAdapter, PostgresDialect};
#[cfg(feature = "sqlite")]
#[doc(inline)]
pub use auth_core::adapter::{SqliteAdapter, SqliteDialect};

/// The contract of adapters as a suite of tests, for an adapter of your own.
///
/// The suite leaves its rows in the database, so give it one of its own:
///
/// ```
/// use auth::adapter::{MemoryAdapter, contract};
///
/// # #[tokio::main]
/// # async fn main() -> auth::Result<()> {
/// let report = contract::run(MemoryAdapter::new()).await?;
/// assert!(report.skipped.is_empty());
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "testing")]
pub mod contract {
    #[doc(inline)]
    pub use auth_core::adapter::contract::{Breach, Report, run};
}

/// The traits behind `#[auth::user]`, which compiler messages name by this path. They are not public API.
#[doc(hidden)]
pub use auth_core::contract::{DefaultColumn, EmptyColumn, UserColumns};
