//! The examples with one way in each.

use std::sync::{Arc, Mutex};

use auth::provider::{
    Email, GitHub, Passwords,
    email::{Mail, MailError, MailTransport},
    oauth::Oidc,
    sms::{ChannelError, CodeChannel, CodeMessage},
};
use serde_json::json;

use super::{Browser, programs, start};
use crate::{
    server::{Reply, send},
    twins::ORIGIN,
};

/// Mails and messages that were sent.
#[derive(Clone, Default)]
struct Outbox(Arc<Mutex<Vec<String>>>);

impl MailTransport for Outbox {
    async fn send(&self, mail: Mail) -> Result<(), MailError> {
        self.0.lock().unwrap().push(mail.text);
        Ok(())
    }
}

impl CodeChannel for Outbox {
    async fn send(&self, message: CodeMessage<'_>) -> Result<(), ChannelError> {
        self.0.lock().unwrap().push(message.text());
        Ok(())
    }
}

impl Outbox {
    fn email(&self) -> Email {
        Email::new(self.clone(), "no-reply@site.test").unwrap()
    }

    /// The path of the link in the only mail. It may be sent after the response.
    async fn link(&self) -> String {
        let text = self.only().await;
        let url = text.lines().find(|line| line.starts_with(ORIGIN)).unwrap();
        url[ORIGIN.len()..].to_owned()
    }

