//! `FromLayer<Caller<…>>`: callers of a router whose state has no `Auth`.

use auth::integration::FromLayer;
use axum::middleware::{self, Next};

use super::*;
use crate::database::databases;

type Called = Caller<(), Key>;

/// The routes of programs, on a router whose state has the rights alone.
fn routes() -> Router<Rights> {
    Router::new()
        .route("/caller", get(async |FromLayer(caller): FromLayer<Called>| says(&caller)))
        .route(
            "/maybe",
            get(async |FromLayer(caller): FromLayer<Option<Called>>| says_maybe(caller.as_ref())),
        )
        .route(
            "/maybe-layer",
            get(async |caller: Option<FromLayer<Called>>| says_maybe(caller.as_ref().map(|it| &it.0))),
        )
        .route(
            "/read",
            get(async |FromLayer(caller): FromLayer<Can<Called, permission::Read>>| says(&caller)),
        )
        .route(
            "/refund",
            get(async |FromLayer(caller): FromLayer<Can<Called, (permission::Read, permission::Refund)>>| {
                says(&caller)
            }),
        )
}

fn says_maybe(caller: Option<&Called>) -> String {
    caller.map_or("nobody".to_owned(), says)
}

impl Programs {
    /// The same application, with the routes above.
    fn layered(mut self) -> Self {
        self.router = routes().with_state(self.rights.clone()).layer(self.auth.layer());
        self
    }
}

async fn applications() -> Vec<Programs> {
    let mut all = Vec::new();
    for database in databases().await {
        all.push(Programs::with_rows(&database, true).layered());
    }
    for database in databases().await {
        all.push(Programs::with_tokens(&database, true).layered());
    }
    all
}

#[tokio::test]
async fn a_cookie_a_bearer_and_a_key_are_callers() {
    for programs in applications().await {
        let ada = programs.user("ada", [Permission::Read]).await;
        let cookie = programs.cookie(&ada).await;
        let bearer = programs.sign_in(&ada).await.bearer().unwrap().expose().to_owned();
        let key = programs.key(&ada, Set::all()).await;
        let key = key.text.expose();
        for path in ["/caller", "/maybe", "/maybe-layer", "/read"] {
            for (reply, who) in [
                (programs.browse(path, &cookie).await, "session ada"),
                (programs.call(path, &bearer).await, "session ada"),
                (programs.call(path, key).await, "key nightly 7"),
            ] {
                assert_eq!((reply.status, reply.body.as_str()), (StatusCode::OK, who), "{path}");
            }
            let reply = programs.send(Request::get(path)).await;
            match path {
                "/caller" | "/read" => {
                    assert_eq!(
                        (reply.status, reply.challenge()),
                        (StatusCode::UNAUTHORIZED, "Bearer"),
                        "{path}"
                    );
                }
                _ => assert_eq!((reply.status, reply.body.as_str()), (StatusCode::OK, "nobody"), "{path}"),
            }
        }
        // The owner has lost the right, or never had it.
        let scope = "Bearer error=\"insufficient_scope\", scope=\"read refund\"";
        for (reply, challenge) in [
            (programs.browse("/refund", &cookie).await, ""),
            (programs.call("/refund", &bearer).await, scope),
            (programs.call("/refund", key).await, scope),
        ] {
            assert_eq!((reply.status, reply.challenge()), (StatusCode::FORBIDDEN, challenge));
        }
        programs.grant(&ada, Set::all());
        assert_eq!(programs.call("/refund", key).await.body, "key nightly 7");
    }
}

#[tokio::test]
async fn the_header_decides_alone() {
    for programs in applications().await {
        let ada = programs.user("ada", Set::all()).await;
        let cookie = programs.cookie(&ada).await;
        let revoked = programs.key(&ada, Set::all()).await;
        assert!(programs.auth.revoke_key(&ada, &revoked.id).await.unwrap());
        for path in ["/caller", "/maybe", "/maybe-layer", "/read"] {
            for wrong in [&format!("Bearer {}", revoked.text.expose()), "Basic YTpi", "Bearer nonsense"] {
                let request = Request::get(path).header(COOKIE, &cookie).header(AUTHORIZATION, wrong);
                let reply = programs.send(request).await;
                assert_eq!(
                    (reply.status, reply.challenge()),
                    (StatusCode::UNAUTHORIZED, "Bearer error=\"invalid_token\""),
                    "{path} {wrong}"
                );
            }
        }
    }
}

#[tokio::test]
async fn without_the_layer_nobody_gets_in() {
    let database = AnyAdapter::new(auth::adapter::MemoryAdapter::new());
    let mut programs = Programs::with_rows(&database, true);
    let ada = programs.user("ada", Set::all()).await;
    let key = programs.key(&ada, Set::all()).await;
    programs.router = routes().with_state(programs.rights.clone());
    for path in ["/caller", "/maybe", "/maybe-layer", "/read"] {
        let reply = programs.call(path, key.text.expose()).await;
        assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
    }
}

/// A key of one application is not one of another, also if a layer around the handler has accepted it.
#[tokio::test]
async fn two_applications_in_one_router_share_no_key_and_no_session() {
    let databases = [(); 2].map(|()| AnyAdapter::new(auth::adapter::MemoryAdapter::new()));
    for bearer in [false, true] {
        let [one, two] = &databases;
        let (outer, inner) = (Programs::with_rows(one, bearer), Programs::with_rows(two, bearer));
        let name = format!("ada{bearer}");
        let (ada, other) = (outer.user(&name, Set::all()).await, inner.user(&name, Set::all()).await);
        let state = State_ { auth: outer.auth.clone(), rights: outer.rights.clone() };
        let passed = middleware::from_fn_with_state(
            state,
            async |_: Can<Called, permission::Read>, request: axum::extract::Request, next: Next| {
                let mut response = next.run(request).await;
                response.headers_mut().insert("x-passed", axum::http::HeaderValue::from_static("1"));
                response
            },
        );
        let router = inner.router.clone().layer(passed.clone());
        let layered = routes().with_state(inner.rights.clone()).layer(inner.auth.layer()).layer(passed);
        for router in [router, layered.layer(outer.auth.layer())] {
            let both = Programs { router, ..Programs::with_rows(one, bearer) };
            let key = outer.key(&ada, Set::all()).await;
            let cookie = outer.cookie(&ada).await;
            for reply in [both.call("/read", key.text.expose()).await, both.browse("/read", &cookie).await] {
                assert_eq!(reply.headers.get("x-passed").map(|it| it.as_bytes()), Some(&b"1"[..]));
                assert_eq!(
                    reply.status,
                    StatusCode::UNAUTHORIZED,
                    "the outer application alone knows the caller"
                );
            }
            let key = inner.key(&other, Set::all()).await;
            let reply = both.call("/read", key.text.expose()).await;
            assert!(!reply.headers.contains_key("x-passed"), "the inner application alone knows the caller");
        }
    }
}
