//! Attacks on sign-ups.

use auth::config::RateLimit;
use http::{Request, header::CONTENT_TYPE};

use super::*;

#[tokio::test]
async fn a_known_address_looks_like_a_new_one() {
    everywhere(async |mut signing| {
        signing.known(ADA, None).await;
        let known = signing.ask(ADA).await;
        let new = signing.ask("eve@example.com").await;
        assert_eq!((known.status, known.set_cookies()), (new.status, new.set_cookies()));
        assert_eq!(known.body, new.body.replace("eve@", "ada@"));
        let mails = signing.outbox.take();
        let subjects: Vec<_> = mails.iter().map(|mail| (mail.to.as_str(), mail.subject.as_str())).collect();
        assert_eq!(
            subjects,
            [
                (ADA, "You have an account at site.test already"),
                ("eve@example.com", "Create your account at site.test"),
            ]
        );
        assert!(!mails[0].text.contains("http") && mails[0].text.contains("sign in with it"));
        // Guards see the same: a user who does not exist yet.
        assert_eq!(
            signing.site.world.happened(),
            ["guard requested ada@example.com () None", "guard requested eve@example.com () None"]
        );

        // A guessed link says the same for both.
        let guess = |address: &str| Link {
            path: format!("{FINISH}?token={}&email={address}", "a".repeat(64)),
            token: "a".repeat(64),
            email: address.to_owned(),
        };
        let (known, new) = (guess(ADA), guess("eve@example.com"));
        let opened = (signing.site.visit(&known.path).await, signing.site.visit(&new.path).await);
        assert_broken(&opened.0);
        assert_eq!(opened.0.body, opened.1.body);
        let posted = (signing.register(&known, "A").await, signing.register(&new, "A").await);
        assert_broken(&posted.0);
        assert_eq!(posted.0.body, posted.1.body);
        assert!(signing.user("eve@example.com").await.is_none());
    })
    .await;
}

#[tokio::test]
async fn both_mails_ask_the_database_for_the_same() {
    // The row of a link is written for a known address, too: nobody can tell by the time.
    let mut rows = Vec::new();
    for is_known in [true, false] {
        let mut signing = Signing::new(Kept::Tokens, memory());
        if is_known {
            signing.known(ADA, Some(NOW)).await;
        }
        signing.ask(ADA).await;
        signing.site.clock.advance(DAY);
        rows.push(signing.site.auth.delete_expired().await.unwrap());
    }
    assert!(rows[0] > 0 && rows[0] == rows[1], "{rows:?}");
}

#[tokio::test]
async fn an_address_that_was_taken_in_between_changes_nothing() {
    everywhere(async |mut signing| {
        let link = signing.link(ADA).await;
        let id = signing.known(ADA, None).await;
        assert_broken(&signing.site.visit(&link.path).await);
        assert_broken(&signing.register(&link, "Eve").await);
        let user = signing.database.user(&id).await.unwrap().unwrap();
        assert!(user.user.name.is_none() && user.email_verified.is_none());
        assert!(signing.database.password_of(&id).await.unwrap().is_none());
        assert!(signing.shown().await.is_none());
        assert!(signing.site.world.happened().is_empty(), "neither guards nor the application are asked");
    })
    .await;
}

