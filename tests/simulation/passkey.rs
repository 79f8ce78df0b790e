//! An authenticator, whose keys come from the seed.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{seed::Dice, site::ORIGIN};

/// A passkey of one person.
pub(crate) struct Key {
    pub(crate) person: usize,
    credential_id: [u8; 32],
    counter: u32,
    key: Ed25519KeyPair,
}

impl Key {
    pub(crate) fn of(person: usize, mut dice: Dice) -> Self {
        let mut bytes = || -> [u8; 32] { std::array::from_fn(|_| dice.number() as u8) };
        let (credential_id, seed) = (bytes(), bytes());
        Self { person, credential_id, counter: 0, key: Ed25519KeyPair::from_seed_unchecked(&seed).unwrap() }
    }

    /// Returns the credential ID as the database has it.
    pub(crate) fn id(&self) -> String {
        STANDARD.encode(self.credential_id)
    }

    /// Returns the response to the challenge of a registration.
    pub(crate) fn register(&self, challenge: &str) -> Value {
        const PUBLIC_KEY: &[u8] = &[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32];
        let (aaguid, key) = ([0; 16], self.key.public_key().as_ref());
        let attested = [&aaguid[..], &[0, 32], &self.credential_id, PUBLIC_KEY, key].concat();
        let data = [self.data(0x40), attested].concat();
        let length = u16::try_from(data.len()).unwrap().to_be_bytes();
        let object = [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59"[..], &length, &data].concat();
        self.credential(json!({
            "clientDataJSON": encode(client_data("webauthn.create", challenge)),
            "attestationObject": encode(object),
            "transports": ["internal"],
        }))
    }

    /// Returns the response to the challenge of a sign-in.
    pub(crate) fn authenticate(&mut self, challenge: &str) -> Value {
        self.counter += 1;
        let client_data = client_data("webauthn.get", challenge);
        let data = self.data(0);
        let message = [&data[..], &Sha256::digest(&client_data)].concat();
        self.credential(json!({
            "clientDataJSON": encode(client_data),
            "authenticatorData": encode(data),
            "signature": encode(self.key.sign(&message)),
        }))
    }

    fn credential(&self, response: Value) -> Value {
        let id = encode(self.credential_id);
        json!({
            "id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}, "response": response,
        })
    }

    /// The authenticator data: the user was present and verified.
    fn data(&self, flags: u8) -> Vec<u8> {
        let party = ORIGIN.trim_start_matches("http://");
        [&Sha256::digest(party)[..], &[flags | 0x05], &self.counter.to_be_bytes()].concat()
    }
}

fn client_data(kind: &str, challenge: &str) -> String {
    json!({ "type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": false }).to_string()
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
