//! What users change of their account.

use super::*;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

#[tokio::test]
async fn the_page_is_off_unless_it_is_turned_on() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let id = user(&database, "ada").await;
    let mut site = Site::with_sessions_in(database.clone(), |start| start);
    enter(&mut site, &id).await;
    for path in [PAGE, "/auth/account/overview", "/auth/account/export"] {
        assert_eq!(site.visit(path).await.status, 400, "{path}");
    }
    assert_eq!(site.change("delete", &[("confirm", "ada@example.com")]).await.status, 400);
    assert!(database.user(&id).await.unwrap().is_some());
}

#[tokio::test]
async fn the_page_shows_the_account() {
    for database in databases().await {
        let (mut site, id) = ada(&database, Kept::Rows).await;
        link(&database, &id, "github", "4711").await;
        add_passkey(&mut site).await;
        site.auth
            .create_key_for(&id, Key { project: 7 }, "deployment", auth::api_key::Expires::days(90))
            .await
            .unwrap();
        enter_with(&mut site, &id, Some(FIREFOX)).await;
        let page = site.visit(PAGE).await;
        assert_eq!(page.status, 200);
        for text in [
            "<h1>Your account</h1>",
            "ada@example.com",
            "value=\"ada\"",
            "<p>Passkey</p>",
            "added <time datetime=\"2027-01-15T08:00:00.000Z\">2027-01-15</time>",
            "data-action=\"register\"",
            "<p>GitHub</p>",
            "account 4711",
            "aria-label=\"Unlink the account at GitHub\"",
            "Firefox on Linux <span class=\"tag\">This device</span>",
            "Unknown device",
            "Sign out everywhere else",
            "<p>deployment</p>",
            "aria-label=\"Set up two-step verification\"",
            "aria-label=\"Download your data\"",
            "type your email address: <strong>ada@example.com</strong>",
        ] {
            assert!(page.body.contains(text), "{text}\n{}", page.body);
        }
        assert!(!page.body.contains("Link GitHub"), "an account at GitHub is linked");
        let overview = site.part("overview").await;
        assert_eq!(overview["profile"]["emailVerified"], "2027-01-15T08:00:00.000Z");
        assert_eq!(
            overview["accounts"][0],
            json!({ "provider": "github", "providerName": "GitHub", "accountId": "4711" })
        );
        assert_eq!(overview["keys"][0]["name"], "deployment");
        assert_eq!(site.part("accounts").await, overview["accounts"]);
        assert_eq!(site.get("/auth/account/other").await.status, 400);
        let methods = site.auth.account_of(&id).await.unwrap().unwrap();
        assert_eq!((methods.passkeys.len(), methods.accounts.len()), (1, 1));
        assert_eq!(methods.sessions.map(|sessions| sessions.len()), Some(2));
    }
}

#[tokio::test]
async fn the_profile_is_saved_and_shown_at_once() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::Tokens] {
            let name = if kept == Kept::Rows { "ada" } else { "eve" };
            let id = user(&database, name).await;
            let mut site = site(&database, kept);
            enter(&mut site, &id).await;
            site.world.happened();
            let image = "https://cdn.example/ada.png";
            let reply = site.change("profile", &[("name", " Ada Lovelace "), ("image", image)]).await;
            assert_eq!(reply.location(), notice("saved"));
            let session = site.session().await;
            assert_eq!(session["user"]["name"], "Ada Lovelace", "{kept:?}");
            assert_eq!(session["user"]["image"], image);
            assert!(site.world.happened().contains(&"updated Some(\"Ada Lovelace\")".to_owned()));
            let page = site.visit(&format!("{PAGE}?notice=saved")).await;
            assert!(page.body.contains("<div class=\"notice\" role=\"status\">"), "{}", page.body);

            for (field, value, error) in
                [("name", "a\nb", "invalid-name"), ("image", "javascript:alert(1)", "invalid-image")]
            {
                let page = site.change("profile", &[(field, value)]).await;
                assert_eq!(page.status, 400);
                assert!(page.body.contains("role=\"alert\""), "{}", page.body);
                let reply = site.change_json("profile", json!({ field: value })).await;
                assert_eq!((reply.status.as_u16(), reply.json()), (400, json!({ "error": error })));
            }
            let reply = site.change_json("profile", json!({ "image": "" })).await;
            assert_eq!((reply.status.as_u16(), reply.json()), (200, json!({ "ok": true })));
            let stored = database.user(&id).await.unwrap().unwrap().user;
            assert_eq!((stored.name.as_deref(), stored.image), (Some("Ada Lovelace"), None));
        }
    }
}

