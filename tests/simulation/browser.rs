//! Browsers: cookie jars, and requests that may never be answered.

use std::{cell::RefCell, collections::BTreeMap, future::poll_fn, task::Poll};

use bytes::Bytes;
use http::{
    HeaderMap, Request, StatusCode,
    header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE},
};
use http_body_util::{BodyExt, Full};
use serde_json::Value;

use crate::{site::ORIGIN, world::World};

const SESSION: &str = "authjs.session-token";
const CSRF: &str = "authjs.csrf-token";

/// The cookies of a browser.
#[derive(Clone, Debug, Default)]
pub(crate) struct Jar(BTreeMap<String, String>);

impl Jar {
    /// Returns the cookies as a browser sends them.
    pub(crate) fn headers(&self) -> HeaderMap {
        let pairs: Vec<_> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut headers = HeaderMap::new();
        if !pairs.is_empty() {
            headers.insert(COOKIE, pairs.join("; ").parse().unwrap());
        }
        headers
    }

    /// Returns a jar with the session cookie alone, as a thief may have copied it.
    pub(crate) fn session_alone(&self) -> Option<Self> {
        let is_session = |(name, _): &(&String, &String)| name.starts_with(SESSION);
        let copied: BTreeMap<_, _> =
            self.0.iter().filter(is_session).map(|(name, value)| (name.clone(), value.clone())).collect();
        (!copied.is_empty()).then_some(Self(copied))
    }

    /// Takes the check cookies of another jar, as planted by an attacker.
    pub(crate) fn plant_checks(&mut self, other: &Self) {
        let is_check = |name: &str| name.contains("state") || name.contains("pkce") || name.contains("nonce");
        let checks = other.0.iter().filter(|(name, _)| is_check(name));
        self.0.extend(checks.map(|(name, value)| (name.clone(), value.clone())));
    }

    fn csrf(&self) -> Option<String> {
        let value = self.0.get(CSRF)?.replace("%7C", "|");
        Some(value.split('|').next()?.to_owned())
    }

    /// Applies the `Set-Cookie` headers of an answer. Returns `true` if it sets a session.
    fn apply(&mut self, headers: &HeaderMap) -> bool {
        let mut sets_session = false;
        for cookie in headers.get_all(SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() || attributes.contains("Max-Age=0") {
                self.0.remove(name);
            } else {
                self.0.insert(name.to_owned(), value.to_owned());
                sets_session |= name.starts_with(SESSION);
            }
        }
        sets_session
    }
}

/// What a browser learns of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// The server has done what was asked.
    Done,
    /// The server has refused, or failed.
    Refused,
    /// There was no answer.
    Nothing,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) told: Told,
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) body: String,
    pub(crate) sets_session: bool,
}

impl Reply {
    /// What a browser learns if nothing is answered.
    fn nothing() -> Self {
        let (location, body) = (String::new(), String::new());
        Self { told: Told::Nothing, status: StatusCode::OK, location, body, sets_session: false }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// Returns what the browser learns of a sign-in.
    pub(crate) fn told_of_sign_in(&self) -> Told {
        match self.told {
            Told::Done if !self.sets_session => Told::Refused,
            told => told,
        }
    }
}

/// A visit: a browser at one process, in a task.
#[derive(Clone, Copy)]
pub(crate) struct Visit<'w> {
    pub(crate) world: &'w World,
    pub(crate) jar: &'w RefCell<Jar>,
    /// The person in front of the browser.
    pub(crate) person: usize,
    pub(crate) process: usize,
}

impl<'w> Visit<'w> {
    /// The same browser at another process.
    pub(crate) fn at(self, process: usize) -> Self {
        Self { process, ..self }
    }

    pub(crate) async fn get(self, path: &str) -> Reply {
        self.send(Request::get(format!("{ORIGIN}{path}")), String::new()).await
    }

    /// Posts a form, with the CSRF token. Without an answer to the request for that there is none to the form.
    pub(crate) async fn post(self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let Some(csrf) = self.csrf().await else { return Reply::nothing() };
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .append_pair("csrfToken", &csrf)
            .finish();
        let request = Request::post(format!("{ORIGIN}{path}"));
        self.send(request.header(CONTENT_TYPE, "application/x-www-form-urlencoded"), body).await
    }

    pub(crate) async fn post_json(self, path: &str, mut body: Value) -> Reply {
        let Some(csrf) = self.csrf().await else { return Reply::nothing() };
        body["csrfToken"] = csrf.into();
        let request = Request::post(format!("{ORIGIN}{path}"));
        self.send(request.header(CONTENT_TYPE, "application/json"), body.to_string()).await
    }

    async fn csrf(self) -> Option<String> {
        let known = self.jar.borrow().csrf();
        match known {
            Some(token) => Some(token),
            None => {
                self.get("/auth/csrf").await;
                self.jar.borrow().csrf()
            }
        }
    }

    async fn send(self, request: http::request::Builder, body: String) -> Reply {
        let (world, seam) = (self.world, &self.world.site.seam);
        let mut request = request.body(Full::<Bytes>::from(body)).unwrap();
        request.headers_mut().extend(self.jar.borrow().headers());
        let path = request.uri().path().to_owned();
        let Some(response) = world.ask(self.process, async move |auth| auth.handle(request).await).await
        else {
            seam.trace().note(&format!("{path}: no answer"));
            return Reply::nothing();
        };
        let Some(response) = self.arrive(response).await else {
            seam.trace().note(&format!("{path}: the answer is lost"));
            return Reply::nothing();
        };
        let (parts, body) = response.into_parts();
        let body = String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned();
        let sets_session = self.jar.borrow_mut().apply(&parts.headers);
        let location = parts.headers.get(LOCATION).map_or("", |value| value.to_str().unwrap()).to_owned();
        let is_done = parts.status.as_u16() < 400 && !location.contains("error=");
        let told = if is_done { Told::Done } else { Told::Refused };
        // Lists of passkeys have no order.
        let shown = if path.contains("webauthn-options") { "" } else { &body };
        seam.trace().note(&format!("{path}: {} {location} {shown}", parts.status));
        let reply = Reply { told, status: parts.status, location, body, sets_session };
        world.look_at(self.person, &path, &reply);
        reply
    }

    /// The way of an answer to the browser, on which it may be lost.
    async fn arrive<T>(self, response: T) -> Option<T> {
        let mut way = std::pin::pin!(self.world.site.seam.pass("answer", async { response }));
        poll_fn(|cx| match way.as_mut().poll(cx) {
            Poll::Pending if self.world.site.seam.take_hanging() => Poll::Ready(None),
            polled => polled,
        })
        .await
    }
}
