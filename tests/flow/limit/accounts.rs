//! Limits by account: an attacker runs out of guesses, and the owner can still sign in.

use super::*;

#[tokio::test]
async fn an_account_is_limited_whatever_the_address() {
    let mut site = Site::with(behind_a_proxy);
    for number in 0..1_000 {
        let spelling = ["ada", "ADA", " ada", "Ada "][number % 4];
        let status = site.tries(&address(number), spelling, "guess").await.status;
        assert_eq!(status, if number < FREE { 302 } else { 429 }, "{number}");
    }
    assert_eq!(site.tries(&address(0), "bob", "guess").await.status, 302);

    let site = Site::new();
    for number in 0..1_000 {
        let result = guess(&site.auth, &parts(&address(number)), "ada").await;
        assert_eq!(is_limited(&result), number >= FREE, "{number}");
    }
}

#[tokio::test]
async fn waits_grow_but_end() {
    let site = Site::new();
    let try_from = async |number| guess(&site.auth, &parts(&address(number)), "ada").await;
    for number in 0..FREE {
        assert!(!is_limited(&try_from(number).await));
    }
    for minutes in [1, 2, 4, 8, 15, 15] {
        match try_from(100).await {
            Err(AuthError::TooManyRequests { retry_after }) => assert_eq!(retry_after, minutes * MINUTE),
            other => panic!("{other:?}"),
        }
        site.clock.advance(minutes * MINUTE);
        assert!(!is_limited(&try_from(100).await));
    }
    site.clock.advance(15 * MINUTE);
    let right = [("name", "ada"), ("password", "hunter2")];
    assert!(site.auth.sign_in(&parts("192.0.2.1"), "credentials", &right).await.is_ok());
}

#[tokio::test]
async fn a_browser_that_has_signed_in_before_is_not_locked_out() {
    let mut owner = Site::with(behind_a_proxy);
    assert_eq!(owner.tries("192.0.2.1", "ada", "hunter2").await.status, 302);
    let known = owner.cookies.clone();
    owner.cookies.clear();
    for number in 0..200 {
        owner.tries(&address(number), "ada", "guess").await;
    }
    assert_eq!(owner.tries("192.0.2.7", "ada", "hunter2").await.status, 429);
    let mark = known["authjs.known-browser"].clone();
    owner.cookies.insert("authjs.known-browser".to_owned(), mark.clone());
    assert_eq!(owner.tries("192.0.2.1", "ada", "hunter2").await.status, 302);
    assert_eq!(owner.session().await["user"]["name"], "ada");

    // The mark is for this account only, is limited too, and cannot be forged.
    for number in 0..FREE {
        assert_eq!(owner.tries(&address(300 + number), "bob", "guess").await.status, 302);
        assert_eq!(owner.tries(&address(300 + number), "ada", "guess").await.status, 302);
    }
    for name in ["ada", "bob"] {
        assert_eq!(owner.tries(&address(400), name, "guess").await.status, 429);
    }
    let mut forged = mark.clone();
    forged.replace_range(0..1, if mark.starts_with('A') { "B" } else { "A" });
    owner.cookies.insert("authjs.known-browser".to_owned(), forged);
    assert_eq!(owner.tries(&address(401), "ada", "hunter2").await.status, 429);
}

/// Two accounts whose names differ by an accent share a count. The mark that one of them has earned is of no use for the
/// other: an attacker would get a new count with each sign-in to an account of their own.
#[tokio::test]
async fn a_mark_for_a_similar_name_opens_no_count_for_the_account() {
    let mut attacker = Site::with(behind_a_proxy);
    for number in 0..FREE {
        assert_eq!(attacker.tries(&address(number), "ada", "guess").await.status, 302);
    }
    for (round, own) in ["áda", "ADA", "a\u{200b}da"].into_iter().enumerate() {
        attacker.clock.advance(24 * 60 * MINUTE);
        attacker.cookies.clear();
        let from = |number| address(1_000 * (round + 1) + number);
        assert_eq!(attacker.tries(&from(0), own, "hunter2").await.status, 302);
        let mark = attacker.cookies["authjs.known-browser"].clone();
        let mut accepted = 0;
        for number in 1..100 {
            attacker.cookies.insert("authjs.known-browser".to_owned(), mark.clone());
            accepted += usize::from(attacker.tries(&from(number), "ada", "guess").await.status == 302);
            attacker.cookies.remove("authjs.known-browser");
            accepted += usize::from(attacker.tries(&from(number), "ada", "guess").await.status == 302);
        }
        assert_eq!(accepted, FREE, "{own}");
    }
}

