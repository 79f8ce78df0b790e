//! The checklist in `docs/rfc9700.md`: each test that it names exists. Those that are about nothing else are
//! here.

use std::{fs, path::Path};

use http::StatusCode;

use crate::app::*;

#[test]
fn each_test_of_the_checklist_exists() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let text = fs::read_to_string(docs.join("rfc9700.md")).unwrap();
    let (met, _) = text.split_once("## Not met").unwrap();
    let rows: Vec<_> = met.lines().filter(|line| line.starts_with('|')).collect();
    let demands = rows.iter().filter(|row| !row.starts_with("| section") && !row.starts_with("| ---"));
    for row in demands {
        let links: Vec<_> = row.split("[`").skip(1).collect();
        assert!(!links.is_empty(), "no test is named: {row}");
        for link in links {
            let (name, rest) = link.split_once("`](").unwrap();
            let (file, _) = rest.split_once(')').unwrap();
            assert!(is_test(&docs.join(file), name), "{file} has no test {name}");
        }
    }
}

fn is_test(file: &Path, name: &str) -> bool {
    let source = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let functions = source.split_once(&format!("fn {name}("));
    functions.is_some_and(|(before, _)| {
        let before = before.trim_end().trim_end_matches("async").trim_end();
        before.lines().next_back().is_some_and(|attribute| attribute.contains("test"))
    })
}

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
