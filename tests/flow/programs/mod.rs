//! Programs as callers: API keys, and sessions in the header `Authorization`.

mod bearer;
mod builds;
mod keys;
mod layered;
mod overtaken;
#[path = "../../../examples/phone.rs"]
#[allow(dead_code, reason = "its `main` serves it to people")]
mod phone;
mod refused;
mod rights;
mod shell;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use auth::{
    Auth, AuthBuilder, SetCookies, SignInResult,
    adapter::{Adapter, AnyAdapter, NewUser},
    api_key::{Expires, NewKey},
    callback::Callbacks,
    prelude::*,
    time::ManualClock,
};
use axum::{
    Router,
    body::Body,
    extract::FromRef,
    http::{
        HeaderMap, Request, StatusCode,
        header::{AUTHORIZATION, COOKIE, SET_COOKIE, WWW_AUTHENTICATE},
        request::Builder,
    },
    routing::{any, get},
};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::site::{NOW, Noise, ORIGIN, SECRET, SESSION};

#[auth::permissions]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    Read,
    Refund,
}

/// What is granted to whom.
#[derive(Clone, Default)]
pub(crate) struct Rights(Arc<Mutex<HashMap<StoredId, Set<Permission>>>>);

#[auth::grants]
fn granted(session: &Session, State(rights): State<Rights>) -> Set<Permission> {
    let rights = rights.0.lock().unwrap();
    session.stored_id().and_then(|id| rights.get(id)).copied().unwrap_or_default()
}

#[auth::api_key(prefix = "acme")]
pub(crate) struct Key {
    pub(crate) scopes: Set<Permission>,
    pub(crate) project: u32,
}

/// Another kind of keys of the same application.
#[auth::api_key(prefix = "robot")]
pub(crate) struct Robot {
    #[auth(default)]
    pub(crate) arms: u8,
}

#[derive(Clone, FromRef)]
pub(crate) struct State_ {
    auth: Auth,
    rights: Rights,
}

/// An application with keys of two kinds, and its database.
pub(crate) struct Programs {
    pub(crate) auth: Auth,
    pub(crate) database: AnyAdapter,
    pub(crate) clock: ManualClock,
    rights: Rights,
    router: Router,
}

pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn challenge(&self) -> &str {
        self.headers.get(WWW_AUTHENTICATE).map_or("", |value| value.to_str().unwrap())
    }

    /// The text of the session from now on.
    pub(crate) fn session(&self) -> Option<&str> {
        self.headers.get("x-auth-session").map(|value| value.to_str().unwrap())
    }
}

/// The number of applications that were started: each has other random bytes, since several share a database.
static STARTED: AtomicU64 = AtomicU64::new(7);

pub(crate) fn start(clock: &ManualClock) -> AuthBuilder<(), Callbacks> {
    Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .clock(clock.clone())
        .random(Noise::seeded(STARTED.fetch_add(1, Ordering::Relaxed)))
        .credentials::<crate::world::login_anybody>()
        .api_keys::<Key>()
        .api_keys::<Robot>()
}

impl Programs {
    /// Sessions are rows of the database.
    pub(crate) fn with_rows(database: &AnyAdapter, bearer: bool) -> Self {
        Self::built(database, |clock| {
            let builder = start(clock).database_sessions(database.clone());
            if bearer { builder.bearer_sessions() } else { builder }.build().unwrap()
        })
    }

    /// Sessions are tokens, which can be revoked.
    pub(crate) fn with_tokens(database: &AnyAdapter, bearer: bool) -> Self {
        Self::built(database, |clock| {
            let builder = start(clock).adapter(database.clone()).revocable_tokens(Duration::ZERO);
            if bearer { builder.bearer_sessions() } else { builder }.build().unwrap()
        })
    }

