//! Databases: the adapters, their rows, and the contract that an adapter of your own has to keep.

#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::adapter::*;
#[doc(inline)]
pub use auth_core::contract::{
    AdapterSession, AdapterUser, Authenticator, ColumnError, CredentialDeviceType, ExtraColumns,
    VerificationToken,
};