#[tokio::test]
async fn names_and_uses_of_passkeys_are_kept() {
    for database in databases().await {
        let (mut site, id) = ada(&database, Kept::Rows).await;
        let mut key = add_passkey(&mut site).await;
        let passkeys = site.part("passkeys").await;
        assert_eq!(passkeys[0]["created"], "2027-01-15T08:00:00.000Z");
        assert_eq!((&passkeys[0]["name"], &passkeys[0]["lastUsed"]), (&Value::Null, &Value::Null));
        let known = &ids(&passkeys)[0];
        let reply = site.change("rename-passkey", &[("id", known), ("name", "Ada's \"phone\"")]).await;
        assert_eq!(reply.location(), notice("passkey-renamed"));
        site.clock.advance(DAY);
        site.cookies.clear();
        assert_eq!(site.authenticate(&mut key).await, ORIGIN);
        let passkeys = site.part("passkeys").await;
        assert_eq!(passkeys[0]["name"], "Ada's \"phone\"");
        assert_eq!(passkeys[0]["lastUsed"], "2027-01-16T08:00:00.000Z");
        assert_eq!(passkeys[0]["created"], "2027-01-15T08:00:00.000Z");
        let long = "ü".repeat(101);
        let reply = site.change_json("rename-passkey", json!({ "id": known, "name": long })).await;
        assert_eq!((reply.status.as_u16(), reply.json()), (400, json!({ "error": "invalid-name" })));
        assert!(site.auth.rename_passkey(&id, known, " ").await.unwrap());
        assert_eq!(site.part("passkeys").await[0]["name"], Value::Null);
    }
}

#[tokio::test]
async fn a_removed_way_in_signs_the_other_devices_out() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::RevocableTokens] {
            let name = if kept == Kept::Rows { "ada" } else { "eve" };
            let id = user(&database, name).await;
            link(&database, &id, "github", name).await;
            let mut site = site(&database, kept);
            let other = enter(&mut site, &id).await;
            enter(&mut site, &id).await;
            add_passkey(&mut site).await;
            site.world.happened();
            let known = ids(&site.part("passkeys").await)[0].clone();
            let reply = site.change("remove-passkey", &[("id", &known)]).await;
            assert_eq!(reply.location(), notice("passkey-removed"), "{kept:?}");
            assert_eq!(site.part("passkeys").await, json!([]));
            assert!(site.world.happened().contains(&format!("unlinked passkey from {id}")));
            assert!(site.is_in().await, "{kept:?}");
            site.clock.advance(MINUTE);
            site.cookies = other;
            assert!(!site.is_in().await, "{kept:?}");

            enter(&mut site, &id).await;
            let page = site.change("unlink-account", &[("provider", "github"), ("id", name)]).await;
            assert_eq!(page.status, 409);
            assert!(page.body.contains("This is your last way to sign in."), "{}", page.body);
            assert!(database.account(&"github".into(), name).await.unwrap().is_some());
            let body = json!({ "provider": "github", "id": name });
            let reply = site.change_json("unlink-account", body).await;
            assert_eq!((reply.status.as_u16(), reply.json()), (409, json!({ "error": "last-way-in" })));
        }
    }
}

