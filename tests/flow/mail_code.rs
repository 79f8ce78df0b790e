//! Sign-in by the code of a mail, and the attacks on it.

use std::time::Duration;

use auth::{
    adapter::{Adapter, MemoryAdapter},
    provider::{
        Email,
        email::{CodeLength, Mail, MailContent},
    },
};
use tokio::task::JoinSet;

use crate::{
    mail::{ASKED, Browser, MAILED, Mailing, SPENT, Sessions, path, sqlite},
    site::Reply,
};

const WRONG: &str = "http://site.test/auth/verify-request?error=WrongCode";
const HOME: &str = "http://site.test/deep";
const ERIN: &str = "erin@example.com";

/// A site whose mails hold codes.
async fn sites(content: MailContent) -> Vec<Mailing> {
    let mut sites = Vec::new();
    for sessions in [Sessions::Tokens, Sessions::Rows] {
        let codes = |email: Email| email.content(content).request_limit(None);
        sites.push(Mailing::with(sessions, MemoryAdapter::new(), codes));
        sites.push(Mailing::with(sessions, sqlite().await, codes));
    }
    sites
}

fn only_code(length: CodeLength) -> MailContent {
    MailContent::Code(length)
}

/// Asks for a mail, and returns it.
async fn mailed(site: &Mailing, browser: &mut Browser, email: &str) -> Mail {
    assert_eq!(browser.ask(email, "/deep").await.location(), MAILED);
    site.outbox.take().pop().unwrap()
}

/// Returns the code in a mail.
fn code_in(mail: &Mail) -> String {
    let is_code = |line: &&str| line.len() >= 6 && line.bytes().all(|byte| byte.is_ascii_digit());
    mail.text.lines().find(is_code).unwrap().to_owned()
}

async fn enter(browser: &mut Browser, code: &str) -> Reply {
    let csrf = browser.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
    browser.submit("/auth/callback/email", &[("code", code), ("csrfToken", &csrf)]).await
}

/// Returns another code of the same length.
fn other(code: &str, by: u32) -> String {
    let number: u32 = code.parse().unwrap();
    let width = code.len();
    format!("{:0width$}", (number + by) % 10_u32.pow(u32::try_from(width).unwrap()))
}

#[tokio::test]
async fn a_code_signs_in_once_in_the_browser_that_has_asked() {
    for site in sites(only_code(CodeLength::Six)).await {
        let mut browser = site.browser();
        let mail = mailed(&site, &mut browser, "Erin@Example.com").await;
        let code = code_in(&mail);
        assert_eq!(code.len(), 6);
        assert!(!mail.text.contains("http") && !mail.html.as_ref().unwrap().contains("href"));
        assert!(mail.html.as_ref().unwrap().contains(&code) && !mail.subject.contains(&code));
        assert!(!browser.cookies["authjs.code"].contains(&code) && !browser.cookies.contains_key(ASKED));
        let page = browser.get("/auth/verify-request?provider=email&type=email").await.body;
        assert!(page.contains("autocomplete=\"one-time-code\" inputmode=\"numeric\""), "{page}");
        assert!(page.contains(ERIN) && page.contains("name=\"callbackUrl\" value=\"http://site.test/deep\""));

        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        assert_eq!(enter(&mut browser, &spaced).await.location(), HOME);
        assert_eq!(browser.who().await.as_deref(), Some(ERIN));
        let user = site.adapter.user_by_email(ERIN).await.unwrap().unwrap();
        assert!(user.email_verified.is_some());
        assert_eq!(
            site.journal.happened(),
            [
                "guard LinkRequested erin",
                "guard LinkOpened erin",
                "create_user erin@example.com",
                "sign_in Email erin@example.com Some(true)",
            ]
        );
        assert!(!browser.cookies.contains_key("authjs.code"));
        assert_eq!(enter(&mut browser, &code).await.location(), WRONG, "once");
    }
}

#[tokio::test]
async fn a_code_has_the_length_that_is_set() {
    for (length, digits) in [(CodeLength::Seven, 7), (CodeLength::Eight, 8)] {
        let site =
            Mailing::with(Sessions::Tokens, MemoryAdapter::new(), |email| email.content(only_code(length)));
        let mut browser = site.browser();
        let code = code_in(&mailed(&site, &mut browser, ERIN).await);
        assert_eq!(code.len(), digits);
        assert_eq!(enter(&mut browser, &code).await.location(), HOME);
    }
}

