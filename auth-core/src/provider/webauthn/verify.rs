//! The two ceremonies (WebAuthn level 3, sections 7.1 and 7.2): registration and authentication.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::{
    Ceremony, Expected, Response, WebAuthnError,
    attestation::AttestationObject,
    authenticator_data::AuthenticatorData,
    client_data,
    cose::{OFFERED, PublicKey},
};
use crate::contract::{Authenticator, StoredId};

/// The maximum number of transports stored for a passkey. Seven exist to date.
const MAX_TRANSPORTS: usize = 16;

/// Checks the response to a registration and returns the new passkey of the user.
///
/// # Errors
/// Fails if the response is not to this challenge, or if the authenticator has not verified its user.
pub(crate) fn registration(
    response: Response,
    expected: &Expected<'_>,
    user: StoredId,
) -> Result<Authenticator, WebAuthnError> {
    let credential = response.attestation()?;
    let answer = credential.response;
    client_data::check(&answer.client_data_json.0, Ceremony::Registration, expected)?;
    let mut object = AttestationObject::parse(&answer.attestation_object.0)?;
    let bytes = std::mem::take(&mut object.authenticator_data);
    let data = AuthenticatorData::parse(&bytes)?;
    data.check(&expected.relying_party)?;
    let attested = data.attested.ok_or(WebAuthnError::Malformed("authenticatorData"))?;
    if attested.credential_id != credential.id.0 {
        return Err(WebAuthnError::Malformed("id"));
    }
    let key = PublicKey::parse(attested.public_key)?;
    if !OFFERED.contains(&key.algorithm) {
        return Err(WebAuthnError::Algorithm);
    }
    object.check(&key, &signed_message(&bytes, &answer.client_data_json.0))?;

    let (id, public_key) = (STANDARD.encode(attested.credential_id), STANDARD.encode(attested.public_key));
    let mut authenticator = Authenticator::new(id, user, public_key);
    authenticator.counter = data.counter;
    authenticator.credential_device_type = data.flags.device_type();
    authenticator.credential_backed_up = data.flags.is_backed_up();
    authenticator.transports = answer.transports.unwrap_or_default();
    authenticator.transports.retain(|transport| is_transport(transport));
    authenticator.transports.truncate(MAX_TRANSPORTS);
    Ok(authenticator)
}

/// The result of a sign-in by a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Assertion {
    /// The new signature counter.
    pub(crate) counter: u32,
    /// `true` if the authenticator has verified its user.
    pub(crate) is_user_verified: bool,
}

/// Checks the response to a sign-in by a passkey.
///
/// # Errors
/// Fails if the passkey has not answered this challenge, or if its authenticator has not verified its user.
pub(crate) fn authentication(
    response: Response,
    expected: &Expected<'_>,
    authenticator: &Authenticator,
) -> Result<Assertion, WebAuthnError> {
    let answer = response.assertion()?.response;
    client_data::check(&answer.client_data_json.0, Ceremony::Authentication, expected)?;
    let data = AuthenticatorData::parse(&answer.authenticator_data.0)?;
    data.check(&expected.relying_party)?;
    if data.flags.device_type() != authenticator.credential_device_type {
        return Err(WebAuthnError::BackupFlags);
    }
    let stored = STANDARD.decode(&authenticator.credential_public_key);
    let key = PublicKey::parse(&stored.map_err(|_| WebAuthnError::Malformed("the public key"))?)?;
    let message = signed_message(&answer.authenticator_data.0, &answer.client_data_json.0);
    key.verify(&message, &answer.signature.0)?;
    if !authenticator.may_count_to(data.counter) {
        return Err(WebAuthnError::Counter);
    }
    Ok(Assertion { counter: data.counter, is_user_verified: data.flags.is_user_verified() })
}

/// Returns the message that an authenticator signs: its own data, and the hash of the browser's client data.
fn signed_message(authenticator_data: &[u8], client_data_json: &[u8]) -> Vec<u8> {
    [authenticator_data, &Sha256::digest(client_data_json)].concat()
}

/// Returns `true` if the name may be that of a transport, including future ones (section 5.8.4).
fn is_transport(name: &str) -> bool {
    (1..=32).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}
