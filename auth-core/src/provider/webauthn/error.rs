//! Why the answer of an authenticator does not count.

/// Why a passkey was not registered, or nobody was signed in by one (WebAuthn level 3, sections 7.1 and 7.2).
/// It names nothing of what the browser sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WebAuthnError {
    /// A part of the answer is missing, or is not what its name says.
    #[error("the answer cannot be read: {0}")]
    Malformed(&'static str),
    /// The answer to a registration where a sign-in was asked for, or the other way round.
    #[error("the answer is that of another ceremony")]
    Ceremony,
    /// The answer to another challenge.
    #[error("the answer is to another challenge")]
    Challenge,
    /// The challenge has been answered before.
    #[error("the challenge has been answered before")]
    Replayed,
    /// The ceremony ran on another site, or in a frame of one.
    #[error("the ceremony ran on another site")]
    Origin,
    /// The key is for another relying party.
    #[error("the passkey is one for another relying party")]
    RelyingParty,
    /// Nobody was there.
    #[error("the authenticator has seen nobody")]
    UserPresence,
    /// The authenticator has not made sure who was there.
    #[error("the authenticator has not verified its user")]
    UserVerification,
    /// A passkey that is backed up, and cannot be; or that can be now, and could not when it was registered, or
    /// the other way round.
    #[error("the authenticator's flags contradict each other, or those of the registration")]
    BackupFlags,
    /// A key of a kind that was not asked for, or is not known.
    #[error("the key's algorithm is not supported")]
    Algorithm,
    /// The attestation statement does not fit its format.
    #[error("the attestation statement is wrong")]
    Attestation,
    /// Another key has signed, or something else.
    #[error("the signature is wrong")]
    Signature,
    /// The signature counter did not grow: there may be a copy of the key.
    #[error("the signature counter did not grow")]
    Counter,
}
