//! Scopes in scopes: browsers find everything where it really is.

use actix_web::{App as ActixApp, web};
use auth::Session;

use crate::{
    server::{self, Reply, send},
    twins::{FORM, Half},
    world::Visible,
};

async fn visit(address: std::net::SocketAddr, path: &str) -> Reply {
    send(address, "GET", path, &[("accept", "text/html")], "").await
}

async fn me(session: Session<Visible>) -> String {
    session.user.name.clone().unwrap_or_default()
}

#[tokio::test]
async fn links_lead_below_the_scopes_around_the_routes() {
    let auth = Half::new(|builder| builder).auth;
    let address = server::serve_app(move || {
        let scope = web::scope("/app/{tenant}")
            .wrap(auth.layer())
            .route("/me", web::get().to(me))
            .service(auth.scope());
        ActixApp::new().service(scope)
    });
    for tenant in ["acme", "t%20x", "%C3%A9"] {
        let base = format!("/app/{tenant}/auth");
        let page = visit(address, &format!("{base}/signin")).await;
        assert_eq!(page.status.as_u16(), 200, "{base}");
        assert!(
            page.body.contains(&format!("action=\"http://site.test{base}/callback/credentials\"")),
            "{}",
            page.body
        );
        let me = visit(address, &format!("/app/{tenant}/me")).await;
        let callback: String =
            form_urlencoded::byte_serialize(format!("/app/{tenant}/me").as_bytes()).collect();
        assert_eq!(me.header("location"), format!("{base}/signin?callbackUrl={callback}"));
        assert_eq!(visit(address, &format!("{base}/nonsense")).await.status.as_u16(), 400);
    }
    // Elsewhere there is nothing.
    for path in
        ["/auth/signin", "/app/acme/authsignin", "/app/acme/%61uth/signin", "/app/acme/me/auth/signin"]
    {
        assert_eq!(visit(address, path).await.status.as_u16(), 404, "{path}");
    }
}

#[tokio::test]
async fn a_sign_in_below_scopes() {
    let auth = Half::new(|builder| builder).auth;
    let address = server::serve_app(move || {
        ActixApp::new().service(web::scope("/app").service(
            web::scope("/v1").wrap(auth.layer()).service(auth.scope()).route("/me", web::get().to(me)),
        ))
    });
    let csrf = send(address, "GET", "/app/v1/auth/csrf", &[], "").await;
    let token = csrf.json()["csrfToken"].as_str().unwrap().to_owned();
    let cookies: Vec<_> = csrf.all("set-cookie").filter_map(|cookie| cookie.split(';').next()).collect();
    let form = format!("csrfToken={token}&name=ada&password=hunter2&callbackUrl=/app/v1/me");
    let headers = [FORM, ("cookie", &*cookies.join("; "))];
    let signed_in = send(address, "POST", "/app/v1/auth/callback/credentials", &headers, &form).await;
    assert_eq!(signed_in.header("location"), "http://site.test/app/v1/me");
    let session = signed_in.all("set-cookie").find(|cookie| cookie.contains("session-token")).unwrap();
    let session = session.split(';').next().unwrap();
    assert_eq!(send(address, "GET", "/app/v1/me", &[("cookie", session)], "").await.body, "ada");
}

#[tokio::test]
async fn other_base_paths() {
    for (base, below) in [("/api/auth", "/api/auth"), ("/", "")] {
        let auth = Half::new(|builder| builder.base_path(base)).auth;
        let address = server::serve_app(move || {
            // The scope of an empty base path takes every request that arrives there. `Auth` stands for its scope.
            ActixApp::new().wrap(auth.layer()).route("/me", web::get().to(me)).service(auth.clone())
        });
        let page = visit(address, &format!("{below}/signin")).await;
        assert!(
            page.body.contains(&format!("action=\"http://site.test{below}/callback/credentials\"")),
            "{base}"
        );
        let location = visit(address, "/me").await.header("location").to_owned();
        assert_eq!(location, format!("{below}/signin?callbackUrl=%2Fme"));
    }
}
