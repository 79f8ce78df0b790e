//! Responses of passkeys without HTTP around them, against the crate `webauthn_rp`: good ones of which a part is replaced before
//! it is signed, or after. Where one verifier accepts and the other rejects, the reason is one of the listed ones.
#![no_main]

use std::sync::LazyLock;

use auth_core::testing::parsers::{Registered, RelyingParty};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use libfuzzer_sys::fuzz_target;
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, ED25519, EcdsaKeyPair, Ed25519KeyPair,
        KeyPair, UnparsedPublicKey,
    },
};
use serde_json::{Value, json};
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthentication, DiscoverableAuthenticationServerState,
    DiscoverableCredentialRequestOptions, PublicKeyCredentialCreationOptions, Registration,
    RegistrationServerState,
    bin::{Decode, Encode},
    request::{
        AsciiDomain, RpId,
        auth::AuthenticationVerificationOptions,
        register::{RegistrationVerificationOptions, UserHandle16},
    },
    response::{
        CredentialId,
        register::{CompressedPubKey, DynamicState, StaticState},
    },
};

const ORIGIN: &str = "https://site.test";
const DOMAIN: &str = "site.test";
/// 16 bytes, as the other verifier requires.
const CHALLENGE: &str = "BwcHBwcHBwcHBwcHBwcHBw";
const CREDENTIAL: [u8; 16] = [9; 16];

type CompressedKey = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// The reasons for which only the other verifier rejects a response, in its words.
const THEY_ARE_STRICTER: [&str; 7] = [
    // They read no other extensions of authenticators than those that they may ask for. We ask for none, and read none.
    "CBOR authenticator extensions",
    // The bits are reserved for future use.
    "flags 1-bit was 1",
    "flags 5-bit was 1",
    // They check when a key is registered that it is a point of its curve. Such a key verifies nothing later.
    "Ed25519 public key is invalid",
    "P-256 public key is invalid",
    // They want IDs of 16 bytes, and base64url without padding and leftover bits.
    "expected 16 to 1023 bytes encoded in base64url without padding",
    "invalid symbol at",
];
/// The reasons for which only we reject a response.
const WE_ARE_STRICTER: [&str; 1] = [
    // They read client data that is not quite JSON. Browsers write JSON.
    "clientDataJSON",
];

static OURS: LazyLock<RelyingParty> = LazyLock::new(|| RelyingParty::new(ORIGIN).expect("an origin"));
static THEIRS: LazyLock<Theirs> = LazyLock::new(Theirs::new);
static SIGNERS: LazyLock<[Signer; 2]> = LazyLock::new(|| {
    let p256 = include_bytes!("data/p256.pk8");
    [
        Signer::Ed25519(Ed25519KeyPair::from_seed_unchecked(&[3; 32]).expect("a seed")),
        Signer::P256(
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, p256, &SystemRandom::new())
                .expect("a key"),
        ),
    ]
});
/// Each key as both verifiers keep it.
static KNOWN: LazyLock<[(Registered, Vec<u8>, DynamicState); 2]> = LazyLock::new(|| {
    [0, 1].map(|signer| {
        let response = registration(&SIGNERS[signer], false, &mut Changes(Vec::new()));
        let ours = OURS.register(&response, CHALLENGE).expect("a good response is accepted");
        let theirs = THEIRS.register(&response).expect("a good response is accepted");
        (ours, theirs.0, theirs.1)
    })
});

enum Signer {
    Ed25519(Ed25519KeyPair),
    P256(EcdsaKeyPair),
}

impl Signer {
    fn algorithm(&self) -> i64 {
        match self {
            Self::Ed25519(_) => -8,
            Self::P256(_) => -7,
        }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Ed25519(key) => key.sign(message).as_ref().to_vec(),
            Self::P256(key) => key.sign(&SystemRandom::new(), message).expect("it signs").as_ref().to_vec(),
        }
    }

    fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Ed25519(key) => {
                UnparsedPublicKey::new(&ED25519, key.public_key()).verify(message, signature)
            }
            Self::P256(key) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key.public_key()).verify(message, signature)
            }
        }
        .is_ok()
    }

    /// Writes the public key as authenticators do (COSE).
    fn cose(&self) -> Vec<u8> {
        match self {
            Self::Ed25519(key) => {
                [&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32], key.public_key().as_ref()].concat()
            }
            Self::P256(key) => {
                let (x, y) = key.public_key().as_ref()[1..].split_at(32);
                [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x, &[0x22, 0x58, 32], y].concat()
            }
        }
    }
}

/// Replaced parts: which one, where, how many bytes, and what comes in their place.
struct Changes<'d>(Vec<(u8, u8, u8, &'d [u8])>);

/// The parts that can be changed.
const CLIENT_DATA: u8 = 0;
const HEAD: u8 = 1;
const ID: u8 = 2;
const KEY: u8 = 3;
const EXTENSIONS: u8 = 4;
const FORMAT: u8 = 5;
const STATEMENT: u8 = 6;
const OBJECT: u8 = 7;
const SIGNATURE: u8 = 8;
const OUTER_ID: u8 = 9;
const RAW_ID: u8 = 10;
const DATA: u8 = 11;
const PARTS: u8 = 12;

