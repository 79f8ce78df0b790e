//! Sessions by function calls, without a request: the cookies that come back work.

use auth::{AuthError, SignInResult, User};
use http::Request;
use serde_json::json;

use crate::site::*;

fn signed_in(entered: SignInResult) -> auth::SetCookies {
    match entered {
        SignInResult::SignedIn(cookies) => cookies,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn signing_in_reading_updating_and_signing_out() {
    let mut site = Site::new();
    let auth = site.auth.clone();
    let form = [("name", "ada"), ("password", "hunter2")];
    let cookies = signed_in(auth.sign_in(&site.headers(), "credentials", &form).await.unwrap());
    site.take(cookies.iter());
    assert_eq!(site.session().await["user"]["name"], "ada");

    let session = auth.session(&site.headers()).await.unwrap().unwrap();
    assert_eq!((session.user.name.as_deref(), session.role.as_deref()), (Some("ada"), Some("admin")));

    let change = auth.update(&site.headers(), json!({ "note": "four" })).await.unwrap();
    let cookie = change.cookies.iter().next().unwrap().to_str().unwrap();
    assert!(!format!("{change:?}").contains(cookie), "{change:?}");
    assert_eq!(change.session.unwrap().length, 4);
    site.take(change.cookies.iter());
    assert_eq!(site.session().await["length"], 4);

    site.clock.advance(DAY * 29);
    let change = auth.refresh(&site.headers()).await.unwrap();
    site.take(change.cookies.iter());
    site.clock.advance(DAY * 29);
    assert_eq!(site.get("/me").await.status, 200);

    let signed_out = auth.sign_out(&site.headers()).await.unwrap();
    assert!(signed_out.stored.is_ok());
    site.take(signed_out.cookies.iter());
    assert_eq!(site.session_cookies(), [""; 0]);
    assert!(auth.session(&site.headers()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_handler_leads_to_this_site_or_where_the_application_allows() {
    let site = Site::new();
    let auth = site.auth.clone();
    let target = async |requested: &str| auth.callback_url(&site.headers(), requested).await.unwrap();
    assert_eq!(target("/orders?page=2").await, "http://site.test/orders?page=2");
    assert_eq!(target("http://site.test/orders").await, "http://site.test/orders");
    let long = format!("/{}", "p".repeat(2048));
    for refused in ["", "https://evil.example/", "javascript:alert(1)", "orders", "\\\\evil.example", &long] {
        assert_eq!(target(refused).await, ORIGIN, "{refused:?}");
    }
    // A browser would read this path as another host if it came without the origin.
    assert_eq!(target("//evil.example").await, "http://site.test//evil.example");
}

#[tokio::test]
async fn a_user_is_signed_in_without_a_form_but_not_without_the_guards() {
    let mut site = Site::new();
    let enter = |id: &'static str| {
        let auth = site.auth.clone();
        async move { auth.sign_in_as(&http::HeaderMap::new(), User::new(id).with_name(id)).await }
    };
    assert!(matches!(enter("denied").await, Err(AuthError::AccessDenied)));
    assert!(matches!(enter("broken").await, Err(AuthError::GuardFailed(_))));
    assert!(
        matches!(enter("away").await.unwrap(), SignInResult::Redirect(to) if to == "http://site.test/banned")
    );
    let cookies = signed_in(enter("grace").await.unwrap());
    site.take(cookies.iter());
    assert_eq!(site.session().await["user"]["name"], "grace");
}

#[tokio::test]
async fn what_goes_wrong_has_a_kind() {
    let site = Site::new();
    let (auth, headers) = (&site.auth, site.headers());
    let refused = auth.sign_in(&headers, "credentials", &[("name", "ada"), ("password", "wrong")]).await;
    assert!(refused.unwrap_err().is_refusal());
    let locked = auth.sign_in(&headers, "credentials", &[("name", "locked"), ("password", "")]).await;
    assert!(matches!(locked, Err(AuthError::CredentialsSignin(refusal)) if refusal.code() == "locked"));
    let unknown = auth.sign_in(&headers, "github", &[]).await.unwrap_err();
    assert!(matches!(unknown, AuthError::UnknownProvider) && !unknown.is_refusal());
    let nobody = auth.update(&headers, json!({ "note": "x" })).await.unwrap();
    assert!(nobody.session.is_none());
}

#[tokio::test]
async fn a_payload_that_does_not_fit_is_an_error() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let error = site.auth.update(&site.headers(), json!({ "note": 7 })).await.unwrap_err();
    assert!(matches!(error, AuthError::InvalidPayload(_)));
    assert_eq!(site.session().await["length"], 0);
}

#[tokio::test]
async fn the_parts_of_a_request_name_its_host_where_headers_do_not() {
    let site =
        Site::with(|builder| builder.trust_hosts(auth::config::TrustedHosts::only(["site.test"]).unwrap()));
    let head = Request::get("http://site.test/me").body(()).unwrap();
    assert!(site.auth.session(&head).await.unwrap().is_none());
    let (parts, ()) = head.into_parts();
    assert!(site.auth.session(&parts).await.unwrap().is_none());
    assert!(matches!(site.auth.session(&parts.headers).await, Err(AuthError::UntrustedHost(_))));
}
