//! A visitor of the table's application: takes steps, and keeps what the next one needs.

use std::sync::{Arc, Mutex};

use auth::{
    adapter::Adapter,
    provider::email::{Mail, MailError, MailTransport},
    testing::SoftwarePasskey,
};
use http::Request;
use serde_json::{Value, json};

use super::{
    Step::{self, *},
    World,
};
use crate::{app::Site, browser::Reply};

/// The last mail that was sent.
#[derive(Clone, Default)]
pub(super) struct Outbox(Arc<Mutex<String>>);

impl MailTransport for Outbox {
    async fn send(&self, mail: Mail) -> Result<(), MailError> {
        *self.0.lock().unwrap() = mail.text;
        Ok(())
    }
}

pub(super) struct Visitor<'s> {
    pub(super) site: &'s mut Site,
    world: &'s World,
    csrf: String,
    key: SoftwarePasskey,
    key_id: String,
    /// The authorization endpoint, the challenge, and the page of the steps before.
    leaving: String,
    challenge: String,
    page: String,
}

impl<'s> Visitor<'s> {
    pub(super) async fn new(site: &'s mut Site, world: &'s World) -> Self {
        let csrf = site.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
        let key = SoftwarePasskey::new(&site.url).unwrap();
        // The database has ids in base64, with padding.
        let id = key.register("")["id"].as_str().unwrap().replace('-', "+").replace('_', "/");
        let [leaving, challenge, page] = Default::default();
        Self { site, world, csrf, key, key_id: id + "=", leaving, challenge, page }
    }

    /// What was written down in the last step, without what differs from run to run.
    pub(super) fn happened(&self) -> Vec<String> {
        let plain = |line: String| line.replace(&self.site.url, "(site)").replace(&self.key_id, "(key)");
        self.site.journal.take().into_iter().map(plain).collect()
    }

    pub(super) async fn take(&mut self, step: Step) -> Reply {
        match step {
            Leave(provider) => {
                let reply = self.post(&format!("signin/{provider}"), &[]).await;
                reply.location().clone_into(&mut self.leaving);
                reply
            }
            ComeBack(user) => self.come_back(Some(user)).await,
            ComeBackRefused => self.come_back(None).await,
            Credentials(name) => self.post("callback/credentials", &[("name", name)]).await,
            Ask(email) => self.post("signin/email", &[("email", email)]).await,
            Open => self.open().await,
            OpenElsewhere => {
                self.site.forget();
                self.open().await
            }
            Confirm => self.confirm().await,
            Begin(query) => {
                let reply = self.site.get(&format!("/auth/webauthn-options/passkey?{query}")).await;
                let challenge = reply.json()["options"]["challenge"].as_str().map(str::to_owned);
                self.challenge = challenge.unwrap();
                reply
            }
            Register => self.answer("register", &self.key.register(&self.challenge)).await,
            Authenticate => {
                let answer = self.key.authenticate(&self.challenge);
                self.answer("authenticate", &answer).await
            }
            Read => self.site.get("/auth/session").await,
            Change(note) => {
                let url = self.url("session");
                let request = Request::post(&url).header("content-type", "application/json");
                let body = json!({ "csrfToken": self.csrf, "data": { "note": note } });
                self.site.browser.send(&url, request, body.to_string()).await
            }
            SignOut => {
                let url = self.url("signout");
                self.site.browser.post(&url, &[("csrfToken", &self.csrf)]).await
            }
            EndElsewhere => {
                let known = self.world.database.user_by_email("ada@login").await.unwrap().unwrap();
                self.world.database.delete_sessions_of(&known.id()).await.unwrap();
                self.site.get("/auth/csrf").await
            }
            Get(path) => self.site.get(path).await,
        }
    }

    fn url(&self, action: &str) -> String {
        format!("{}/auth/{action}", self.site.url)
    }

    /// Posts a form that leads to `/inside`.
    async fn post(&mut self, action: &str, fields: &[(&str, &str)]) -> Reply {
        let further = [("csrfToken", self.csrf.as_str()), ("callbackUrl", "/inside")];
        let url = self.url(action);
        self.site.browser.post(&url, &[fields, &further].concat()).await
    }

    async fn come_back(&mut self, login: Option<&str>) -> Reply {
        let callback = self.site.browser.at_provider(&self.leaving, login).await;
        self.site.browser.get(&callback).await
    }

    async fn open(&mut self) -> Reply {
        let link = self.world.outbox.0.lock().unwrap().lines().nth(1).unwrap().to_owned();
        let reply = self.site.browser.get(&link).await;
        self.page.clone_from(&reply.body);
        reply
    }

    async fn confirm(&mut self) -> Reply {
        let value = |name: &str| {
            let (_, rest) = self.page.split_once(&format!(r#"name="{name}" value=""#)).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let fields = ["csrfToken", "token", "email", "callbackUrl"].map(|name| (name, value(name)));
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let url = self.url("callback/email");
        self.site.browser.post(&url, &fields).await
    }

    async fn answer(&mut self, action: &str, data: &Value) -> Reply {
        self.post("callback/passkey", &[("action", action), ("data", &data.to_string())]).await
    }
}
