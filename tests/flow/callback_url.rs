//! Where sign-in leads: to this site and nowhere else.

use crate::{logs::Log, site::*};

async fn leads_to(requested: &str) -> String {
    let mut site = Site::new();
    let fields = [("name", "ada"), ("password", "hunter2"), ("callbackUrl", requested)];
    site.post("/auth/callback/credentials", &fields).await.location().to_owned()
}

#[tokio::test]
async fn paths_and_urls_of_this_site_are_followed() {
    for (requested, target) in [
        ("/dashboard?tab=1", "http://site.test/dashboard?tab=1"),
        ("http://site.test/x", "http://site.test/x"),
        ("http://site.test", "http://site.test"),
    ] {
        assert_eq!(leads_to(requested).await, target, "{requested}");
    }
}

#[tokio::test]
async fn nothing_leads_to_another_site() {
    for requested in [
        "https://evil.example/",
        "http://site.test.evil.example/",
        "http://site.test@evil.example/",
        "https://site.test/",
        "http://site.test:81/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://site.test\\@evil.example",
        "\\\\evil.example",
        "/%0d%0aSet-Cookie: x=1",
    ] {
        let target = leads_to(requested).await;
        // What follows the origin is a path; with a browser's eyes (tabs fall out, `\` is `/`) too.
        let rest = target.strip_prefix(ORIGIN).unwrap_or_else(|| panic!("{requested:?} leads to {target:?}"));
        assert!(rest.is_empty() || rest.starts_with('/'), "{requested:?} leads to {target:?}");
        assert!(!rest.contains(['\r', '\n']), "{requested:?}");
    }
}

#[tokio::test]
async fn the_url_of_the_page_is_remembered() {
    let mut site = Site::new();
    site.visit("/auth/signin?callbackUrl=%2Fdashboard").await;
    assert_eq!(site.sign_in("ada").await.location(), "http://site.test/dashboard");
}

#[tokio::test]
async fn a_long_url_is_refused_and_kept_in_no_cookie() {
    let fits = format!("/{}", "p".repeat(1900));
    assert_eq!(leads_to(&fits).await, format!("{ORIGIN}{fits}"));
    for long in [format!("/{}", "p".repeat(2100)), format!("/{}", "é".repeat(700))] {
        let mut site = Site::new();
        let fields = [("name", "ada"), ("password", "hunter2"), ("callbackUrl", long.as_str())];
        let reply = site.post("/auth/callback/credentials", &fields).await;
        assert_eq!(reply.location(), "http://site.test/auth/error?error=Configuration");
        assert_eq!(reply.set_cookies(), [""; 0]);
    }
    let mut site = Site::new();
    let reply = site.get(&format!("/auth/signin?callbackUrl=/{}", "p".repeat(20_000))).await;
    assert_eq!((reply.status.as_u16(), reply.set_cookies()), (500, vec![]));
    // Encoding makes this one longer than the limit.
    site.cookies.insert("authjs.callback-url".to_owned(), format!("/{}", "\\".repeat(1000)));
    assert_eq!(site.get("/auth/session").await.body, "null");
    assert_eq!(site.cookies["authjs.callback-url"], "http%3A%2F%2Fsite.test");
    site.cookies.insert("authjs.callback-url".to_owned(), format!("/{}", "p".repeat(3000)));
    assert_eq!(site.sign_in("ada").await.location(), ORIGIN);
    // A stranger's request is a refusal, not a failure of the server.
    let log = Log::default();
    let _listening = log.listen();
    site.get("/auth/signin?callbackUrl=javascript:1").await;
    assert!(log.text().contains("callback URL"), "{}", log.text());
    assert!(!log.text().contains("ERROR"), "{}", log.text());
}
