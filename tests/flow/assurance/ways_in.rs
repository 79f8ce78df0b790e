//! What each way in proves, in tokens and in rows.

use std::time::Duration;

use super::*;

#[tokio::test]
async fn every_way_in_records_its_proof() {
    everywhere(async |mut visit| {
        assert_eq!(visit.by_password(ADA).await, HOME);
        assert_eq!(visit.proofs().await, "pwd-0");
        visit.by_form(ADA, "sms", &[]).await;
        assert_eq!(visit.proofs().await, "pwd-0 otp-0", "the application says by what");
        visit.by_link(ADA, &[]).await;
        assert_eq!(visit.proofs().await, "email-0", "another sign-in starts new");

        let mut key = key();
        assert_eq!(visit.add_passkey(&key).await, HOME);
        assert_eq!(visit.proofs().await, "email-0", "a new passkey proves nothing");
        visit.by_passkey(&mut key, &[]).await;
        assert_eq!(visit.proofs().await, "hwk-0 mfa-0");
        visit.site.clock.advance(Duration::from_secs(90));
        assert_eq!(visit.proofs().await, "hwk-90 mfa-90", "the time stays");
        visit.site.session().await;
        assert_eq!(visit.proofs().await, "hwk-90 mfa-90", "in a token that is issued anew, too");
    })
    .await;
}

#[tokio::test]
async fn a_session_without_http_proves_what_the_application_says() {
    everywhere(async |mut visit| {
        let ada = visit.database.user_by_email(ADA).await.unwrap().unwrap().id();
        for (user, proofs) in
            [(KnownUser::stored(&ada), ""), (KnownUser::stored(&ada).proven_by(AuthMethod::Email), "email-0")]
        {
            let headers = visit.site.headers();
            let signed_in = visit.site.auth.sign_in_as(&headers, user).await.unwrap();
            let auth::SignInResult::SignedIn(cookies) = signed_in else { panic!() };
            visit.site.take(cookies.iter());
            assert_eq!(visit.proofs().await, proofs);
            let session = visit.site.auth.session(&visit.site.headers()).await.unwrap().unwrap();
            assert_eq!(session.assurance().proofs().count(), usize::from(!proofs.is_empty()));
        }
        let (headers, form) = (visit.site.headers(), [("email", ADA), ("password", "hunter2")]);
        let signed_in = visit.site.auth.sign_in(&headers, "credentials", &form).await.unwrap();
        let auth::SignInResult::SignedIn(cookies) = signed_in else { panic!() };
        visit.site.take(cookies.iter());
        assert_eq!(visit.proofs().await, "pwd-0");
    })
    .await;
}

/// A provider that does not say when the user has signed in there proves nothing about the age of the sign-in.
#[tokio::test]
async fn a_provider_is_as_fresh_as_it_says() {
    let now = NOW.as_secs();
    for (auth_time, proof, status) in [
        (json!(now), "fed-0", 200),
        (json!(now - 200), "fed-200", 200),
        (json!(now - 301), "fed-301", 401),
        (json!(now + 20), "fed-0", 200),
        (json!(now + 3600), "fed-?", 401),
        (json!(-5), "fed-?", 401),
        (json!("today"), "fed-?", 401),
        (json!([now]), "fed-?", 401),
        (Value::Null, "fed-?", 401),
    ] {
        let [database, _] = databases().await;
        for setup in SETUPS {
            let mut visit = Visit::new(&database, setup).await;
            let claims = json!({ "sub": "7", "auth_time": auth_time, "amr": ["pwd", "mfa"] });
            assert_eq!(visit.by_provider(claims, &[]).await, HOME);
            assert_eq!(visit.proofs().await, proof, "{auth_time}");
            assert_eq!(visit.site.get("/provider").await.status, status, "{auth_time}");
            assert_eq!(visit.site.get("/fresh").await.status, status, "{auth_time}");
            assert_eq!(visit.site.get("/linked").await.status, 200, "it counts without an age");
            assert_eq!(visit.site.get("/strong").await.status, 401, "its factors are not trusted");
        }
    }
}

#[tokio::test]
async fn several_factors_of_a_provider_count_if_the_application_trusts_them() {
    let now = NOW.as_secs();
    for (amr, proofs) in [
        (json!(["pwd", "mfa"]), "fed-9 mfa-9"),
        (json!(["pwd", "otp"]), "fed-9"),
        (json!("mfa"), "fed-9"),
        (json!({ "mfa": 1 }), "fed-9"),
        (json!([["mfa"], null]), "fed-9"),
    ] {
        let [database, _] = databases().await;
        let mut visit = Visit::with(&database, SETUPS[0], acme().trust_provider_mfa(), |start| start).await;
        visit.by_provider(json!({ "sub": "7", "auth_time": now - 9, "amr": amr }), &[]).await;
        assert_eq!(visit.proofs().await, proofs, "{amr}");
    }
}