#[tokio::test]
async fn sessions_are_revoked_one_by_one_and_all_at_once() {
    for database in databases().await {
        let (mut site, id) = ada(&database, Kept::Rows).await;
        let first = site.cookies.clone();
        let second = enter_with(&mut site, &id, Some(FIREFOX)).await;
        enter(&mut site, &id).await;
        site.clock.advance(DAY * 2);
        assert!(site.is_in().await);
        let sessions = site.part("sessions").await;
        let of = |device: &str, current: bool| {
            let rows = sessions.as_array().unwrap().iter();
            let mut rows = rows
                .filter(|row| row["current"] == current && row["device"].as_str().unwrap_or("") == device);
            rows.next().unwrap().clone()
        };
        assert_eq!(sessions.as_array().unwrap().len(), 3);
        let firefox = of("Firefox on Linux", false);
        assert_eq!(firefox["begun"], "2027-01-15T08:00:00.000Z");
        assert_eq!(firefox["lastSeen"], "2027-01-15T08:00:00.000Z");
        let current = of("", true);
        assert_eq!(current["lastSeen"], "2027-01-17T08:00:00.000Z");
        let reply = site.change_json("revoke-session", json!({ "id": current["id"] })).await;
        assert_eq!((reply.status.as_u16(), reply.json()), (409, json!({ "error": "this-session" })));
        let reply = site.change("revoke-session", &[("id", firefox["id"].as_str().unwrap())]).await;
        assert_eq!(reply.location(), notice("session-revoked"));
        let present = std::mem::replace(&mut site.cookies, second);
        assert!(!site.is_in().await);
        site.cookies = present;
        assert_eq!(site.change("revoke-other-sessions", &[]).await.location(), notice("others-revoked"));
        assert!(site.is_in().await);
        assert_eq!(site.part("sessions").await.as_array().unwrap().len(), 1);
        site.cookies = first;
        assert!(!site.is_in().await);
    }
}

#[tokio::test]
async fn revocable_tokens_end_everywhere_else() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let (mut site, id) = ada(&database, Kept::RevocableTokens).await;
    let other = site.cookies.clone();
    enter(&mut site, &id).await;
    assert!(site.visit(PAGE).await.body.contains("You may be signed in on other devices, too."));
    assert_eq!(site.part("sessions").await, Value::Null);
    let headers = site.headers();
    let cookies = site.auth.sign_out_elsewhere(&headers).await.unwrap().unwrap();
    site.take(cookies.iter());
    site.clock.advance(MINUTE);
    assert!(site.is_in().await);
    let mine = std::mem::replace(&mut site.cookies, other);
    assert!(!site.is_in().await);
    site.cookies = mine;
    assert_eq!(site.change("revoke-other-sessions", &[]).await.location(), notice("others-revoked"));
    assert!(site.is_in().await);

    let (mut plain, _) = (super::site(&database, Kept::Tokens), ());
    enter(&mut plain, &id).await;
    assert!(!plain.visit(PAGE).await.body.contains("Sign out everywhere else"));
    let reply = plain.change_json("revoke-other-sessions", json!({})).await;
    assert_eq!((reply.status.as_u16(), reply.json()), (409, json!({ "error": "not-revocable" })));
    let headers = plain.headers();
    assert!(matches!(plain.auth.sign_out_elsewhere(&headers).await, Err(auth::AuthError::NotRevocable)));
}

#[tokio::test]
async fn programs_with_a_bearer_session_need_no_csrf_token() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        let name = if kept == Kept::Rows { "ada" } else { "eve" };
        let id = user(&database, name).await;
        let mut site = site(&database, kept);
        enter(&mut site, &id).await;
        let text = site.cookies[SESSION].clone();
        let bearer =
            |builder: http::request::Builder| builder.header("authorization", format!("Bearer {text}"));
        let read = site.raw(bearer(Request::get("/auth/account/profile")).body("".into()).unwrap()).await;
        assert_eq!(read.json()["email"], format!("{name}@example.com"));
        let request = bearer(Request::post("/auth/account/profile")).header(CONTENT_TYPE, "application/json");
        let reply = site.raw(request.body(json!({ "name": "By phone" }).to_string().into()).unwrap()).await;
        assert_eq!((reply.status.as_u16(), reply.json()), (200, json!({ "ok": true })));
        assert_eq!(database.user(&id).await.unwrap().unwrap().user.name.as_deref(), Some("By phone"));
        let request = bearer(Request::post("/auth/account/revoke-other-sessions")).body("".into()).unwrap();
        let reply = site.raw(request).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let renewed = reply.headers.get("x-auth-session").unwrap().to_str().unwrap();
        assert!(!renewed.is_empty() && renewed != text);
        assert!(reply.set_cookies().iter().all(|name| !name.contains("session-token")));
    }
}