    pub(crate) fn built(database: &AnyAdapter, build: impl FnOnce(&ManualClock) -> Auth) -> Self {
        let (clock, rights) = (ManualClock::at(NOW), Rights::default());
        let auth = build(&clock);
        let state = State_ { auth: auth.clone(), rights: rights.clone() };
        let router = Router::new()
            .route("/session", any(async |session: Session| format!("session {}", id(&session))))
            .route("/caller", any(async |caller: Caller<(), Key>| says(&caller)))
            .route(
                "/maybe",
                any(async |caller: Option<Caller<(), Key>>| {
                    caller.as_ref().map_or("nobody".to_owned(), says)
                }),
            )
            .route(
                "/robot",
                any(async |caller: Caller<(), Robot>| match caller {
                    Caller::Session(session) => format!("session {}", id(&session)),
                    Caller::Key(key) => format!("robot with {} arms", key.arms),
                }),
            )
            .route("/read", any(async |caller: Can<Caller<(), Key>, permission::Read>| says(&caller)))
            .route(
                "/refund",
                any(async |caller: Can<Caller<(), Key>, (permission::Read, permission::Refund)>| {
                    says(&caller)
                }),
            )
            .route("/leave", any(leave))
            .route("/public", get(async |_: Public| "for everybody"))
            .merge(auth.routes())
            .layer(auth.layer())
            .with_state(state);
        Self { auth, database: database.clone(), clock, rights, router }
    }

    /// Creates a user, to whom this is granted.
    pub(crate) async fn user(&self, name: &str, granted: impl Into<Set<Permission>>) -> StoredId {
        let user = User::new(name).with_name(name).with_email(format!("{name}@example.com"));
        let id = self.database.sign_up(NewUser::new(user), None, None).await.unwrap().user.id();
        self.grant(&id, granted);
        id
    }

    pub(crate) fn grant(&self, user: &StoredId, granted: impl Into<Set<Permission>>) {
        self.rights.0.lock().unwrap().insert(user.clone(), granted.into());
    }

    /// Makes a key with these scopes.
    pub(crate) async fn key(&self, user: &StoredId, scopes: impl Into<Set<Permission>>) -> NewKey {
        let key = Key { scopes: scopes.into(), project: 7 };
        self.auth.create_key_for(user, key, "nightly", Expires::days(90)).await.unwrap()
    }

    pub(crate) async fn sign_in(&self, user: &StoredId) -> SetCookies {
        let signed_in = self.auth.sign_in_as(&HeaderMap::new(), KnownUser::stored(user)).await.unwrap();
        match signed_in {
            SignInResult::SignedIn(cookies) => cookies,
            SignInResult::Redirect(_) | SignInResult::SecondFactor { .. } => panic!("it is not finished"),
        }
    }

    /// Signs in, and returns the `Cookie` header of the browser.
    pub(crate) async fn cookie(&self, user: &StoredId) -> String {
        let cookies = self.sign_in(user).await;
        let pairs =
            cookies.iter().map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned());
        let pairs: Vec<String> = pairs.filter(|pair| pair.starts_with(SESSION)).collect();
        pairs.join("; ")
    }

    pub(crate) async fn send(&self, request: Builder) -> Reply {
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    }

    /// Sends a request with this header.
    pub(crate) async fn with_header(&self, path: &str, authorization: impl AsRef<[u8]>) -> Reply {
        self.send(Request::get(path).header(AUTHORIZATION, authorization.as_ref())).await
    }

    /// Sends a request with this bearer.
    pub(crate) async fn call(&self, path: &str, bearer: &str) -> Reply {
        self.with_header(path, format!("Bearer {bearer}")).await
    }

    pub(crate) async fn browse(&self, path: &str, cookie: &str) -> Reply {
        self.send(Request::get(path).header(COOKIE, cookie)).await
    }
}

fn id(session: &Session) -> String {
    session.user.name.clone().unwrap_or_default()
}

fn says(caller: &Caller<(), Key>) -> String {
    match caller {
        Caller::Session(session) => format!("session {}", id(session)),
        Caller::Key(key) => format!("key {} {}", key.name, key.project),
    }
}

async fn leave(
    session: Option<Session>,
    axum::extract::State(auth): axum::extract::State<Auth>,
    parts: axum::http::request::Parts,
) -> (SetCookies, String) {
    let signed_out = auth.sign_out(&parts).await.unwrap();
    signed_out.stored.unwrap();
    (signed_out.cookies, session.as_ref().map_or("nobody".to_owned(), id))
}

/// Returns the name and value of each cookie that a response sets.
pub(crate) fn set_cookies(reply: &Reply) -> Vec<String> {
    let values = reply.headers.get_all(SET_COOKIE).iter();
    values.map(|value| value.to_str().unwrap().split(';').next().unwrap().to_owned()).collect()
}