/// The holder of a stolen session can link an account of their own, which says nothing about the user.
#[tokio::test]
async fn a_linked_account_keeps_the_proofs_and_adds_none() {
    everywhere(async |mut visit| {
        visit.by_password(ADA).await;
        visit.site.clock.advance(Duration::from_secs(60));
        let claims = json!({ "sub": "of-ada", "auth_time": NOW.as_secs() + 60, "amr": ["mfa"] });
        assert_eq!(visit.by_provider(claims.clone(), &[]).await, HOME);
        let ada = visit.database.user_by_email(ADA).await.unwrap().unwrap();
        assert_eq!(visit.database.accounts_of(&ada.id()).await.unwrap().len(), 1, "it is linked");
        assert_eq!(visit.proofs().await, "pwd-60");
        assert_eq!(visit.by_provider(claims, &[]).await, HOME);
        assert_eq!(visit.proofs().await, "fed-0", "a sign-in by it starts new");
    })
    .await;
}

/// An account is a way in for good: the holder of a stolen session that is not fresh brings none.
#[tokio::test]
async fn a_stale_session_links_no_account_before_a_step_up() {
    everywhere(async |mut visit| {
        let linked = async |visit: &Visit| {
            let ada = visit.database.user_by_email(ADA).await.unwrap().unwrap();
            visit.database.accounts_of(&ada.id()).await.unwrap().len()
        };
        let claims = json!({ "sub": "of-eve" });
        visit.by_password(ADA).await;
        visit.site.clock.advance(Duration::from_secs(601));
        let url = "http://site.test/auth/step-up?max_age=600&callbackUrl=http%3A%2F%2Fsite.test%2Faccount";
        let back = [("callbackUrl", "/account")];
        assert_eq!(visit.by_provider(claims.clone(), &back).await, url);
        assert_eq!(linked(&visit).await, 0);
        assert_eq!(visit.proofs().await, "pwd-601", "the session goes on, and nothing is proven");

        // The step-up makes the session fresh, and the account is linked.
        visit.site.get(url.strip_prefix("http://site.test").unwrap()).await;
        let marked = [("stepUp", "1"), ("callbackUrl", "/account")];
        assert_eq!(visit.by_form(ADA, "hunter2", &marked).await, "http://site.test/account");
        assert_eq!(visit.proofs().await, "pwd-0");
        assert_eq!(visit.by_provider(claims.clone(), &back).await, "http://site.test/account");
        assert_eq!(linked(&visit).await, 1);

        // A sign-in by a known account needs no fresh session, and is one itself.
        visit.site.clock.advance(Duration::from_secs(601));
        assert_eq!(visit.by_provider(claims, &back).await, "http://site.test/account");
        let other = json!({ "sub": "another-of-ada" });
        assert_eq!(visit.by_provider(other, &back).await, "http://site.test/account");
        assert_eq!(linked(&visit).await, 2);
    })
    .await;
}

/// The session has to be fresh when the user leaves for the provider, however long that takes.
#[tokio::test]
async fn time_at_the_provider_does_not_make_a_session_stale() {
    everywhere(async |mut visit| {
        visit.by_password(ADA).await;
        visit.site.clock.advance(Duration::from_secs(590));
        let back = visit.leave_for_provider(json!({ "sub": "of-ada" }), &[]).await;
        visit.site.clock.advance(Duration::from_secs(300));
        assert_eq!(visit.site.get(&back).await.location(), HOME);
        let ada = visit.database.user_by_email(ADA).await.unwrap().unwrap();
        assert_eq!(visit.database.accounts_of(&ada.id()).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn linking_does_not_prolong_a_limited_session() {
    for setup in SETUPS {
        let [database, _] = databases().await;
        let limited = |start: Start| start.session_lifetime(DAY);
        let mut visit = Visit::with(&database, setup, acme(), limited).await;
        visit.by_password(ADA).await;
        visit.site.clock.advance(DAY / 2);
        visit.by_provider(json!({ "sub": "of-ada" }), &[]).await;
        assert_eq!(visit.proofs().await, "pwd-43200");
        visit.site.clock.advance(DAY / 2 + Duration::from_secs(20));
        assert_eq!(visit.site.get("/me").await.status, 401, "{setup:?}");
    }
}
