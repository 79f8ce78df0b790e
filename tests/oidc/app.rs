//! The application under test, as a server on a port of its own.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use auth::{
    Auth, AuthBuilder,
    callback::Callbacks,
    prelude::*,
    provider::{
        ProfileUser, StandardClaims,
        oauth::{Definition, OAuth2, OAuthProvider, Oidc, UserProfile},
    },
    session::SessionData,
    time::{Clock, ManualClock, SystemClock},
};
use axum::{
    Router,
    body::{Body, to_bytes},
};
use serde::Deserialize;
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::{
    browser::{Browser, Reply},
    log::Log,
    provider::{Provider, SECRET},
};

/// What the callbacks write down.
#[derive(Clone, Default)]
pub(crate) struct Journal(Arc<Mutex<Vec<String>>>);

impl Journal {
    pub(crate) fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }

    /// What was written since this was called last.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// The profile of the plain provider.
#[derive(Deserialize)]
pub(crate) struct Me {
    pub(crate) id: String,
    name: String,
    email: String,
}

impl UserProfile for Me {
    fn user(self) -> Result<ProfileUser> {
        if self.name == "Bob" {
            return Err("no user for Bob".into());
        }
        Ok(ProfileUser::new(self.id).name(self.name).email(self.email))
    }
}

#[auth::jwt]
struct Token {
    account: String,
}

#[auth::session(from = Token)]
#[derive(Debug)]
pub(crate) struct Visible {
    pub(crate) account: String,
}

#[auth::sign_in]
async fn noted(
    user: &User,
    account: &Account,
    profile: Option<Profile<StandardClaims>>,
    State(journal): State<Journal>,
) -> SignIn {
    let email = user.email.as_deref().unwrap_or_default();
    let sub = profile.and_then(|Profile(claims)| claims.sub);
    journal.note(format!("{} {email} {sub:?}", account.provider));
    SignIn::Allow
}

#[auth::jwt]
async fn issue(account: &Account) -> Token {
    Token { account: format!("{}/{}", account.provider, account.provider_account_id) }
}

/// The providers of a test: `acme` and `plain` at the one that runs.
pub(crate) fn acme(issuer: &str) -> OAuthProvider<Oidc> {
    <Oidc>::new("acme", "Acme", issuer.to_owned(), "openid", SECRET)
        .definition(Definition::with_nonce)
        .scope("openid profile email")
}

pub(crate) fn plain(issuer: &str) -> OAuthProvider<OAuth2<Me>> {
    let definition = Definition::oauth("plain", "Plain")
        .issuer(issuer.to_owned())
        .authorization("{issuer}/auth")
        .token("{issuer}/token")
        .userinfo("{issuer}/api/me")
        .scope("read");
    OAuth2::<Me>::new(definition, "plain", SECRET)
}

/// An application with a provider, and one browser.
pub(crate) struct Site {
    pub(crate) url: String,
    pub(crate) provider: Provider,
    pub(crate) browser: Browser,
    pub(crate) clock: ManualClock,
    pub(crate) journal: Journal,
    pub(crate) log: Log,
    router: Router,
    _logging: tracing::subscriber::DefaultGuard,
}

pub(crate) type Start = AuthBuilder<Journal, Callbacks>;

impl Site {
    pub(crate) async fn new() -> Self {
        Self::with(|builder, issuer| builder.provider(acme(issuer)).provider(plain(issuer))).await
    }

    /// A site with the providers and settings that the function adds, given the issuer.
    pub(crate) async fn with(configure: impl FnOnce(Start, &str) -> Start) -> Self {
        Self::serve(|builder, issuer| {
            let builder = configure(builder, issuer).sign_in::<noted>().jwt::<issue>().session::<Visible>();
            builder.build().unwrap()
        })
        .await
    }

    /// A site with callbacks of the test's own.
    pub(crate) async fn serve<V: SessionData>(make: impl FnOnce(Start, &str) -> Auth<V>) -> Self {
        let mut make = Some(make);
        Self::serve_all(1, |builder, issuer| make.take().unwrap()(builder, issuer)).await
    }

