//! The same for pages of the application: by methods of `Auth`, and by JSON.

use auth::{AuthError, LinkRequest, SignInResult, SignUpError};
use http::{HeaderMap, Request, header::CONTENT_TYPE};
use serde_json::{Value, json};

use super::*;

const FORM_OF_ADA: [(&str, &str); 4] =
    [("name", "Ada Lovelace"), ("password", GOOD), ("age", "36"), ("news", "on")];

impl Signing {
    async fn post_json(&mut self, path: &str, mut body: Value) -> Reply {
        body["csrfToken"] = self.site.csrf().await.into();
        let request = Request::post(path).header(CONTENT_TYPE, "application/json");
        self.site.send(request, body.to_string()).await
    }
}

#[tokio::test]
async fn an_application_signs_users_up_on_its_own_pages() {
    everywhere(async |mut signing| {
        let (auth, nobody) = (signing.site.auth.clone(), HeaderMap::new());
        assert_eq!(auth.request_sign_up(&nobody, " ADA@example.com ").await.unwrap(), LinkRequest::Mailed);
        let link = Link::of(&signing.outbox.take()[0]);
        let address = auth.open_sign_up(&nobody, &link.token, ADA).await.unwrap();
        assert_eq!(address.as_str(), ADA);
        assert!(signing.user(ADA).await.is_none(), "nothing is created by opening the link");

        let done = auth.finish_sign_up(&nobody, &link.token, ADA, &FORM_OF_ADA).await.unwrap();
        let SignInResult::SignedIn(cookies) = done else { panic!("not signed in") };
        signing.site.take(cookies.iter());
        assert_eq!(signing.shown().await.as_deref(), Some(ADA));
        let user = signing.user(ADA).await.unwrap();
        assert_eq!((user.user.name.as_deref(), user.email_verified), (Some("Ada Lovelace"), Some(NOW)));
        let again = auth.finish_sign_up(&nobody, &link.token, ADA, &FORM_OF_ADA).await;
        assert!(matches!(again, Err(SignUpError::Auth(AuthError::Verification))));
        assert_eq!(signing.sign_in(ADA, GOOD).await, "http://site.test");
    })
    .await;
}