#[tokio::test]
async fn sign_ins_that_are_right_do_not_use_up_the_account() {
    let site = Site::new();
    let right = [("name", "ada"), ("password", "hunter2")];
    for number in 0..200 {
        let head = parts(&address(number));
        assert!(site.auth.sign_in(&head, "credentials", &right).await.is_ok());
        assert!(site.auth.sign_in_as(&head, auth::User::new("ada")).await.is_ok());
    }
    // A guard that refuses is no sign-in.
    let refused = [("name", "denied"), ("password", "hunter2")];
    for number in 0..200 {
        let result = site.auth.sign_in(&parts(&address(number)), "credentials", &refused).await;
        assert_eq!(is_limited(&result), number >= FREE);
    }
}

/// Sends a request from the address with a number.
async fn from_address(
    site: &Mailing,
    number: usize,
    request: http::request::Builder,
    body: String,
) -> StatusCode {
    let mut request = request.body(Body::from(body)).unwrap();
    let peer: SocketAddr = format!("{}:4711", address(number)).parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    site.auth.handle(request).await.status()
}

#[tokio::test]
async fn requested_and_opened_links_are_limited_by_address_and_owners_are_not_starved() {
    for adapter in [AnyAdapter::new(MemoryAdapter::new()), AnyAdapter::new(sqlite().await)] {
        let site = Mailing::new(Sessions::Tokens, adapter);
        let mut owner = site.browser();
        owner.ask("erin@example.com", "/").await;
        owner.open(&site.outbox.link()).await;
        assert_eq!(owner.who().await.as_deref(), Some("erin@example.com"));

        let mut stranger = site.browser();
        let csrf = stranger.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
        let cookie = format!("authjs.csrf-token={}", stranger.cookies["authjs.csrf-token"]);
        let post = |path: &str| Request::post(path).header(CONTENT_TYPE, FORM).header("cookie", &cookie);
        let (mut mailed, mut opened) = (0, 0);
        for number in 0..1_000 {
            let fields = [("email", "erin@example.com"), ("csrfToken", csrf.as_str())];
            let status =
                from_address(&site, number, post("/auth/signin/email"), form(fields.into_iter())).await;
            mailed += usize::from(status == 302);
            let token = number.to_string();
            let fields = [("email", "erin@example.com"), ("token", &token), ("csrfToken", &csrf)];
            let status =
                from_address(&site, number, post("/auth/callback/email"), form(fields.into_iter())).await;
            opened += usize::from(status != 429);
        }
        assert!(mailed <= 10 && opened == FREE, "{mailed} {opened}");
        assert_eq!(site.outbox.take().len(), mailed);

        // The owner's browser gets a mail, and every link that was mailed works in any browser.
        owner.cookies.remove(SESSION);
        assert_eq!(owner.ask("erin@example.com", "/").await.status, 302);
        let link = site.outbox.link();
        assert_eq!(site.browser().open(&link).await.status, 302);
    }
}

#[tokio::test]
async fn passkey_answers_and_options_are_limited_by_account() {
    let build =
        |builder: Start| behind_a_proxy(builder).adapter(MemoryAdapter::new()).passkey(Passkey::new());
    let mut site = Site::with(build);
    let key = SoftwarePasskey::new(ORIGIN).unwrap();
    let csrf = site.csrf().await;
    let (mut answered, mut told) = (0, 0);
    for number in 0..1_000 {
        let options = Request::get("/auth/webauthn-options/passkey?email=ada@example.com")
            .header(FORWARDED_FOR, address(number));
        told += usize::from(site.send(options, Body::empty()).await.status != 429);
        let data = key.register("a challenge").to_string();
        let fields = [("action", "register"), ("data", &data), ("csrfToken", &csrf)];
        let request = Request::post("/auth/callback/passkey")
            .header(CONTENT_TYPE, FORM)
            .header(FORWARDED_FOR, address(number));
        answered += usize::from(site.send(request, form(fields.into_iter())).await.status != 429);
    }
    assert_eq!((answered, told), (FREE, FREE));
}
