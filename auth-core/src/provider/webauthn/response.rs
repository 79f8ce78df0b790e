//! The credential that the browser's script posts as JSON (WebAuthn level 3, section 5.1.8).

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD},
};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

use super::{InvalidResponse, WebAuthnError};
use crate::json;

/// The response of an authenticator, not yet verified.
pub(crate) struct Response {
    /// The credential ID in standard base64, as in the database.
    pub(crate) credential_id: String,
    json: Value,
}

impl Response {
    /// Parses the form's field `data`: a JSON object with a string `id`.
    ///
    /// # Errors
    /// Fails if the field is anything else.
    pub(crate) fn parse(data: &str) -> Result<Self, InvalidResponse> {
        let json: Value = json::parse(data.as_bytes()).map_err(|_| InvalidResponse::Data)?;
        let id = json.get("id").and_then(Value::as_str).and_then(decode).ok_or(InvalidResponse::Data)?;
        Ok(Self { credential_id: STANDARD.encode(id), json })
    }

    pub(super) fn attestation(self) -> Result<Credential<Attestation>, WebAuthnError> {
        self.read()
    }

    pub(super) fn assertion(self) -> Result<Credential<Assertion>, WebAuthnError> {
        self.read()
    }

    /// Returns the credential. Its type must be `public-key`, and its two IDs must agree.
    fn read<R: DeserializeOwned>(self) -> Result<Credential<R>, WebAuthnError> {
        let credential: Credential<R> =
            json::convert(self.json).map_err(|_| WebAuthnError::Malformed("data"))?;
        let is_sound = credential.kind == "public-key" && credential.id.0 == credential.raw_id.0;
        is_sound.then_some(credential).ok_or(WebAuthnError::Malformed("id"))
    }
}

/// A `PublicKeyCredential`.
#[derive(Deserialize)]
pub(super) struct Credential<R> {
    pub(super) id: Bytes,
    #[serde(rename = "rawId")]
    raw_id: Bytes,
    #[serde(rename = "type")]
    kind: String,
    pub(super) response: R,
}

/// An authenticator's response to a registration.
#[derive(Deserialize)]
pub(super) struct Attestation {
    #[serde(rename = "clientDataJSON")]
    pub(super) client_data_json: Bytes,
    #[serde(rename = "attestationObject")]
    pub(super) attestation_object: Bytes,
    #[serde(default)]
    pub(super) transports: Option<Vec<String>>,
}

/// An authenticator's response to a sign-in. The user handle is ignored, because the key identifies the user.
#[derive(Deserialize)]
pub(super) struct Assertion {
    #[serde(rename = "clientDataJSON")]
    pub(super) client_data_json: Bytes,
    #[serde(rename = "authenticatorData")]
    pub(super) authenticator_data: Bytes,
    pub(super) signature: Bytes,
}

/// Bytes in base64url or base64.
pub(super) struct Bytes(pub(super) Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        decode(&text).map(Self).ok_or_else(|| serde::de::Error::custom("neither base64url nor base64"))
    }
}

/// Decodes both alphabets, with or without padding.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    const CONFIG: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    const EITHER: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, CONFIG);
    EITHER.decode(text.replace('+', "-").replace('/', "_")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_recognised_in_any_encoding() {
        for spelling in ["-_-_-w", "+/+/+w==", "-_-_-w=="] {
            let data = serde_json::json!({ "id": spelling }).to_string();
            assert_eq!(Response::parse(&data).unwrap().credential_id, "+/+/+w==");
        }
    }

    #[test]
    fn a_response_without_an_id_is_rejected() {
        for data in ["", "no json", "null", "[]", "{}", r#"{"id":1}"#, r#"{"id":"%"}"#, "\"id\""] {
            assert!(Response::parse(data).is_err(), "{data}");
        }
    }

    #[test]
    fn the_ids_agree_and_the_type_is_public_key() {
        let read = |id: &str, kind: &str| {
            let response = serde_json::json!({
                "clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": null,
            });
            let data = serde_json::json!({ "id": id, "rawId": "AAA", "type": kind, "response": response });
            Response::parse(&data.to_string()).unwrap().assertion().err()
        };
        assert_eq!(read("AAA", "public-key"), None);
        assert_eq!(read("AAE", "public-key"), Some(WebAuthnError::Malformed("id")));
        assert_eq!(read("AAA", "password"), Some(WebAuthnError::Malformed("id")));
        let bare = Response::parse(r#"{"id":"AAA"}"#).unwrap().attestation().err();
        assert_eq!(bare, Some(WebAuthnError::Malformed("data")));
    }
}
