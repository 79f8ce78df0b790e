//! Limits by client address, and those of clients without a known one.

use super::*;

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
