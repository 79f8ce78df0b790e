//! Every change attacked: forged requests, rows of other users, races, stale and half sessions.

use auth::{
    adapter::{NewTotp, WayInRemoval},
    api_key::Expires,
};

use super::*;

/// Every change, with fields that would make it for `ada`.
struct Everything {
    passkey: String,
    session: String,
    key: String,
}

impl Everything {
    /// Gives a user a row of each kind. The session is that of another browser.
    async fn of(site: &mut Site, database: &AnyAdapter, id: &StoredId, name: &str) -> Self {
        link(database, id, "github", name).await;
        enter(site, id).await;
        let session = site.part("sessions").await;
        let session = session
            .as_array()
            .map(|rows| rows.iter().find(|row| row["current"] == true).unwrap()["id"].clone());
        add_passkey(site).await;
        let key = site.auth.create_key_for(id, Key { project: 1 }, "k", Expires::days(1)).await.unwrap();
        let passkey = ids(&site.part("passkeys").await).remove(0);
        enter(site, id).await;
        let session = session.map(|id| id.as_str().unwrap().to_owned()).unwrap_or_default();
        Self { passkey, session, key: key.id.as_str().to_owned() }
    }

    /// The changes of this user, apart from those that name no row.
    fn of_rows<'a>(&'a self, name: &'a str) -> Vec<(&'a str, Vec<(&'a str, &'a str)>)> {
        vec![
            ("rename-passkey", vec![("id", &self.passkey), ("name", "stolen")]),
            ("remove-passkey", vec![("id", &self.passkey)]),
            ("unlink-account", vec![("provider", "github"), ("id", name)]),
            ("revoke-session", vec![("id", &self.session)]),
            ("revoke-key", vec![("id", &self.key)]),
        ]
    }

    fn all<'a>(&'a self, name: &'a str, email: &'a str) -> Vec<(&'a str, Vec<(&'a str, &'a str)>)> {
        let mut all = self.of_rows(name);
        all.push(("profile", vec![("name", "stolen")]));
        all.push(("revoke-other-sessions", Vec::new()));
        all.push(("delete", vec![("confirm", email)]));
        all
    }

    /// What is stored about the user.
    async fn stored(
        database: &AnyAdapter,
        id: &StoredId,
    ) -> (Option<String>, usize, usize, usize, usize, usize) {
        let user = database.user(id).await.unwrap();
        (
            user.and_then(|user| user.user.name),
            database.authenticators_of(id).await.unwrap().len(),
            database.accounts_of(id).await.unwrap().len(),
            database.sessions_of(id).await.unwrap().len(),
            database.api_keys_of(id).await.unwrap().len(),
            database
                .passkey_details_of(id)
                .await
                .unwrap()
                .iter()
                .filter(|known| known.name.is_some())
                .count(),
        )
    }
}

fn as_json(fields: &[(&str, &str)]) -> Value {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[tokio::test]
async fn no_change_is_made_without_the_csrf_token() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::RevocableTokens] {
            let name = if kept == Kept::Rows { "ada" } else { "eve" };
            let id = user(&database, name).await;
            let mut site = site(&database, kept);
            let rows = Everything::of(&mut site, &database, &id, name).await;
            let before = Everything::stored(&database, &id).await;
            let email = format!("{name}@example.com");
            for (change, fields) in rows.all(name, &email) {
                let path = format!("{PAGE}/{change}");
                // A form that another site sends along with the cookies of the browser.
                let forged = form(fields.iter().copied());
                let reply = site.send(Request::post(&path).header(CONTENT_TYPE, FORM), forged.clone()).await;
                assert_eq!(reply.location(), format!("{ORIGIN}/auth/signin?error=MissingCSRF"), "{change}");
                let stale = form(fields.iter().copied().chain([("csrfToken", "0".repeat(64).as_str())]));
                let reply = site.send(Request::post(&path).header(CONTENT_TYPE, FORM), stale).await;
                assert_eq!(reply.location(), format!("{ORIGIN}/auth/signin?error=MissingCSRF"), "{change}");
                // JSON in a form of the type `text/plain`, which another site can send as well.
                let json = as_json(&fields).to_string();
                for kind in ["text/plain", "application/json"] {
                    let reply =
                        site.send(Request::post(&path).header(CONTENT_TYPE, kind), json.clone()).await;
                    assert!(matches!(reply.status.as_u16(), 302 | 403), "{change} {kind} {}", reply.status);
                }
                let reply = site.send(Request::get(&path), "").await;
                assert!(reply.status == 400 || change == "profile", "{change}");
                // The fields in the query are no fields.
                let csrf = site.csrf().await;
                let query = form(fields.iter().copied().chain([("csrfToken", csrf.as_str())]));
                site.send(Request::post(format!("{path}?{query}")).header(CONTENT_TYPE, FORM), "").await;
                assert_eq!(Everything::stored(&database, &id).await, before, "{change} {kept:?}");
                assert!(site.is_in().await, "{change}");
            }
        }
    }
}

