//! Codes that are guessed, repeated or used at the same time.

use std::time::Duration;

use auth::{adapter::Adapter, testing::totp_code, time::Clock};

use super::*;

#[tokio::test]
async fn a_code_works_once_and_no_earlier_one_after_it() {
    for database in databases().await {
        let (mut site, enrolled) = half_signed_in(&database, "ada").await;
        let now = site.clock.now();
        let at = |secs| totp_code(&enrolled.key, now + Duration::from_secs(secs)).unwrap();
        // The clock of the device is a step ahead.
        assert_eq!(site.enter(&at(30)).await, HOME);
        for seen in [at(30), at(0)] {
            let mut again = lenient(&database);
            again.next_step();
            again.sign_in("ada").await;
            assert_eq!(again.enter(&seen).await, WRONG);
            assert!(!again.is_signed_in().await && again.cookies.contains_key(PENDING));
        }
    }
}

#[tokio::test]
async fn codes_of_other_times_are_wrong() {
    for database in databases().await {
        let (mut site, enrolled) = half_signed_in(&database, "ada").await;
        site.clock.advance(Duration::from_secs(300));
        let now = site.clock.now();
        for drift in [60, 90, 3600] {
            let code = totp_code(&enrolled.key, now + Duration::from_secs(drift)).unwrap();
            assert_eq!(site.enter(&code).await, WRONG, "{drift}");
        }
        assert_eq!(site.enter(&enrolled.code(&site)).await, HOME);
    }
}

#[tokio::test]
async fn guessing_ends_after_five_codes_whatever_the_browser_and_the_way_in() {
    for database in databases().await {
        let (enrolled, user) = enrolled(&database, "ada").await;
        let mut world = None;
        for tried in 0..8 {
            // A new browser each time, so no count is by browser or by the pending sign-in.
            let mut site = lenient(&database);
            site.next_step();
            assert_eq!(site.sign_in("ada").await.location(), PAGE, "the first factor is not locked");
            let reply = site.post("/auth/second-factor", &[("code", "000000")]).await;
            if tried < 5 {
                assert_eq!(reply.location(), WRONG);
            } else {
                assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
                assert!(reply.headers.contains_key("retry-after"));
            }
            world.get_or_insert_with(Vec::new).extend(site.world.happened());
        }
        let told = world.unwrap().iter().filter(|what| *what == "TooManyWrongCodes").count();
        assert_eq!(told, 1, "once, not at every guess");

        let mut site = with_tokens(&database);
        site.next_step();
        let half = site.auth.sign_in_as(&site.headers(), KnownUser::stored(&user)).await.unwrap();
        let SignInResult::SecondFactor { cookies, .. } = half else { panic!("the second factor is skipped") };
        site.take(cookies.iter());
        let right = site.auth.prove_second_factor(&site.headers(), &enrolled.code(&site)).await;
        assert!(matches!(right, Err(AuthError::TooManyRequests { .. })), "not even the right one");
        let recovery = site.auth.prove_second_factor(&site.headers(), &enrolled.codes[0]).await;
        assert!(matches!(recovery, Err(AuthError::TooManyRequests { .. })));
        assert_eq!(database.second_factor(&user).await.unwrap().unwrap().recovery_codes, 10);

        let mut later = lenient(&database);
        later.clock.advance(Duration::from_secs(15 * 60 + 30));
        later.sign_in("ada").await;
        assert_eq!(later.enter(&enrolled.code(&later)).await, HOME);
    }
}

