//! Bodies over a real connection: slow ones, long ones, and those that nobody asked for.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::{server, twins::Half};

const TYPE: &str = "content-type: application/x-www-form-urlencoded";

/// Serves a site whose bodies have to arrive within half a second.
fn serve() -> SocketAddr {
    let auth = Half::new(|builder| builder.body_timeout(Duration::from_millis(500))).auth;
    server::serve(move |config| {
        config.service(auth.scope());
    })
}

/// Sends a head and the beginning of a body, and no more. Returns the status line of the response.
async fn status(address: SocketAddr, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("{head}\r\nhost: site.test\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = vec![0; 1000];
    let length = timeout(Duration::from_secs(20), stream.read(&mut response)).await.unwrap().unwrap();
    let text = String::from_utf8_lossy(&response[..length]).into_owned();
    text.lines().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_body_that_stops_is_given_up() {
    let address = serve();
    for (head, body) in [
        (format!("POST /auth/signout HTTP/1.1\r\n{TYPE}\r\ncontent-length: 60000"), "a=b"),
        (format!("POST /auth/callback/credentials HTTP/1.1\r\n{TYPE}\r\ncontent-length: 60000"), ""),
        (format!("POST /auth/signout HTTP/1.1\r\n{TYPE}\r\ntransfer-encoding: chunked"), "3\r\na=b\r\n"),
    ] {
        let began = Instant::now();
        assert_eq!(status(address, &head, body).await, "HTTP/1.1 408 Request Timeout", "{head}");
        assert!(began.elapsed() >= Duration::from_millis(500), "{head}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused() {
    let address = serve();
    for length in [65_537_u64, 1_000_000, 1 << 40] {
        let head = format!("POST /auth/signout HTTP/1.1\r\n{TYPE}\r\ncontent-length: {length}");
        assert_eq!(status(address, &head, "").await, "HTTP/1.1 413 Payload Too Large", "{length}");
    }
    // It does not say how long it is.
    let head = format!("POST /auth/signout HTTP/1.1\r\n{TYPE}\r\ntransfer-encoding: chunked");
    let body = format!("10001\r\n{}\r\n", "a".repeat(0x10001));
    assert_eq!(status(address, &head, &body).await, "HTTP/1.1 413 Payload Too Large");
}

#[tokio::test]
async fn a_body_that_no_action_takes_is_not_read() {
    let address = serve();
    for (method, path, expected) in [
        ("POST", "/auth/nonsense", "HTTP/1.1 400 Bad Request"),
        ("POST", "/auth/csrf", "HTTP/1.1 302 Found"),
        ("GET", "/auth/csrf", "HTTP/1.1 200 OK"),
        ("GET", "/auth/session", "HTTP/1.1 200 OK"),
    ] {
        let head = format!("{method} {path} HTTP/1.1\r\n{TYPE}\r\ncontent-length: 1000000");
        assert_eq!(status(address, &head, "").await, expected, "{method} {path}");
    }
}
