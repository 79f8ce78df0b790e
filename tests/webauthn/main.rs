//! Passkeys between programs of different authors: our server verifies responses of foreign authenticators, and foreign
//! verifiers verify responses of our software passkey and of each other.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it is tests, helpers included, and a test fails by a panic"
)]

mod peer;
mod site;

use auth::testing::SoftwarePasskey;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use self::{
    peer::{Authenticator, Peer, Verifier},
    site::{DOMAIN, ORIGIN, Site},
};

const REGISTER: &str = "action=register&email=ada@example.com";
const SIGN_IN: &str = "action=authenticate&email=ada@example.com";
/// A challenge that no server has sent.
const OTHER_CHALLENGE: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The challenge and the response of a ceremony.
struct Ceremony {
    challenge: String,
    response: Value,
}

/// Registers an authenticator at our server and signs in by it twice, and returns the three ceremonies.
async fn ceremonies(mut answer: impl FnMut(&str, &Value) -> Value) -> [Ceremony; 3] {
    let mut site = Site::new();
    let mut options = site.options(REGISTER).await;
    let mut response = answer("register", &options);
    if is_packed(&response) {
        let mut changed = response.clone();
        changed["response"]["clientDataJSON"] = with_another_member(&response["response"]["clientDataJSON"]);
        assert!(!site.post("register", &changed).await, "the statement attests another ceremony");
        options = site.options(REGISTER).await;
        response = answer("register", &options);
    }
    assert!(site.post("register", &response).await, "our server rejects the registration {response}");
    let mut said = vec![Ceremony::new(&options, response)];
    for _ in 0..2 {
        site.forget();
        let options = site.options(SIGN_IN).await;
        let response = answer("authenticate", &options);
        let mut changed = response.clone();
        changed["response"]["signature"] = flipped(&response["response"]["signature"]);
        assert!(!site.post("authenticate", &changed).await, "another signature signs in");
        site.options(SIGN_IN).await;
        assert!(!site.post("authenticate", &response).await, "the response to another challenge signs in");
        let options = site.options(if said.len() == 1 { SIGN_IN } else { "action=authenticate" }).await;
        let response = answer("authenticate", &with_credential(options.clone(), &said[0]));
        assert!(site.post("authenticate", &response).await, "our server rejects the sign-in {response}");
        said.push(Ceremony::new(&options, response));
    }
    said.try_into().ok().expect("there are three")
}

/// Returns `true` if a new passkey attests itself.
fn is_packed(registration: &Value) -> bool {
    let object = registration["response"]["attestationObject"].as_str().unwrap();
    URL_SAFE_NO_PAD.decode(object).unwrap().windows(6).any(|part| part == b"packed")
}

/// Adds a member to client data, which changes nothing but its hash.
fn with_another_member(client_data: &Value) -> Value {
    let data = URL_SAFE_NO_PAD.decode(client_data.as_str().unwrap()).unwrap();
    let mut data: Value = serde_json::from_slice(&data).unwrap();
    data["other"] = true.into();
    URL_SAFE_NO_PAD.encode(data.to_string()).into()
}

/// Names the passkey in options that leave it to the authenticator, since not each of them finds its own.
fn with_credential(mut options: Value, registration: &Ceremony) -> Value {
    options["allowCredentials"] = json!([{ "type": "public-key", "id": registration.response["id"] }]);
    options
}

impl Ceremony {
    fn new(options: &Value, response: Value) -> Self {
        Self { challenge: options["challenge"].as_str().unwrap().to_owned(), response }
    }
}

/// Changes a byte in the middle of base64url.
fn flipped(value: &Value) -> Value {
    let mut text = value.as_str().unwrap().to_owned();
    let middle = text.len() / 2;
    let other = if text[middle..].starts_with('A') { "B" } else { "A" };
    text.replace_range(middle..=middle, other);
    text.into()
}

/// Checks that a verifier accepts what our server has accepted, and nothing else.
fn verify(verifier: &Verifier, peer: &mut Peer, [registration, sign_ins @ ..]: &[Ceremony; 3]) {
    let name = verifier.name;
    let mut task = |task: &str, response: &Value, origin: &str, challenge: &str| {
        peer.ask(&json!({
            "task": task, "verifier": name, "response": response, "challenge": challenge,
            "origin": origin, "domain": DOMAIN,
        }))
    };
    let accepts = |answer: Result<Value, String>| answer.as_ref().is_ok_and(|done| *done == true);
    let (good, challenge) = (&registration.response, &*registration.challenge);
    for (origin, challenge) in [("https://evil.example.com", challenge), (ORIGIN, OTHER_CHALLENGE)] {
        assert!(
            !accepts(task("verifyRegistration", good, origin, challenge)),
            "{name} accepts {origin} and {challenge}"
        );
    }
    let answer = task("verifyRegistration", good, ORIGIN, challenge);
    assert!(accepts(answer.clone()), "{name} rejects the registration {good}: {answer:?}");
    for sign_in in sign_ins {
        let (good, challenge) = (&sign_in.response, &*sign_in.challenge);
        let mut changed = good.clone();
        changed["response"]["signature"] = flipped(&good["response"]["signature"]);
        let answer = task("verifyAuthentication", &changed, ORIGIN, challenge);
        assert!(!accepts(answer), "{name} accepts another signature");
        let answer = task("verifyAuthentication", good, ORIGIN, challenge);
        assert!(accepts(answer.clone()), "{name} rejects the sign-in {good}: {answer:?}");
    }
}

#[tokio::test]
async fn foreign_authenticators_sign_in_and_foreign_verifiers_agree() {
    let mut peers = peer::installed();
    for authenticator in Authenticator::ALL {
        let Some(peer) = peers.get_mut(authenticator.program) else { continue };
        let Authenticator { name, algorithm, format, .. } = authenticator;
        let said = ceremonies(|task, options| {
            let task = json!({
                "task": task, "algorithm": algorithm, "format": format, "options": options, "origin": ORIGIN,
            });
            peer.ask(&task).unwrap_or_else(|error| panic!("{name} fails: {error}"))
        })
        .await;
        verify_by_all(&mut peers, &said);
        println!("{name} with {algorithm} and attestation {format}: signed in");
    }
}

#[tokio::test]
async fn foreign_verifiers_accept_our_software_passkey() {
    let mut key = SoftwarePasskey::new(ORIGIN).unwrap();
    let said = ceremonies(|task, options| {
        let challenge = options["challenge"].as_str().unwrap();
        if task == "register" { key.register(challenge) } else { key.authenticate(challenge) }
    })
    .await;
    verify_by_all(&mut peer::installed(), &said);
}

fn verify_by_all(peers: &mut peer::Peers, said: &[Ceremony; 3]) {
    for verifier in Verifier::ALL {
        if let Some(peer) = peers.get_mut(verifier.program) {
            verify(&verifier, peer, said);
        }
    }
}
