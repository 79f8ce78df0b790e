//! Databases: the adapters, the rows that they keep, and the trait for a database of your own.

#[doc(inline)]
pub use auth_core::contract::{
    AdapterSession, AdapterUser, Authenticator, ColumnError, CredentialDeviceType, ExtraColumns,
    VerificationToken,
};

#[cfg(feature = "redis")]
#[doc(inline)]
pub use auth_core::adapter::WithRedis;
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::adapter::{
    Adapter, AdapterError, AnyAdapter, AttemptCount, AttemptRule, AttemptVerdict, Conflict, EmailSignIn,
    EmailSignedIn, Kind, Link, MemoryAdapter, NewSession, NewUser, Result, SessionAndUser, SignedUp,
    UserPatch,
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
#[cfg(feature = "testing")]
pub mod contract {
    #[doc(inline)]
    pub use auth_core::adapter::contract::{Breach, Report, run};
}

/// The traits behind `#[auth::user]`, which compiler messages name by this path. They are not public API.
#[doc(hidden)]
pub use auth_core::contract::{Column, DefaultColumn, EmptyColumn, UserColumns, UserData};
