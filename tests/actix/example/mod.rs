//! The examples, as a browser and a program see them.

mod members;
mod ways_in;

use std::{collections::BTreeMap, net::SocketAddr};

use actix_web::{App as ActixApp, web::ServiceConfig};
use auth::{Auth, AuthBuilder, callback::Callbacks, session::SessionData};

use crate::{
    server::{Reply, send, serve_app},
    twins::{FORM, ORIGIN, SESSION},
};

#[path = "../../../examples/actix/main.rs"]
#[allow(dead_code, reason = "its `main` serves them to people")]
mod programs;

/// The start of a builder, as `main` of the examples has it.
fn start() -> AuthBuilder<(), Callbacks> {
    Auth::builder().environment(|_| None).secret("a secret for tests, and for nothing else").url(ORIGIN)
}

/// A browser, and the example that it visits.
struct Browser {
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Serves an example as its `main` does.
    fn of<V: SessionData>(
        auth: Auth<V>,
        routes: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    ) -> Self {
        let app = move || ActixApp::new().wrap(auth.layer()).configure(routes.clone()).service(auth.scope());
        Self { address: serve_app(app), cookies: BTreeMap::new() }
    }

    fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    async fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let cookie = self.cookie();
        let headers = [headers, &[("accept", "text/html"), ("cookie", cookie.as_str())]].concat();
        let reply = send(self.address, method, path, &headers, body).await;
        for cookie in reply.all("set-cookie") {
            let (name, rest) = cookie.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
        reply
    }

    async fn visit(&mut self, path: &str) -> Reply {
        self.send("GET", path, &[], "").await
    }

    /// Sends a form of a page of the library, with the CSRF token.
    async fn post(&mut self, path: &str, fields: &str) -> Reply {
        let csrf = self.visit("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
        self.send("POST", path, &[FORM], &format!("csrfToken={csrf}&{fields}")).await
    }

    /// Signs in by a form.
    async fn sign_in(&mut self, provider: &str, fields: &str) {
        let reply = self.post(&format!("/auth/callback/{provider}"), fields).await;
        assert!(self.has_session(), "{reply:?}");
    }

    fn has_session(&self) -> bool {
        self.cookies.get(SESSION).is_some_and(|session| !session.is_empty())
    }
}
