//! Passkeys: the errors of their configuration and of the responses of authenticators.
//!
//! [`Passkey`](crate::provider::Passkey) is the provider.

#[doc(inline)]
pub use auth_core::provider::webauthn::{InvalidResponse, PasskeyConfigError, WebAuthnError};