#[tokio::test]
async fn a_code_is_of_no_use_in_another_browser() {
    for site in sites(only_code(CodeLength::Six)).await {
        let (mut owner, mut thief, mut stranger) = (site.browser(), site.browser(), site.browser());
        let code = code_in(&mailed(&site, &mut owner, ERIN).await);
        // A browser that has asked for nothing, and one that has asked for a code of its own for the same address.
        assert_eq!(enter(&mut stranger, &code).await.location(), WRONG);
        let own = code_in(&mailed(&site, &mut thief, ERIN).await);
        if own != code {
            assert_eq!(enter(&mut thief, &code).await.location(), WRONG);
        }
        assert_eq!((stranger.who().await, thief.who().await), (None, None));
        assert_eq!(enter(&mut owner, &code).await.location(), HOME);
    }
}

#[tokio::test]
async fn a_planted_cookie_makes_nobody_of_another() {
    let site = Mailing::with(Sessions::Tokens, MemoryAdapter::new(), |email| {
        email.content(only_code(CodeLength::Six))
    });
    let (mut attacker, mut victim) = (site.browser(), site.browser());
    mailed(&site, &mut attacker, "mallory@example.com").await;
    let code = code_in(&mailed(&site, &mut victim, ERIN).await);
    // The cookie names the attacker's request, so the code of the victim's mail does not fit it.
    victim.cookies.insert("authjs.code".to_owned(), attacker.cookies["authjs.code"].clone());
    assert_eq!(enter(&mut victim, &code).await.location(), WRONG);
    assert_eq!(victim.who().await, None);
    for forged in ["", "x", "a.b.c.d.e"] {
        victim.cookies.insert("authjs.code".to_owned(), forged.to_owned());
        assert_eq!(enter(&mut victim, &code).await.location(), WRONG);
    }
}

#[tokio::test]
async fn five_wrong_tries_end_a_code() {
    for site in sites(only_code(CodeLength::Six)).await {
        let mut browser = site.browser();
        let code = code_in(&mailed(&site, &mut browser, ERIN).await);
        let copy = browser.cookies["authjs.code"].clone();
        for by in 1..=5 {
            let reply = enter(&mut browser, &other(&code, by)).await;
            assert_eq!(reply.location(), WRONG);
            let page = browser.get(&path(WRONG)).await.body;
            assert!(page.contains("role=\"alert\"") && page.contains("name=\"code\""), "{page}");
        }
        assert_eq!(enter(&mut browser, &code).await.location(), WRONG, "the right one comes too late");
        let page = browser.get(&path(WRONG)).await.body;
        assert!(page.contains("role=\"alert\"") && !page.contains("name=\"code\""), "{page}");
        // A copy of the cookie has no tries of its own.
        browser.cookies.insert("authjs.code".to_owned(), copy);
        site.clock.advance(Duration::from_secs(9 * 60));
        assert_eq!(enter(&mut browser, &code).await.location(), WRONG);
        assert_eq!(browser.who().await, None);
    }
}

#[tokio::test]
async fn tries_count_for_the_account_over_all_codes() {
    let site = Mailing::with(Sessions::Tokens, MemoryAdapter::new(), |email| {
        email.content(only_code(CodeLength::Six)).request_limit(None)
    });
    let mut tries = 0;
    let refused = loop {
        let mut browser = site.browser();
        let code = code_in(&mailed(&site, &mut browser, ERIN).await);
        let mut status = None;
        for by in 1..=5 {
            let reply = enter(&mut browser, &other(&code, by)).await;
            if reply.status == 429 {
                status = Some(enter(&mut browser, &code).await.status);
                break;
            }
            tries += 1;
        }
        if let Some(status) = status {
            break status;
        }
        assert!(tries < 100, "no limit");
    };
    assert_eq!((tries, refused.as_u16()), (20, 429), "the limit of the account, for the right code, too");
}

#[tokio::test]
async fn a_code_expires_after_ten_minutes() {
    for site in sites(only_code(CodeLength::Six)).await {
        let mut browser = site.browser();
        let code = code_in(&mailed(&site, &mut browser, ERIN).await);
        site.clock.advance(Duration::from_secs(10 * 60));
        assert_eq!(enter(&mut browser, &code).await.location(), WRONG);
        assert_eq!(browser.who().await, None);
    }
}

#[tokio::test]
async fn a_link_and_a_code_end_together() {
    for site in sites(MailContent::LinkAndCode(CodeLength::Six)).await {
        let mut browser = site.browser();
        let mail = mailed(&site, &mut browser, ERIN).await;
        let (link, code) = (path(mail.text.lines().nth(1).unwrap()), code_in(&mail));
        let mut elsewhere = site.browser();
        assert_eq!(enter(&mut browser, &code).await.location(), HOME);
        assert_eq!(elsewhere.open(&link).await.location(), SPENT);

        let mail = mailed(&site, &mut browser, ERIN).await;
        let (link, code) = (path(mail.text.lines().nth(1).unwrap()), code_in(&mail));
        assert_eq!(elsewhere.open(&link).await.location(), HOME);
        assert_eq!(enter(&mut browser, &code).await.location(), WRONG);
    }
}

