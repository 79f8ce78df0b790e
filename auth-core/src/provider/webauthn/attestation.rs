//! Attestation objects (WebAuthn level 3, section 6.5), which describe a new key and the authenticator.

use ciborium::Value;

use super::{WebAuthnError, cbor, cose::PublicKey};

/// A parsed attestation object.
pub(super) struct AttestationObject {
    pub(super) authenticator_data: Vec<u8>,
    format: String,
    statement: Vec<(Value, Value)>,
}

/// The formats whose statements lead to a manufacturer's certificate. The options request no attestation
/// (`none`), and no manufacturer is trusted, so such a statement proves no more than a missing one.
const CERTIFIED: [&str; 5] = ["android-key", "android-safetynet", "apple", "fido-u2f", "tpm"];

impl AttestationObject {
    /// Parses the CBOR of the object.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, WebAuthnError> {
        Self::read(bytes).ok_or(WebAuthnError::Malformed("attestationObject"))
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut object = cbor::whole(bytes).and_then(cbor::members)?;
        Some(Self {
            authenticator_data: cbor::take_bytes(&mut object, "authData")?,
            format: cbor::take(&mut object, "fmt")?.into_text().ok()?,
            statement: cbor::take(&mut object, "attStmt").and_then(cbor::members)?,
        })
    }

    /// Checks that the statement fits its format: `none` is empty, and a key that attests itself has signed
    /// `message`, which is the authenticator data with the hash of the client data.
    pub(super) fn check(mut self, key: &PublicKey, message: &[u8]) -> Result<(), WebAuthnError> {
        let statement = &mut self.statement;
        match self.format.as_str() {
            "none" if statement.is_empty() => Ok(()),
            "packed" if cbor::take(statement, "x5c").is_some() => Ok(()),
            "packed" => {
                let algorithm = cbor::take_integer(statement, "alg");
                let signature = cbor::take_bytes(statement, "sig").ok_or(WebAuthnError::Attestation)?;
                if algorithm != Some(key.algorithm) {
                    return Err(WebAuthnError::Attestation);
                }
                key.verify(message, &signature).map_err(|_| WebAuthnError::Attestation)
            }
            format if CERTIFIED.contains(&format) => Ok(()),
            _ => Err(WebAuthnError::Attestation),
        }
    }
}
