//! The double-submit token.

use http::{Request, header::CONTENT_TYPE};

use crate::site::*;

async fn posted(site: &mut Site, path: &str, token: Option<&str>) -> Reply {
    let fields = [("name", "ada"), ("password", "hunter2")];
    let body = form(fields.into_iter().chain(token.map(|token| ("csrfToken", token))));
    site.send(Request::post(path).header(CONTENT_TYPE, FORM), body).await
}

#[tokio::test]
async fn without_the_token_nothing_is_done() {
    let mut site = Site::new();
    let of_another_browser = Site::with(|builder| builder.random(Noise::seeded(2))).csrf().await;
    for token in [None, Some(""), Some("0"), Some(of_another_browser.as_str())] {
        let reply = posted(&mut site, "/auth/callback/credentials", token).await;
        assert_eq!(reply.location(), "http://site.test/auth/signin?error=MissingCSRF", "{token:?}");
        assert_eq!(reply.set_cookies(), [""; 0]);
    }
    assert_eq!(site.world.happened(), [""; 0]);

    site.sign_in("ada").await;
    assert_eq!(
        posted(&mut site, "/auth/signout", None).await.location(),
        "http://site.test/auth/signin?error=MissingCSRF"
    );
    let update = posted(&mut site, "/auth/session", None).await;
    assert_eq!((update.status.as_u16(), update.body.as_str()), (400, "null"));
    assert_eq!(site.session().await["user"]["name"], "ada");
}

#[tokio::test]
async fn the_token_belongs_to_its_cookie() {
    let mut site = Site::new();
    let token = site.csrf().await;
    assert_eq!(site.csrf().await, token, "it stays while the cookie does");
    let cookie = site.cookies["authjs.csrf-token"].clone();

    // Somebody who can set cookies cannot make a token that counts.
    site.cookies.insert("authjs.csrf-token".to_owned(), format!("{}%7C{}", "0".repeat(64), "0".repeat(64)));
    let reply = posted(&mut site, "/auth/callback/credentials", Some(&"0".repeat(64))).await;
    assert_eq!(reply.location(), "http://site.test/auth/signin?error=MissingCSRF");

    site.cookies.insert("authjs.csrf-token".to_owned(), cookie);
    assert_eq!(posted(&mut site, "/auth/callback/credentials", Some(&token)).await.location(), ORIGIN);
}
