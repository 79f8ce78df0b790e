//! A browser without a screen: it keeps cookies, and follows nothing by itself.

use std::collections::BTreeMap;

use auth::Auth;
use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::{BodyExt, Full};

use crate::{ORIGIN, block_on};

/// A response.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The URL that the response leads to.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(header::LOCATION)?.to_str().ok()
    }
}

/// A browser with its cookies.
#[derive(Default)]
pub struct Browser {
    pub cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Sends a request, and keeps the cookies of the response.
    pub fn send(&mut self, auth: &Auth, mut request: Request<Full<Bytes>>) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if let Ok(cookies) = cookies.join("; ").parse() {
            request.headers_mut().insert(header::COOKIE, cookies);
        }
        let answer = answer(auth, request);
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("cookies are ASCII");
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a pair");
            match line.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        answer
    }

    /// Sends a GET request.
    pub fn get(&mut self, auth: &Auth, path: &str) -> Option<Answer> {
        let request = Request::get(format!("{ORIGIN}{path}")).body(Full::default()).ok()?;
        Some(self.send(auth, request))
    }

    /// Posts a form with the CSRF token.
    pub fn post(&mut self, auth: &Auth, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.get(auth, "/auth/csrf").expect("the path is valid").body;
        let token: serde_json::Value = serde_json::from_slice(&token).expect("an object");
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrfToken", token["csrfToken"].as_str().expect("a string"));
        form.extend_pairs(fields);
        let request = Request::post(format!("{ORIGIN}{path}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(form.finish()))
            .expect("the request is valid");
        self.send(auth, request)
    }

    /// The session of the browser, if it has one.
    pub fn session(&mut self, auth: &Auth) -> serde_json::Value {
        let body = self.get(auth, "/auth/session").expect("the path is valid").body;
        serde_json::from_slice(&body).expect("the session is JSON")
    }
}

/// Returns the response to a request.
pub fn answer(auth: &Auth, request: Request<Full<Bytes>>) -> Answer {
    let response = block_on(auth.handle(request));
    let (parts, body) = response.into_parts();
    let body = block_on(body.collect()).expect("the body is in memory").to_bytes();
    Answer { status: parts.status, headers: parts.headers, body }
}
