//! Hashes that other programs have left: checked once, and replaced.

use auth::{
    AuthError, Password, StoredId,
    adapter::{Adapter, AnyAdapter, NewPassword},
    prelude::*,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use http::HeaderMap;
use unicode_normalization::UnicodeNormalization;

use crate::{
    password::{PASSWORD, cheap, hash_of, with_ada},
    site::{NOW, Site},
    world::*,
};

/// Hashes of [`PASSWORD`], each made by a program of another language.
const HASHES: [(&str, &str); 4] = [
    ("bcrypt, by libxcrypt", "$2b$04$abcdefghijklmnopqrstuukEObFW2wswQg5R3TJxdi0SV7l4Ifklu"),
    (
        "bcrypt of Devise with a pepper, by libxcrypt",
        "$2a$04$ZyxwvutsrqponmlkjihgfegBRPuKhYyVVh2dUBOVeoCY1NkBOd2Di",
    ),
    (
        "PBKDF2 as Django writes it, by OpenSSL",
        "pbkdf2_sha256$20000$q5dhkVCgxZkL$kxtNzY9tvivicidZwE+8Wcu9FcxkawHvrdwr8yupjt0=",
    ),
    (
        "scrypt as better-auth writes it, by OpenSSL",
        "0f1e2d3c4b5a69788796a5b4c3d2e1f0:204ace659705eb5910df653135f863d90e7c5fdaaded6748b54cb2507e66c1842809afa8a05ea32c6e97ba5205787db84b811a58921ca2980a1d7d7d101d4ccb",
    ),
];

static PEPPER: &str = "a pepper";

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> Result<bool> {
    let typed = password.expose();
    if hash.starts_with("$2a$") {
        return Ok(bcrypt::verify(format!("{typed}{PEPPER}"), hash)?);
    }
    if hash.starts_with("$2") {
        return Ok(bcrypt::verify(typed, hash)?);
    }
    if let Some(django) = hash.strip_prefix("pbkdf2_sha256$") {
        let [iterations, salt, hash] = django.split('$').collect::<Vec<_>>()[..] else {
            return Err("not a hash of Django".into());
        };
        let mut derived = [0; 32];
        let iterations = iterations.parse()?;
        pbkdf2::pbkdf2_hmac::<sha2::Sha256>(typed.as_bytes(), salt.as_bytes(), iterations, &mut derived);
        return Ok(Secret::new(STANDARD.encode(derived)) == Secret::new(hash));
    }
    let (salt, hash) = hash.split_once(':').ok_or("the format of a hash is unknown")?;
    let typed: String = typed.nfkc().collect();
    let mut derived = [0; 64];
    scrypt::scrypt(typed.as_bytes(), salt.as_bytes(), &scrypt::Params::new(14, 16, 1)?, &mut derived)?;
    let derived: String = derived.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Secret::new(derived) == Secret::new(hash))
}

/// A function that fails, and one that panics.
#[auth::legacy_password]
fn broken(_: &Secret, hash: &str) -> Result<bool> {
    assert!(hash != "panics", "in a legacy-password function");
    Err("no format is known".into())
}

async fn with_hash(hash: &str) -> (AnyAdapter, StoredId) {
    let (adapter, ada) = with_ada().await;
    assert!(adapter.set_password(&ada, NewPassword::new(hash.into(), NOW)).await.unwrap());
    (adapter, ada)
}

fn site(adapter: &AnyAdapter) -> Site {
    Site::built(|start| {
        let start = start.adapter(adapter.clone()).passwords(cheap()).legacy_password::<verify_old>();
        start.jwt::<issue>().session::<Visible>().build().unwrap()
    })
}

async fn enters(auth: &auth::Auth<Visible>, password: &str) -> Result<(), AuthError> {
    let fields = [("email", "ada@example.com"), ("password", password)];
    auth.sign_in(&HeaderMap::new(), "credentials", &fields).await.map(|_| ())
}

