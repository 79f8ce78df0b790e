//! Sign-ins are bound to the browser session and the user that started them, and are over after one use.

use auth::{
    Auth,
    adapter::{Adapter, AnyAdapter, MemoryAdapter},
};

use crate::{
    app::*,
    browser::{Browser, parameter, with_parameter},
    provider::{Claims, Tamper},
};

const CHECKS: [&str; 3] = ["authjs.state", "authjs.pkce.code_verifier", "authjs.nonce"];

/// A site with a database, and sessions that are rows or tokens.
async fn site(database: &AnyAdapter, rows: bool) -> Site {
    Site::serve(|builder, issuer| {
        let builder = builder.provider(acme(issuer)).provider(plain(issuer));
        let auth: Auth = if rows {
            builder.database_sessions(database.clone()).build().unwrap()
        } else {
            builder.adapter(database.clone()).build().unwrap()
        };
        auth
    })
    .await
}

/// Runs a test with sessions of both kinds.
async fn with_both(test: impl AsyncFn(&mut Site, &AnyAdapter)) {
    for rows in [true, false] {
        let database = AnyAdapter::new(MemoryAdapter::new());
        test(&mut site(&database, rows).await, &database).await;
    }
}

impl Site {
    /// Visits a callback, which has to be refused without a change of the database.
    async fn is_refused(&mut self, callback: &str, why: &str) {
        self.log.take();
        let reply = self.browser.get(callback).await;
        assert_eq!(reply.location(), format!("{}{CONFIGURATION}", self.url), "{why}");
        let log = self.log.take();
        assert!(log.contains(why), "{why:?} is not in the log:\n{log}");
        assert_eq!(self.provider.asked("/token"), 0, "the code is not exchanged");
    }

    fn checks(&self) -> Vec<(String, String)> {
        let own = &self.browser.cookies[&self.url];
        CHECKS.iter().map(|name| ((*name).to_owned(), own[*name].clone())).collect()
    }

    fn plant(&mut self, checks: Vec<(String, String)>) {
        self.browser.cookies.get_mut(&self.url).unwrap().extend(checks);
    }

    async fn swap(&mut self, other: &mut Browser) {
        std::mem::swap(&mut self.browser, other);
    }
}

async fn owner(database: &AnyAdapter, provider: &str, account: &str) -> Option<auth::UserId> {
    database.account(&provider.into(), account).await.unwrap().map(|account| account.user_id.unwrap())
}

#[tokio::test]
async fn the_signed_in_user_links_an_account() {
    with_both(async |site, database| {
        site.sign_in("plain", Some("ada")).await;
        // A verified address would be the first proof of it, and end what was added before.
        let unverified = |claims: &mut Claims| drop(claims.insert("email_verified".to_owned(), false.into()));
        site.provider.tamper(Tamper::IdToken { change: unverified, by: "provider" });
        let reply = site.sign_in("acme", Some("ada")).await;
        assert_eq!(reply.location(), format!("{}/inside", site.url), "{}", site.log.take());
        assert!(owner(database, "acme", "ada").await.is_some());
        assert_eq!(owner(database, "acme", "ada").await, owner(database, "plain", "ada").await);
    })
    .await;
}

/// The attacker plants the cookies of a flow in the browser of a victim, who follows the attacker's callback URL.
#[tokio::test]
async fn planted_cookies_link_no_account() {
    with_both(async |site, database| {
        let callback = site.come_back("acme", Some("bob")).await;
        let checks = site.checks();
        site.forget();
        site.sign_in("plain", Some("ada")).await;
        site.provider.asked("/token");
        site.plant(checks);
        site.is_refused(&callback, "started in another browser session").await;
        assert_eq!(owner(database, "acme", "bob").await, None);
    })
    .await;
}

/// Nor do they sign a victim in as the attacker.
#[tokio::test]
async fn planted_cookies_sign_nobody_in() {
    with_both(async |site, database| {
        let callback = site.come_back("acme", Some("bob")).await;
        let checks = site.checks();
        site.forget();
        site.get("/auth/csrf").await;
        site.plant(checks);
        site.is_refused(&callback, "started in another browser session").await;
        assert_eq!(owner(database, "acme", "bob").await, None);
    })
    .await;
}

