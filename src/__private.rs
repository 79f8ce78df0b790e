//! What generated code may name. Not public API: it changes without notice.

pub use auth_core::{
    AppState, BoxError, Column, ColumnError, DefaultColumn, EmptyColumn, ExtraColumns, FromRef, Jwt,
    OtherClaims, Secret, Session, User, UserData, callback, claims, form, session_data,
};
pub use serde_core;