#[tokio::test]
async fn the_methods_name_the_reason_and_the_link_works_on() {
    everywhere(async |mut signing| {
        let (auth, nobody) = (signing.site.auth.clone(), HeaderMap::new());
        let link = signing.link(ADA).await;
        let finish = async |fields: &[(&str, &str)]| {
            let form: Vec<_> = FORM_OF_ADA.iter().chain(fields).copied().collect();
            auth.finish_sign_up(&nobody, &link.token, ADA, &form).await.err().unwrap()
        };
        for (field, value) in [("age", "old"), ("name", ""), ("name", "A\0")] {
            let error = finish(&[(field, value)]).await;
            assert!(matches!(error, SignUpError::Field(name) if name == field), "{error:?}");
            assert!(error.is_refusal() && error.code() == "InvalidField");
        }
        let error = finish(&[("name", "Mallory")]).await;
        assert!(
            matches!(&error, SignUpError::Refused(refusal) if refusal.message() == "No <b>Mallory</b> here.")
        );
        assert_eq!(error.to_string(), "the application refused the sign-up");
        let error = finish(&[("name", "Long")]).await;
        assert!(matches!(error, SignUpError::Profile(_)) && error.is_refusal());
        let error = finish(&[("name", "Trouble")]).await;
        assert!(matches!(error, SignUpError::Auth(AuthError::Callback { callback: "sign_up", .. })));
        assert!(!error.is_refusal());
        let error = finish(&[("password", "password")]).await;
        assert!(matches!(error, SignUpError::Auth(AuthError::Password(_))) && error.is_refusal());
        assert!(signing.user(ADA).await.is_none());
        assert!(auth.finish_sign_up(&nobody, &link.token, ADA, &FORM_OF_ADA).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn the_methods_refuse_what_the_pages_refuse() {
    everywhere(async |signing| {
        let (auth, nobody) = (signing.site.auth.clone(), HeaderMap::new());
        signing.known(ADA, Some(NOW)).await;
        assert_eq!(auth.request_sign_up(&nobody, ADA).await.unwrap(), LinkRequest::Mailed);
        let mail = signing.outbox.take().remove(0);
        assert_eq!(mail.subject, "You have an account at site.test already");
        let result = auth.request_sign_up(&nobody, "no address").await;
        assert!(matches!(result, Err(AuthError::EmailAddress(_))));
        let result = auth.request_sign_up(&nobody, "never@example.com").await;
        assert!(matches!(result, Err(AuthError::AccessDenied)));
        let result = auth.request_sign_up(&nobody, "away@example.com").await.unwrap();
        assert_eq!(result, LinkRequest::Redirect("http://site.test/banned".to_owned()));
        let guess = "a".repeat(64);
        for address in [ADA, "new@example.com"] {
            let result = auth.open_sign_up(&nobody, &guess, address).await;
            assert!(matches!(result, Err(AuthError::Verification)));
            let result = auth.finish_sign_up(&nobody, &guess, address, &FORM_OF_ADA).await;
            assert!(matches!(result, Err(SignUpError::Auth(AuthError::Verification))));
        }
        let result = auth.open_sign_up(&nobody, "", ADA).await;
        assert!(matches!(result, Err(AuthError::IncompleteLink)));
        assert!(signing.outbox.take().is_empty());
    })
    .await;
}

#[tokio::test]
async fn without_sign_ups_the_methods_say_so() {
    let site = Site::new();
    let nobody = HeaderMap::new();
    let result = site.auth.request_sign_up(&nobody, ADA).await;
    assert!(matches!(result, Err(AuthError::UnknownAction)));
    let result = site.auth.open_sign_up(&nobody, &"a".repeat(64), ADA).await;
    assert!(matches!(result, Err(AuthError::UnknownAction)));
    let result = site.auth.finish_sign_up(&nobody, &"a".repeat(64), ADA, &FORM_OF_ADA).await;
    assert!(matches!(result, Err(SignUpError::Auth(AuthError::UnknownAction))));
}

#[tokio::test]
async fn scripts_sign_users_up_by_json() {
    everywhere(async |mut signing| {
        signing.known("bob@example.com", Some(NOW)).await;
        let mut answers = Vec::new();
        for address in [ADA, "bob@example.com"] {
            let asked = signing.post_json(SIGN_UP, json!({ "email": address })).await;
            answers.push((asked.status.as_u16(), asked.json(), asked.set_cookies().len()));
        }
        assert_eq!(answers[0], answers[1], "nothing tells who has an account");
        assert_eq!((answers[0].0, &answers[0].1), (200, &json!({ "ok": true })));
        let link = Link::of(&signing.outbox.take()[0]);

        let form = |name: &str, password: &str| {
            let (token, email) = (&link.token, &link.email);
            json!({ "linkToken": token, "linkEmail": email, "name": name, "password": password })
        };
        for (name, password, status, error, message) in [
            ("Mallory", GOOD, 400, "SignUpRefused", "No <b>Mallory</b> here."),
            ("Trouble", GOOD, 500, "Configuration", "Your account could not be created."),
            ("", GOOD, 400, "InvalidField", "Please check"),
            ("Ada", "short", 400, "PasswordRefused", "A password has at least 15 characters."),
        ] {
            let reply = signing.post_json(FINISH, form(name, password)).await;
            let body = reply.json();
            assert_eq!((reply.status.as_u16(), body["error"].as_str()), (status, Some(error)), "{body}");
            assert!(body["message"].as_str().unwrap().starts_with(message), "{body}");
            assert!(!reply.body.contains(GOOD) && reply.header(CONTENT_TYPE) == "application/json");
        }
        let done = signing.post_json(FINISH, form("Ada", GOOD)).await;
        assert_eq!((done.status.as_u16(), done.json()), (200, json!({ "url": "http://site.test" })));
        assert_eq!(signing.shown().await.as_deref(), Some(ADA));
        let again = signing.post_json(FINISH, form("Ada", GOOD)).await;
        assert_eq!((again.status.as_u16(), again.json()), (400, json!({ "error": "Verification" })));
    })
    .await;
}

#[tokio::test]
async fn scripts_get_json_for_what_is_refused() {
    everywhere(async |mut signing| {
        for (address, status, body) in [
            ("never@example.com", 403, json!({ "error": "AccessDenied" })),
            ("away@example.com", 200, json!({ "url": "http://site.test/banned" })),
        ] {
            let reply = signing.post_json(SIGN_UP, json!({ "email": address })).await;
            assert_eq!((reply.status.as_u16(), reply.json()), (status, body));
        }
        for body in [json!({ "email": "no address" }), json!({ "email": 7 }), json!({})] {
            let reply = signing.post_json(SIGN_UP, body).await;
            assert_eq!((reply.status.as_u16(), &reply.json()["error"]), (400, &json!("InvalidEmailAddress")));
        }
        let request = Request::post(SIGN_UP).header(CONTENT_TYPE, "application/json");
        let forged =
            signing.site.send(request, json!({ "email": ADA, "csrfToken": "forged" }).to_string()).await;
        assert_eq!((forged.status.as_u16(), forged.json()), (403, json!({ "error": "MissingCSRF" })));
        assert!(signing.outbox.take().is_empty());
    })
    .await;
}
