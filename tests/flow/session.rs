//! Reading, prolonging, updating and revoking; long sessions in parts.

use serde_json::json;

use crate::site::*;

#[tokio::test]
async fn every_read_slides_the_expiry() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    for _ in 0..3 {
        site.clock.advance(DAY * 20);
        assert_eq!(site.session().await["user"]["name"], "ada");
    }
    site.clock.advance(DAY * 31);
    assert_eq!(site.session().await, json!(null));
    assert_eq!(site.session_cookies(), [""; 0], "a cookie that is no session is deleted");
}

#[tokio::test]
async fn an_update_changes_the_token() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let reply = site.update(json!({ "note": "four", "role": "emperor" })).await;
    assert_eq!((reply.status.as_u16(), reply.json()["length"].as_u64()), (200, Some(4)));
    let session = site.session().await;
    assert_eq!((&session["length"], &session["user"]["role"]), (&json!(4), &json!("admin")));
}

#[tokio::test]
async fn a_payload_that_does_not_fit_is_told_and_changes_nothing() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    site.update(json!({ "note": "four" })).await;
    let before = site.cookies.clone();
    for payload in [json!(null), json!(1), json!("note"), json!([]), json!({}), json!({ "note": 5 })] {
        let reply = site.update(payload.clone()).await;
        assert_eq!(reply.status, 400, "{payload}");
        assert_eq!(reply.json()["error"], "InvalidPayload", "{payload}");
        assert_eq!(reply.set_cookies(), [""; 0], "{payload}");
    }
    assert_eq!(site.cookies, before);
    assert_eq!(site.session().await["length"], 4);
}

#[tokio::test]
async fn a_session_is_revoked_by_an_update_or_at_any_access() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    assert_eq!(site.update(json!({ "note": "revoke" })).await.json(), json!(null));
    assert_eq!(site.session_cookies(), [""; 0]);
    let mut site = Site::new();
    site.sign_in("ada").await;
    site.world.revoke("ada");
    assert_eq!(site.get("/me").await.status, 401);
    assert_eq!(site.session().await, json!(null));
    assert_eq!(site.session_cookies(), [""; 0]);
}

#[tokio::test]
async fn a_long_token_travels_in_parts() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let long = "x".repeat(9000);
    assert_eq!(site.update(json!({ "note": long })).await.json()["length"], 9000);
    assert_eq!(
        site.session_cookies(),
        [
            "authjs.session-token.0",
            "authjs.session-token.1",
            "authjs.session-token.2",
            "authjs.session-token.3"
        ]
    );
    for (name, value) in &site.cookies {
        assert!(name.len() + value.len() < 4096, "{name}");
    }
    assert_eq!(site.session().await["length"], 9000);

    // A part is missing: no session. All parts are deleted.
    let all = site.cookies.clone();
    site.cookies.remove("authjs.session-token.1");
    assert_eq!(site.session().await, json!(null));
    assert_eq!(site.session_cookies(), [""; 0]);

    // The token is short again: one cookie, and no stale parts.
    site.cookies = all;
    site.update(json!({ "note": "" })).await;
    assert_eq!(site.session_cookies(), [SESSION]);
    assert_eq!(site.session().await["length"], 0);
}

#[tokio::test]
async fn other_cookies_with_a_similar_name_are_left_alone() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    site.cookies.insert(format!("{SESSION}-of-another-site"), "x".to_owned());
    assert_eq!(site.session().await["user"]["name"], "ada");
}
