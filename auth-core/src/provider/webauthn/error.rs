//! The error for rejected responses of authenticators.

/// The reason why a passkey was not registered, or did not sign its user in (WebAuthn level 3, sections 7.1
/// and 7.2). It contains nothing that the browser sent.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WebAuthnError {
    /// A part of the response is missing or malformed.
    #[error("the response cannot be read: {0}")]
    Malformed(&'static str),
    /// The response is to a registration where a sign-in was expected, or the other way round.
    #[error("the response belongs to another ceremony")]
    Ceremony,
    /// The response is to another challenge.
    #[error("the response is to another challenge")]
    Challenge,
    /// The challenge has been answered before.
    #[error("the challenge has been answered before")]
    Replayed,
    /// The ceremony ran on another site, or in a frame on another site.
    #[error("the ceremony ran on another site")]
    Origin,
    /// The passkey is for another relying party.
    #[error("the passkey is for another relying party")]
    RelyingParty,
    /// The authenticator did not detect a user.
    #[error("the authenticator has not detected a user")]
    UserPresence,
    /// The authenticator did not verify its user.
    #[error("the authenticator has not verified its user")]
    UserVerification,
    /// The passkey is backed up although its flags rule that out, or its eligibility for backups differs from
    /// that at the registration.
    #[error("the authenticator's backup flags contradict each other, or those of the registration")]
    BackupFlags,
    /// The key's algorithm was not offered, or is not known.
    #[error("the key's algorithm is not supported")]
    Algorithm,
    /// The attestation statement does not fit its format.
    #[error("the attestation statement is wrong")]
    Attestation,
    /// The signature is that of another key, or of other data.
    #[error("the signature is wrong")]
    Signature,
    /// The signature counter did not grow, so there may be a copy of the key.
    #[error("the signature counter did not grow")]
    Counter,
}

crate::contract::readable::debug_by_message!(WebAuthnError);