    /// A site of several processes, of which the first one answers requests.
    pub(crate) async fn serve_all<V: SessionData>(
        processes: usize,
        mut make: impl FnMut(Start, &str) -> Auth<V>,
    ) -> Self {
        let (log, logging) = Log::start();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let provider = Provider::start(&url).await;
        let (journal, clock) = (Journal::default(), ManualClock::at(SystemClock.now()));
        let mut processes = (0..processes).map(|_| {
            let builder = Auth::builder()
                .environment(|_| None)
                .state(journal.clone())
                .secret("a secret for tests, and for nothing else")
                .url(&url)
                .clock(clock.clone())
                .sign_in_limit(None);
            make(builder, &provider.issuer)
        });
        let auth = processes.next().unwrap();
        processes.for_each(drop);
        let router = Router::new().merge(auth.routes()).with_state(auth);
        let served = axum::serve(listener, router.clone());
        tokio::spawn(async { served.await });
        let browser = Browser::new();
        Self { url, provider, browser, clock, journal, log, router, _logging: logging }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        self.browser.get(&format!("{}{path}", self.url)).await
    }

    /// Posts a form with the CSRF token.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let csrf = self.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
        let fields: Vec<_> = fields.iter().copied().chain([("csrfToken", csrf.as_str())]).collect();
        self.browser.post(&format!("{}{path}", self.url), &fields).await
    }

    /// Visits a path with more patience than the HTTP client of the browser has, which is the application's
    /// too.
    pub(crate) async fn wait_for(&mut self, url: &str) -> Reply {
        let request = self.browser.request(url, http::Request::get(url), String::new());
        let answer = self.router.clone().oneshot(request.map(Body::from)).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        self.browser.take(url, http::Response::from_parts(parts, body))
    }

    /// Leaves for a provider: the URL of its authorization endpoint.
    pub(crate) async fn leave(&mut self, provider: &str) -> String {
        let reply = self.post(&format!("/auth/signin/{provider}"), &[("callbackUrl", "/inside")]).await;
        reply.location().to_owned()
    }

    /// Leaves for a provider and comes back: the URL of the callback, not yet visited.
    pub(crate) async fn come_back(&mut self, provider: &str, login: Option<&str>) -> String {
        let url = self.leave(provider).await;
        self.browser.at_provider(&url, login).await
    }

    /// The whole of a sign-in: what the callback answers.
    pub(crate) async fn sign_in(&mut self, provider: &str, login: Option<&str>) -> Reply {
        let callback = self.come_back(provider, login).await;
        self.browser.get(&callback).await
    }

    /// The account in the session, if somebody is signed in.
    pub(crate) async fn signed_in(&mut self) -> Option<String> {
        let session = self.get("/auth/session").await.json();
        session["user"]["account"].as_str().map(str::to_owned)
    }

    /// The callback was answered with the page of this error, nobody is signed in, and the log says why.
    pub(crate) async fn assert_failed(&mut self, reply: &Reply, error: &str, why: &str) {
        assert_eq!(reply.location(), format!("{}{error}", self.url), "{why}");
        let sessions =
            reply.set_cookies().filter(|cookie| cookie.to_str().unwrap().contains("session-token"));
        assert_eq!(sessions.count(), 0, "{why}");
        assert_eq!(self.signed_in().await, None, "{why}");
        let log = self.log.take();
        assert!(log.contains(why), "{why:?} is not in the log:\n{log}");
        for secret in [SECRET, "a secret for tests"] {
            assert!(!log.contains(secret), "{log}");
        }
    }

    pub(crate) fn forget(&mut self) {
        self.browser = Browser::new();
    }

    pub(crate) fn wait(&self, time: Duration) {
        self.clock.advance(time);
    }
}

/// The error page for what is not the user's business.
pub(crate) const CONFIGURATION: &str = "/auth/error?error=Configuration";
pub(crate) const REFUSED: &str = "/auth/signin?error=OAuthCallbackError";
