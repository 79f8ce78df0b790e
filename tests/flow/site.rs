//! A browser without a screen, and the site that it visits.

use std::{collections::BTreeMap, sync::Mutex, time::Duration};

use auth::{
    Auth, AuthBuilder, Guard, Session,
    adapter::Adapter,
    callback::Callbacks,
    config::Random,
    time::{ManualClock, UnixTime},
};
use axum::{Json, Router, body::Body, extract::State, response::IntoResponse, routing::get};
use http::{HeaderMap, Request, StatusCode, header::*, request::Builder};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::world::*;

pub(crate) const ORIGIN: &str = "http://site.test";
pub(crate) const SECRET: &str = "a secret for tests, and for nothing else";
pub(crate) const SESSION: &str = "authjs.session-token";
pub(crate) const NOW: UnixTime = UnixTime::from_secs(1_800_000_000);
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A site, and one browser's cookies for it.
pub(crate) struct Site {
    pub(crate) auth: Auth<Visible>,
    pub(crate) world: World,
    pub(crate) clock: ManualClock,
    pub(crate) cookies: BTreeMap<String, String>,
    router: Router,
}

/// What was answered.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// Reproducible noise (splitmix64).
pub(crate) struct Noise(Mutex<u64>);

impl Noise {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    pub(crate) fn next(&self) -> u64 {
        let mut state = self.0.lock().unwrap();
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub(crate) fn pick<'a, T>(&self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }
}

impl Random for Noise {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill_with(|| self.next() as u8);
    }
}

pub(crate) type Start = AuthBuilder<World, Callbacks>;

/// What all sites have in common.
fn start(world: &World, clock: &ManualClock) -> Start {
    Auth::builder()
        .environment(|_| None)
        .state(world.clone())
        .secret(SECRET)
        .url(ORIGIN)
        .clock(clock.clone())
        .random(Noise::seeded(1))
}

impl Site {
    pub(crate) fn new() -> Self {
        Self::with(|builder| builder)
    }

    /// A site with further settings.
    pub(crate) fn with(configure: impl FnOnce(Start) -> Start) -> Self {
        let (world, clock) = (World::default(), ManualClock::at(NOW));
        let auth = configure(start(&world, &clock))
            .credentials::<login>()
            .sign_in::<first>()
            .sign_in::<second>()
            .jwt::<issue>()
            .jwt_update::<update>()
            .jwt_access::<still_valid>()
            .session::<Visible>()
            .on::<signed_in>()
            .on::<failing>()
            .on::<signed_out>()
            .on::<shown>()
            .build()
            .unwrap();
        Self::of(auth, world, clock)
    }

    /// A site whose sessions are in a database.
    pub(crate) fn with_sessions_in(adapter: impl Adapter, configure: impl FnOnce(Start) -> Start) -> Self {
        let (world, clock) = (World::default(), ManualClock::at(NOW));
        let auth = configure(start(&world, &clock))
            .credentials::<login>()
            .sign_in::<first>()
            .sign_in::<second>()
            .database_sessions(adapter)
            .session::<of_nobody>()
            .on::<signed_in>()
            .on::<created>()
            .build()
            .unwrap();
        Self::of(auth, world, clock)
    }

    /// A site of an application that is built otherwise.
    pub(crate) fn built(build: impl FnOnce(Start) -> Auth<Visible>) -> Self {
        let (world, clock) = (World::default(), ManualClock::at(NOW));
        let auth = build(start(&world, &clock));
        Self::of(auth, world, clock)
    }

    fn of(auth: Auth<Visible>, world: World, clock: ManualClock) -> Self {
        let router = Router::new()
            .route("/me", get(async |session: Session<Visible>| Json(session)))
            .route("/maybe", get(async |session: Option<Session<Visible>>| Json(session)))
            .route("/admin", get(async |_: Guard<admins>| "hello, admin"))
            .route("/broken", get(async |_: Guard<broken>| "never"))
            .route("/leave", get(leave))
            .route("/public", get(async || "for everybody"))
            .merge(auth.routes())
            .layer(auth.layer())
            .with_state(auth.clone());
        Self { auth, world, clock, cookies: BTreeMap::new(), router }
    }