#[tokio::test]
async fn of_two_at_once_one_creates_the_user() {
    everywhere(async |mut signing| {
        let link = signing.link(ADA).await;
        let csrf = signing.site.csrf().await;
        let request = |name: &str| {
            let fields = [
                ("linkToken", link.token.as_str()),
                ("linkEmail", ADA),
                ("csrfToken", csrf.as_str()),
                ("name", name),
                ("password", GOOD),
            ];
            let body = form(fields.into_iter());
            let mut request =
                Request::post(FINISH).header(CONTENT_TYPE, FORM).body(axum::body::Body::from(body)).unwrap();
            request.headers_mut().extend(signing.site.headers());
            request
        };
        let (one, two) =
            tokio::join!(signing.site.raw(request("Ada")), signing.site.raw(request("Another Ada")));
        let done = [&one, &two].into_iter().filter(|reply| reply.status == 302).count();
        assert_eq!(done, 1, "{} {}", one.status, two.status);
        assert_broken(if one.status == 302 { &two } else { &one });
        let registered = signing.site.world.happened().into_iter().filter(|it| it.starts_with("register"));
        assert_eq!(registered.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_with_its_time_and_with_a_newer_one() {
    everywhere(async |mut signing| {
        let older = signing.link(ADA).await;
        let newer = signing.link(ADA).await;
        assert_broken(&signing.site.visit(&older.path).await);
        assert_broken(&signing.register(&older, "Ada").await);
        signing.site.clock.advance(Duration::from_secs(60 * 60 + 1));
        assert_broken(&signing.site.visit(&newer.path).await);
        assert_broken(&signing.register(&newer, "Ada").await);
        assert!(signing.user(ADA).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_token_works_for_its_own_address_and_purpose_alone() {
    everywhere(async |mut signing| {
        let mut link = signing.link(ADA).await;
        link.email = "eve@example.com".to_owned();
        assert_broken(&signing.register(&link, "Eve").await);
        link.email = ADA.to_owned();

        // The link of another purpose, for a user who is gone by now.
        let id = signing.known("bob@example.com", Some(NOW)).await;
        signing.site.post("/auth/password/forgot", &[("email", "bob@example.com")]).await;
        let reset = Link::of(&signing.outbox.take()[0]);
        signing.database.delete_user(&id).await.unwrap();
        assert_broken(&signing.register(&reset, "Bob").await);

        // The sign-up's link neither resets a password nor signs in.
        let fields = [("token", link.token.as_str()), ("email", ADA), ("newPassword", GOOD)];
        assert_broken(&signing.site.post("/auth/password/reset", &fields).await);
        let fields = [("token", link.token.as_str()), ("email", ADA)];
        let magic = signing.site.post("/auth/callback/email", &fields).await.location().to_owned();
        assert!(magic.contains("error=Verification"), "{magic}");
        assert!(signing.shown().await.is_none() && signing.user(ADA).await.is_none());
        assert_eq!(signing.register(&link, "Ada").await.location(), "http://site.test");
    })
    .await;
}

#[tokio::test]
async fn guards_decide_twice() {
    everywhere(async |mut signing| {
        let denied = signing.ask("never@example.com").await;
        assert_eq!(denied.location(), "http://site.test/auth/error?error=AccessDenied");
        assert_eq!(signing.ask("away@example.com").await.location(), "http://site.test/banned");
        assert!(signing.outbox.take().is_empty());
        for (address, to) in [
            ("later@example.com", "http://site.test/auth/error?error=AccessDenied"),
            ("astray@example.com", "http://site.test/banned"),
        ] {
            let link = signing.link(address).await;
            assert_eq!(signing.register(&link, "Ada").await.location(), to);
            assert!(signing.user(address).await.is_none() && signing.shown().await.is_none());
            let happened = signing.site.world.happened();
            assert!(happened.iter().all(|what| what.starts_with("guard")), "{happened:?}");
            assert_broken(&signing.register(&link, "Ada").await);
        }
    })
    .await;
}

#[tokio::test]
async fn a_guard_that_cannot_decide_creates_nobody_and_the_link_works_on() {
    everywhere(async |mut signing| {
        let link = signing.link(ADA).await;
        signing.site.world.trouble("doorman", Access::Allow);
        let to = signing.register(&link, "Ada").await.location().to_owned();
        assert_eq!(to, "http://site.test/auth/error?error=AccessDenied");
        assert!(signing.user(ADA).await.is_none() && signing.shown().await.is_none());
        signing.site.world.no_trouble();
        assert_eq!(signing.register(&link, "Ada").await.location(), "http://site.test");
    })
    .await;
}

#[tokio::test]
async fn no_entrance_is_without_a_csrf_token() {
    everywhere(async |mut signing| {
        let link = signing.link(ADA).await;
        for (path, fields) in [
            (SIGN_UP, vec![("email", "eve@example.com")]),
            (
                FINISH,
                vec![("linkToken", &*link.token), ("linkEmail", ADA), ("name", "A"), ("password", GOOD)],
            ),
        ] {
            for token in [None, Some(("csrfToken", "forged"))] {
                let body = form(fields.iter().copied().chain(token));
                let request = Request::post(path).header(CONTENT_TYPE, FORM);
                let reply = signing.site.send(request, body).await;
                assert!(reply.location().contains("MissingCSRF"), "{}", reply.location());
            }
        }
        assert!(signing.outbox.take().is_empty() && signing.user(ADA).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn planted_cookies_neither_stop_a_sign_up_nor_lead_it_astray() {
    everywhere(async |mut signing| {
        let link = signing.link(ADA).await;
        signing
            .site
            .cookies
            .insert("authjs.callback-url".to_owned(), "https%3A%2F%2Fevil.example".to_owned());
        signing.site.cookies.insert(SESSION.to_owned(), "planted".to_owned());
        let done = signing.register(&link, "Ada").await;
        assert_eq!(done.location(), "http://site.test");
        assert_eq!(signing.shown().await.as_deref(), Some(ADA));
    })
    .await;
}

#[tokio::test]
async fn mails_are_limited_by_their_address() {
    let limited = |email: Email| email.request_limit(RateLimit::new(2, Duration::from_secs(600)));
    for known in [false, true] {
        let mut signing = Signing::with(Kept::Tokens, memory(), limited, |start| start);
        if known {
            signing.known(ADA, Some(NOW)).await;
        }
        for _ in 0..2 {
            assert_eq!(signing.ask(ADA).await.status, 200);
        }
        let third = signing.ask(ADA).await;
        assert_ne!(third.status, 200);
        assert_eq!(signing.ask("eve@example.com").await.status, 200, "it is a limit of the address");
        assert_eq!(signing.outbox.take().len(), 3);
    }
}

#[tokio::test]
async fn guessed_links_are_limited_by_address_and_by_network() {
    let guess = |address: &str| Link {
        path: format!("{FINISH}?token={}&email={address}", "a".repeat(64)),
        token: "a".repeat(64),
        email: address.to_owned(),
    };
    let five = RateLimit::new(5, Duration::from_secs(60));
    // One address: also from many networks, which the limit of networks would let pass.
    for is_known in [false, true] {
        let by_account = |start: Start| start.sign_in_limit(None);
        let mut signing = Signing::with(Kept::Tokens, memory(), |email| email, by_account);
        if is_known {
            signing.known(ADA, Some(NOW)).await;
        }
        let mut replies = Vec::new();
        for _ in 0..60 {
            replies.push(signing.site.visit(&guess(ADA).path).await.status.as_u16());
        }
        assert!(replies.starts_with(&[400]) && replies.ends_with(&[429]), "{is_known} {replies:?}");
        assert_eq!(signing.site.visit(&guess("eve@example.com").path).await.status, 400);
    }
    // Many addresses from one network, by links and by forms.
    let by_network = |start: Start| start.sign_in_limit(five);
    let mut signing = Signing::with(Kept::Tokens, memory(), |email| email, by_network);
    let mut replies = Vec::new();
    for number in 0..8 {
        let link = guess(&format!("user{number}@example.com"));
        replies.push(match number % 2 {
            0 => signing.site.visit(&link.path).await.status.as_u16(),
            _ => signing.register(&link, "Ada").await.status.as_u16(),
        });
    }
    assert!(replies.starts_with(&[400]) && replies.ends_with(&[429]), "{replies:?}");
}
