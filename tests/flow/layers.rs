//! The layer next to others: several `Auth`s, routes without it, readers outside of it.

use auth::{
    Auth, Session,
    cookie::{CookieOption, CookiesOptions},
    time::ManualClock,
};
use axum::{
    Json, Router,
    extract::{Request, State},
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use http::request::Parts;

use crate::{
    compose::{counted, counting, shown_again},
    logs::Log,
    site::*,
    world::*,
};

/// A second application with its own cookie, on the same clock.
fn second(clock: &ManualClock, world: &World) -> Auth<Visible> {
    let cookie = CookieOption::new().name("staff.session");
    Auth::builder()
        .environment(|_| None)
        .state(world.clone())
        .secret(SECRET)
        .url(ORIGIN)
        .base_path("/staff")
        .clock(clock.clone())
        .cookies(CookiesOptions { session_token: cookie, ..CookiesOptions::default() })
        .credentials::<login>()
        .jwt::<issue>()
        .jwt_access::<counted>()
        .session::<shown_again>()
        .build()
        .unwrap()
}

#[derive(Clone)]
struct Both {
    one: Auth<Visible>,
    two: Auth<Visible>,
}

#[tokio::test]
async fn two_applications_extend_a_session_each() {
    async fn handler(State(Both { one, two }): State<Both>, parts: Parts) -> String {
        let name = |session: Option<Session<Visible>>| session.and_then(|session| session.user.name);
        let (one, two) = (one.session_of(&parts).await.unwrap(), two.session_of(&parts).await.unwrap());
        format!("{:?} {:?}", name(one), name(two))
    }
    for layers in ["one", "two", "both", "outer"] {
        let site = counting();
        let two = second(&site.clock, &site.world);
        let both = Both { one: site.auth.clone(), two };
        let mut site = site.routed(|_| {
            let router = Router::new().route("/", get(handler));
            let router = match layers {
                "one" => router.layer(both.one.layer()),
                "two" => router.layer(both.two.layer()),
                "both" => router.layer(both.one.layer()).layer(both.two.layer()),
                _ => Router::new().merge(router.layer(both.two.layer())).layer(both.one.layer()),
            };
            router.merge(both.one.routes()).merge(both.two.routes()).with_state(both.clone())
        });
        site.sign_in("ada").await;
        site.post("/staff/callback/credentials", &[("name", "bob"), ("password", "hunter2")]).await;
        site.clock.advance(DAY * 2);
        let reply = site.get("/").await;
        assert_eq!(reply.body, "Some(\"ada\") Some(\"bob\")", "{layers}");
        let mut set = reply.set_cookies();
        set.sort();
        assert_eq!(set, [SESSION, "staff.session"], "{layers}");
        assert_eq!(site.get("/").await.set_cookies(), [""; 0], "{layers}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_due_session_without_a_layer_is_told_once() {
    let log = Log::default();
    let _listening = log.listen();
    let site = Site::new().routed(|site| {
        let me = || get(async |session: Session<Visible>| Json(session));
        // The second route comes after the layer.
        let router = Router::new().route("/me", me()).layer(site.auth.layer()).route("/late", me());
        router.merge(site.auth.routes()).with_state(site.auth.clone())
    });
    let mut site = site;
    site.sign_in("ada").await;
    assert_eq!(site.get("/late").await.status, 200);
    assert!(!log.text().contains("auth.layer()"), "{}", log.text());
    site.clock.advance(DAY * 2);
    for _ in 0..2 {
        assert_eq!(site.get("/late").await.set_cookies(), [""; 0]);
    }
    assert_eq!(log.text().matches("add `.layer(auth.layer())`").count(), 1, "{}", log.text());
    assert_eq!(site.get("/me").await.set_cookies(), [SESSION]);
}

#[tokio::test]
async fn a_reader_outside_of_the_layer_does_not_keep_a_session_from_being_extended() {
    async fn before(_: Option<Session<Visible>>, request: Request, next: Next) -> Response {
        next.run(request).await
    }
    let mut site = Site::new().routed(|site| {
        Router::new()
            .route("/me", get(async |session: Session<Visible>| Json(session)))
            .layer(site.auth.layer())
            .layer(middleware::from_fn_with_state(site.auth.clone(), before))
            .merge(site.auth.routes())
            .with_state(site.auth.clone())
    });
    site.sign_in("ada").await;
    site.clock.advance(DAY * 2);
    assert_eq!(site.get("/me").await.set_cookies(), [SESSION]);
}