    /// The same site, with another router.
    pub(crate) fn routed(mut self, router: impl FnOnce(&Self) -> Router) -> Self {
        self.router = router(&self);
        self
    }

    /// The headers of a request of this browser.
    pub(crate) fn headers(&self) -> HeaderMap {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut headers = HeaderMap::new();
        if !cookies.is_empty() {
            headers.insert(COOKIE, cookies.join("; ").parse().unwrap());
        }
        headers
    }

    /// Sends a request as it is, without cookies.
    pub(crate) async fn raw(&self, request: Request<Body>) -> Reply {
        reply_of(self.router(), request).await
    }

    /// The router, for requests that are sent at the same time.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// Sends a request with this browser's cookies, and takes those of the answer.
    pub(crate) async fn send(&mut self, request: Builder, body: impl Into<Body>) -> Reply {
        let mut request = request.body(body.into()).unwrap();
        request.headers_mut().extend(self.headers());
        let reply = self.raw(request).await;
        self.take(reply.headers.get_all(SET_COOKIE).iter());
        reply
    }

    /// Takes cookies, as a browser does.
    pub(crate) fn take<'h>(&mut self, set: impl Iterator<Item = &'h HeaderValue>) {
        for cookie in set {
            let cookie = cookie.to_str().unwrap();
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") || attributes.contains("1970") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        self.send(Request::get(path), Body::empty()).await
    }

    /// As a browser goes to a page.
    pub(crate) async fn visit(&mut self, path: &str) -> Reply {
        self.send(Request::get(path).header("sec-fetch-mode", "navigate"), Body::empty()).await
    }

    /// Posts a form, with the csrf token.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.csrf().await;
        let form = form(fields.iter().copied().chain([("csrfToken", token.as_str())]));
        self.send(Request::post(path).header(CONTENT_TYPE, FORM), form).await
    }

    pub(crate) async fn csrf(&mut self) -> String {
        self.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn sign_in(&mut self, name: &str) -> Reply {
        self.post("/auth/callback/credentials", &[("name", name), ("password", "hunter2")]).await
    }

    pub(crate) async fn update(&mut self, data: Value) -> Reply {
        let csrf = self.csrf().await;
        let body = serde_json::json!({ "csrfToken": csrf, "data": data }).to_string();
        self.send(Request::post("/auth/session").header(CONTENT_TYPE, "application/json"), body).await
    }

    pub(crate) async fn session(&mut self) -> Value {
        self.get("/auth/session").await.json()
    }

    /// The cookies that make up the session.
    pub(crate) fn session_cookies(&self) -> Vec<String> {
        self.cookies.keys().filter(|name| name.starts_with(SESSION)).cloned().collect()
    }
}

/// Sends a request as it is.
pub(crate) async fn reply_of(router: Router, request: Request<Body>) -> Reply {
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let body = String::from_utf8(body.to_vec()).unwrap();
    Reply { status: parts.status, headers: parts.headers, body }
}

async fn leave(
    State(auth): State<Auth<Visible>>,
    headers: HeaderMap,
    _: Session<Visible>,
) -> impl IntoResponse {
    (auth.sign_out(&headers).await.unwrap().cookies, "bye")
}

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) fn form<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let escaped = |text: &str| {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect::<String>()
    };
    fields.map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect::<Vec<_>>().join("&")
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.body))
    }

    pub(crate) fn header(&self, name: HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::FOUND, "{}", self.body);
        self.header(LOCATION)
    }

    /// The names of the cookies that are set or deleted.
    pub(crate) fn set_cookies(&self) -> Vec<&str> {
        let set = self.headers.get_all(SET_COOKIE).iter();
        set.map(|cookie| cookie.to_str().unwrap().split('=').next().unwrap()).collect()
    }
}