#[tokio::test]
async fn the_pages_for_codes_share_one_count() {
    for database in databases().await {
        let (enrolled, _) = enrolled(&database, "ada").await;
        let mut inside = lenient(&database);
        inside.next_step();
        inside.sign_in("ada").await;
        assert_eq!(inside.enter(&enrolled.code(&inside)).await, HOME);
        inside.visit("/auth/step-up?acr_values=otp").await;
        let mut outside = lenient(&database);
        outside.next_step();
        outside.sign_in("ada").await;
        assert_eq!(outside.enter("000000").await, WRONG);
        assert_eq!(outside.enter("\u{ff10}00000").await, WRONG, "other digits are no code, and count");
        for action in ["remove", "replace"] {
            let wrong = inside.post("/auth/totp", &[("action", action), ("code", "00 00-00")]).await;
            assert!(wrong.body.contains("This code is wrong"), "{}", wrong.body);
        }
        let wrong = inside.post("/auth/step-up", &[("code", "0000-0000")]).await;
        assert_eq!(wrong.location(), "http://site.test/auth/step-up?error=WrongCode");
        let right = enrolled.codes[0].as_str();
        for (page, action) in
            [("/auth/step-up", ""), ("/auth/totp", "remove"), ("/auth/totp", "recovery-codes")]
        {
            let reply = inside.post(page, &[("action", action), ("code", right)]).await;
            assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS, "{page} {action}");
        }
        let reply = outside.post("/auth/second-factor", &[("code", right)]).await;
        assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn right_codes_are_not_counted() {
    for database in databases().await {
        let (enrolled, _) = enrolled(&database, "ada").await;
        let mut site = lenient(&database);
        for _ in 0..12 {
            site.next_step();
            assert_eq!(site.sign_in("ada").await.location(), PAGE);
            assert_eq!(site.enter(&enrolled.code(&site)).await, HOME);
            site.cookies.clear();
        }
    }
}

#[tokio::test]
async fn of_many_requests_with_one_code_one_signs_in() {
    for database in databases().await {
        for recovery in [false, true] {
            let (enrolled, user) = enrolled(&database, &format!("ada{recovery}")).await;
            let mut site = with_tokens(&database);
            site.next_step();
            let code = if recovery { enrolled.codes[0].clone() } else { enrolled.code(&site) };
            let mut browsers = Vec::new();
            for _ in 0..4 {
                site.cookies.clear();
                let half = site.auth.sign_in_as(&site.headers(), KnownUser::stored(&user)).await.unwrap();
                let SignInResult::SecondFactor { cookies, .. } = half else { panic!("skipped") };
                site.take(cookies.iter());
                browsers.push(site.headers());
            }
            let tasks: Vec<_> = (0..4)
                .flat_map(|_| browsers.clone())
                .map(|headers| {
                    let (auth, code) = (site.auth.clone(), code.clone());
                    tokio::spawn(async move { auth.prove_second_factor(&headers, &code).await.is_ok() })
                })
                .collect();
            let mut signed_in = 0;
            for task in tasks {
                signed_in += usize::from(task.await.unwrap());
            }
            assert_eq!(signed_in, 1, "recovery code: {recovery}");
        }
    }
}

#[tokio::test]
async fn a_code_of_another_user_is_wrong() {
    for database in databases().await {
        let (bob, _) = enrolled(&database, "bob").await;
        let (mut site, _) = half_signed_in(&database, "ada").await;
        assert_eq!(site.enter(&bob.code(&site)).await, WRONG);
        assert_eq!(site.enter(&bob.codes[0]).await, WRONG);
        for odd in ["", " ", "abcdef", "１２３４５６", "+12345", "12345678901234567890", "\u{0}"] {
            let mut other = lenient(&database);
            other.sign_in("bob").await;
            let reply = other.post("/auth/second-factor", &[("code", odd)]).await;
            assert!(!other.is_signed_in().await, "{odd:?} {}", reply.status);
        }
    }
}

#[tokio::test]
async fn no_code_and_no_secret_is_logged() {
    let log = crate::logs::Log::default();
    let _listening = log.listen();
    for database in databases().await {
        let (mut site, enrolled) = half_signed_in(&database, "ada").await;
        let code = enrolled.code(&site);
        site.enter("918273").await;
        site.enter(&enrolled.codes[0]).await;
        let text = log.text();
        for secret in ["918273", &code, &enrolled.codes[0], &enrolled.key, &enrolled.key.replace(' ', "")] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
}

/// A step-up continues a session that has proven both, and is nothing without it.
#[tokio::test]
async fn a_step_up_skips_no_second_factor() {
    let fields = [("name", "ada"), ("password", "hunter2"), ("stepUp", "1")];
    for database in databases().await {
        let (enrolled, _) = enrolled(&database, "ada").await;
        let mut site = lenient(&database);
        site.next_step();
        site.sign_in("ada").await;
        assert_eq!(site.enter(&enrolled.code(&site)).await, HOME);
        site.clock.advance(Duration::from_secs(1000));
        site.visit("/auth/step-up?max_age=300").await;
        let asked = site.cookies.clone();
        assert_eq!(site.post("/auth/callback/credentials", &fields).await.location(), HOME);
        let session = site.auth.session(&site.headers()).await.unwrap().unwrap();
        let now = site.clock.now().as_secs();
        let ages: Vec<_> =
            session.assurance().proofs().map(|(by, at)| (by.as_str(), now - at.as_secs())).collect();
        assert_eq!(ages, [("pwd", 0), ("otp", 1000)]);

        // The mark alone, and the cookie of the step-up without the session for which it was asked.
        assert_eq!(site.post("/auth/callback/credentials", &fields).await.location(), PAGE);
        for kept in [&["authjs.step-up"][..], &["authjs.step-up", SESSION]] {
            site.cookies = asked.clone();
            site.cookies.retain(|name, _| name == "authjs.csrf-token" || kept.contains(&name.as_str()));
            assert_eq!(site.post("/auth/callback/credentials", &fields).await.location(), PAGE, "{kept:?}");
        }
    }
}
