//! What the user of a session has proven, by which method, and how long ago.

#[doc(inline)]
pub use auth_core::contract::assurance::{
    AnyOf, Anything, Assurance, AuthMethod, Email, Ever, Factor, Federated, Hours, MaxAge, Mfa, Minutes, Otp,
    Passkey, Password, Proofs,
};

#[cfg(feature = "totp")]
#[doc(inline)]
pub use auth_core::app::EnrolledSecondFactor;
