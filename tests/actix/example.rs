//! The example, as a browser sees it.

use actix_web::App as ActixApp;
use auth::Auth;

use crate::{
    server::{Reply, send, serve_app},
    twins::{FORM, ORIGIN},
};

#[path = "../../examples/actix.rs"]
#[allow(dead_code, reason = "its `main` serves it to people")]
mod members;

/// Serves the example. Returns its address.
fn serve() -> std::net::SocketAddr {
    let members = members::Members::sample();
    let auth = Auth::builder()
        .environment(|_| None)
        .secret("a secret for tests, and for nothing else")
        .url(ORIGIN)
        .state(members.clone())
        .credentials::<members::login>()
        .jwt::<members::issue>()
        .session::<members::Visible>()
        .build()
        .unwrap();
    serve_app(move || {
        ActixApp::new().wrap(auth.layer()).configure(members::routes(auth.clone(), members.clone()))
    })
}

async fn visit(address: std::net::SocketAddr, path: &str, cookie: &str) -> Reply {
    send(address, "GET", path, &[("accept", "text/html"), ("cookie", cookie)], "").await
}

/// Signs a user in. Returns the cookie of the session.
async fn sign_in(address: std::net::SocketAddr, name: &str) -> String {
    let csrf = visit(address, "/auth/csrf", "").await;
    let token = csrf.json()["csrfToken"].as_str().unwrap().to_owned();
    let cookie = csrf.header("set-cookie").split(';').next().unwrap().to_owned();
    let form = format!("csrfToken={token}&name={name}&password=correct+horse");
    let headers = [FORM, ("cookie", cookie.as_str())];
    let reply = send(address, "POST", "/auth/callback/credentials", &headers, &form).await;
    let session = reply.all("set-cookie").find(|cookie| cookie.contains("session-token"));
    session.and_then(|cookie| cookie.split(';').next()).unwrap_or_else(|| panic!("{reply:?}")).to_owned()
}

#[tokio::test]
async fn members_see_their_team_and_administrators_see_everyone() {
    let address = serve();
    assert!(visit(address, "/", "").await.body.contains("Sign in"));
    assert_eq!(visit(address, "/team", "").await.header("location"), "/auth/signin?callbackUrl=%2Fteam");
    let bob = sign_in(address, "bob").await;
    assert!(visit(address, "/", &bob).await.body.contains("Signed in as bob."));
    assert!(visit(address, "/team", &bob).await.body.contains("looms"));
    assert_eq!(visit(address, "/admin", &bob).await.status.as_u16(), 403);
    let ada = sign_in(address, "ada").await;
    assert!(visit(address, "/admin", &ada).await.body.contains("bob: looms"));
}

#[tokio::test]
async fn a_form_of_this_site_signs_out() {
    let address = serve();
    let bob = sign_in(address, "bob").await;
    let leave = async |origin| {
        send(address, "POST", "/leave", &[("cookie", bob.as_str()), ("origin", origin)], "").await
    };
    assert_eq!(leave("http://evil.test").await.status.as_u16(), 403);
    let left = leave(ORIGIN).await;
    assert_eq!((left.status.as_u16(), left.header("location")), (303, "/"));
    assert!(left.header("set-cookie").contains("Max-Age=0"));
}
