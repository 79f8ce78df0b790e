//! Sign-ins and sessions that began before the second factor was proven, or long after it.

use std::time::Duration;

use auth::{
    adapter::{Adapter, EmailProof, UserPatch},
    testing::SoftwarePasskey,
};
use serde_json::json;

use super::{ways_in::Parts, *};

/// A stranger who has typed the address has proven a password before the owner proves the address, and enters a code after it.
#[tokio::test]
async fn a_waiting_sign_in_from_before_the_first_proof_ends_with_it() {
    for database in databases().await {
        let parts = Parts::new(&database, json!({}));
        parts.lenient().sign_in("erin").await;
        let user = database.user_by_email("erin@example.com").await.unwrap().unwrap().id();
        let mut waiting = Vec::new();
        for mut site in [parts.strict(), with_tokens_for_all(&database)] {
            let half = site.auth.sign_in_as(&site.headers(), KnownUser::stored(&user)).await.unwrap();
            let SignInResult::SecondFactor { cookies, .. } = half else { panic!("skipped") };
            site.take(cookies.iter());
            let page = site.get("/auth/second-factor").await;
            let key = elements(&page.body, "<code class=\"key\">").remove(0);
            waiting.push((site, Enrolled { key, codes: Vec::new() }));
        }
        let mut owner = parts.lenient();
        let link = parts.link(&mut owner, "erin@example.com").await;
        assert_eq!(owner.get(&link).await.location(), HOME);
        for (mut site, enrolled) in waiting {
            assert_eq!(site.enter(&enrolled.code(&site)).await, NOT_WAITING);
            assert!(!site.is_signed_in().await);
        }
        assert!(database.second_factor(&user).await.unwrap().is_none(), "nor does it lock the owner out");
        assert!(owner.is_signed_in().await);
    }
}

/// The user was proven under another address, which the application has changed to that of the owner.
#[tokio::test]
async fn a_waiting_sign_in_of_a_former_address_ends_with_the_proof_of_the_present_one() {
    for database in databases().await {
        let parts = Parts::new(&database, json!({}));
        parts.lenient().sign_in("eve").await;
        let user = database.user_by_email("eve@example.com").await.unwrap().unwrap().id();
        let proof = EmailProof::new(user.clone(), "eve@example.com", NOW);
        database.prove_email(proof).await.unwrap();
        let mut waiting = Vec::new();
        for mut site in [parts.strict(), with_tokens_for_all(&database)] {
            let half = site.auth.sign_in_as(&site.headers(), KnownUser::stored(&user)).await.unwrap();
            let SignInResult::SecondFactor { cookies, .. } = half else { panic!("skipped") };
            site.take(cookies.iter());
            let page = site.get("/auth/second-factor").await;
            let key = elements(&page.body, "<code class=\"key\">").remove(0);
            waiting.push((site, Enrolled { key, codes: Vec::new() }));
        }
        let address = UserPatch::default().email(Some("erin@example.com".to_owned()));
        database.update_user(&user, address).await.unwrap();
        let mut owner = parts.lenient();
        let link = parts.link(&mut owner, "erin@example.com").await;
        assert_eq!(owner.get(&link).await.location(), HOME);
        for (mut site, enrolled) in waiting {
            assert_eq!(site.enter(&enrolled.code(&site)).await, NOT_WAITING);
            assert!(!site.is_signed_in().await);
        }
        assert!(database.second_factor(&user).await.unwrap().is_none());
        assert!(owner.is_signed_in().await);
    }
}

/// Whoever has stolen a session that was proven by both factors a while ago cannot bring a way in of their own, by which the
/// code would never be asked for again.
#[tokio::test]
async fn an_old_session_links_no_account_and_adds_no_passkey_without_the_second_factor() {
    for database in databases().await {
        let parts = Parts::new(&database, json!({ "sub": "9", "groups": ["staff"] }));
        let (enrolled, user) = enrolled(&database, "ada").await;
        for mut site in [parts.lenient(), parts.with_tokens()] {
            site.next_step();
            let half = site.auth.sign_in_as(&site.headers(), KnownUser::stored(&user)).await.unwrap();
            let SignInResult::SecondFactor { cookies, .. } = half else { panic!("skipped") };
            site.take(cookies.iter());
            let codes = database.second_factor(&user).await.unwrap().unwrap().recovery_codes as usize;
            assert_eq!(site.enter(&enrolled.codes[codes - 1]).await, HOME);
            let key = SoftwarePasskey::new(ORIGIN).unwrap();
            let challenge = site.challenge("action=register").await;
            site.clock.advance(Duration::from_secs(601));
            assert_eq!(parts.by_provider(&mut site).await, PAGE);
            // The registration has begun while the session was fresh.
            assert_eq!(site.answer("register", &key.register(&challenge)).await, PAGE);
            assert!(database.authenticators_of(&user).await.unwrap().is_empty());
            assert!(database.account(&"staff".into(), "9").await.unwrap().is_none());
            // With the second factor, the passkey is added, and the session goes on.
            assert_eq!(site.enter(&enrolled.codes[codes - 2]).await, HOME);
            assert_eq!(database.authenticators_of(&user).await.unwrap().len(), 1);
            assert!(site.is_signed_in().await);
            for passkey in database.authenticators_of(&user).await.unwrap() {
                database.unlink_account(&"passkey".into(), &passkey.credential_id).await.unwrap();
            }
        }
    }
}
