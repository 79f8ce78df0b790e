//! Nobody tries passwords as often as they like.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use auth::{
    Auth, AuthError, SignInResult,
    adapter::{AnyAdapter, MemoryAdapter},
    config::{ClientIpSource, RateLimit},
    provider::Passkey,
    testing::SoftwarePasskey,
    time::{Clock, ManualClock},
};
use axum::{Router, body::Body, extract::ConnectInfo};
use http::{HeaderMap, HeaderName, Request, StatusCode, header::CONTENT_TYPE, request::Parts};

use crate::{
    logs::Log,
    mail::{Mailing, Sessions, sqlite},
    site::*,
    world::Visible,
};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const MINUTE: Duration = Duration::from_secs(60);

/// How many wrong passwords an account allows without a wait.
const FREE: usize = 20;

fn behind_a_proxy(builder: Start) -> Start {
    builder.client_ip(ClientIpSource::Header(FORWARDED_FOR))
}

/// The address of the client with a number.
fn address(number: usize) -> String {
    format!("10.{}.{}.{}", number >> 16, number >> 8 & 255, number & 255)
}

impl Site {
    /// Tries a password from an address; `true` if it was counted as one too many.
    async fn tries(&mut self, address: &str, name: &str, password: &str) -> Reply {
        let token = self.csrf().await;
        let fields = [("name", name), ("password", password), ("csrfToken", token.as_str())];
        let request = Request::post("/auth/callback/credentials")
            .header(CONTENT_TYPE, FORM)
            .header(FORWARDED_FOR, address);
        self.send(request, form(fields.into_iter())).await
    }
}

/// The head of a request on a connection from an address.
fn parts(address: &str) -> Parts {
    let mut request = Request::new(());
    let peer: SocketAddr = format!("{address}:4711").parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    request.into_parts().0
}

async fn guess(auth: &Auth<Visible>, head: &Parts, name: &str) -> Result<SignInResult, AuthError> {
    auth.sign_in(head, "credentials", &[("name", name), ("password", "guess")]).await
}

fn is_limited<T>(result: &Result<T, AuthError>) -> bool {
    matches!(result, Err(AuthError::TooManyRequests { .. }))
}