#[tokio::test]
async fn rows_of_another_user_are_unknown() {
    for database in databases().await {
        let mut site = site(&database, Kept::Rows);
        let victim = user(&database, "victim").await;
        let rows = Everything::of(&mut site, &database, &victim, "victim").await;
        let before = Everything::stored(&database, &victim).await;
        let (mallory, own) = (user(&database, "mallory").await, "mallory");
        let _own = Everything::of(&mut site, &database, &mallory, own).await;
        for (change, fields) in rows.of_rows("victim") {
            let page = site.change(change, &fields).await;
            assert_eq!(page.status, 404, "{change}");
            assert!(page.body.contains("This does not exist any more."), "{change}");
            let reply = site.change_json(change, as_json(&fields)).await;
            assert_eq!(
                (reply.status.as_u16(), reply.json()),
                (404, json!({ "error": "unknown" })),
                "{change}"
            );
            assert_eq!(Everything::stored(&database, &victim).await, before, "{change}");
        }
        assert!(!site.auth.rename_passkey(&mallory, &rows.passkey, "x").await.unwrap());
        let removal = site.auth.remove_passkey(&mallory, &rows.passkey).await.unwrap();
        assert_eq!(removal, WayInRemoval::Unknown);
        let page = site.change("delete", &[("confirm", "victim@example.com")]).await;
        assert_eq!(page.status, 400);
        assert!(database.user(&mallory).await.unwrap().is_some());
        assert_eq!(Everything::stored(&database, &victim).await, before);
    }
}

#[tokio::test]
async fn a_stale_session_has_to_prove_something_first() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::RevocableTokens] {
            let name = if kept == Kept::Rows { "ada" } else { "eve" };
            let id = user(&database, name).await;
            let mut site = site(&database, kept);
            let rows = Everything::of(&mut site, &database, &id, name).await;
            site.clock.advance(MINUTE * 11);
            let before = Everything::stored(&database, &id).await;
            let email = format!("{name}@example.com");
            assert!(site.visit(PAGE).await.body.contains("Confirm now"));
            for change in ["remove-passkey", "unlink-account", "delete"] {
                let all = rows.all(name, &email);
                let fields = &all.iter().find(|(name, _)| *name == change).unwrap().1;
                let reply = site.change(change, fields).await;
                assert_eq!(
                    reply.location(),
                    "/auth/step-up?max_age=600&callbackUrl=%2Fauth%2Faccount",
                    "{change}"
                );
                let reply = site.change_json(change, as_json(fields)).await;
                assert_eq!(reply.status, 401);
                assert_eq!(reply.json()["error"], "insufficient_user_authentication", "{change}");
                assert_eq!(Everything::stored(&database, &id).await, before, "{change}");
            }
            let export = site.get("/auth/account/export").await;
            assert_eq!(
                (export.status.as_u16(), &export.json()["error"]),
                (401, &"insufficient_user_authentication".into())
            );
            let export = site.visit("/auth/account/export?from=page").await;
            assert_eq!(export.location(), "/auth/step-up?max_age=600&callbackUrl=%2Fauth%2Faccount");
            // What concerns no way in needs no proof.
            assert_eq!(
                site.change("revoke-key", &[("id", &rows.key)]).await.location(),
                notice("key-revoked")
            );
        }
    }
}

#[tokio::test]
async fn strangers_and_half_signed_in_users_have_no_account() {
    for database in databases().await {
        let id = user(&database, "ada").await;
        let totp = NewTotp::new("sealed".into(), 1, NOW, Vec::new());
        database.enrol_totp(&id, totp).await.unwrap();
        let mut site = site(&database, Kept::Rows);
        let known = KnownUser::stored(&id).proven_by(AuthMethod::Password);
        let pending = site.auth.sign_in_as(&site.headers(), known).await.unwrap();
        let SignInResult::SecondFactor { cookies, .. } = pending else { panic!("no second factor") };
        for half in [false, true] {
            site.cookies.clear();
            if half {
                site.take(cookies.iter());
            }
            assert!(site.visit(PAGE).await.location().starts_with("/auth/signin?callbackUrl="), "{half}");
            for part in ["overview", "profile", "sessions", "passkeys", "accounts", "keys", "export"] {
                let reply = site.get(&format!("{PAGE}/{part}")).await;
                assert_eq!(
                    (reply.status.as_u16(), reply.json()),
                    (401, json!({ "error": "SessionRequired" }))
                );
            }
            for change in ["profile", "delete", "revoke-other-sessions", "remove-passkey", "unlink-account"] {
                let fields = [("confirm", "ada@example.com"), ("name", "stolen"), ("id", "x")];
                let reply = site.change(change, &fields).await;
                assert!(reply.location().starts_with("/auth/signin?callbackUrl="), "{change}");
                let reply = site.change_json(change, as_json(&fields)).await;
                assert_eq!(reply.status, 401, "{change}");
            }
            assert_eq!(database.user(&id).await.unwrap().unwrap().user.name.as_deref(), Some("ada"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_parallel_removals_of_the_last_ways_in_one_is_refused() {
    for database in databases().await {
        for round in 0..8 {
            let name = format!("racer{round}");
            let id = user(&database, &name).await;
            let mut site = site(&database, Kept::Rows);
            enter(&mut site, &id).await;
            add_passkey(&mut site).await;
            add_passkey(&mut site).await;
            link(&database, &id, "github", &name).await;
            let mut removals = tokio::task::JoinSet::new();
            for passkey in ids(&site.part("passkeys").await) {
                let (auth, id) = (site.auth.clone(), id.clone());
                removals.spawn(async move { auth.remove_passkey(&id, &passkey).await.unwrap() });
            }
            let (auth, owner, account) = (site.auth.clone(), id.clone(), name.clone());
            removals
                .spawn(async move { auth.unlink_account(&owner, &"github".into(), &account).await.unwrap() });
            let done = removals.join_all().await;
            let count = |result| done.iter().filter(|removal| **removal == result).count();
            assert_eq!((count(WayInRemoval::Removed), count(WayInRemoval::LastWayIn)), (2, 1), "{done:?}");
            assert_eq!(database.accounts_of(&id).await.unwrap().len(), 1);
        }
    }
}
