//! A software passkey, for tests.

use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Ceremony;
use crate::{
    config::Origin,
    contract::BoxError,
    jose::encode,
    random::{self, SystemRandom},
};

/// A passkey for tests, with an Ed25519 key. It answers challenges with the JSON that a browser posts in the
/// field `data`.
pub struct SoftwarePasskey {
    origin: String,
    relying_party_id: String,
    credential_id: Vec<u8>,
    user_verified: bool,
    counter: u32,
    key: Ed25519KeyPair,
}

impl SoftwarePasskey {
    /// Creates a passkey for the site at an origin.
    ///
    /// # Errors
    /// Fails if `origin` is not an origin.
    pub fn new(origin: &str) -> Result<Self, BoxError> {
        Ok(Self {
            origin: origin.to_owned(),
            relying_party_id: Origin::parse(origin)?.host().to_owned(),
            credential_id: random::bytes::<32>(&SystemRandom).to_vec(),
            user_verified: true,
            counter: 0,
            key: Ed25519KeyPair::from_seed_unchecked(&random::bytes::<32>(&SystemRandom))
                .map_err(|error| error.to_string())?,
        })
    }

    /// Sets another relying party.
    #[must_use]
    pub fn relying_party_id(mut self, domain: &str) -> Self {
        domain.clone_into(&mut self.relying_party_id);
        self
    }

    /// Sets whether the authenticator verifies its user; `true` by default.
    #[must_use]
    pub fn user_verified(mut self, verified: bool) -> Self {
        self.user_verified = verified;
        self
    }

    /// Sets the credential ID of another passkey, as an attacker who knows that ID would.
    #[must_use]
    pub fn posing_as(mut self, other: &Self) -> Self {
        self.credential_id.clone_from(&other.credential_id);
        self
    }

    /// Sets the signature counter, which grows with each sign-in.
    #[must_use]
    pub fn counter(mut self, counter: u32) -> Self {
        self.counter = counter;
        self
    }

    /// Returns the response to the challenge of a registration.
    pub fn register(&self, challenge: &str) -> Value {
        const PUBLIC_KEY: &[u8] = &[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32];
        let id_length = u16::try_from(self.credential_id.len()).unwrap_or(u16::MAX).to_be_bytes();
        let (aaguid, key) = ([0; 16], self.key.public_key().as_ref());
        let attested = [&aaguid[..], &id_length, &self.credential_id, PUBLIC_KEY, key].concat();
        let data = [self.authenticator_data(0x40), attested].concat();

        // The length takes one byte, as it has to (CTAP 2.1, section 8): credential IDs are short.
        let data_length = [u8::try_from(data.len()).unwrap_or(u8::MAX)];
        let object =
            [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58"[..], &data_length, &data].concat();
        self.credential(json!({
            "clientDataJSON": encode(self.client_data(Ceremony::Registration, challenge)),
            "attestationObject": encode(object),
            "transports": ["internal"],
        }))
    }

    /// Returns the response to the challenge of a sign-in.
    pub fn authenticate(&mut self, challenge: &str) -> Value {
        self.counter = self.counter.saturating_add(1);
        let client_data = self.client_data(Ceremony::Authentication, challenge);
        let data = self.authenticator_data(0);
        let message = [&data[..], &Sha256::digest(&client_data)].concat();
        self.credential(json!({
            "clientDataJSON": encode(client_data),
            "authenticatorData": encode(data),
            "signature": encode(self.key.sign(&message)),
        }))
    }

    fn credential(&self, response: Value) -> Value {
        let id = encode(&self.credential_id);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "clientExtensionResults": {},
            "response": response,
        })
    }

    fn client_data(&self, ceremony: Ceremony, challenge: &str) -> String {
        let kind = ceremony.client_data_type();
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
    }

    fn authenticator_data(&self, flags: u8) -> Vec<u8> {
        let present_and_verified = if self.user_verified { 0x05 } else { 0x01 };
        let hash = Sha256::digest(&self.relying_party_id);
        [&hash[..], &[flags | present_and_verified], &self.counter.to_be_bytes()].concat()
    }
}
