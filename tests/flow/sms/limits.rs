//! Limits of messages, numbers that are none, and a channel that fails.

use super::*;

const INVALID: &str = "http://site.test/auth/signin?error=InvalidPhoneNumber";
const NOT_SENT: &str = "http://site.test/auth/signin?error=CodeNotSent";
const MARK: &str = "authjs.known-browser";

#[tokio::test]
async fn what_is_no_number_gets_no_message() {
    for site in sites().await {
        site.user("ada", Some(ADA)).await;
        let mut browser = site.browser();
        let long = format!("+{}", "1".repeat(10_000));
        for text in [
            "",
            "+44 20 7946 001B",
            "442079460018",
            "+4420794600181234567",
            "+442079460018\0",
            "+٤٤٢٠٧٩٤٦٠٠١٨",
            "＋442079460018",
            "ada@example.com",
            &long,
        ] {
            assert_eq!(browser.ask(text).await.location(), INVALID, "{text:.20}");
        }
        let page = browser.get("/auth/signin?error=InvalidPhoneNumber").await.body;
        assert!(page.contains("role=\"alert\"") && page.contains("country code"), "{page}");
        assert!(site.phones.take().await.is_empty() && site.journal.happened().is_empty());
    }
}

#[tokio::test]
async fn only_numbers_with_the_prefixes_are_accepted() {
    let site = Site::with(Sessions::Tokens, MemoryAdapter::new(), |sms| sms.prefixes(["+49", "+4420"]), true);
    site.user("ada", Some(ADA)).await;
    let mut browser = site.browser();
    assert_eq!(browser.ask("+881612345678").await.location(), INVALID);
    assert_eq!(browser.ask(ADA).await.location(), SENT);
    assert_eq!(site.phones.take().await.len(), 1);
    for prefix in ["49", "+", "+0", "+4a", "+4420794600181234"] {
        let builder = Auth::builder().environment(|_| None).secret(SECRET).url(ORIGIN);
        let sms = Sms::new(Phones::default()).prefixes([prefix]);
        let error = builder.adapter(MemoryAdapter::new()).sms(sms).build().unwrap_err().to_string();
        assert!(error.contains(".prefixes([\"+44\"])"), "{error}");
    }
    let builder = Auth::builder().environment(|_| None).secret(SECRET).url(ORIGIN);
    let error = builder.sms(Sms::new(Phones::default())).build().unwrap_err().to_string();
    assert!(error.contains("`sms` needs a database"), "{error}");
}

#[tokio::test]
async fn a_number_gets_three_messages_in_ten_minutes_and_ten_a_day() {
    for (number, is_known) in [(ADA, true), (NOBODY, false)] {
        let site = Site::with(Sessions::Tokens, sqlite().await, |sms| sms, false);
        site.user("ada", Some(ADA)).await;
        let (mut accepted, mut client) = (0, 0);
        for round in 0..6 {
            for request in 0..5 {
                let mut browser = site.browser();
                client += 1;
                browser.address = format!("198.51.100.{client}");
                let reply = browser.ask(number).await;
                match reply.status.as_u16() {
                    429 => assert!(request >= 3 || accepted == 10, "{round} {request}"),
                    _ => accepted += 1,
                }
            }
            site.clock.advance(Duration::from_secs(10 * 60));
        }
        assert_eq!(accepted, 10);
        assert_eq!(site.phones.take().await.len(), if is_known { 10 } else { 0 });
        site.clock.advance(Duration::from_secs(24 * 60 * 60));
        assert_eq!(site.browser().ask(number).await.location(), SENT);
    }
}

/// The owner of a number, who may be paid for its messages, signs in again and again, and gets another mark each time.
#[tokio::test]
async fn the_owner_of_a_number_gets_no_more_messages_by_signing_in() {
    for site in sites().await {
        site.user("ada", Some(ADA)).await;
        let (mut mark, mut accepted) = (None::<String>, 0);
        for client in 0..100 {
            let mut browser = site.browser();
            browser.address = format!("198.51.{client}.1");
            if let Some(mark) = &mark {
                browser.cookies.insert(MARK.to_owned(), mark.clone());
            }
            if browser.ask(ADA).await.status != 429 {
                accepted += 1;
                let code = site.phones.code(ADA).await;
                browser.cookies.remove(MARK);
                if browser.enter(&code).await.status == 302 {
                    mark = browser.cookies.get(MARK).cloned().or(mark);
                }
            }
            site.clock.advance(Duration::from_secs(10 * 60));
        }
        assert!((10..=20).contains(&accepted), "{accepted} messages in a day");
    }
}

