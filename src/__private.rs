//! What generated code may name. Not public API: it changes without notice.

pub use auth_core::{
    AppState, BoxError, Column, ColumnError, DefaultColumn, EmptyColumn, ExtraColumns, FromRef, Jwt,
    OtherClaims, Secret, Session, User, UserData, callback, claims, form, session_data,
};
pub use auth_macros::attach;
pub use serde_core;

#[cfg(feature = "typescript")]
pub use auth_core::typescript;

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
            "`typescript` needs the feature of that name: `cargo add auth --features typescript`"
        );
    };
}

pub use __with_typescript as with_typescript;
