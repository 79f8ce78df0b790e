//! WebSockets: a page of another site opens none with the visitor's session.

use auth::{Guard, Session, covered, integration::FromLayer};
use axum::{
    Json, Router,
    body::Body,
    extract::ws::{Message, WebSocket, WebSocketUpgrade},
    response::Response,
    routing::any,
};
use http::{Request, StatusCode};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{site::*, world::*};

fn sockets() -> Site {
    Site::new().routed(|site| {
        Router::new()
            .route("/session", any(async |_: Session<Visible>| "opened"))
            .route("/guard", any(async |_: Guard<admins>| "opened"))
            .route("/layer", any(async |_: FromLayer<Session<Visible>>| "opened"))
            .route("/maybe", any(async |it: Option<Session<Visible>>| Json(it.is_some())))
            .route("/allowed", any(async |it: Option<Guard<admins>>| Json(it.is_some())))
            .merge(site.auth.routes())
            .layer(site.auth.layer())
            .with_state(site.auth.clone())
    })
}

async fn open(site: &mut Site, method: &str, path: &str, headers: &[(&str, &str)]) -> (StatusCode, String) {
    let request = Request::builder().method(method).uri(path);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let reply = site.send(request, Body::empty()).await;
    (reply.status, reply.body)
}

const UPGRADE: [(&str, &str); 2] = [("connection", "upgrade"), ("upgrade", "websocket")];

#[tokio::test]
async fn a_page_of_another_site_opens_no_socket_with_a_session() {
    let mut site = sockets();
    site.sign_in("ada").await;
    for foreign in [
        ("origin", "http://evil.test"),
        ("origin", "http://site.test.evil.test"),
        ("origin", "https://site.test"),
        ("origin", "http://sub.site.test"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let headers = [&UPGRADE[..], &[foreign]].concat();
        for path in ["/session", "/guard", "/layer"] {
            let (status, body) = open(&mut site, "GET", path, &headers).await;
            assert_eq!(
                (status, body.as_str()),
                (StatusCode::FORBIDDEN, r#"{"error":"AccessDenied"}"#),
                "{foreign:?}"
            );
        }
        for path in ["/maybe", "/allowed"] {
            assert_eq!(open(&mut site, "GET", path, &headers).await.1, "false", "{path} {foreign:?}");
        }
        // By HTTP/2, a WebSocket is a CONNECT (RFC 8441).
        assert_eq!(open(&mut site, "CONNECT", "/session", &[foreign]).await.0, StatusCode::FORBIDDEN);
        // A link from another site is no WebSocket.
        assert_eq!(open(&mut site, "GET", "/session", &[foreign]).await.1, "opened");
    }
}

#[tokio::test]
async fn pages_of_this_site_and_programs_open_sockets() {
    let mut site = sockets();
    site.sign_in("ada").await;
    for own in
        [&[("origin", ORIGIN)][..], &[("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1")], &[]]
    {
        let headers = [&UPGRADE[..], own].concat();
        for path in ["/session", "/guard", "/layer"] {
            assert_eq!(open(&mut site, "GET", path, &headers).await.1, "opened", "{path} {own:?}");
        }
        assert_eq!(open(&mut site, "GET", "/maybe", &headers).await.1, "true");
    }
}

/// Answers each text with the name of the user.
async fn talk(guarded: Guard<admins>, upgrade: WebSocketUpgrade) -> Response {
    let name = guarded.user.name.clone().unwrap_or_default();
    upgrade.on_upgrade(async move |mut socket: WebSocket| {
        while let Some(Ok(Message::Text(text))) = socket.recv().await {
            if socket.send(Message::Text(format!("{name} heard {text}").into())).await.is_err() {
                break;
            }
        }
    })
}

/// Opens a WebSocket (RFC 6455, section 4.1). Returns the connection and the head of the response.
async fn connect(address: &str, headers: &[(&str, &str)]) -> (TcpStream, String) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut request = String::from(
        "GET /talk HTTP/1.1\r\nHost: site.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
    );
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    stream.write_all(format!("{request}\r\n").as_bytes()).await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    (stream, String::from_utf8(head).unwrap())
}

/// Sends a text of fewer than 126 bytes, masked as clients do, and returns the text that comes back.
async fn say(stream: &mut TcpStream, text: &str) -> String {
    let mask = [7, 70, 17, 71];
    let mut frame = vec![0x81, 0x80 | u8::try_from(text.len()).unwrap()];
    frame.extend(mask);
    frame.extend(text.bytes().enumerate().map(|(index, byte)| byte ^ mask[index % 4]));
    stream.write_all(&frame).await.unwrap();
    let [kind, length] = [stream.read_u8().await.unwrap(), stream.read_u8().await.unwrap()];
    assert!(kind == 0x81 && length < 126, "{kind:x} {length}");
    let mut heard = vec![0; usize::from(length)];
    stream.read_exact(&mut heard).await.unwrap();
    String::from_utf8(heard).unwrap()
}

/// A server, a real WebSocket, and a covered route with a guard.
#[tokio::test]
async fn a_socket_of_a_covered_route_is_open_to_those_whom_its_guard_lets_in() {
    let mut site = Site::new();
    let routes = covered::Router::new().route("/talk", covered::get(talk)).merge(&site.auth);
    let router = routes.into_router().layer(site.auth.layer()).with_state(site.auth.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let status = |head: &str| head.split(' ').nth(1).unwrap().to_owned();

    assert_eq!(status(&connect(&address, &[("Origin", ORIGIN)]).await.1), "401");
    for (name, expected) in [("ada", "101"), ("bob", "403")] {
        site.cookies.clear();
        site.sign_in(name).await;
        let cookies = site.headers()["cookie"].to_str().unwrap().to_owned();
        for own in [&[][..], &[("Origin", ORIGIN)], &[("Sec-Fetch-Site", "same-origin")]] {
            let headers = [&[("Cookie", cookies.as_str())][..], own].concat();
            let (mut stream, head) = connect(&address, &headers).await;
            assert_eq!(status(&head), expected, "{name} {head}");
            if expected == "101" {
                assert!(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "{head}");
                for text in ["hello", "again"] {
                    assert_eq!(say(&mut stream, text).await, format!("ada heard {text}"));
                }
            }
        }
        for foreign in [("Origin", "http://evil.test"), ("Origin", "null"), ("Sec-Fetch-Site", "same-site")] {
            let (_, head) = connect(&address, &[("Cookie", cookies.as_str()), foreign]).await;
            assert_eq!(status(&head), "403", "{foreign:?}");
        }
    }
    server.abort();
}
