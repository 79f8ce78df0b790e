//! WebSockets: a page of another site opens none with the visitor's session.

use auth::{Guard, Session, integration::FromLayer};
use axum::{Json, Router, body::Body, routing::any};
use http::{Request, StatusCode};

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
