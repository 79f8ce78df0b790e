//! Tests of both ceremonies, with the vectors of the specification and with a software passkey.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{
    response::decode,
    software_passkey::SoftwarePasskey,
    vectors::{AuthenticationVector, EDDSA, ES256, RegistrationVector, SELF_ATTESTED, UNVERIFIED, hex},
    *,
};
use crate::{
    contract::{Authenticator, CredentialDeviceType, StoredId},
    jose::encode,
    test_support::noise::Noise,
};

/// Runs a test with the values that a ceremony at `https://example.org` was started with.
fn expecting<T>(challenge: &str, test: impl FnOnce(&Expected<'_>) -> T) -> T {
    let (origin, passkey) = (Origin::parse("https://example.org").unwrap(), Passkey::new());
    test(&Expected { challenge, relying_party: passkey.relying_party(&origin) })
}

fn register(challenge: &str, data: &Value) -> Result<Authenticator, WebAuthnError> {
    let response = Response::parse(&data.to_string()).unwrap();
    expecting(challenge, |expected| registration(response, expected, StoredId::from_store("7")))
}

/// Returns the new signature counter.
fn sign_in(challenge: &str, data: &Value, authenticator: &Authenticator) -> Result<u32, WebAuthnError> {
    let response = Response::parse(&data.to_string()).unwrap();
    let assertion = expecting(challenge, |expected| authentication(response, expected, authenticator))?;
    assert!(assertion.is_user_verified, "other responses are rejected");
    Ok(assertion.counter)
}

fn registered(vector: &RegistrationVector) -> Result<Authenticator, WebAuthnError> {
    let id = encode(hex(vector.credential_id));
    let response = json!({
        "clientDataJSON": encode(hex(vector.client_data_json)),
        "attestationObject": encode(hex(vector.attestation_object)),
        "transports": ["internal", "smart-card", "no,comma", ""],
    });
    let data = json!({ "id": id, "rawId": id, "type": "public-key", "response": response });
    register(vector.challenge, &data)
}

fn signed_in(vector: &AuthenticationVector) -> Result<u32, WebAuthnError> {
    let response = json!({
        "clientDataJSON": encode(hex(vector.client_data_json)),
        "authenticatorData": encode(hex(vector.authenticator_data)),
        "signature": encode(hex(vector.signature)),
    });
    let data = json!({ "id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": response });
    let key = STANDARD.encode(vector.signed().0);
    let mut passkey = Authenticator::new("AAAA", StoredId::from_store("7"), key);
    passkey.credential_device_type = CredentialDeviceType::MultiDevice;
    sign_in(vector.challenge, &data, &passkey)
}

#[test]
fn the_vectors_of_the_specification() {
    let passkey = registered(&SELF_ATTESTED).unwrap();
    assert_eq!(passkey.credential_id, "RV7zTiBDqH2z1K/rObvLbMMt+TR8eJqGXs3KEpy+9Yw=");
    assert_eq!(passkey.provider_account_id, passkey.credential_id);
    assert!(STANDARD.decode(&passkey.credential_public_key).unwrap().starts_with(&[0xa5, 1, 2, 3, 0x26]));
    assert_eq!((passkey.user_id.as_str(), passkey.counter), ("7", 0));
    assert_eq!(passkey.credential_device_type, CredentialDeviceType::MultiDevice);
    assert!(passkey.credential_backed_up);
    assert_eq!(passkey.transports, ["internal", "smart-card"]);
    assert_eq!(signed_in(&ES256), Ok(0));
}

#[test]
fn the_vectors_without_user_verification_are_refused() {
    assert_eq!(registered(&UNVERIFIED).err(), Some(WebAuthnError::UserVerification));
    assert_eq!(signed_in(&EDDSA), Err(WebAuthnError::UserVerification));
}

#[test]
fn a_self_attestation_of_another_key_is_refused() {
    // Changes one bit of the signature of `SELF_ATTESTED`, then its algorithm.
    for (right, wrong) in [("7da98302207fc7", "7da98302207fc6"), ("63616c672663736967", "63616c672763736967")]
    {
        let object = SELF_ATTESTED.attestation_object.replace(right, wrong);
        assert_ne!(object, SELF_ATTESTED.attestation_object);
        let attestation_object = Box::leak(object.into_boxed_str());
        let vector = RegistrationVector { attestation_object, ..SELF_ATTESTED };
        assert_eq!(registered(&vector).err(), Some(WebAuthnError::Attestation));
    }
}

/// Registers with another `fmt` and `attStmt` in the attestation object, the statement in CBOR.
fn attested(format: &str, statement: &[u8]) -> Result<Authenticator, WebAuthnError> {
    let mut data = soft().register("abc");
    let object = decode(data["response"]["attestationObject"].as_str().unwrap()).unwrap();
    let at = object.windows(8).position(|part| part == b"authData").unwrap();
    let format = [&[0x60 | u8::try_from(format.len()).unwrap()], format.as_bytes()].concat();
    let head = [&b"\xa3\x63fmt"[..], &format, b"\x67attStmt", statement, b"\x68"].concat();
    data["response"]["attestationObject"] = json!(encode([&head, &object[at..]].concat()));
    register("abc", &data)
}

#[test]
fn attestation_statements_fit_their_format() {
    let refused = Some(WebAuthnError::Attestation);
    assert!(attested("none", &[0xa0]).is_ok());
    assert_eq!(attested("none", b"\xa1\x63sig\x41\x00").err(), refused);
    assert_eq!(attested("packed", &[0xa0]).err(), refused);
    assert_eq!(attested("packed", b"\xa2\x63alg\x27\x63sig\x41\x00").err(), refused);
    // No manufacturer is trusted, so certificates are not checked.
    assert!(attested("packed", b"\xa3\x63alg\x26\x63sig\x41\x00\x63x5c\x80").is_ok());
    assert!(attested("apple", b"\xa1\x63x5c\x80").is_ok());
    assert_eq!(attested("unheard-of", &[0xa0]).err(), refused);
    assert_eq!(attested("none", &[0x80]).err(), Some(WebAuthnError::Malformed("attestationObject")));
}

fn soft() -> SoftwarePasskey {
    SoftwarePasskey::new("https://example.org").unwrap()
}

#[test]
fn a_passkey_signs_in_after_it_was_registered_and_its_counter_grows() {
    let mut key = soft();
    let mut stored = register("abc", &key.register("abc")).unwrap();
    assert_eq!(stored.counter, 0);
    assert_eq!(stored.credential_device_type, CredentialDeviceType::SingleDevice);
    let first = key.authenticate("def");
    assert_eq!(sign_in("def", &first, &stored), Ok(1));
    stored.counter = 1;
    assert_eq!(sign_in("def", &first, &stored), Err(WebAuthnError::Counter));
    assert_eq!(sign_in("ghi", &key.authenticate("ghi"), &stored), Ok(2));
    stored.counter = 7;
    assert_eq!(sign_in("ghi", &key.authenticate("ghi"), &stored), Err(WebAuthnError::Counter));
}

/// Checks level 3, section 7.2, step 19: the eligibility of a key for backups does not change.
#[test]
fn eligibility_for_backups_does_not_change() {
    let mut key = soft();
    let mut stored = register("abc", &key.register("abc")).unwrap();
    stored.credential_device_type = CredentialDeviceType::MultiDevice;
    assert_eq!(sign_in("def", &key.authenticate("def"), &stored), Err(WebAuthnError::BackupFlags));
    stored.credential_device_type = CredentialDeviceType::SingleDevice;
    assert_eq!(sign_in("def", &key.authenticate("def"), &stored), Ok(2));
}

#[test]
fn the_number_of_stored_transports_is_limited() {
    let mut data = soft().register("abc");
    data["response"]["transports"] = json!(vec!["usb"; 10_000]);
    assert_eq!(register("abc", &data).unwrap().transports.len(), 16);
}

#[test]
fn a_response_is_valid_for_its_own_ceremony_only() {
    let mut key = soft();
    let registration = key.register("abc");
    let stored = register("abc", &registration).unwrap();
    let assertion = key.authenticate("abc");
    let mut mixed = assertion.clone();
    mixed["response"]["clientDataJSON"] = registration["response"]["clientDataJSON"].clone();
    assert_eq!(sign_in("abc", &mixed, &stored), Err(WebAuthnError::Ceremony));
    assert_eq!(register("abc", &assertion).err(), Some(WebAuthnError::Malformed("data")));
}

#[test]
fn no_part_of_a_response_can_be_exchanged() {
    let mut key = soft();
    let data = key.register("abc");
    let stored = register("abc", &data).unwrap();
    assert_eq!(register("abd", &data).err(), Some(WebAuthnError::Challenge));
    // The ID of the credential is not the attested one.
    let mut renamed = data.clone();
    (renamed["id"], renamed["rawId"]) = (json!("AAAA"), json!("AAAA"));
    assert_eq!(register("abc", &renamed).err(), Some(WebAuthnError::Malformed("id")));

    let right = key.authenticate("abc");
    assert_eq!(sign_in("abd", &right, &stored), Err(WebAuthnError::Challenge));
    for (name, other) in [
        ("signature", key.authenticate("abc")),
        ("authenticatorData", key.authenticate("abc")),
        ("signature", soft().authenticate("abc")),
    ] {
        let mut mixed = right.clone();
        mixed["response"][name] = other["response"][name].clone();
        assert_eq!(sign_in("abc", &mixed, &stored), Err(WebAuthnError::Signature), "{name}");
    }
    // Another key under the same ID.
    let other = register("abc", &soft().register("abc")).unwrap();
    let forged = Authenticator { credential_public_key: other.credential_public_key, ..stored };
    assert_eq!(sign_in("abc", &right, &forged), Err(WebAuthnError::Signature));
}

#[test]
fn other_sites_and_unverified_users_are_refused() {
    let passkey = |change: fn(SoftwarePasskey) -> SoftwarePasskey| {
        let mut key = change(soft());
        let stored = register("abc", &soft().register("abc")).unwrap();
        (register("abc", &key.register("abc")).err(), sign_in("abc", &key.authenticate("abc"), &stored).err())
    };
    let both = |error| (Some(error), Some(error));
    assert_eq!(
        passkey(|_| SoftwarePasskey::new("https://evil.example").unwrap()),
        both(WebAuthnError::Origin)
    );
    assert_eq!(passkey(|key| key.relying_party_id("evil.example")), both(WebAuthnError::RelyingParty));
    assert_eq!(passkey(|key| key.user_verified(false)), both(WebAuthnError::UserVerification));
}

#[test]
fn changed_attestation_objects_are_rejected() {
    let mut noise = Noise::new();
    let vector = hex(SELF_ATTESTED.attestation_object);
    for _ in 0..3_000 {
        let mut object = vector.clone();
        for _ in 0..=noise.below(3) {
            let at = noise.below(object.len());
            object[at] = u8::try_from(noise.below(256)).unwrap();
        }
        let response = json!({
            "clientDataJSON": encode(hex(SELF_ATTESTED.client_data_json)),
            "attestationObject": encode(&object),
        });
        let id = encode(hex(SELF_ATTESTED.credential_id));
        let data = json!({ "id": id, "rawId": id, "type": "public-key", "response": response });
        if let Ok(passkey) = register(SELF_ATTESTED.challenge, &data) {
            assert_eq!(object, vector, "changed, but accepted: {passkey:?}");
        }
    }
}

#[test]
fn the_relying_party_is_the_origin_by_default() {
    let origin = Origin::parse("https://app.example.org:8443").unwrap();
    let passkey = Passkey::new();
    let party = passkey.relying_party(&origin);
    assert_eq!((party.id, party.name), ("app.example.org", "app.example.org:8443"));
    assert!(party.is_origin("https://app.example.org:8443") && !party.is_origin("https://app.example.org"));

    let passkey = Passkey::new()
        .relying_party_id("example.org")
        .relying_party_name("Example")
        .origin("https://example.org")
        .origin("android:apk-key-hash:abc");
    let party = passkey.relying_party(&origin);
    assert_eq!((party.id, party.name, passkey.fault()), ("example.org", "Example", None));
    assert!(party.is_origin("https://example.org") && party.is_origin("android:apk-key-hash:abc"));
    assert!(!party.is_origin(origin.as_str()));
}

#[test]
fn settings_that_browsers_would_reject_are_faults() {
    for id in ["https://example.org", "example.org:443", "Example.org", "", "example.org/"] {
        let fault = Passkey::new().relying_party_id(id).fault();
        assert_eq!(fault, Some(PasskeyConfigError::RelyingPartyId), "{id}");
    }
    for origin in
        ["https://example.org/", "example.org", "https://Example.org", "https://example.org:443", ""]
    {
        assert_eq!(Passkey::new().origin(origin).fault(), Some(PasskeyConfigError::Origin), "{origin}");
    }
}
