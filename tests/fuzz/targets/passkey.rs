//! Responses of passkeys: a byte of a good one is changed, or one is written freely. Nothing that is signed can differ.
#![no_main]

use auth::testing::SoftwarePasskey;
use auth_fuzz::{Browser, ORIGIN, Site};
use base64::{
    Engine,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fn challenge(site: &Site, browser: &mut Browser, query: &str) -> String {
    let answer = browser.get(&site.auth, &format!("/auth/webauthn-options/passkey?{query}")).expect("a path");
    let options: Value = serde_json::from_slice(&answer.body).expect("an object");
    options["options"]["challenge"].as_str().expect("a string").to_owned()
}

fuzz_target!(|data: (bool, usize, u8, &str)| {
    let (registers, position, value, free) = data;
    let (site, mut browser) = (Site::new(), Browser::default());
    let mut key = SoftwarePasskey::new(ORIGIN).expect("an origin");
    let registration = challenge(&site, &mut browser, "action=register&email=ada@site.test");
    let mut action = "register";
    let mut response = key.register(&registration);
    if !registers {
        browser.post(
            &site.auth,
            "/auth/callback/passkey",
            &[("action", action), ("data", &response.to_string())],
        );
        assert!(!browser.session(&site.auth).is_null(), "a good response signs in");
        browser = Browser::default();
        action = "authenticate";
        response = key.authenticate(&challenge(&site, &mut browser, "action=authenticate"));
    }
    let good = response.to_string();
    let changed = if free.is_empty() {
        let mut bytes = good.clone().into_bytes();
        let length = bytes.len();
        bytes[position % length] = value;
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        free.to_owned()
    };
    browser.post(&site.auth, "/auth/callback/passkey", &[("action", action), ("data", &changed)]);
    if browser.session(&site.auth).is_null() {
        return;
    }
    let changed: Value = serde_json::from_str(&changed).expect("it was read");
    if registers {
        // A registration without attestation is not signed: only what the browser says is compared.
        let said = |response: &Value| {
            let data = decode(&response["response"]["clientDataJSON"]);
            let data: Value = serde_json::from_slice(&data).expect("it was read");
            ["type", "challenge", "origin"].map(|member| data[member].clone())
        };
        assert_eq!(said(&changed), said(&response));
        return;
    }
    for member in ["clientDataJSON", "authenticatorData", "signature"] {
        assert_eq!(decode(&changed["response"][member]), decode(&response["response"][member]), "{member}");
    }
    assert_eq!(decode(&changed["id"]), decode(&response["id"]));
});

/// Decodes base64 or base64url, with or without padding.
fn decode(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap_or_default().replace('-', "+").replace('_', "/");
    let alphabet = base64::alphabet::STANDARD;
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&alphabet, config).decode(text).expect("it was read")
}
