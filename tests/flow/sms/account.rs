//! Phone numbers on the account page: added, replaced and removed by their owner.

use http::StatusCode;
use serde_json::{Value, json};

use super::*;

const PAGE: &str = "/auth/account";
const NEW: &str = "+442079460042";

impl Browser {
    /// Asks for a code for a number that is added, or takes the place of another one.
    async fn add(&mut self, number: &str, replaces: Option<&str>) -> Reply {
        let fields = [("phone", number), ("callbackUrl", PAGE)];
        let fields: Vec<_> = fields.into_iter().chain(replaces.map(|number| ("replaces", number))).collect();
        self.post("/auth/account/add-phone", &fields).await
    }

    async fn add_json(&mut self, mut body: Value) -> Reply {
        body["csrfToken"] = self.get("/auth/csrf").await.json()["csrfToken"].clone();
        let request = Request::post("/auth/account/add-phone").header(CONTENT_TYPE, "application/json");
        self.send(request, body.to_string()).await
    }

    async fn remove(&mut self, number: &str) -> Reply {
        self.post("/auth/account/unlink-account", &[("provider", "sms"), ("id", number)]).await
    }
}

/// Adds a number in the browser of its owner.
async fn added(site: &Site, browser: &mut Browser, number: &str, replaces: Option<&str>) {
    assert_eq!(browser.add(number, replaces).await.location(), SENT);
    let page = browser.get("/auth/verify-request?provider=sms&type=sms").await.body;
    assert!(page.contains(&format!("We have sent a code to <strong>{number}</strong>")), "{page}");
    let code = site.phones.code(number).await;
    assert_eq!(browser.enter(&code).await.location(), format!("{ORIGIN}{PAGE}"));
}

fn subjects(site: &Site) -> Vec<(String, String)> {
    site.outbox.take().into_iter().map(|mail| (mail.to.to_string(), mail.subject)).collect()
}

fn told(subject: &str) -> [(String, String); 1] {
    [("ada@example.com".to_owned(), subject.to_owned())]
}

/// The linked and unlinked numbers, as events have reported them.
fn events(site: &Site) -> Vec<String> {
    std::mem::take(&mut *site.journal.1.lock().unwrap())
}

#[tokio::test]
async fn a_number_is_added_replaced_and_removed() {
    for site in sites().await {
        let ada = site.user("ada", None).await;
        let mut browser = site.browser();
        browser.be(&ada).await;
        let page = browser.get(PAGE).await.body;
        assert!(page.contains("You have no phone number here yet.") && page.contains("autocomplete=\"tel\""));
        added(&site, &mut browser, ADA, None).await;
        assert_eq!(site.owner(ADA).await.as_ref(), Some(&ada));
        assert_eq!(events(&site), [format!("linked {ADA}")]);
        assert_eq!(subjects(&site), told("A phone number was added to your account at site.test"));
        let page = browser.get(PAGE).await.body;
        let known = ["Change the phone number +442079460018", "Remove the phone number +442079460018"];
        assert!(known.iter().all(|label| page.contains(label)), "{page}");

        // A session that the old number has begun ends with it.
        let mut phone = site.browser();
        phone.ask(ADA).await;
        let code = site.phones.code(ADA).await;
        assert_eq!(phone.enter(&code).await.location(), HOME);
        assert_eq!(phone.who().await.as_deref(), Some("ada"));

        added(&site, &mut browser, NEW, Some(ADA)).await;
        assert_eq!((site.owner(NEW).await.as_ref(), site.owner(ADA).await), (Some(&ada), None));
        assert_eq!(events(&site), [format!("linked {NEW}"), format!("unlinked {ADA}")]);
        assert_eq!(subjects(&site), told("The phone number of your account was changed at site.test"));
        site.clock.advance(Duration::from_secs(60));
        assert_eq!(browser.who().await.as_deref(), Some("ada"));
        assert_eq!(phone.who().await, None, "the other devices are signed out");
        assert_eq!(site.browser().ask(ADA).await.location(), SENT);
        assert!(site.phones.take().await.is_empty(), "the old number gets no code");

        // The address is proven, but there are no magic links: the number is the last way in.
        let page = browser.remove(NEW).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.body.contains("This is your last way to sign in."), "{}", page.body);
        added(&site, &mut browser, BOB, None).await;
        subjects(&site);
        let removed = browser.remove(NEW).await;
        assert_eq!(removed.location(), format!("{ORIGIN}{PAGE}?notice=number-removed"));
        assert_eq!(site.owner(NEW).await, None);
        assert_eq!(subjects(&site), told("A phone number was removed from your account at site.test"));
    }
}

#[tokio::test]
async fn scripts_add_a_number_by_json() {
    for site in sites().await {
        let ada = site.user("ada", None).await;
        let mut browser = site.browser();
        browser.be(&ada).await;
        let asked = browser.add_json(json!({ "phone": ADA })).await;
        assert_eq!((asked.status.as_u16(), asked.json()), (200, json!({ "ok": true, "url": SENT })));
        let code = site.phones.code(ADA).await;
        browser.enter(&code).await;
        assert_eq!(site.owner(ADA).await, Some(ada));
        for (body, status, error) in [
            (json!({}), 400, "invalid-number"),
            (json!({ "phone": "12" }), 400, "invalid-number"),
            (json!({ "phone": ADA, "replaces": "x" }), 400, "invalid-number"),
        ] {
            let reply = browser.add_json(body).await;
            assert_eq!((reply.status.as_u16(), reply.json()), (status, json!({ "error": error })));
        }
        site.phones.is_broken.store(true, Ordering::Relaxed);
        let reply = browser.add_json(json!({ "phone": NEW })).await;
        assert_eq!((reply.status.as_u16(), reply.json()), (503, json!({ "error": "code-not-sent" })));
    }
}

