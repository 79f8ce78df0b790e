//! The tokens of database sessions as hashes in the database.

use std::time::Duration;

use auth::{
    Auth, Secret,
    adapter::{Adapter, AnyAdapter, EmailProof, MemoryAdapter, NewSession},
};
use http::StatusCode;
use serde_json::Value;

use crate::{
    database::{databases, user_of},
    site::*,
};

fn hashing(database: &AnyAdapter) -> Site {
    Site::with_sessions_in(database.clone(), |builder| builder.random(noise()).hash_session_tokens())
}

fn plain(database: &AnyAdapter) -> Site {
    Site::with_sessions_in(database.clone(), |builder| builder.random(noise()))
}

fn noise() -> Noise {
    use std::sync::atomic::{AtomicU64, Ordering};
    static SEED: AtomicU64 = AtomicU64::new(90_000);
    Noise::seeded(SEED.fetch_add(1, Ordering::Relaxed))
}

async fn stored(database: &AnyAdapter, name: &str) -> Vec<String> {
    let sessions = database.sessions_of(&user_of(database, name).await).await.unwrap();
    sessions.into_iter().map(|session| session.session_token.expose().to_owned()).collect()
}

#[tokio::test]
async fn the_database_has_no_token_that_works() {
    for database in databases().await {
        let mut site = hashing(&database);
        assert_eq!(site.sign_in("ada").await.location(), "http://site.test");
        let token = site.cookies[SESSION].clone();
        let [hash] = stored(&database, "ada").await.try_into().unwrap();
        assert!(hash.starts_with("sha256:") && hash.len() == 50, "{hash}");
        assert!(!hash.contains(token.split('.').next().unwrap()));
        assert_eq!(site.session().await["user"]["name"], "ada");
        assert_eq!(site.cookies[SESSION], token, "the browser keeps the token");

        // A reader of the database has the hash, which is no token, with the option and without it.
        for mut thief in [hashing(&database), plain(&database)] {
            for forged in [hash.clone(), hash.replace("sha256:", ""), hash.replace("sha256:", "SHA256:")] {
                thief.cookies.insert(SESSION.to_owned(), forged.clone());
                assert_eq!(thief.session().await, Value::Null, "{forged}");
                thief.cookies.insert(SESSION.to_owned(), forged);
                thief.post("/auth/signout", &[]).await;
            }
        }
        assert_eq!(site.session().await["user"]["name"], "ada", "nor does it end the session");
    }
}

#[tokio::test]
async fn sessions_are_used_listed_and_ended_as_others() {
    for database in databases().await {
        let mut site = hashing(&database);
        site.sign_in("ada").await;
        let first = site.cookies.clone();
        site.sign_in("ada").await;
        assert_eq!(stored(&database, "ada").await.len(), 1, "a sign-in replaces the session of the browser");
        let second = std::mem::replace(&mut site.cookies, first);
        assert_eq!(site.session().await, Value::Null);
        site.cookies = second;

        let (mut other, ada) = (hashing(&database), user_of(&database, "ada").await);
        other.sign_in("ada").await;
        let id = other.auth.session_id(&other.headers()).unwrap().unwrap();
        let listed = site.auth.sessions_of(&ada).await.unwrap();
        assert!(listed.len() == 2 && listed.iter().any(|session| session.id == id));
        assert!(site.auth.revoke_session(&ada, &id).await.unwrap());
        assert_eq!(other.session().await, Value::Null);

        // In use, the session is extended.
        let before = database.sessions_of(&ada).await.unwrap()[0].expires;
        site.clock.advance(Duration::from_secs(2 * 24 * 60 * 60));
        assert_eq!(site.session().await["user"]["name"], "ada");
        assert!(database.sessions_of(&ada).await.unwrap()[0].expires > before);

        assert_eq!(site.post("/auth/signout", &[]).await.status, StatusCode::FOUND);
        assert!(stored(&database, "ada").await.is_empty());
        site.sign_in("ada").await;
        site.auth.sign_out_everywhere(&ada).await.unwrap();
        assert_eq!(site.session().await, Value::Null);
    }
}