/// A stranger who asks for codes to the number of another person leaves some for a new browser of that person.
#[tokio::test]
async fn one_network_does_not_use_up_the_messages_of_a_number() {
    for site in sites().await {
        site.user("ada", Some(ADA)).await;
        let ask = async |address: &str| {
            let mut browser = site.browser();
            browser.address = address.to_owned();
            let status = browser.ask(ADA).await.status.as_u16();
            site.clock.advance(Duration::from_secs(10 * 60));
            status
        };
        for request in 0..20 {
            let expected = if request < 5 { 302 } else { 429 };
            assert_eq!(ask("203.0.113.7").await, expected, "the stranger's request {request}");
        }
        for _ in 0..5 {
            assert_eq!(ask("198.51.100.1").await, 302, "the owner's, in a new browser");
        }
        assert_eq!(ask("198.51.100.2").await, 429, "ten in all");
        assert_eq!(site.phones.take().await.len(), 10);

        site.clock.advance(Duration::from_secs(24 * 60 * 60));
        let mut own = site.browser();
        assert_eq!(own.ask(ADA).await.location(), SENT);
        let code = site.phones.code(ADA).await;
        assert_eq!(own.enter(&code).await.status, 302);
        for request in 0..8 {
            site.clock.advance(Duration::from_secs(10 * 60));
            assert_eq!(
                own.ask(ADA).await.status,
                302,
                "a browser that has signed in by it, request {request}"
            );
        }
    }
}

#[tokio::test]
async fn a_network_gets_a_number_of_messages_a_day() {
    let site = Site::with(Sessions::Tokens, MemoryAdapter::new(), |sms| sms.daily_per_network(4), false);
    let ask = async |number: usize, address: &str| {
        let mut browser = site.browser();
        browser.address = address.to_owned();
        browser.ask(&format!("+4420794600{number:02}")).await.status.as_u16()
    };
    for number in 0..4 {
        assert_eq!(ask(number, "2001:db8::1").await, 302);
    }
    assert_eq!(ask(4, "2001:db8::2").await, 429, "of the same network");
    assert_eq!(ask(4, "2001:db8:0:1::1").await, 302);
    site.clock.advance(Duration::from_secs(24 * 60 * 60));
    assert_eq!(ask(4, "2001:db8::1").await, 302);
}

#[tokio::test]
async fn the_messages_of_a_day_are_limited_and_nobody_sees_it() {
    let site = Site::with(Sessions::Tokens, MemoryAdapter::new(), |sms| sms.daily_total(2), false);
    site.user("ada", Some(ADA)).await;
    site.user("bob", Some(BOB)).await;
    for _ in 0..3 {
        assert_eq!(site.browser().ask(NOBODY).await.location(), SENT);
    }
    let mut browser = site.browser();
    for number in [ADA, BOB, ADA, BOB] {
        assert_eq!(browser.ask(number).await.location(), SENT);
    }
    let sent: Vec<_> = site.phones.take().await.into_iter().map(|(to, _)| to).collect();
    assert_eq!(sent, [ADA, BOB], "unknown numbers do not count");
    site.clock.advance(Duration::from_secs(24 * 60 * 60));
    browser.ask(ADA).await;
    assert_eq!(site.phones.take().await.len(), 1);
}

#[tokio::test]
async fn guesses_count_for_the_number_over_all_codes() {
    let site = Site::new(Sessions::Tokens, MemoryAdapter::new());
    site.user("ada", Some(ADA)).await;
    let mut tries = 0;
    'codes: for client in 1.. {
        let mut browser = site.browser();
        browser.address = format!("198.51.100.{client}");
        if browser.ask(ADA).await.status == 429 {
            site.clock.advance(Duration::from_secs(10 * 60));
            continue;
        }
        let code = site.phones.code(ADA).await;
        for by in 1..=5 {
            if browser.enter(&other(&code, by)).await.status == 429 {
                assert_eq!(browser.enter(&code).await.status, 429, "the right one, too");
                break 'codes;
            }
            tries += 1;
        }
        assert!(client < 50, "no limit");
    }
    assert!((20..=30).contains(&tries), "{tries}");
}

#[tokio::test]
async fn a_channel_that_fails_costs_one_request() {
    for site in sites().await {
        let ada = site.user("ada", Some(ADA)).await;
        site.phones.is_broken.store(true, Ordering::Relaxed);
        // The response does not tell a known number from others, so the log has the failure.
        let (mut known, mut unknown) = (site.browser(), site.browser());
        assert_eq!((known.ask(ADA).await.location(), unknown.ask(NOBODY).await.location()), (SENT, SENT));
        // The signed-in user hears of it.
        let mut adding = site.browser();
        adding.be(&ada).await;
        assert_eq!(adding.ask(BOB).await.location(), NOT_SENT);
        let page = adding.get("/auth/signin?error=CodeNotSent").await.body;
        assert!(page.contains("role=\"alert\"") && page.contains("could not be sent"), "{page}");
        assert!(site.phones.take().await.is_empty());

        site.phones.is_broken.store(false, Ordering::Relaxed);
        known.ask(ADA).await;
        let code = site.phones.code(ADA).await;
        assert_eq!(known.enter(&code).await.location(), HOME);
        adding.ask(BOB).await;
        let code = site.phones.code(BOB).await;
        assert_eq!(adding.enter(&code).await.location(), HOME);
        assert_eq!(site.owner(BOB).await, Some(ada));
    }
}