#[tokio::test]
async fn an_old_hash_is_checked_once_and_replaced() {
    for (program, old) in HASHES {
        let (adapter, ada) = with_hash(old).await;
        let auth = site(&adapter).auth;
        let wrong = enters(&auth, "seven purple trombone").await;
        assert!(matches!(wrong, Err(AuthError::CredentialsSignin(_))), "{program}");
        assert_eq!(hash_of(&adapter, &ada).await, old, "{program}");

        enters(&auth, PASSWORD).await.unwrap_or_else(|error| panic!("{program}: {error}"));
        let new = hash_of(&adapter, &ada).await;
        assert!(new.starts_with("$argon2id$"), "{program}: {new}");
        enters(&auth, PASSWORD).await.unwrap_or_else(|error| panic!("{program}: {error}"));
        assert_eq!(hash_of(&adapter, &ada).await, new, "{program}");
    }
}

#[tokio::test]
async fn two_sign_ins_at_once_replace_it_once() {
    let (adapter, ada) = with_hash(HASHES[0].1).await;
    let auth = site(&adapter).auth;
    let (one, two) = tokio::join!(enters(&auth, PASSWORD), enters(&auth, PASSWORD));
    assert!(one.is_ok() && two.is_ok());
    let new = hash_of(&adapter, &ada).await;
    enters(&auth, PASSWORD).await.unwrap();
    assert_eq!(hash_of(&adapter, &ada).await, new);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_at_the_same_time_wins() {
    for round in 0..10 {
        let (adapter, ada) = with_hash(HASHES[0].1).await;
        let auth = site(&adapter).auth;
        let other = auth.clone();
        let sign_in = tokio::spawn(async move { enters(&other, PASSWORD).await.is_ok() });
        auth.set_password(&ada, &Password::new("eleven green violins")).await.unwrap();
        let _either = sign_in.await.unwrap();
        assert!(enters(&auth, "eleven green violins").await.is_ok(), "round {round}");
        assert!(enters(&auth, PASSWORD).await.is_err(), "round {round}");
    }
}

#[tokio::test]
async fn guesses_at_an_old_hash_are_counted() {
    let (adapter, _) = with_hash(HASHES[0].1).await;
    let auth = site(&adapter).auth;
    let mut free = 0;
    while !matches!(enters(&auth, "a guess").await, Err(AuthError::TooManyRequests { .. })) {
        free += 1;
        assert!(free < 40);
    }
    assert!(matches!(enters(&auth, PASSWORD).await, Err(AuthError::TooManyRequests { .. })));
}

#[tokio::test]
async fn a_hash_that_cannot_be_checked_refuses_the_password_and_stays() {
    for hash in ["", "unknown", "pbkdf2_sha256$x$y", "$2b$04$short", "panics"] {
        let (adapter, ada) = with_hash(hash).await;
        let auth = site(&adapter).auth;
        let refused = enters(&auth, PASSWORD).await;
        assert!(matches!(refused, Err(AuthError::CredentialsSignin(_))), "{hash}");
        assert_eq!(hash_of(&adapter, &ada).await, hash);

        let auth = Site::built(|start| {
            let start = start.adapter(adapter.clone()).passwords(cheap()).legacy_password::<broken>();
            start.jwt::<issue>().session::<Visible>().build().unwrap()
        })
        .auth;
        assert!(enters(&auth, PASSWORD).await.is_err(), "{hash}");
        assert_eq!(hash_of(&adapter, &ada).await, hash);
    }
}

#[test]
fn without_passwords_it_is_reported() {
    let builder = auth::Auth::builder().environment(|_| None).secret(crate::site::SECRET);
    let error = builder.url(crate::site::ORIGIN).legacy_password::<verify_old>().build().err().unwrap();
    assert!(error.to_string().contains("needs `.passwords(Passwords::new())`"), "{error}");
}