#[tokio::test]
async fn a_session_from_before_gets_its_hash_at_the_next_read() {
    for database in databases().await {
        let mut site = plain(&database);
        site.sign_in("ada").await;
        let ada = user_of(&database, "ada").await;
        // The token of a row of Auth.js.
        let of_authjs = "1b4e28ba-2fa1-4d1d-883f-0016d3cca427";
        let expires = NOW + Duration::from_secs(24 * 60 * 60);
        let row = NewSession::new(Secret::new(of_authjs), expires);
        database.create_session(&ada, row).await.unwrap();
        for token in [site.cookies[SESSION].clone(), of_authjs.to_owned()] {
            let mut hashing = hashing(&database);
            hashing.cookies.insert(SESSION.to_owned(), token.clone());
            for _ in 0..2 {
                assert_eq!(hashing.session().await["user"]["name"], "ada", "{token}");
                assert_eq!(hashing.cookies[SESSION], token);
            }
            assert!(!stored(&database, "ada").await.contains(&token));
        }
        let tokens = stored(&database, "ada").await;
        assert!(tokens.len() == 2 && tokens.iter().all(|token| token.starts_with("sha256:")), "{tokens:?}");
        assert_eq!(site.session().await, Value::Null, "without the option it is unknown");
    }
}

#[tokio::test]
async fn a_session_from_before_ends_by_a_sign_out_and_by_another_sign_in() {
    for database in databases().await {
        for signs_in in [true, false] {
            let mut site = plain(&database);
            site.sign_in("ada").await;
            let mut hashing = hashing(&database);
            hashing.cookies = site.cookies.clone();
            if signs_in {
                hashing.sign_in("ada").await;
                assert_eq!(stored(&database, "ada").await.len(), 1);
                assert_eq!(hashing.session().await["user"]["name"], "ada");
            }
            hashing.post("/auth/signout", &[]).await;
            assert!(stored(&database, "ada").await.is_empty(), "{signs_in}");
            assert_eq!(site.session().await, Value::Null);
        }
    }
}

/// Many requests at once read a session from before: each gets it, and one row is left. None brings back one that has ended.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn requests_at_the_same_time_hash_a_session_once() {
    for database in databases().await {
        for round in 0..8 {
            let mut site = plain(&database);
            site.sign_in("ada").await;
            let (hashing, ada) = (hashing(&database), user_of(&database, "ada").await);
            let headers = site.headers();
            let reads: Vec<_> = (0..16)
                .map(|_| {
                    let (auth, headers) = (hashing.auth.clone(), headers.clone());
                    tokio::spawn(async move { auth.session(&headers).await.unwrap().is_some() })
                })
                .collect();
            let ends = round % 2 == 1;
            if ends {
                hashing.auth.sign_out_everywhere(&ada).await.unwrap();
            }
            for read in reads {
                assert!(read.await.unwrap() || ends);
            }
            assert_eq!(stored(&database, "ada").await.len(), usize::from(!ends), "round {round}");
            hashing.auth.sign_out_everywhere(&ada).await.unwrap();
        }
    }
}

#[tokio::test]
async fn the_first_proof_ends_hashed_sessions() {
    for database in databases().await {
        let mut site = hashing(&database);
        site.sign_in("ada").await;
        let ada = user_of(&database, "ada").await;
        database.prove_email(EmailProof::new(ada, "ada@example.com", NOW)).await.unwrap();
        assert_eq!(site.session().await, Value::Null);
    }
}

#[test]
fn hashes_need_sessions_in_the_database() {
    let builder = || Auth::<()>::builder().environment(|_| None).secret(SECRET).url(ORIGIN);
    let error = |builder: auth::AuthBuilder<(), auth::callback::Callbacks>| {
        let built: Result<Auth, _> = builder.hash_session_tokens().build();
        built.err().unwrap().to_string()
    };
    let expected = "`.hash_session_tokens()` is for sessions in a database: call `.database_sessions(…)`";
    assert!(error(builder()).contains(expected));
    assert!(error(builder().adapter(MemoryAdapter::new())).contains(expected));
}
