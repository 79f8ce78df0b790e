//! Bodies over a real connection: slow ones, long ones, and those that nobody asked for.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};

use crate::site::*;

/// Serves a site whose bodies have to arrive within half a second.
async fn serve() -> SocketAddr {
    let site = Site::with(|builder| builder.body_timeout(Duration::from_millis(500)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = axum::Router::new().merge(site.auth.routes()).with_state(site.auth.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

/// Sends a head, and then one byte of a body from time to time. Returns the status line of the response.
async fn status(address: SocketAddr, head: &str, pause: Duration) -> String {
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut reader, mut writer) = stream.into_split();
    let head = format!("{head}\r\nHost: site.test\r\n");
    let sending = async {
        writer.write_all(head.as_bytes()).await.unwrap();
        writer.write_all(b"\r\n").await.unwrap();
        loop {
            sleep(pause).await;
            if writer.write_all(b"a").await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    };
    let mut response = vec![0; 1000];
    let reading = async { reader.read(&mut response).await.unwrap() };
    let length = tokio::select! {
        length = timeout(Duration::from_secs(20), reading) => length.unwrap(),
        () = sending => 0,
    };
    let text = String::from_utf8_lossy(&response[..length]).into_owned();
    text.lines().next().unwrap_or_default().to_owned()
}

const SLOW: Duration = Duration::from_millis(100);
const TYPE: &str = "Content-Type: application/x-www-form-urlencoded";

#[tokio::test]
async fn a_body_that_trickles_is_given_up() {
    let address = serve().await;
    for head in [
        format!("POST /auth/signout HTTP/1.1\r\n{TYPE}\r\nContent-Length: 60000"),
        format!("POST /auth/callback/credentials HTTP/1.1\r\n{TYPE}\r\nContent-Length: 60000"),
        format!("POST /auth/signin HTTP/1.1\r\n{TYPE}\r\nContent-Length: 1000"),
        "POST /auth/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 1000".to_owned(),
        format!("POST /auth/signout HTTP/1.1\r\n{TYPE}\r\nTransfer-Encoding: chunked"),
    ] {
        let began = Instant::now();
        let is_chunked = head.contains("chunked");
        let pause = if is_chunked { Duration::from_secs(3600) } else { SLOW };
        assert_eq!(status(address, &head, pause).await, "HTTP/1.1 408 Request Timeout", "{head}");
        assert!(began.elapsed() >= Duration::from_millis(500), "{head}");
    }
}

#[tokio::test]
async fn a_body_that_announces_too_much_is_refused_before_it_is_read() {
    let address = serve().await;
    for length in [65_537_u64, 1_000_000, 1 << 40] {
        let head = format!("POST /auth/signout HTTP/1.1\r\n{TYPE}\r\nContent-Length: {length}");
        let status = status(address, &head, Duration::from_secs(3600)).await;
        assert_eq!(status, "HTTP/1.1 413 Payload Too Large", "{length}");
    }
}

#[tokio::test]
async fn a_body_that_no_action_takes_is_not_read() {
    let address = serve().await;
    for (method, path, expected) in [
        ("POST", "/auth/nonsense", "HTTP/1.1 400 Bad Request"),
        ("POST", "/auth/a/b/c", "HTTP/1.1 400 Bad Request"),
        ("POST", "/auth/csrf", "HTTP/1.1 302 Found"),
        ("POST", "/auth/providers", "HTTP/1.1 302 Found"),
        ("GET", "/auth/csrf", "HTTP/1.1 200 OK"),
        ("GET", "/auth/session", "HTTP/1.1 200 OK"),
        ("GET", "/auth/signin", "HTTP/1.1 200 OK"),
    ] {
        let head = format!("{method} {path} HTTP/1.1\r\n{TYPE}\r\nContent-Length: 1000000");
        let status = status(address, &head, Duration::from_secs(3600)).await;
        assert_eq!(status, expected, "{method} {path}");
    }
}