    async fn only(&self) -> String {
        loop {
            if let Some(text) = self.0.lock().unwrap().pop() {
                return text;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }
}

#[tokio::test]
async fn a_magic_link_signs_in() {
    let outbox = Outbox::default();
    let auth = programs::email::auth(start(), outbox.email()).unwrap();
    let mut browser = Browser::of(auth, programs::email::routes);
    let refused = browser.post("/auth/signin/email", "email=ada@mailinator.com").await;
    assert!(refused.header("location").contains("error=AccessDenied"), "{refused:?}");
    browser.post("/auth/signin/email", "email=ada@example.com").await;
    let link = outbox.link().await;
    browser.visit(&link).await;
    assert!(browser.has_session());
    assert_eq!(browser.visit("/").await.json()["user"]["email"], "ada@example.com");
}

#[tokio::test]
async fn github_is_asked() {
    let auth = programs::github::auth(start(), GitHub::new("the-client", "secret")).unwrap();
    let mut browser = Browser::of(auth, programs::github::routes);
    assert_eq!(browser.visit("/").await.header("location"), "/auth/signin?callbackUrl=%2F");
    let asked = browser.post("/auth/signin/github", "").await;
    let location = asked.header("location");
    assert!(location.starts_with("https://github.com/login/oauth/authorize?"), "{location}");
    assert!(location.contains("client_id=the-client"), "{location}");
}

#[tokio::test]
async fn an_openid_provider_has_its_button() {
    let sso = <Oidc>::new("sso", "Single sign-on", "https://id.site.test", "client", "secret");
    let mut browser = Browser::of(programs::oidc::auth(start(), sso).unwrap(), programs::oidc::routes);
    assert!(browser.visit("/auth/signin").await.body.contains("Single sign-on"));
}

#[tokio::test]
async fn a_passkey_can_be_registered_and_is_required_for_the_keys() {
    let mut browser = Browser::of(programs::passkey::auth(start()).unwrap(), programs::passkey::routes);
    assert_eq!(browser.visit("/").await.body, "null");
    assert_eq!(browser.visit("/keys").await.header("location"), "/auth/signin?callbackUrl=%2Fkeys");
    let options =
        browser.visit("/auth/webauthn-options/passkey?action=register&email=ada@example.com").await.json();
    assert_eq!(options["options"]["rp"]["name"], "Passkey example");
}

#[tokio::test]
async fn a_password_signs_in_and_can_be_replaced_by_a_mail() {
    let outbox = Outbox::default();
    let auth = programs::password::auth(start(), outbox.email(), Passwords::new()).await.unwrap();
    let mut browser = Browser::of(auth, programs::password::routes);
    browser.sign_in("credentials", "email=ada@example.com&password=correct+horse+battery").await;
    assert_eq!(browser.visit("/").await.json()["user"]["name"], "Ada");
    assert_eq!(browser.visit("/auth/password/change").await.status.as_u16(), 200);
    browser.cookies.clear();
    browser.post("/auth/password/forgot", "email=ada@example.com").await;
    assert!(outbox.link().await.starts_with("/auth/password/reset?"));
}

#[tokio::test]
async fn administrators_need_a_second_factor() {
    let auth = programs::second_factor::auth(start()).unwrap();
    let mut browser = Browser::of(auth, programs::second_factor::routes);
    let admin = browser.post("/auth/callback/credentials", "name=admin&password=correct+horse").await;
    assert!(admin.header("location").contains("/auth/second-factor"), "{admin:?}");
    assert!(!browser.has_session());
    browser.sign_in("credentials", "name=ada&password=correct+horse").await;
    assert_eq!(browser.visit("/").await.json()["user"]["name"], "ada");
}

#[tokio::test]
async fn a_code_by_telephone_signs_in() {
    let outbox = Outbox::default();
    let auth = programs::sms::auth(start(), outbox.clone()).await.unwrap();
    let mut browser = Browser::of(auth, programs::sms::routes);
    browser.post("/auth/signin/sms", "phone=%2B442079460018").await;
    let text = outbox.only().await;
    let code: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
    browser.sign_in("sms", &format!("code={code}")).await;
    assert_eq!(browser.visit("/").await.json()["user"]["email"], "ada@example.com");
}

#[tokio::test]
async fn a_program_signs_in_by_json_and_makes_a_key() {
    let browser = Browser::of(programs::phone::auth(start()).unwrap(), programs::phone::routes);
    let call = async |method: &str, path: &str, bearer: &str, body: serde_json::Value| -> Reply {
        let bearer = format!("Bearer {bearer}");
        let mut headers = vec![("authorization", bearer.as_str()), ("content-type", "application/json")];
        headers.retain(|(_, value)| *value != "Bearer ");
        send(browser.address, method, path, &headers, &body.to_string()).await
    };
    let refused = call("POST", "/api/sign-in", "", json!({ "name": "ada", "password": "wrong" })).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (401, &json!("CredentialsSignin")));
    let signed_in = call("POST", "/api/sign-in", "", json!({ "name": "ada", "password": "countess" })).await;
    let token = signed_in.json()["token"].as_str().unwrap().to_owned();
    assert_eq!(call("GET", "/api/report", &token, json!(null)).await.body, "all projects of Ada");
    let made = call("POST", "/api/keys", &token, json!({ "name": "nightly", "project": 7 })).await;
    let (id, key) = (made.json()["id"].clone(), made.json()["key"].as_str().unwrap().to_owned());
    assert_eq!(call("GET", "/api/report", &key, json!(null)).await.body, "project 7");
    assert_eq!(call("GET", "/api/keys", &token, json!(null)).await.json()[0]["id"], id);
    let path = format!("/api/keys/{}", id.as_str().unwrap());
    assert_eq!(call("DELETE", &path, &token, json!(null)).await.status.as_u16(), 204);
    assert_eq!(call("GET", "/api/report", &key, json!(null)).await.status.as_u16(), 401);
    assert_eq!(call("POST", "/api/sign-out", &token, json!(null)).await.status.as_u16(), 204);
    assert_eq!(call("GET", "/api/report", &token, json!(null)).await.status.as_u16(), 401);
}

#[tokio::test]
async fn a_key_is_made_after_a_second_factor_alone() {
    let auth = programs::api_keys::auth(start()).unwrap();
    let mut browser = Browser::of(auth.clone(), programs::api_keys::routes(auth));
    assert_eq!(browser.visit("/keys").await.header("location"), "/auth/signin?callbackUrl=%2Fkeys");
    browser.sign_in("credentials", "name=ada&password=correct+horse").await;
    assert!(browser.visit("/keys").await.body.contains("Make a key"));
    let form = ("content-type", "application/x-www-form-urlencoded");
    let foreign =
        browser.send("POST", "/keys", &[form, ("origin", "http://evil.test")], "name=a&project=1").await;
    assert_eq!(foreign.status.as_u16(), 403);
    let stepped_up = browser.send("POST", "/keys", &[form, ("origin", ORIGIN)], "name=a&project=1").await;
    assert_eq!(stepped_up.status.as_u16(), 401, "{stepped_up:?}");
    assert!(stepped_up.body.contains("/auth/step-up?acr_values=mfa"));
    assert_eq!(browser.visit("/report").await.body, "for ada");
}
