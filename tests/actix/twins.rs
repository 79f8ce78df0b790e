//! One application on both frameworks. The same clock and the same randomness make the same responses.

use std::{collections::BTreeMap, net::SocketAddr, sync::Mutex, time::Duration};

use actix_web::{App as ActixApp, web};
use auth::{
    Auth, AuthBuilder, Caller, Can, Fresh, Guard, Proven, Session, Set,
    adapter::{AnyAdapter, MemoryAdapter},
    assurance::{Minutes, Passkey, Password},
    callback::Callbacks,
    config::Random,
    integration::{Optional, SessionRejection, WithState},
    prelude::State,
    time::{ManualClock, UnixTime},
};
use axum::{
    Json, Router,
    body::Body,
    extract::{ConnectInfo, FromRef},
    routing::{any, get},
};
use http::Request;
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::{
    server::{self, Reply},
    world::*,
};

pub(crate) const ORIGIN: &str = "http://site.test";
pub(crate) const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
pub(crate) const SESSION: &str = "authjs.session-token";

/// Reproducible randomness.
struct Noise(Mutex<u64>);

impl Random for Noise {
    fn fill(&self, buffer: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        buffer.fill_with(|| {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (*state >> 33) as u8
        });
    }
}

pub(crate) type Start = AuthBuilder<World, Callbacks>;

#[auth::permissions]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    Read,
    Refund,
}

#[auth::grants]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    if session.role.as_deref() == Some("admin") { Set::all() } else { [Permission::Read].into() }
}

#[auth::permissions(module = of_world)]
enum Feature {
    Beta,
}

/// Asks the state.
#[auth::grants]
fn features(_: &Session<Visible>, State(world): State<World>) -> auth::Result<Set<Feature>> {
    world.ask("grants")?;
    Ok(Set::all())
}

/// Asks the state.
#[auth::guard]
pub(crate) async fn known(session: &Session<Visible>, State(world): State<World>) -> bool {
    world.note("guard");
    session.user.name.as_deref() != Some("unknown")
}

#[auth::api_key(prefix = "acme")]
pub(crate) struct Key {
    pub(crate) scopes: Set<Permission>,
}

/// An application, and its settings.
pub(crate) struct Half {
    pub(crate) auth: Auth<Visible>,
    pub(crate) world: World,
    pub(crate) clock: ManualClock,
}

impl Half {
    pub(crate) fn new(configure: impl FnOnce(Start) -> Start) -> Self {
        let (world, clock) = (World::default(), ManualClock::at(UnixTime::from_secs(1_800_000_000)));
        let start = Auth::builder()
            .environment(|_| None)
            .state(world.clone())
            .secret("a secret for tests, and for nothing else")
            .url(ORIGIN)
            .clock(clock.clone())
            .random(Noise(Mutex::new(1)));
        let auth = configure(start)
            .credentials::<login>()
            .sign_in::<first>()
            .jwt::<issue>()
            .jwt_update::<update>()
            .jwt_access::<still_valid>()
            .session::<Visible>()
            .on::<signed_out>()
            .build()
            .unwrap();
        Self { auth, world, clock }
    }
}

#[derive(Clone, FromRef)]
struct Shared {
    auth: Auth<Visible>,
    world: World,
}

type Refunds = Can<Session<Visible>, permission::Refund>;
type Nested = Proven<Can<Guard<admins>, permission::Read>, Password>;
type KeyOrSession = Caller<Visible, Key>;

fn name<V>(session: &Session<V>) -> String {
    session.user.name.clone().unwrap_or_default()
}

fn caller(caller: &KeyOrSession) -> String {
    match caller {
        Caller::Session(session) => name(session),
        Caller::Key(_) => "a key".to_owned(),
    }
}

/// The handlers, which differ in their types alone.
macro_rules! handlers {
    ($route:ident) => {
        $route! {
            "/me" => (session: Session<Visible>) name(&session);
            "/admin" => (session: Guard<admins>) name(&session);
            "/broken" => (session: Guard<broken>) name(&session);
            "/fresh" => (session: Fresh<Session<Visible>, Minutes<5>>) name(&session);
            "/passkey" => (session: Proven<Guard<admins>, Passkey>) name(&session);
            "/refund" => (session: Refunds) name(&session);
            "/nested" => (session: Nested) name(&session);
            "/key" => (it: KeyOrSession) caller(&it);
            "/read" => (it: Can<KeyOrSession, permission::Read>) caller(&it);
            "/either" => (it: Result<Session<Visible>, SessionRejection>) it.is_ok().to_string();
        }
    };
}

/// One application on both frameworks, and the cookies of a browser.
pub(crate) struct Twins {
    pub(crate) axum: Half,
    pub(crate) actix: Half,
    router: Router,
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
}

impl Twins {
    pub(crate) fn new() -> Self {
        Self::with(|builder| builder)
    }

    pub(crate) fn with(configure: impl Fn(Start) -> Start) -> Self {
        let (axum, actix) = (Half::new(&configure), Half::new(&configure));
        let router = on_axum(&axum);
        let address = on_actix(&actix);
        Self { axum, actix, router, address, cookies: BTreeMap::new() }
    }

