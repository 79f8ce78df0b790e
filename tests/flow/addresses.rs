//! E-mail addresses in several spellings: one mailbox is one user, one limit, one rule of a guard.

use std::time::Duration;

use auth::{
    Auth, EmailAddress,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, NewUser},
    config::RateLimit,
    prelude::*,
    provider::Email,
    time::ManualClock,
};
use http::StatusCode;

use crate::{mail::*, site::*};

/// Refuses one domain.
#[auth::sign_in]
async fn not_blocked(user: &User) -> bool {
    let address = user.email.as_deref().and_then(|email| EmailAddress::parse(email).ok());
    let text = user.email.as_deref().unwrap_or_default();
    !text.ends_with("@blocked.example")
        && address.is_some_and(|address| address.domain() != "blocked.example")
}

fn guarded() -> Mailing {
    let (outbox, clock) = (Outbox::default(), ManualClock::at(NOW));
    let adapter = AnyAdapter::new(MemoryAdapter::new());
    let auth = Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .clock(clock.clone())
        .email(Email::new(outbox.clone(), "no-reply@site.test").unwrap())
        .adapter(adapter.clone())
        .sign_in::<not_blocked>()
        .build()
        .unwrap();
    Mailing { auth, adapter, clock, outbox, journal: Journal::default() }
}

#[tokio::test]
async fn a_guard_sees_the_domain_that_gets_the_mail() {
    let site = guarded();
    for domain in [
        "blocked.example",
        "BLOCKED.example",
        "blocked。example",
        "ｂｌｏｃｋｅｄ．example",
        "bloc\u{212a}ed.example",
    ] {
        let answer = site.browser().ask(&format!("x@{domain}"), "/").await;
        assert_eq!(answer.location(), DENIED, "{domain}");
    }
    assert!(site.outbox.take().is_empty());
    assert_eq!(site.browser().ask("x@open。example", "/").await.location(), MAILED);
    assert_eq!(site.outbox.take()[0].to.as_str(), "x@open.example");
}

#[tokio::test]
async fn another_spelling_is_not_another_limit() {
    let twice = |email: Email| email.request_limit(RateLimit::new(2, Duration::from_secs(60)));
    let site = Mailing::with(Sessions::Tokens, MemoryAdapter::new(), twice);
    for email in ["erin@bücher.example", " ERIN@BÜCHER.example"] {
        assert_eq!(site.browser().ask(email, "/").await.location(), MAILED);
    }
    for email in ["erin@xn--bcher-kva.example", "erin@XN--BCHER-KVA.example", "erin@bu\u{308}cher。example"]
    {
        assert_eq!(site.browser().ask(email, "/").await.status, StatusCode::TOO_MANY_REQUESTS, "{email}");
    }
}

#[tokio::test]
async fn two_spellings_of_a_domain_are_one_user() {
    everywhere(async |site| {
        for email in ["erin@bücher.example", "erin@xn--bcher-kva.example", "Erin@BÜCHER。example"] {
            let mut browser = site.browser();
            let link = asked(&site, &mut browser, email).await;
            browser.get(&link).await;
            assert_eq!(browser.who().await.as_deref(), Some("erin@xn--bcher-kva.example"));
        }
        let created = site.journal.happened().into_iter().filter(|entry| entry.starts_with("create_user"));
        assert_eq!(created.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn users_that_another_program_has_stored_are_found() {
    everywhere(async |site| {
        let stored = ["Legacy.User@Example.com", "old@bücher.example"];
        let typed = ["legacy.user@example.com", "old@xn--bcher-kva.example"];
        for (number, (stored, typed)) in stored.into_iter().zip(typed).enumerate() {
            let user = NewUser::new(User::new(number.to_string()).with_email(stored));
            site.adapter.sign_up(user, None, None).await.unwrap();
            let mut browser = site.browser();
            let link = asked(&site, &mut browser, typed).await;
            browser.get(&link).await;
            assert_eq!(browser.who().await.as_deref(), Some(stored));
            let user =
                site.adapter.user(&auth::StoredId::from_store(number.to_string())).await.unwrap().unwrap();
            assert_eq!(user.email_verified, Some(NOW));
        }
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_the_older_ones_of_its_address() {
    everywhere(async |site| {
        let (mut first, mut second) = (site.browser(), site.browser());
        let older = asked(&site, &mut first, "erin@example.com").await;
        let other = asked(&site, &mut first, "frank@example.com").await;
        let newer = asked(&site, &mut second, "erin@example.com").await;
        second.get(&newer).await;
        assert_eq!(second.who().await.as_deref(), Some("erin@example.com"));
        assert_eq!(first.open(&older).await.location(), SPENT);
        assert_eq!(first.who().await, None);
        first.open(&other).await;
        assert_eq!(first.who().await.as_deref(), Some("frank@example.com"));
    })
    .await;
}

#[tokio::test]
async fn the_page_that_asks_shows_only_addresses() {
    let site = Mailing::new(Sessions::Tokens, MemoryAdapter::new());
    let link = asked(&site, &mut site.browser(), "erin@example.com").await;
    let page = site.browser().get(&link).await;
    assert!(page.body.contains("as <strong>erin@example.com</strong>"));
    for text in ["call+0900+to+unlock", "%40", "erin%40example.com%0Aand+more", "a%40b%40c.example"] {
        let page = site.browser().get(&link.replace("erin%40example.com", text)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains(" as <strong>") && !page.body.contains("unlock"), "{text}");
    }
    let page = site
        .browser()
        .get(&link.replace("erin%40example.com", "a%40%D0%B0%D1%80%D1%80%D3%8F%D0%B5.com"))
        .await;
    assert!(page.body.contains("as <strong>a@xn--80ak6aa92e.com</strong>"), "a look-alike is shown as it is");
}