#[tokio::test]
async fn what_is_no_number_is_told_on_the_account_page() {
    for site in sites().await {
        let ada = site.user("ada", None).await;
        let mut browser = site.browser();
        browser.be(&ada).await;
        let page = browser.add("020 7946 0018", None).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
        assert!(page.body.contains("Enter the phone number with + and the country code."), "{}", page.body);
        assert!(site.phones.take().await.is_empty());
    }
}

#[tokio::test]
async fn a_stale_session_and_a_forged_form_add_nothing() {
    for site in sites().await {
        let ada = site.user("ada", Some(ADA)).await;
        let mut browser = site.browser();
        browser.be(&ada).await;
        let form = form([("phone", NEW), ("csrfToken", "forged")].into_iter());
        let request = Request::post("/auth/account/add-phone").header(CONTENT_TYPE, FORM);
        assert!(browser.send(request, form).await.location().contains("MissingCSRF"));
        site.clock.advance(Duration::from_secs(11 * 60));
        let stale = browser.add(NEW, Some(ADA)).await;
        assert!(stale.location().starts_with("/auth/step-up?"), "{}", stale.location());
        assert_eq!(browser.add_json(json!({ "phone": NEW })).await.status, StatusCode::UNAUTHORIZED);
        let mut nobody = site.browser();
        assert!(nobody.add(NEW, None).await.location().contains("/auth/signin"));
        assert!(site.phones.take().await.is_empty() && site.outbox.take().is_empty());
        assert_eq!((site.owner(ADA).await, site.owner(NEW).await), (Some(ada), None));
    }
}

#[tokio::test]
async fn a_number_of_another_user_is_neither_taken_nor_removed() {
    for site in sites().await {
        let (ada, bob) = (site.user("ada", Some(ADA)).await, site.user("bob", Some(BOB)).await);
        let mut browser = site.browser();
        browser.be(&bob).await;
        // Bob cannot take the number of Ada, although a code is sent to it.
        assert_eq!(browser.add(ADA, Some(BOB)).await.location(), SENT);
        let code = site.phones.code(ADA).await;
        let refused = browser.enter(&code).await;
        assert_eq!(refused.location(), "http://site.test/auth/signin?error=OAuthAccountNotLinked");
        assert_eq!((site.owner(ADA).await.as_ref(), site.owner(BOB).await), (Some(&ada), Some(bob.clone())));
        // Nor remove it, by a number of his own in its place.
        browser.be(&bob).await;
        added(&site, &mut browser, NEW, Some(ADA)).await;
        assert_eq!(site.owner(ADA).await, Some(ada));
        assert_eq!(site.owner(NEW).await, Some(bob));
        let subjects: Vec<_> = subjects(&site);
        assert_eq!(subjects.len(), 1);
        assert_eq!(subjects[0].0, "bob@example.com");
        assert!(subjects[0].1.starts_with("A phone number was added"), "{subjects:?}");
        assert_eq!(browser.remove(ADA).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_planted_request_replaces_no_number() {
    for site in sites().await {
        let (ada, eve) = (site.user("ada", Some(ADA)).await, site.user("eve", None).await);
        let (mut owner, mut thief) = (site.browser(), site.browser());
        owner.be(&ada).await;
        thief.be(&eve).await;
        assert_eq!(thief.add(NEW, Some(ADA)).await.location(), SENT);
        let code = site.phones.code(NEW).await;
        // The request of Eve, in the browser of Ada.
        owner.cookies.insert("authjs.code".to_owned(), thief.cookies["authjs.code"].clone());
        assert_eq!(owner.enter(&code).await.location(), WRONG);
        assert_eq!((site.owner(ADA).await, site.owner(NEW).await), (Some(ada), None));
        assert!(site.outbox.take().is_empty());
    }
}

#[tokio::test]
async fn a_number_that_takes_its_own_place_stays() {
    for site in sites().await {
        let ada = site.user("ada", Some(ADA)).await;
        let mut browser = site.browser();
        browser.be(&ada).await;
        added(&site, &mut browser, ADA, Some(ADA)).await;
        assert_eq!(site.owner(ADA).await, Some(ada));
        assert!(site.outbox.take().is_empty(), "nothing has changed");
    }
}

#[tokio::test]
async fn of_two_changes_of_one_number_both_end_with_a_number() {
    for site in sites().await {
        let ada = site.user("ada", Some(ADA)).await;
        let (mut one, mut two) = (site.browser(), site.browser());
        one.be(&ada).await;
        two.be(&ada).await;
        one.add(BOB, Some(ADA)).await;
        let of_one = site.phones.code(BOB).await;
        two.add(NEW, Some(ADA)).await;
        let of_two = site.phones.code(NEW).await;
        let (first, second) = tokio::join!(one.enter(&of_one), two.enter(&of_two));
        assert!([&first, &second].iter().any(|reply| reply.header(LOCATION).ends_with(PAGE)));
        assert_eq!(site.owner(ADA).await, None, "the old number is gone");
        let mut left = Vec::new();
        for number in [BOB, NEW] {
            left.extend(site.owner(number).await);
        }
        assert!(!left.is_empty() && left.iter().all(|owner| *owner == ada), "{left:?}");
    }
}
