//! Our server in this process, and a browser at it.

use std::collections::BTreeMap;

use auth::{Auth, adapter::MemoryAdapter, provider::Passkey};
use http::{Request, header};
use http_body_util::BodyExt;
use serde_json::Value;

pub(crate) const DOMAIN: &str = "app.example.com";
pub(crate) const ORIGIN: &str = "https://app.example.com";

/// A server with passkeys, and the cookies of a browser.
pub(crate) struct Site {
    auth: Auth,
    cookies: BTreeMap<String, String>,
}

impl Site {
    pub(crate) fn new() -> Self {
        let auth = Auth::builder()
            .environment(|_| None)
            .secret("a secret for tests, and for nothing else")
            .url(ORIGIN)
            .sign_in_limit(None)
            .account_limit(None)
            .adapter(MemoryAdapter::new())
            .passkey(Passkey::new().open_registration())
            .build()
            .unwrap();
        Self { auth, cookies: BTreeMap::new() }
    }

    /// Forgets the session, as another browser would never have had it.
    pub(crate) fn forget(&mut self) {
        self.cookies.clear();
    }

    /// Returns the options of a ceremony.
    pub(crate) async fn options(&mut self, query: &str) -> Value {
        let path = format!("/auth/webauthn-options/passkey?{query}");
        let mut answer: Value =
            serde_json::from_str(&self.send(Request::get(path), String::new()).await).unwrap();
        answer["options"].take()
    }

    /// Posts a response, and returns `true` if the browser is signed in then.
    pub(crate) async fn post(&mut self, action: &str, response: &Value) -> bool {
        let token: Value =
            serde_json::from_str(&self.send(Request::get("/auth/csrf"), String::new()).await).unwrap();
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("csrfToken", token["csrfToken"].as_str().unwrap())
            .append_pair("action", action)
            .append_pair("data", &response.to_string())
            .finish();
        let request = Request::post("/auth/callback/passkey")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, form).await;
        self.send(Request::get("/auth/session"), String::new()).await != "null"
    }

    async fn send(&mut self, request: http::request::Builder, body: String) -> String {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::HOST, DOMAIN)
            .header(header::ORIGIN, ORIGIN)
            .header(header::COOKIE, cookies.join("; "))
            .body(body)
            .unwrap();
        let (parts, body) = self.auth.handle(request).await.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, attributes) = line.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match attributes.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let body = body.collect().await.unwrap().to_bytes();
        String::from_utf8(body.to_vec()).unwrap()
    }
}
