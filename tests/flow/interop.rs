//! npm's Auth.js and this library open each other's session cookies.

use std::process::Command;

use serde_json::{Value, json};

use crate::site::*;

/// Runs `tests/browser/authjs.mjs`.
fn authjs(arguments: &[&str]) -> String {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser");
    let output =
        Command::new("node").arg("authjs.mjs").args(arguments).current_dir(directory).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[tokio::test]
#[ignore = "needs `npm ci` in tests/browser: run by tests/run"]
async fn a_cookie_of_auth_js_opens_here_and_loses_nothing() {
    let claims = json!({
        "sub": "ada", "name": "Ada", "email": "ada@example.com", "role": "admin", "note": "four",
        "version": 3, "nested": { "list": [1, null, "ä"] },
    });
    let now = NOW.as_secs().to_string();
    let mut site = Site::new();
    site.cookies.insert(SESSION.to_owned(), authjs(&["encode", SESSION, SECRET, &claims.to_string(), &now]));
    let session = site.session().await;
    assert_eq!(session["user"], json!({ "name": "Ada", "email": "ada@example.com", "role": "admin" }));
    assert_eq!(session["length"], 4);

    // It has been issued anew: what nobody here knows of is still in it.
    let after: Value =
        serde_json::from_str(&authjs(&["decode", SESSION, SECRET, &site.cookies[SESSION], &now])).unwrap();
    for (name, value) in claims.as_object().unwrap() {
        assert_eq!(&after[name], value, "{name}");
    }
}

#[tokio::test]
#[ignore = "needs `npm ci` in tests/browser: run by tests/run"]
async fn auth_js_opens_a_cookie_of_ours() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let now = NOW.as_secs().to_string();
    let claims: Value =
        serde_json::from_str(&authjs(&["decode", SESSION, SECRET, &site.cookies[SESSION], &now])).unwrap();
    assert_eq!(claims["sub"], "ada");
    assert_eq!(claims["role"], "admin");
    assert_eq!(claims["iat"], NOW.as_secs());
    assert_eq!(claims["exp"], NOW.as_secs() + 30 * 24 * 60 * 60);
    assert_eq!((&claims["amr"], &claims["auth_time"]), (&json!(["pwd"]), &json!(NOW.as_secs())));
    assert_eq!(claims["auth_proofs"], json!({ "pwd": NOW.as_secs() }));
}
