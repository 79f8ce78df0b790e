//! Routes that say who may call them.

use actix_web::{App as ActixApp, HttpResponse, web};
use auth::{
    Auth, Caller, Can, Guard, Public, Session,
    adapter::{AnyAdapter, MemoryAdapter},
    covered::{
        CoveredRoutes,
        actix::{Routes, assert_routes, delete, get},
    },
    integration::{Optional, SessionRejection, WithState},
};

use crate::{
    server::{self, Reply, send},
    twins::{Half, Key, known, permission},
    world::{Visible, World, admins},
};

fn routes(auth: &Auth<Visible>) -> Routes {
    let admin = Routes::new()
        .route(
            "",
            get(async |_: Guard<admins>| "figures").post(async |_: Guard<admins>, _: String| "changed"),
        )
        .route("/", get(async |_: Public| "with a slash"))
        .route("/known", get(async |_: WithState<Guard<known>, World>| "known"));
    let api = Routes::new()
        .route("/orders/{id}", get(order).delete(async |_: Can<Session<Visible>, permission::Refund>| "gone"))
        .route("/report", get(async |_: Caller<Visible, Key>| "report"))
        .fallback(async |_: Public| HttpResponse::NotFound().body("no such thing"));
    Routes::new()
        .route("/", get(async |_: Optional<Session<Visible>>| "start"))
        .route(
            "/either",
            get(async |session: Result<Session<Visible>, SessionRejection>| session.is_ok().to_string()),
        )
        .route("/only-delete", delete(async |_: Public| "deleted"))
        .scope_in("/admin", auth.same_origin(), admin)
        .scope("/api", api)
        .uncovered("metrics", |config| {
            config.route("/metrics", web::get().to(async || "0"));
        })
        .auth(auth)
}

async fn order(session: Session<Visible>, id: web::Path<u32>) -> String {
    format!("order {id} of {}", session.user.name.as_deref().unwrap_or_default())
}

#[test]
fn the_record_says_who_may_call_each_route() {
    let auth = Half::new(|builder| builder).auth;
    let routes = routes(&auth);
    // AUTH_UPDATE=1 writes the file.
    assert_routes(&routes, "tests/actix/routes.json");
    assert_eq!(routes.record()["GET /admin"], serde_json::json!({ "guard": "actix::world::admins" }));
    assert!(routes.record_text().contains("\"* (metrics)\": \"uncovered\""));
}

#[tokio::test]
async fn each_route_lets_in_whom_it_says() {
    let (auth, world) = {
        let keys = AnyAdapter::new(MemoryAdapter::new());
        let half = Half::new(|builder| builder.adapter(keys).api_keys::<Key>());
        (half.auth, half.world)
    };
    let address = server::serve_app(move || {
        ActixApp::new()
            .wrap(auth.layer())
            .app_data(web::Data::new(world.clone()))
            .configure(routes(&auth).into_config())
    });
    let call = async |method: &str, path: &str, headers: &[(&str, &str)]| -> (u16, String) {
        let Reply { status, body, .. } = send(address, method, path, headers, "").await;
        (status.as_u16(), body)
    };
    assert_eq!(call("GET", "/", &[]).await, (200, "start".to_owned()));
    assert_eq!(call("GET", "/either", &[]).await, (200, "false".to_owned()));
    assert_eq!(call("DELETE", "/only-delete", &[]).await, (200, "deleted".to_owned()));
    assert_eq!(call("GET", "/only-delete", &[]).await.0, 405);
    assert_eq!(call("GET", "/metrics", &[]).await, (200, "0".to_owned()));
    assert_eq!(call("GET", "/admin/", &[]).await, (200, "with a slash".to_owned()));
    assert_eq!(call("GET", "/api/nothing", &[]).await, (404, "no such thing".to_owned()));
    for path in ["/admin", "/admin/known", "/api/orders/7", "/api/report"] {
        assert_eq!(call("GET", path, &[]).await.0, 401, "{path}");
    }
    let csrf = send(address, "GET", "/auth/csrf", &[], "").await;
    let token = csrf.json()["csrfToken"].as_str().unwrap().to_owned();
    let cookie = csrf.header("set-cookie").split(';').next().unwrap().to_owned();
    let form = format!("csrfToken={token}&name=ada&password=hunter2");
    let headers = [crate::twins::FORM, ("cookie", cookie.as_str())];
    let signed_in = send(address, "POST", "/auth/callback/credentials", &headers, &form).await;
    let session = signed_in.all("set-cookie").find(|cookie| cookie.contains("session-token")).unwrap();
    let cookie = ("cookie", session.split(';').next().unwrap());
    assert_eq!(call("GET", "/admin", &[cookie]).await, (200, "figures".to_owned()));
    assert_eq!(call("GET", "/admin/known", &[cookie]).await, (200, "known".to_owned()));
    assert_eq!(call("GET", "/api/orders/7", &[cookie]).await, (200, "order 7 of ada".to_owned()));
    assert_eq!(call("DELETE", "/api/orders/7", &[cookie]).await, (200, "gone".to_owned()));
    let foreign = ("origin", "http://evil.test");
    assert_eq!(call("POST", "/admin", &[cookie, foreign]).await.0, 403);
    assert_eq!(call("POST", "/admin", &[cookie, ("origin", crate::twins::ORIGIN)]).await.0, 200);
}