impl Changes<'_> {
    fn apply(&self, part: u8, mut bytes: Vec<u8>) -> Vec<u8> {
        for (_, at, length, new) in self.0.iter().take(3).filter(|change| change.0 % PARTS == part) {
            let start = usize::from(*at).min(bytes.len());
            let end = (start + usize::from(*length)).min(bytes.len());
            bytes.splice(start..end, new.iter().copied());
        }
        bytes
    }

    fn text(&self, part: u8, text: String) -> String {
        String::from_utf8_lossy(&self.apply(part, text.into_bytes())).into_owned()
    }
}

fn client_data(kind: &str, changes: &Changes<'_>) -> Vec<u8> {
    let data = format!(
        r#"{{"type":"webauthn.{kind}","challenge":"{CHALLENGE}","origin":"{ORIGIN}","crossOrigin":false}}"#
    );
    changes.apply(CLIENT_DATA, data.into_bytes())
}

/// Writes the beginning of authenticator data, and its extensions, if a change adds any.
fn authenticator_data(flags: u8, middle: &[u8], counter: u8, changes: &Changes<'_>) -> Vec<u8> {
    let extensions = changes.apply(EXTENSIONS, Vec::new());
    let flags = if extensions.is_empty() { flags } else { flags | 0x80 };
    let hash = digest(&SHA256, DOMAIN.as_bytes());
    let head = changes.apply(HEAD, [hash.as_ref(), &[flags, 0, 0, 0, counter]].concat());
    [&head, middle, &extensions].concat()
}

fn signed(data: &[u8], client_data: &[u8]) -> Vec<u8> {
    [data, digest(&SHA256, client_data).as_ref()].concat()
}

fn registration(signer: &Signer, is_packed: bool, changes: &mut Changes<'_>) -> String {
    let client_data = client_data("create", changes);
    let id = changes.apply(ID, CREDENTIAL.to_vec());
    let length = u16::try_from(id.len()).expect("it is short").to_be_bytes();
    let attested = [&[0; 16][..], &length, &id, &changes.apply(KEY, signer.cose())].concat();
    let data = authenticator_data(0x45, &attested, 0, changes);
    let statement = if is_packed {
        let algorithm = if signer.algorithm() == -8 { 0x27 } else { 0x26 };
        let signature = changes.apply(SIGNATURE, signer.sign(&signed(&data, &client_data)));
        let length = u8::try_from(signature.len()).unwrap_or(255);
        [&b"\xa2\x63alg"[..], &[algorithm], b"\x63sig\x58", &[length], &signature].concat()
    } else {
        vec![0xa0]
    };
    let statement = changes.apply(STATEMENT, statement);
    let format: &[u8] = if is_packed { b"\x66packed" } else { b"\x64none" };
    let format = changes.apply(FORMAT, format.to_vec());
    // A length takes as few bytes as possible (CTAP 2.1, section 8).
    let length = match u16::try_from(data.len()).expect("it is short").to_be_bytes() {
        [0, short] => vec![0x58, short],
        [high, low] => vec![0x59, high, low],
    };
    let object =
        [b"\xa3\x63fmt", &format[..], b"\x67attStmt", &statement, b"\x68authData", &length, &data].concat();
    let object = changes.apply(OBJECT, object);
    credential(
        &id,
        json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data),
            "attestationObject": URL_SAFE_NO_PAD.encode(object),
        }),
        changes,
    )
}

/// An assertion with its signed message and its signature.
fn assertion(signer: &Signer, changes: &mut Changes<'_>) -> (String, Vec<u8>, Vec<u8>) {
    let client_data = client_data("get", changes);
    let data = authenticator_data(0x05, &[], 1, changes);
    let data = changes.apply(DATA, data);
    let message = signed(&data, &client_data);
    let signature = changes.apply(SIGNATURE, signer.sign(&message));
    let response = credential(
        &CREDENTIAL,
        json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data),
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "signature": URL_SAFE_NO_PAD.encode(&signature),
            "userHandle": URL_SAFE_NO_PAD.encode(THEIRS.user.as_ref() as &[u8]),
        }),
        changes,
    );
    (response, message, signature)
}

fn credential(id: &[u8], response: Value, changes: &Changes<'_>) -> String {
    let id = URL_SAFE_NO_PAD.encode(id);
    json!({
        "id": changes.text(OUTER_ID, id.clone()),
        "rawId": changes.text(RAW_ID, id),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": response,
    })
    .to_string()
}

/// The other verifier.
struct Theirs {
    domain: RpId,
    user: UserHandle16,
    registration: Vec<u8>,
    authentication: Vec<u8>,
}