#[tokio::test]
async fn one_try_too_many_is_429() {
    let header = HeaderName::from_static("x-forwarded-for");
    let mut site = Site::with(|builder| {
        let limit = RateLimit::new(3, Duration::from_secs(60));
        builder.client_ip(ClientIpSource::Header(header)).sign_in_limit(limit)
    });
    let token = site.csrf().await;
    let form = form([("name", "ada"), ("password", "guess"), ("csrfToken", token.as_str())].into_iter());
    for (address, waits, status) in [
        ("192.0.2.1", 0, 302),
        ("192.0.2.1", 0, 302),
        ("192.0.2.1", 0, 302),
        ("192.0.2.1", 59, 429),
        ("198.51.100.7, 192.0.2.1", 0, 429),
        ("192.0.2.2", 0, 302),
        ("192.0.2.1", 1, 302),
    ] {
        site.clock.advance(Duration::from_secs(waits));
        let request = Request::post("/auth/callback/credentials")
            .header(CONTENT_TYPE, FORM)
            .header("x-forwarded-for", address);
        let reply = site.send(request, form.clone()).await;
        assert_eq!(reply.status, status, "{address} after {waits} s");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn clients_with_unknown_addresses_share_a_limit_and_one_warning() {
    let log = Log::default();
    let _guard = log.listen();
    let mut site = Site::new();
    for number in 0..130 {
        let fields = [("name", &*format!("user{number}")), ("password", "guess")];
        let status = site.post("/auth/callback/credentials", &fields).await.status;
        assert_eq!(status, if number < 100 { 302 } else { 429 }, "{number}");
    }
    let warnings = log.text().matches("into_make_service_with_connect_info").count();
    assert_eq!(warnings, 1);
}

/// Sends a request to a server and reads all of the answer.
fn ask(peer: SocketAddr, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(peer).unwrap();
    let length = body.len();
    write!(stream, "{head}host: site.test\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_client_addresses_is_limited_too() {
    let site = Site::new();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let peer = listener.local_addr().unwrap();
    let router: Router = Router::new().merge(site.auth.routes()).with_state(site.auth.clone());
    let server = tokio::spawn(async { axum::serve(listener, router).await });
    let limited = tokio::task::spawn_blocking(move || {
        let csrf = ask(peer, "GET /auth/csrf HTTP/1.1\r\n", "");
        let (_, cookie) = csrf.split_once("set-cookie: ").unwrap();
        let (cookie, _) = cookie.split_once(';').unwrap();
        let (_, token) = csrf.split_once("csrfToken\":\"").unwrap();
        let (token, _) = token.split_once('"').unwrap();
        let head = "POST /auth/callback/credentials HTTP/1.1\r\n";
        let head = format!("{head}cookie: {cookie}\r\ncontent-type: {FORM}\r\n");
        let guess = |number| {
            let name = format!("user{number}");
            let fields = [("name", name.as_str()), ("password", "guess"), ("csrfToken", token)];
            ask(peer, &head, &form(fields.into_iter()))
        };
        (0..130).filter(|number| guess(*number).starts_with("HTTP/1.1 429")).count()
    });
    assert_eq!(limited.await.unwrap(), 30);
    server.abort();
}

#[tokio::test]
async fn an_address_with_a_port_is_the_same_address() {
    let mut site = Site::with(|builder| {
        behind_a_proxy(builder).sign_in_limit(RateLimit::new(3, MINUTE)).account_limit(None)
    });
    for (spelling, status) in [
        ("192.0.2.1:1000", 302),
        ("\"192.0.2.1:1001\"", 302),
        ("192.0.2.1", 302),
        ("192.0.2.1:1002", 429),
        ("[2001:db8::1]:1", 302),
        ("2001:db8::2", 302),
        ("[2001:db8::3]", 302),
        ("[2001:db8::4]:5", 429),
        ("garbage", 302),
        ("unknown", 302),
        ("", 302),
        ("other garbage", 429),
    ] {
        assert_eq!(site.tries(spelling, "ada", "guess").await.status, status, "{spelling}");
    }
}

#[tokio::test]
async fn handlers_are_limited_by_the_parts_or_share_the_limit_of_the_unknown() {
    let site = Site::new();
    let headers = HeaderMap::new();
    for number in 0..130 {
        let form = [("name", &*format!("user{number}")), ("password", "guess")];
        let result = site.auth.sign_in(&headers, "credentials", &form).await;
        assert_eq!(is_limited(&result), number >= 100, "{number}");
    }
    let user = auth::User::new("1");
    assert!(is_limited(&site.auth.sign_in_as(&headers, &user).await));
    assert!(site.auth.sign_in_as(&parts("192.0.2.1"), &user).await.is_ok());
    for number in 0..130 {
        let result = guess(&site.auth, &parts("192.0.2.2"), &format!("user{number}")).await;
        assert_eq!(is_limited(&result), number >= 100, "{number}");
    }
}

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

#[tokio::test]
async fn sign_ins_that_are_right_do_not_use_up_the_account() {
    let site = Site::new();
    let right = [("name", "ada"), ("password", "hunter2")];
    for number in 0..200 {
        let head = parts(&address(number));
        assert!(site.auth.sign_in(&head, "credentials", &right).await.is_ok());
        assert!(site.auth.sign_in_as(&head, &auth::User::new("ada")).await.is_ok());
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

/// Two processes on one database.
fn processes(adapter: &AnyAdapter) -> [(Auth<Visible>, ManualClock); 2] {
    [0, 1].map(|_| {
        let adapter = adapter.clone();
        let site = Site::with(|builder| builder.adapter(adapter));
        (site.auth, site.clock)
    })
}

#[tokio::test]
async fn two_processes_share_the_limits_of_a_database() {
    for adapter in [AnyAdapter::new(MemoryAdapter::new()), AnyAdapter::new(sqlite().await)] {
        let [(one, clock), (two, _)] = processes(&adapter);
        for number in 0..FREE {
            let auth = if number % 2 == 0 { &one } else { &two };
            assert!(!is_limited(&guess(auth, &parts(&address(number)), "ada").await));
        }
        for auth in [&one, &two] {
            assert!(is_limited(&guess(auth, &parts("192.0.2.1"), "ada").await));
        }
        for number in 0..100 {
            let auth = if number % 2 == 0 { &one } else { &two };
            assert!(!is_limited(&guess(auth, &parts("192.0.2.9"), &format!("user{number}")).await));
        }
        for auth in [&one, &two] {
            assert!(is_limited(&guess(auth, &parts("192.0.2.9"), "another").await));
        }
        clock.advance(MINUTE);
        assert!(!is_limited(&guess(&one, &parts("192.0.2.9"), "another").await));
    }
}

#[tokio::test]
async fn a_clock_that_steps_opens_nothing_and_locks_nobody_out_for_longer() {
    const HOUR: Duration = Duration::from_secs(3600);
    for database in [None, Some(AnyAdapter::new(MemoryAdapter::new())), Some(AnyAdapter::new(sqlite().await))]
    {
        let windows = if database.is_some() { 2 } else { 1 };
        let site = Site::with(|builder| {
            let builder = builder.sign_in_limit(RateLimit::new(3, MINUTE));
            match database {
                Some(adapter) => builder.adapter(adapter),
                None => builder,
            }
        });
        let limited = async || is_limited(&guess(&site.auth, &parts("192.0.2.1"), "ada").await);
        for step in [|now| now - HOUR, |now| now + HOUR] {
            for _ in 0..3 {
                assert!(!limited().await);
            }
            assert!(limited().await);
            site.clock.set(step(site.clock.now()));
            assert!(limited().await, "a step opens nothing");
            // A database has the time of before the step. It locks for one window after it is asked.
            let mut is_limited = true;
            for _ in 0..windows {
                site.clock.advance(MINUTE);
                is_limited = limited().await;
            }
            assert!(!is_limited, "the window has passed");
            site.clock.advance(MINUTE * 2);
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_database_that_fails_leaves_the_limits_of_the_process() {
    let log = Log::default();
    let _guard = log.listen();
    // Without tables, every statement fails.
    let adapter = auth::adapter::SqliteAdapter::open("sqlite::memory:").await.unwrap();
    let site = Site::with(|builder| builder.adapter(adapter));
    for number in 0..200 {
        let result = guess(&site.auth, &parts(&address(number)), "ada").await;
        assert_eq!(is_limited(&result), number >= FREE, "{number}");
    }
    assert_eq!(log.text().matches("cannot be counted in the database").count(), 1);
    assert!(log.text().contains("for all processes that use it"));
}

#[tokio::test(flavor = "current_thread")]
async fn the_start_says_where_attempts_are_counted() {
    let log = Log::default();
    let _guard = log.listen();
    let _site = Site::new();
    assert!(log.text().contains("counted in this process only"));
    let _site = Site::with(|builder| builder.sign_in_limit(None).account_limit(None));
    assert!(log.text().contains("are not limited"));
}

#[tokio::test]
async fn starts_of_sign_ins_at_a_provider_are_limited() {
    let mut site = Site::with(|builder| {
        behind_a_proxy(builder)
            .sign_in_limit(RateLimit::new(3, MINUTE))
            .provider(auth::provider::GitHub::new("id", "secret"))
    });
    let csrf = site.csrf().await;
    for (address, status) in [("1", 302), ("1", 302), ("1", 302), ("1", 429), ("2", 302)] {
        let request = Request::post("/auth/signin/github")
            .header(CONTENT_TYPE, FORM)
            .header(FORWARDED_FOR, format!("192.0.2.{address}"));
        let reply = site.send(request, form([("csrfToken", csrf.as_str())].into_iter())).await;
        assert_eq!(reply.status, status);
    }
}
