//! Magic links in the wrong hands: forged, repeated, raced, planted, and addresses that are none.

use std::time::Duration;

use auth::{
    adapter::{Adapter, MemoryAdapter, NewUser},
    config::RateLimit,
    prelude::*,
    provider::Email,
};
use http::StatusCode;
use sha2::{Digest, Sha256};

use crate::{logs::Log, mail::*, site::*};

/// What the database holds of a token, as Auth.js computes it.
fn stored(token: &str) -> String {
    let digest = Sha256::digest(format!("{token}{SECRET}"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_link_of_somebody_else_asks_even_who_has_asked_for_another() {
    let site = Mailing::new(Sessions::Tokens, MemoryAdapter::new());
    let (mut victim, mut attacker) = (site.browser(), site.browser());
    asked(&site, &mut victim, "erin@example.com").await;
    let planted = asked(&site, &mut attacker, "eve@example.com").await;
    assert_eq!(victim.get(&planted).await.status, StatusCode::OK);
    assert_eq!(victim.who().await, None);
}

/// Another host of the same domain can set the cookie with the marks, but not the CSRF cookie, whose name has the prefix
/// `__Host-`.
#[tokio::test]
async fn the_marks_of_another_browser_sign_nobody_in() {
    everywhere(async |site| {
        let (mut victim, mut attacker) = (site.browser(), site.browser());
        asked(&site, &mut victim, "erin@example.com").await;
        let link = asked(&site, &mut attacker, "eve@example.com").await;
        let own = victim.cookies.insert(ASKED.to_owned(), attacker.cookies[ASKED].clone()).unwrap();
        for cookies in [victim.cookies[ASKED].clone(), format!("{own}.{}", victim.cookies[ASKED])] {
            victim.cookies.insert(ASKED.to_owned(), cookies);
            assert_eq!(victim.get(&link).await.status, StatusCode::OK, "the page asks");
            assert_eq!(victim.who().await, None);
        }
        // Without its CSRF cookie, the own browser is asked, too.
        let csrf = attacker.cookies.remove("authjs.csrf-token").unwrap();
        assert_eq!(attacker.get(&link).await.status, StatusCode::OK);
        attacker.cookies.insert("authjs.csrf-token".to_owned(), csrf);
        assert_eq!(attacker.get(&link).await.status, StatusCode::FOUND);
        assert_eq!(attacker.who().await.as_deref(), Some("eve@example.com"));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_the_link_does_not_work_and_leaves_the_link_alone() {
    everywhere(async |site| {
        let mut browser = site.browser();
        let link = asked(&site, &mut browser, "erin@example.com").await;
        let (head, _) = link.split_once("&email=").unwrap();
        let token = token(&link).to_owned();
        let stored = stored(&token);
        let foreign =
            site.adapter.verification_token("erin@example.com", &Secret::new(stored.as_str())).await;
        assert!(foreign.unwrap().is_some(), "the database holds the hash of Auth.js, and not the token");
        for wrong in [
            link.replace(&token, &format!("{:0>64}", 0)),
            link.replace(&token, &token.to_uppercase().replace("&TOKEN", "&token")),
            link.replace(&token, &token[1..]),
            link.replace(&token, &stored),
            link.replace("erin%40", "frank%40"),
            link.replace("erin%40", "erin%22%40"),
            link.replace("erin%40example.com", ""),
            head.to_owned(),
        ] {
            assert_eq!(browser.open(&wrong).await.location(), SPENT, "{wrong}");
            assert_eq!(browser.who().await, None);
        }
        for broken in ["/auth/callback/email", "/auth/callback/email?email=erin%40example.com&token="] {
            assert_eq!(browser.get(broken).await.location(), BROKEN, "{broken}");
        }
        let shouted = link.replace("erin%40example.com", "%20ERIN%40EXAMPLE.COM");
        assert_eq!(browser.get(&shouted).await.location(), "http://site.test/deep?a=1&b=2");
        assert_eq!(browser.who().await.as_deref(), Some("erin@example.com"));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_address_gets_no_mail() {
    let site = Mailing::new(Sessions::Tokens, MemoryAdapter::new());
    let mut browser = site.browser();
    for address in [
        "",
        "erin",
        "@example.com",
        "erin@",
        "a@b@c.example",
        "\"a@evil.example\"@example.com",
        "erin@example.com\r\nBcc: eve@evil.example",
        "erin@example.com\nSubject: x",
        "erin\u{0}@example.com",
        "erin smith@example.com",
        "erin@example.com,evil.example",
        "erin@example.com,frank@evil.example",
        "erin@evil.example\u{ff20}example.com",
    ] {
        assert_eq!(browser.ask(address, "/").await.location(), BROKEN, "{address:?}");
    }
    assert_eq!(browser.submit("/auth/signin/email", &[("email", "erin@example.com")]).await.location(), {
        "http://site.test/auth/signin?error=MissingCSRF"
    });
    assert!(site.outbox.take().is_empty() && site.journal.happened().is_empty());
    assert!(!browser.cookies.contains_key(ASKED));
}

#[tokio::test]
async fn nobody_learns_whether_an_address_is_known() {
    everywhere(async |site| {
        let known = NewUser::new(User::new("1").with_email("known@example.com").with_name("Known"));
        site.adapter.sign_up(known, None, None).await.unwrap();
        let mut seen = Vec::new();
        for email in ["known@example.com", "other@example.com"] {
            let answer = site.browser().ask(email, "/").await;
            let names: Vec<String> = answer.set_cookies().into_iter().map(str::to_owned).collect();
            let mail = site.outbox.take().remove(0);
            let shape = (answer.status, answer.location().to_owned(), names, answer.body.clone());
            seen.push((shape, mail.subject, mail.text.len()));
        }
        assert_eq!(seen[0], seen[1]);
    })
    .await;
}

#[tokio::test]
async fn an_address_gets_so_many_mails_and_no_more() {
    let twice = |email: Email| email.request_limit(RateLimit::new(2, Duration::from_secs(60)));
    let site = Mailing::with(Sessions::Tokens, MemoryAdapter::new(), twice);
    for _ in 0..2 {
        assert_eq!(site.browser().ask("erin@example.com", "/").await.location(), MAILED);
    }
    let answer = site.browser().ask("ERIN@example.com", "/").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header(http::header::RETRY_AFTER), "60");
    assert_eq!(site.browser().ask("frank@example.com", "/").await.location(), MAILED);
    assert_eq!(site.outbox.take().len(), 3);
    site.clock.advance(Duration::from_secs(60));
    assert_eq!(site.browser().ask("erin@example.com", "/").await.location(), MAILED);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_thousand_uses_at_the_same_time_one_signs_in() {
    for sessions in [Sessions::Tokens, Sessions::Rows] {
        race(Mailing::unlimited(sessions, MemoryAdapter::new())).await;
        race(Mailing::unlimited(sessions, sqlite().await)).await;
    }
}

async fn race(site: Mailing) {
    let mut browser = site.browser();
    let link = asked(&site, &mut browser, "erin@example.com").await;
    let uses = (0..1_000).map(|_| {
        let (mut twin, link) = (site.browser(), link.clone());
        twin.cookies.clone_from(&browser.cookies);
        tokio::spawn(async move {
            let answer = twin.get(&link).await;
            (answer.location().to_owned(), twin.cookies.contains_key(SESSION))
        })
    });
    let mut entered = 0;
    for used in uses.collect::<Vec<_>>() {
        match used.await.unwrap() {
            (leads, true) if leads == "http://site.test/deep?a=1&b=2" => entered += 1,
            (leads, signed_in) => assert_eq!((leads.as_str(), signed_in), (SPENT, false)),
        }
    }
    assert_eq!(entered, 1);
    let user = site.adapter.user_by_email("erin@example.com").await.unwrap().unwrap();
    assert!(site.adapter.sessions_of(&user.id()).await.unwrap().len() <= 1);
}

#[tokio::test]
async fn no_link_is_in_the_log() {
    let log = Log::default();
    let _guard = log.listen();
    let site = Mailing::new(Sessions::Tokens, MemoryAdapter::new());
    let (mut browser, mut other) = (site.browser(), site.browser());
    let links = [asked(&site, &mut browser, "erin@example.com").await, {
        asked(&site, &mut browser, "later@example.com").await
    }];
    for link in &links {
        browser.get(link).await;
        other.open(link).await;
    }
    browser.ask("refused@example.com", "/").await;
    let text = log.text();
    for told in [
        "the mail server refused the e-mail address",
        "no such mailbox",
        "the magic link does not work",
        "AccessDenied",
    ] {
        assert!(text.contains(told), "{told} is missing:\n{text}");
    }
    for secret in links.iter().map(|link| token(link)).chain(browser.cookies.values().map(String::as_str)) {
        assert!(!text.contains(secret), "{secret} is in the log:\n{text}");
    }
}