    /// An application with a database, whose sessions are tokens, and keys.
    pub(crate) fn with_keys() -> (Self, [AnyAdapter; 2]) {
        let adapters = [AnyAdapter::new(MemoryAdapter::new()), AnyAdapter::new(MemoryAdapter::new())];
        let next = Mutex::new(adapters.clone().into_iter());
        let twins =
            Self::with(|builder| builder.adapter(next.lock().unwrap().next().unwrap()).api_keys::<Key>());
        (twins, adapters)
    }

    pub(crate) fn advance(&self, time: Duration) {
        self.axum.clock.advance(time);
        self.actix.clock.advance(time);
    }

    pub(crate) fn forget_cookies(&mut self) {
        self.cookies.clear();
    }

    /// Sends a request to both, and compares what they respond.
    pub(crate) async fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Reply {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let mut headers = headers.to_vec();
        if !cookies.is_empty() {
            headers.push(("cookie", &cookies));
        }
        let ours = server::send(self.address, method, path, &headers, body).await;
        let theirs = self.on_axum(method, path, &headers, body).await;
        assert_eq!(ours, theirs, "{method} {path}");
        for cookie in ours.all("set-cookie") {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        ours
    }

    async fn on_axum(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header("host", "site.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body.to_owned())).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Reply::of(head.status, &head.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        self.send("GET", path, &[], "").await
    }

    /// Requests a page, as a browser does.
    pub(crate) async fn visit(&mut self, path: &str) -> Reply {
        self.send("GET", path, &[("accept", "text/html")], "").await
    }

    /// Sends a form with a CSRF token.
    pub(crate) async fn post(&mut self, base: &str, path: &str, fields: &str) -> Reply {
        let csrf = self.get(&format!("{base}/csrf")).await.json()["csrfToken"].as_str().unwrap().to_owned();
        self.send("POST", path, &[FORM], &format!("csrfToken={csrf}&{fields}")).await
    }

    pub(crate) async fn sign_in(&mut self, name: &str) -> Reply {
        let fields = format!("name={name}&password=hunter2");
        let reply = self.post("/auth", "/auth/callback/credentials", &fields).await;
        assert!(self.cookies.contains_key(SESSION), "{reply:?}");
        reply
    }
}

fn on_axum(half: &Half) -> Router {
    let shared = Shared { auth: half.auth.clone(), world: half.world.clone() };
    let router = Router::new()
        .route("/optional", get(async |it: Option<Session<Visible>>| Json(it.is_some())))
        .route("/allowed", get(async |it: Option<Guard<admins>>| Json(it.is_some())))
        .route("/permitted", get(async |it: Option<Refunds>| Json(it.is_some())))
        .route("/keyed", get(async |it: Option<KeyOrSession>| Json(it.is_some())))
        .route("/known", get(async |it: Guard<known>| name(&it)))
        .route("/beta", get(async |it: Can<Session<Visible>, of_world::Beta>| name(&it)))
        .route("/perhaps", get(async |it: Option<Guard<known>>| Json(it.is_some())));
    macro_rules! routes {
        ($($path:literal => ($argument:ident: $Type:ty) $body:expr;)*) => {
            router$(.route($path, any(async |$argument: $Type| $body)))*
        };
    }
    let router = handlers!(routes);
    router
        .route("/form", get(async || "read").post(async || "saved").layer(half.auth.same_origin()))
        .merge(half.auth.routes())
        .layer(half.auth.layer())
        .with_state(shared)
}

fn on_actix(half: &Half) -> SocketAddr {
    let (auth, world) = (half.auth.clone(), half.world.clone());
    server::serve_app(move || {
        let json = |it: bool| web::Json(it);
        let app = ActixApp::new()
            .wrap(auth.layer())
            .app_data(web::Data::new(world.clone()))
            .route(
                "/optional",
                web::get().to(move |it: Optional<Session<Visible>>| async move { json(it.0.is_some()) }),
            )
            .route(
                "/allowed",
                web::get().to(move |it: Optional<Guard<admins>>| async move { json(it.0.is_some()) }),
            )
            .route(
                "/permitted",
                web::get().to(move |it: Optional<Refunds>| async move { json(it.0.is_some()) }),
            )
            .route(
                "/keyed",
                web::get().to(move |it: Optional<KeyOrSession>| async move { json(it.0.is_some()) }),
            )
            .route("/known", web::get().to(async |it: WithState<Guard<known>, World>| name(&it)))
            .route(
                "/beta",
                web::get().to(async |it: WithState<Can<Session<Visible>, of_world::Beta>, World>| name(&it)),
            )
            .route(
                "/perhaps",
                web::get()
                    .to(move |it: WithState<Option<Guard<known>>, World>| async move { json(it.is_some()) }),
            );
        macro_rules! routes {
            ($($path:literal => ($argument:ident: $Type:ty) $body:expr;)*) => {
                app$(.route($path, web::route().to(async |$argument: $Type| $body)))*
            };
        }
        let app = handlers!(routes);
        app.service(
            web::resource("/form")
                .wrap(auth.same_origin())
                .route(web::get().to(async || "read"))
                .route(web::post().to(async || "saved")),
        )
        .service(auth.scope())
    })
}