impl Theirs {
    fn new() -> Self {
        let domain = RpId::Domain(AsciiDomain::try_from(DOMAIN.to_owned()).expect("a domain"));
        let user = UserHandle16::new();
        let mut options =
            PublicKeyCredentialCreationOptions::first_passkey_with_blank_user_info(&domain, &user);
        options.timeout = std::num::NonZeroU32::MAX;
        let state = options.start_ceremony().expect("the options are valid").0;
        let registration = with_challenge(state.encode().expect("the clock is right"), 1);
        let mut options = DiscoverableCredentialRequestOptions::passkey(&domain);
        options.0.timeout = std::num::NonZeroU32::MAX;
        let state = options.start_ceremony().expect("the options are valid").0;
        let authentication = with_challenge(state.encode().expect("the clock is right"), AT);
        Self { domain, user, registration, authentication }
    }

    fn register(&self, response: &str) -> Result<(Vec<u8>, DynamicState), String> {
        let response =
            Registration::from_json_relaxed(response.as_bytes()).map_err(|error| error.to_string())?;
        let state = RegistrationServerState::<16>::decode(&self.registration).expect("it was encoded");
        let options = RegistrationVerificationOptions::<&str, &str> {
            error_on_unsolicited_extensions: false,
            ..Default::default()
        };
        let credential =
            state.verify(&self.domain, &response, &options).map_err(|error| error.to_string())?;
        let key = credential.static_state().encode().expect("it cannot fail");
        Ok((key, credential.dynamic_state()))
    }

    fn authenticate(&self, response: &str, key: &[u8], dynamic: DynamicState) -> Result<u32, String> {
        let response = DiscoverableAuthentication::<16>::from_json_relaxed(response.as_bytes())
            .map_err(|error| error.to_string())?;
        let state =
            DiscoverableAuthenticationServerState::decode(&self.authentication).expect("it was encoded");
        let id = CredentialId::<Vec<u8>>::decode(CREDENTIAL.to_vec()).expect("it is long enough");
        let key = StaticState::<CompressedKey>::decode(key).expect("it was encoded");
        let mut known =
            AuthenticatedCredential::new((&id).into(), &self.user, key, dynamic).expect("the key is sound");
        let options = AuthenticationVerificationOptions::<&str, &str> {
            error_on_unsolicited_extensions: false,
            ..Default::default()
        };
        state.verify(&self.domain, &response, &mut known, &options).map_err(|error| error.to_string())?;
        Ok(known.dynamic_state().sign_count)
    }
}

/// Where the state of an authentication has its challenge.
const AT: usize = 0;

/// Puts the fixed challenge into a state.
fn with_challenge(mut state: Vec<u8>, at: usize) -> Vec<u8> {
    state[at..at + 16].fill(7);
    state
}

fuzz_target!(|data: (u8, Vec<(u8, u8, u8, &[u8])>)| {
    let (how, changes) = data;
    let mut changes = Changes(changes);
    let which = usize::from(how >> 1 & 1);
    let signer = &SIGNERS[which];
    if how & 1 == 0 {
        let response = registration(signer, how & 4 != 0, &mut changes);
        let (ours, theirs) = (OURS.register(&response, CHALLENGE), THEIRS.register(&response));
        compare(&response, ours.as_ref(), theirs.as_ref());
        if let (Ok(ours), Ok((_, theirs))) = (&ours, &theirs) {
            assert_eq!(ours.counter(), theirs.sign_count);
            assert_eq!(ours.id(), STANDARD.encode(changes.apply(ID, CREDENTIAL.to_vec())));
        }
        return;
    }
    let (response, message, signature) = assertion(signer, &mut changes);
    let (key, theirs, dynamic) = &KNOWN[which];
    let ours = OURS.authenticate(&response, CHALLENGE, key);
    let theirs = THEIRS.authenticate(&response, theirs, *dynamic);
    compare(&response, ours.as_ref(), theirs.as_ref());
    if let Ok(counter) = ours {
        assert!(signer.verifies(&message, &signature), "{response}");
        assert!(theirs.is_err() || theirs == Ok(counter));
    }
});

fn compare<O, T>(response: &str, ours: Result<O, &String>, theirs: Result<T, &String>) {
    match (ours, theirs) {
        (Ok(_), Err(reason)) => assert!(
            THEY_ARE_STRICTER.iter().any(|listed: &&str| reason.contains(listed)),
            "only we accept ({reason}): {}",
            readable(response)
        ),
        (Err(reason), Ok(_)) => assert!(
            WE_ARE_STRICTER.iter().any(|listed: &&str| reason.contains(listed)),
            "only they accept ({reason}): {}",
            readable(response)
        ),
        _ => {}
    }
}

/// Returns a response with its client data as text.
fn readable(response: &str) -> String {
    let value: Value = serde_json::from_str(response).unwrap_or_default();
    let data = value["response"]["clientDataJSON"].as_str().unwrap_or_default();
    let data = URL_SAFE_NO_PAD.decode(data).unwrap_or_default();
    format!("{response} with {}", String::from_utf8_lossy(&data))
}