#[tokio::test]
async fn a_code_is_no_token_of_a_link() {
    let site = Mailing::with(Sessions::Tokens, MemoryAdapter::new(), |email| {
        email.content(only_code(CodeLength::Six))
    });
    let mut browser = site.browser();
    let code = code_in(&mailed(&site, &mut browser, ERIN).await);
    let link = format!("/auth/callback/email?email=erin%40example.com&token={code}");
    assert_eq!(browser.open(&link).await.location(), SPENT);
    assert_eq!(browser.who().await, None);
}

#[tokio::test]
async fn without_the_csrf_token_no_code_is_tried() {
    let site = Mailing::with(Sessions::Tokens, MemoryAdapter::new(), |email| {
        email.content(only_code(CodeLength::Six))
    });
    let mut browser = site.browser();
    let code = code_in(&mailed(&site, &mut browser, ERIN).await);
    for _ in 0..10 {
        let reply = browser.submit("/auth/callback/email", &[("code", &code)]).await;
        assert_eq!(reply.location(), "http://site.test/auth/signin?error=MissingCSRF");
    }
    assert_eq!(enter(&mut browser, &code).await.location(), HOME);
}

#[tokio::test]
async fn a_site_with_links_alone_takes_no_codes() {
    let site = Mailing::new(Sessions::Tokens, MemoryAdapter::new());
    let mut browser = site.browser();
    mailed(&site, &mut browser, ERIN).await;
    assert!(!browser.cookies.contains_key("authjs.code"));
    assert_eq!(enter(&mut browser, "123456").await.location(), crate::mail::BROKEN);
}

#[tokio::test]
async fn the_database_and_the_cookie_do_not_hold_the_code() {
    let adapter = sqlite().await;
    let site =
        Mailing::with(Sessions::Rows, adapter.clone(), |email| email.content(only_code(CodeLength::Six)));
    let mut browser = site.browser();
    let code = code_in(&mailed(&site, &mut browser, ERIN).await);
    let by_itself = adapter.verification_token(ERIN, &auth::Secret::new(code.clone())).await.unwrap();
    assert!(by_itself.is_none());
    assert_eq!(enter(&mut browser, &code).await.location(), HOME);
}

/// Enters codes at once, each in a browser with the same cookies; how many of the browsers are as `count` says.
async fn at_once(
    site: &Mailing,
    browser: &mut Browser,
    codes: impl Iterator<Item = String>,
    count: impl AsyncFn(Browser, Reply) -> bool,
) -> usize {
    let csrf = browser.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
    let mut entered = JoinSet::new();
    for code in codes {
        let (mut copy, csrf) = (site.browser(), csrf.clone());
        copy.cookies = browser.cookies.clone();
        entered.spawn(async move {
            let form = [("code", code.as_str()), ("csrfToken", csrf.as_str())];
            let reply = copy.submit("/auth/callback/email", &form).await;
            (copy, reply)
        });
    }
    let mut counted = 0;
    for (copy, reply) in entered.join_all().await {
        counted += usize::from(count(copy, reply).await);
    }
    counted
}

#[tokio::test]
async fn of_a_thousand_uses_at_once_one_signs_in() {
    for sessions in [Sessions::Tokens, Sessions::Rows] {
        let codes = |email: Email| email.content(only_code(CodeLength::Six));
        for site in [
            Mailing::unlimited_with(sessions, MemoryAdapter::new(), codes),
            Mailing::unlimited_with(sessions, sqlite().await, codes),
        ] {
            let mut browser = site.browser();
            let code = code_in(&mailed(&site, &mut browser, ERIN).await);
            let uses = std::iter::repeat_n(code, 1_000);
            let is_in = async |mut copy: Browser, _| copy.who().await.is_some();
            assert_eq!(at_once(&site, &mut browser, uses, is_in).await, 1);
        }
    }
}

#[tokio::test]
async fn of_a_thousand_guesses_at_once_five_are_checked() {
    for sessions in [Sessions::Tokens, Sessions::Rows] {
        let codes = |email: Email| email.content(only_code(CodeLength::Six));
        let site = Mailing::unlimited_with(sessions, sqlite().await, codes);
        let mut browser = site.browser();
        let code = code_in(&mailed(&site, &mut browser, ERIN).await);
        let guesses = (1..=1_000).map(|by| other(&code, by));
        // The cookie is deleted when the tries are used up.
        let is_checked = async |copy: Browser, reply: Reply| {
            assert_eq!(reply.location(), WRONG);
            copy.cookies.contains_key("authjs.code")
        };
        assert_eq!(at_once(&site, &mut browser, guesses, is_checked).await, 5);
        assert_eq!(enter(&mut browser, &code).await.location(), WRONG);
    }
}
