//! The paths that generated code names. They are not public API and change without notice.

pub use auth_core::contract::{
    AppState, BoxError, ColumnError, ColumnValue, DefaultColumn, EmptyColumn, ExtraColumns, FromRef,
    IntoText, Jwt, NotAColumn, OtherClaims, Secret, Session, User, UserColumns, UserData, WithUsers, api_key,
    derives, form,
    permission::{PermissionType, Permissions, Set},
    session as session_data,
};
pub use auth_macros::attach;
pub use serde_core;

#[cfg(feature = "typescript")]
pub use auth_core::typescript;

/// The contracts of the attributes.
pub mod callback {
    pub use auth_core::contract::callback::{
        arguments, authorize, database, delete_account, event, grants, guard, jwt, legacy_password,
        password_check, profile, redirect, second_factor, session, sign_in, sign_up, state_part, wiring,
    };

    #[cfg(feature = "oauth")]
    pub mod provider {
        pub use auth_core::provider::oauth::{MissingVariable, OAuthProvider, callback::*};
    }
}

/// The contract of token structs.
pub mod claims {
    pub use auth_core::contract::token::{claim_value::*, claims::*, size::*, version::*};
}

/// Passes the tokens on, or is an error that names the missing feature.
#[cfg(feature = "typescript")]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_typescript {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Passes the tokens on, or is an error that names the missing feature.
#[cfg(not(feature = "typescript"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_typescript {
    ($($tokens:tt)*) => {
        ::core::compile_error!(
            "`typescript` needs the feature of that name: `cargo add typed-auth --features typescript`"
        );
    };
}

/// Passes the tokens on, or is an error that names the missing feature.
#[cfg(feature = "oauth")]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_oauth {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Passes the tokens on, or is an error that names the missing feature.
#[cfg(not(feature = "oauth"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_oauth {
    ($($tokens:tt)*) => {
        ::core::compile_error!(
            "`#[auth::provider]` needs the feature `oauth`: `cargo add typed-auth --features oauth`"
        );
    };
}

pub use {__with_oauth as with_oauth, __with_typescript as with_typescript};

/// Parts that the benchmarks measure without a sign-in around them.
#[cfg(feature = "oauth")]
pub mod bench {
    pub use auth_core::provider::oauth::IdTokenCheck;
}
