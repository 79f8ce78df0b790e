//! The tests that are about nothing but the checklist in `docs/rfc9700.md`.

use http::StatusCode;

use crate::app::*;

#[tokio::test]
async fn the_callback_shows_no_page() {
    let mut site = Site::new().await;
    for login in [Some("ada"), None] {
        let reply = site.sign_in("acme", login).await;
        assert_eq!((reply.status, reply.body.as_str()), (StatusCode::FOUND, ""));
        assert!(!reply.location().contains("code="));
    }
}

#[tokio::test]
async fn no_redirect_repeats_a_form() {
    let mut site = Site::new().await;
    for path in ["/auth/signin/acme", "/auth/signin/unknown", "/auth/signout"] {
        assert_eq!(site.post(path, &[]).await.status, StatusCode::FOUND, "{path}");
    }
}

#[tokio::test]
async fn only_codes_and_refresh_tokens_are_exchanged() {
    let mut site = Site::new().await;
    for provider in ["acme", "plain"] {
        site.sign_in(provider, Some("ada")).await;
        assert_eq!(site.provider.grants(), ["authorization_code"]);
    }
}
