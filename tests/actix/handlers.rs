//! What only handlers of actix-web have: `Head`, `Auth` and cookies, and what is missing around them.

use actix_web::{App as ActixApp, HttpResponse, Responder, web};
use auth::{
    Auth, AuthError, Guard, Public, Session, SignInResult,
    callback::Access,
    integration::{Head, Optional, WithState},
    prelude::State,
};

use crate::{
    server::{self, send},
    twins::{Half, ORIGIN, SESSION, known},
    world::{Visible, World, issue, login},
};

async fn sign_in(auth: Auth<Visible>, head: Head, name: String) -> Result<impl Responder, AuthError> {
    let form = [("name", name.as_str()), ("password", "hunter2")];
    match auth.sign_in(&head, "credentials", &form).await? {
        SignInResult::SignedIn(cookies) => Ok(cookies.with(HttpResponse::NoContent())),
        _ => Err(AuthError::AccessDenied),
    }
}

async fn sign_out(auth: Auth<Visible>, head: Head) -> Result<impl Responder, AuthError> {
    Ok(auth.sign_out(&head).await?.cookies.with("bye"))
}

async fn me(auth: Auth<Visible>, head: Head, _: Public) -> Result<String, AuthError> {
    Ok(auth.session_of(&head).await?.and_then(|session| session.user.name).unwrap_or_default())
}

#[tokio::test]
async fn handlers_use_the_methods_of_auth() {
    let auth = Half::new(|builder| builder).auth;
    let address = server::serve_app(move || {
        ActixApp::new()
            .wrap(auth.layer())
            .route("/in", web::post().to(sign_in))
            .route("/out", web::post().to(sign_out))
            .route("/me", web::get().to(me))
    });
    let signed_in = send(address, "POST", "/in", &[], "ada").await;
    assert_eq!(signed_in.status.as_u16(), 204);
    assert_eq!(signed_in.header("cache-control"), "private");
    let cookie = signed_in.header("set-cookie").split(';').next().unwrap();
    assert!(cookie.starts_with(SESSION));
    assert_eq!(send(address, "GET", "/me", &[("cookie", cookie)], "").await.body, "ada");
    let signed_out = send(address, "POST", "/out", &[("cookie", cookie)], "").await;
    assert_eq!(
        (signed_out.body.as_str(), signed_out.header("content-type")),
        ("bye", "text/plain; charset=utf-8")
    );
    assert!(signed_out.header("set-cookie").contains("Max-Age=0"));
    for (name, status, code) in [("locked", 401, "CredentialsSignin"), ("crash", 500, "Configuration")] {
        let refused = send(address, "POST", "/in", &[], name).await;
        let body = format!("{{\"error\":\"{code}\"}}");
        assert_eq!((refused.status.as_u16(), refused.body), (status, body), "{name}");
    }
}

#[tokio::test]
async fn without_a_layer_or_a_state_the_request_fails() {
    let auth = Half::new(|builder| builder).auth;
    let address = server::serve_app(move || {
        let layered = web::scope("/layered")
            .wrap(auth.layer())
            .route("/known", web::get().to(async |_: WithState<Guard<known>, World>| "never"));
        ActixApp::new()
            .service(layered)
            .route("/session", web::get().to(async |_: Session<Visible>| "never"))
            .route("/auth", web::get().to(async |_: Auth<Visible>| "never"))
            .route("/optional", web::get().to(async |_: Optional<Session<Visible>>| "never"))
            .route("/guard", web::get().to(async |_: WithState<Guard<known>, World>| "never"))
    });
    for path in ["/layered/known", "/session", "/auth", "/optional", "/guard"] {
        let reply = send(address, "GET", path, &[("accept", "text/html")], "").await;
        assert_eq!(
            (reply.status.as_u16(), reply.body.as_str()),
            (500, r#"{"error":"Configuration"}"#),
            "{path}"
        );
    }
}

#[auth::jwt(access)]
async fn undecided(State(world): State<World>) -> auth::Result<Access> {
    world.ask("access")
}

#[tokio::test]
async fn an_optional_session_that_cannot_be_read_is_an_error_unless_actix_makes_it_optional() {
    let world = World::default();
    let auth: Auth<Visible> = Auth::builder()
        .environment(|_| None)
        .state(world.clone())
        .secret("a secret for tests, and for nothing else")
        .url(ORIGIN)
        .credentials::<login>()
        .jwt::<issue>()
        .jwt_access::<undecided>()
        .session::<Visible>()
        .build()
        .unwrap();
    let address = server::serve_app(move || {
        ActixApp::new()
            .wrap(auth.layer())
            .route("/ours", web::get().to(async |it: Optional<Session<Visible>>| it.0.is_some().to_string()))
            .route("/theirs", web::get().to(async |it: Option<Session<Visible>>| it.is_some().to_string()))
            .route("/in", web::post().to(sign_in))
    });
    let signed_in = send(address, "POST", "/in", &[], "ada").await;
    let cookie = [("cookie", signed_in.header("set-cookie").split(';').next().unwrap())];
    for path in ["/ours", "/theirs"] {
        assert_eq!(send(address, "GET", path, &[], "").await.body, "false");
        assert_eq!(send(address, "GET", path, &cookie, "").await.body, "true");
    }
    world.trouble("access", Access::Allow);
    let ours = send(address, "GET", "/ours", &cookie, "").await;
    assert_eq!((ours.status.as_u16(), ours.body.as_str()), (500, r#"{"error":"Configuration"}"#));
    assert_eq!(send(address, "GET", "/theirs", &cookie, "").await.body, "false");
}
