//! Where sign-in leads: to this site and nowhere else.

use crate::site::*;

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
