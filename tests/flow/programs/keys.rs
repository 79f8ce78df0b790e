//! API keys that work: made, listed, used, revoked.

use std::{sync::Arc, time::Duration};

use auth::{
    AuthError, StoredId,
    adapter::Adapter,
    api_key::{Expires, KeyDataError, KeyId},
};
use axum::http::StatusCode;

use super::*;
use crate::database::databases;

#[tokio::test]
async fn a_key_is_made_used_listed_and_revoked() {
    for database in databases().await {
        for programs in [Programs::with_rows(&database, false), Programs::with_tokens(&database, true)] {
            let name =
                if programs.auth.session(&HeaderMap::new()).await.unwrap().is_none() { "ada" } else { "" };
            let ada = match database.user_by_email("ada@example.com").await.unwrap() {
                Some(user) => user.id(),
                None => programs.user(name, Set::all()).await,
            };
            let new = programs.key(&ada, [Permission::Read]).await;
            let text = new.text.expose();
            assert!(
                text.starts_with(&format!("acme_{}_", new.id)) && text.len() == 4 + 1 + 16 + 1 + 43,
                "{text}"
            );
            assert_eq!(new.expires, Some(NOW + Duration::from_secs(90 * 24 * 60 * 60)));

            let reply = programs.call("/caller", text).await;
            assert_eq!((reply.status, reply.body.as_str()), (StatusCode::OK, "key nightly 7"));
            assert!(set_cookies(&reply).is_empty() && reply.session().is_none());
            assert_eq!(programs.call("/maybe", text).await.body, "key nightly 7");

            let keys = programs.auth.keys_of(&ada).await.unwrap();
            let [key] = keys.as_slice() else { panic!("{keys:?}") };
            assert_eq!((&key.id, key.prefix.as_str(), key.name.as_str()), (&new.id, "acme", "nightly"));
            assert_eq!((key.created, key.expires), (NOW, new.expires));
            let data = key.data::<Key>().unwrap();
            assert_eq!((data.project, data.scopes), (7, [Permission::Read].into()));
            assert!(matches!(key.data::<Robot>(), Err(KeyDataError::OtherKind)));

            assert!(programs.auth.revoke_key(&ada, &new.id).await.unwrap());
            assert!(!programs.auth.revoke_key(&ada, &new.id).await.unwrap());
            assert_eq!(programs.call("/caller", text).await.status, StatusCode::UNAUTHORIZED);
            assert!(programs.auth.keys_of(&ada).await.unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn the_database_has_no_text_of_a_key() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let new = programs.key(&ada, Set::all()).await;
        let stored = database.api_key(new.id.as_str()).await.unwrap().unwrap().key;
        let secret = new.text.expose().rsplit('_').next().unwrap();
        assert!(stored.hash.expose().len() == 64 && stored.hash.expose() != secret);
        assert!(!stored.data.contains(secret) && !stored.id.contains(secret));
        // The hash in place of the secret is no key.
        let forged = format!("acme_{}_{}", new.id, &stored.hash.expose()[..43]);
        assert_eq!(programs.call("/caller", &forged).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn two_kinds_of_keys_are_told_apart() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let key = programs.key(&ada, Set::all()).await;
        let robot =
            programs.auth.create_key_for(&ada, Robot { arms: 6 }, "arm", Expires::never()).await.unwrap();
        assert_eq!(robot.expires, None);
        assert_eq!(programs.call("/robot", robot.text.expose()).await.body, "robot with 6 arms");
        assert_eq!(programs.call("/robot", key.text.expose()).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(programs.call("/caller", robot.text.expose()).await.status, StatusCode::UNAUTHORIZED);
        // The secret of one kind does not work under the prefix of the other.
        let forged = robot.text.expose().replace("robot_", "acme_");
        assert_eq!(programs.call("/caller", &forged).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(programs.auth.revoke_keys_of(&ada).await.unwrap(), 2);
        assert_eq!(programs.call("/robot", robot.text.expose()).await.status, StatusCode::UNAUTHORIZED);
    }
}

async fn last_used(programs: &Programs, user: &StoredId) -> Option<auth::time::UnixTime> {
    programs.auth.keys_of(user).await.unwrap()[0].last_used
}

#[tokio::test]
async fn the_last_use_is_recorded_once_a_minute_at_most() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let key = programs.key(&ada, Set::all()).await;
        assert_eq!(last_used(&programs, &ada).await, None);
        let mut expected = None;
        for (passed, is_recorded) in [(0, true), (59, false), (1, true), (30, false), (600, true)] {
            programs.clock.advance(Duration::from_secs(passed));
            assert_eq!(programs.call("/caller", key.text.expose()).await.status, StatusCode::OK);
            if is_recorded {
                expected = Some(auth::time::Clock::now(&programs.clock));
            }
            // It is recorded by a task that the request does not wait for.
            for _ in 0..200 {
                if last_used(&programs, &ada).await == expected {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            assert_eq!(last_used(&programs, &ada).await, expected, "{passed}");
        }
    }
}

#[tokio::test]
async fn a_user_has_a_hundred_keys_at_most_and_expired_ones_make_room() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let make = async |expires: Expires| {
            programs.auth.create_key_for(&ada, Robot { arms: 1 }, "arm", expires).await.map(|key| key.id)
        };
        for number in 0..100 {
            let day = if number < 3 { 1 } else { 90 };
            make(Expires::days(day)).await.unwrap();
        }
        assert!(matches!(make(Expires::never()).await, Err(AuthError::TooManyKeys)));
        programs.clock.advance(Duration::from_secs(24 * 60 * 60));
        make(Expires::after(Duration::from_secs(60))).await.unwrap();
        assert_eq!(programs.auth.keys_of(&ada).await.unwrap().len(), 98);
    }
}

#[tokio::test]
async fn a_key_needs_a_user_and_a_name_that_can_be_kept() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let make = async |user: &StoredId, name: &str| {
            programs
                .auth
                .create_key_for(user, Robot { arms: 1 }, name, Expires::days(1))
                .await
                .map(|key| key.id)
        };
        let bob = programs.user("bob", Set::all()).await;
        database.delete_user(&bob).await.unwrap();
        assert!(matches!(make(&bob, "arm").await, Err(AuthError::UnknownUser)));
        assert!(matches!(make(&ada, &"x".repeat(201)).await, Err(AuthError::Unwritable(_))));
        assert!(make(&ada, &"ä".repeat(100)).await.is_ok() && make(&ada, "").await.is_ok());
        assert!(!programs.auth.revoke_key(&ada, &KeyId::from("x'; --")).await.unwrap());
        // The key of another user cannot be revoked.
        let cid = programs.user("cid", Set::all()).await;
        let key = make(&cid, "own").await.unwrap();
        assert!(!programs.auth.revoke_key(&ada, &key).await.unwrap());
        assert!(programs.auth.revoke_key(&cid, &key).await.unwrap());
    }
}

/// A thousand uses at once, a revocation in between: each use before works, and none after it has returned.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn uses_and_a_revocation_at_the_same_time() {
    for database in databases().await {
        let programs = Arc::new(Programs::with_rows(&database, false));
        let ada = programs.user("ada", Set::all()).await;
        let key = programs.key(&ada, Set::all()).await;
        let text: Arc<str> = key.text.expose().into();
        let uses: Vec<_> = (0..1_000)
            .map(|_| {
                let (programs, text) = (programs.clone(), text.clone());
                tokio::spawn(async move { programs.call("/read", &text).await.status })
            })
            .collect();
        let revocations: Vec<_> = (0..10)
            .map(|_| {
                let (programs, ada, id) = (programs.clone(), ada.clone(), key.id.clone());
                tokio::spawn(async move { programs.auth.revoke_key(&ada, &id).await.unwrap() })
            })
            .collect();
        let mut revoked = 0;
        for revocation in revocations {
            revoked += usize::from(revocation.await.unwrap());
        }
        assert_eq!(revoked, 1);
        for _ in 0..20 {
            assert!(refused(programs.call("/read", &text).await.status));
        }
        for used in uses {
            let status = used.await.unwrap();
            assert!(status == StatusCode::OK || refused(status), "{status}");
        }
    }
}

fn refused(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::TOO_MANY_REQUESTS)
}

#[tokio::test]
async fn nothing_is_left_of_the_keys_of_a_deleted_user() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let key = programs.key(&ada, Set::all()).await;
        database.delete_user(&ada).await.unwrap();
        assert_eq!(programs.call("/caller", key.text.expose()).await.status, StatusCode::UNAUTHORIZED);
        assert!(database.api_key(key.id.as_str()).await.unwrap().is_none());
    }
}