#[tokio::test]
async fn an_account_is_linked_only_for_the_user_who_started() {
    with_both(async |site, database| {
        // Nobody was signed in at the start.
        let callback = site.come_back("acme", Some("ada")).await;
        let checks = site.checks();
        site.sign_in("plain", Some("ada")).await;
        site.provider.asked("/token");
        site.plant(checks);
        site.is_refused(&callback, "another user or none was signed in").await;
        // The user who was signed in at the start has signed out.
        let callback = site.come_back("acme", Some("ada")).await;
        let checks = site.checks();
        site.post("/auth/signout", &[]).await;
        site.plant(checks);
        site.is_refused(&callback, "another user or none was signed in").await;
        assert_eq!(owner(database, "acme", "ada").await, None);
    })
    .await;
}

#[tokio::test]
async fn another_user_of_the_same_browser_is_not_linked() {
    with_both(async |site, database| {
        site.sign_in("plain", Some("ada")).await;
        let callback = site.come_back("acme", Some("ada")).await;
        let checks = site.checks();
        site.post("/auth/signout", &[]).await;
        // Bob has signed in elsewhere, and this browser gets that session.
        let mut elsewhere = Browser::new();
        site.swap(&mut elsewhere).await;
        site.sign_in("acme", Some("bob")).await;
        let bobs = site.browser.cookies[&site.url].clone();
        site.swap(&mut elsewhere).await;
        let session: Vec<_> = bobs.into_iter().filter(|(name, _)| name.contains("session-token")).collect();
        site.plant(session);
        site.plant(checks);
        site.provider.asked("/token");
        site.is_refused(&callback, "another user or none was signed in").await;
        assert_eq!(owner(database, "acme", "ada").await, None);
    })
    .await;
}

/// Without a database nothing is linked, but the session would be replaced.
#[tokio::test]
async fn planted_cookies_do_nothing_without_a_database() {
    let mut site = Site::new().await;
    let callback = site.come_back("acme", Some("bob")).await;
    let checks = site.checks();
    site.forget();
    site.sign_in("plain", Some("ada")).await;
    site.provider.asked("/token");
    site.plant(checks);
    site.is_refused(&callback, "started in another browser session").await;
    assert_eq!(site.signed_in().await.as_deref(), Some("plain/ada"));
}

#[tokio::test]
async fn a_state_is_spent_even_by_copied_cookies() {
    with_both(async |site, _| {
        for login in [Some("ada"), None] {
            let callback = site.come_back("acme", login).await;
            let before = site.browser.cookies.clone();
            site.browser.get(&callback).await;
            site.provider.asked("/token");
            site.browser.cookies = before;
            site.is_refused(&callback, "the parameter was used before").await;
            site.forget();
        }
    })
    .await;
}

#[tokio::test]
async fn a_failed_sign_in_is_over() {
    let mut site = Site::new().await;
    let callback = site.come_back("acme", None).await;
    let reply = site.browser.get(&callback).await;
    site.assert_failed(&reply, REFUSED, "access_denied").await;
    assert!(CHECKS.iter().all(|name| !site.browser.cookies[&site.url].contains_key(*name)));
    site.is_refused(&callback, "the cookie is missing").await;
}

/// A forged callback ends no sign-in that is under way.
#[tokio::test]
async fn a_stranger_cannot_end_a_sign_in() {
    let mut site = Site::new().await;
    let callback = site.come_back("acme", Some("ada")).await;
    for state in [None, Some("guessed")] {
        let forged = with_parameter(&callback, "state", state);
        let reply = site.browser.get(&forged).await;
        assert_eq!(reply.location(), format!("{}{CONFIGURATION}", site.url));
        assert_eq!(reply.set_cookies().count(), 0);
    }
    let reply = site.browser.get(&callback).await;
    assert_eq!(reply.location(), format!("{}/inside", site.url));
}

/// The provider ignores PKCE: a stolen code is bound by the nonce alone.
#[tokio::test]
async fn a_code_is_bound_to_its_nonce() {
    let mut site = Site::with(|builder, issuer| {
        builder.provider(
            auth::provider::oauth::Oidc::<auth::provider::StandardClaims>::new(
                "lax",
                "Lax",
                issuer.to_owned(),
                "lax",
                crate::provider::SECRET,
            )
            .definition(auth::provider::oauth::Definition::without_pkce),
        )
    })
    .await;
    let stolen = site.come_back("lax", Some("ada")).await;
    let code = parameter(&stolen, "code").unwrap();
    site.forget();
    let own = site.come_back("lax", Some("bob")).await;
    let reply = site.browser.get(&with_parameter(&own, "code", Some(&code))).await;
    site.assert_failed(&reply, CONFIGURATION, "`nonce`").await;
}
