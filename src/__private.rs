//! What generated code may name. Not public API: it changes without notice.

pub use auth_core::contract::{
    AppState, BoxError, Column, ColumnError, DefaultColumn, EmptyColumn, ExtraColumns, FromRef, Jwt, OtherClaims, Secret,
    Session, User, UserData, form, session as session_data,
};
pub use auth_macros::attach;
pub use serde_core;

#[cfg(feature = "typescript")]
pub use auth_core::typescript;

/// The contracts of the attributes.
pub mod callback {
    pub use auth_core::contract::callback::{
        arguments, authorize, database, event, guard, jwt, profile, redirect, session, sign_in, wiring,
        wiring as demand, wiring as legal, wiring as subject,
    };
    #[cfg(feature = "oauth")]
    pub use auth_core::provider::oauth::callback as provider;
}

/// The contract of token structs.
pub mod claims {
    pub use auth_core::contract::token::{claims::*, size::*, version::*};
}

/// The tokens, or an error where nothing could be done with them.
#[cfg(feature = "typescript")]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_typescript {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// The tokens, or an error where nothing could be done with them.
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

pub use __with_typescript as with_typescript;
