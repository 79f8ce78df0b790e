//! Magic links: asked for, mailed, opened once, and by whom.

use std::time::Duration;

use auth::{
    Auth,
    adapter::{Adapter, MemoryAdapter},
    provider::{
        Email,
        email::{MailBody, SignInLink, SmtpTransport},
    },
};
use http::StatusCode;

use crate::{logs::Log, mail::*, site::*};

#[tokio::test]
async fn the_browser_that_asked_is_signed_in_at_once() {
    everywhere(async |site| {
        let mut browser = site.browser();
        let answer = browser.ask(" Erin@Example.COM ", "/deep?a=1&b=2").await;
        assert_eq!(answer.location(), MAILED);
        let [mail] = <[_; 1]>::try_from(site.outbox.take()).ok().unwrap();
        assert_eq!((mail.to.as_str(), mail.from.name()), ("erin@example.com", Some("Site")));
        assert_eq!(mail.subject, "Sign in to site.test");
        let url = mail.text.strip_prefix("Sign in to site.test\n").unwrap().strip_suffix("\n\n").unwrap();
        let link = path(url);
        let start = "/auth/callback/email?callbackUrl=http%3A%2F%2Fsite.test%2Fdeep%3Fa%3D1%26b%3D2&token=";
        assert!(link.starts_with(start) && link.ends_with("&email=erin%40example.com"), "{link}");
        assert!(mail.html.unwrap().contains(&url.replace('&', "&amp;")));

        let cookie =
            answer.headers.get_all("set-cookie").iter().find_map(|line| {
                line.to_str().unwrap().strip_prefix("authjs.email-links=").map(str::to_owned)
            });
        let (value, attributes) = cookie.as_ref().unwrap().split_once("; ").unwrap();
        assert!(attributes.starts_with("HttpOnly; SameSite=Lax; Path=/; Max-Age=86400;"), "{attributes}");
        assert!(!value.contains(token(&link)) && !token(&link).contains(value));

        assert_eq!(browser.who().await, None);
        assert_eq!(browser.get(&link).await.location(), "http://site.test/deep?a=1&b=2");
        assert_eq!(browser.who().await.as_deref(), Some("erin@example.com"));
        assert_eq!(
            site.journal.happened(),
            [
                "guard LinkRequested erin",
                "guard LinkOpened erin",
                "create_user erin@example.com",
                "sign_in Email erin@example.com Some(true)",
            ]
        );
        let user = site.adapter.user_by_email("erin@example.com").await.unwrap().unwrap();
        assert_eq!(user.email_verified, Some(NOW));

        assert_eq!(browser.get(&link).await.location(), SPENT, "once");
        assert_eq!(browser.who().await.as_deref(), Some("erin@example.com"), "and nobody is signed out");
    })
    .await;
}

#[tokio::test]
async fn a_known_user_is_found_again_with_a_new_session() {
    everywhere(async |site| {
        let mut browser = site.browser();
        let link = asked(&site, &mut browser, "erin@example.com").await;
        browser.get(&link).await;
        let first = browser.cookies[SESSION].clone();
        let user = site.adapter.user_by_email("erin@example.com").await.unwrap().unwrap();
        site.journal.happened();
        site.clock.advance(Duration::from_secs(60));

        let link = asked(&site, &mut browser, "erin@example.com").await;
        browser.get(&link).await;
        assert_ne!(browser.cookies[SESSION], first);
        assert_eq!(
            site.journal.happened(),
            [
                "guard LinkRequested erin",
                "guard LinkOpened erin",
                "update_user erin@example.com",
                "sign_in Email erin@example.com Some(false)",
            ]
        );
        let again = site.adapter.user_by_email("erin@example.com").await.unwrap().unwrap();
        assert_eq!(
            (again.user, again.email_verified),
            (user.user.clone(), Some(NOW + Duration::from_secs(60)))
        );
        assert!(
            site.adapter
                .sessions_of(&auth::adapter::AdapterUser::new(user.user.clone()).id())
                .await
                .unwrap()
                .len()
                <= 1,
            "the old one is ended"
        );
    })
    .await;
}

#[tokio::test]
async fn a_scanner_spends_nothing_and_another_browser_is_asked() {
    everywhere(async |site| {
        let mut browser = site.browser();
        let link = asked(&site, &mut browser, "erin@example.com").await;
        site.journal.happened();
        for _ in 0..3 {
            let mut scanner = site.browser();
            let page = scanner.get(&link).await;
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(page.header(http::header::CACHE_CONTROL), "private, no-cache, no-store");
            assert_eq!(page.set_cookies(), ["authjs.csrf-token", "authjs.callback-url"]);
            let (action, fields) = confirmation(&page);
            assert_eq!(action, "/auth/callback/email");
            let without_csrf: Vec<_> = fields
                .iter()
                .filter(|(name, _)| name != "csrfToken")
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let names: Vec<_> = without_csrf.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, ["token", "email", "callbackUrl"]);
            let answer = site.browser().submit(&action, &without_csrf).await;
            assert!(answer.location().ends_with("/auth/signin?error=MissingCSRF"), "{}", answer.location());
            assert_eq!(scanner.who().await, None);
        }
        assert_eq!(site.journal.happened(), [""; 0], "no callback is asked");

        let mut phone = site.browser();
        assert_eq!(phone.open(&link).await.location(), "http://site.test/deep?a=1&b=2");
        assert_eq!(phone.who().await.as_deref(), Some("erin@example.com"));
        assert_eq!(browser.get(&link).await.location(), SPENT);
        assert_eq!(browser.who().await, None);
        assert_eq!(site.browser().open(&link).await.location(), SPENT);
    })
    .await;
}

#[tokio::test]
async fn several_links_of_a_browser_are_open_at_the_same_time() {
    let site = Mailing::new(Sessions::Rows, sqlite().await);
    let mut browser = site.browser();
    let mut links = Vec::new();
    for email in ["erin@example.com", "frank@example.com", "gwen@example.com"] {
        links.push(asked(&site, &mut browser, email).await);
    }
    for link in links {
        assert_eq!(browser.get(&link).await.location(), "http://site.test/deep?a=1&b=2");
        assert_eq!(browser.get(&link).await.location(), SPENT);
    }
    assert!(browser.cookies[ASKED].len() < 100);
}

#[tokio::test]
async fn a_link_works_until_its_time_is_over() {
    for (after, works) in [(3600, true), (3601, false)] {
        for sessions in [Sessions::Tokens, Sessions::Rows] {
            let hour = |email: Email| email.max_age(Duration::from_secs(3600));
            let site = Mailing::with(sessions, sqlite().await, hour);
            let mut browser = site.browser();
            let link = asked(&site, &mut browser, "erin@example.com").await;
            site.clock.advance(Duration::from_secs(after));
            assert_eq!(browser.get(&link).await.location() != SPENT, works, "{after} {sessions:?}");
            assert_eq!(browser.who().await.is_some(), works);
        }
    }
}

#[tokio::test]
async fn a_guard_decides_about_the_mail_and_about_the_link() {
    everywhere(async |site| {
        let mut browser = site.browser();
        for (email, leads) in [
            ("never@example.com", DENIED),
            ("broken@example.com", DENIED),
            ("away@example.com", "http://site.test/banned"),
        ] {
            assert_eq!(browser.ask(email, "/").await.location(), leads, "{email}");
        }
        assert!(site.outbox.take().is_empty() && !browser.cookies.contains_key(ASKED));
        assert!(site.journal.happened().iter().all(|line| line.starts_with("guard LinkRequested ")));

        for (email, leads) in [
            ("later@example.com", DENIED),
            ("brittle@example.com", DENIED),
            ("astray@example.com", "http://site.test/banned"),
        ] {
            let link = asked(&site, &mut browser, email).await;
            assert_eq!(browser.get(&link).await.location(), leads, "{email}");
            assert_eq!(browser.get(&link).await.location(), SPENT, "{email}: it is spent all the same");
            assert!(site.adapter.user_by_email(email).await.unwrap().is_none(), "{email}");
        }
        assert_eq!(browser.who().await, None);
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_is_refused_is_told_and_leaves_no_mark() {
    let site = Mailing::new(Sessions::Tokens, MemoryAdapter::new());
    let mut browser = site.browser();
    let answer = browser.ask("refused@example.com", "/").await;
    assert_eq!(answer.location(), UNSENT);
    assert_eq!(answer.set_cookies(), ["authjs.typed"]);
}

#[test]
fn magic_links_need_a_database_and_time() {
    let email = || Email::new(crate::mail::Outbox::default(), "no-reply@site.test").unwrap();
    let builder = Auth::builder().environment(|_| None).secret(SECRET).url(ORIGIN);
    let problems =
        builder.email(email().max_age(Duration::ZERO).id("letter")).build().unwrap_err().to_string();
    assert!(problems.contains("`letter` needs a database") && problems.contains(".adapter(…)"), "{problems}");
    assert!(problems.contains("`letter` would expire at once"), "{problems}");
}

#[tokio::test]
async fn the_sign_in_page_asks_for_the_address_and_the_list_names_the_provider() {
    let named = |email: Email| email.id("letter").name("Letter").request_limit(None);
    let site = Mailing::with(Sessions::Tokens, MemoryAdapter::new(), named);
    let mut browser = site.browser();
    let page = browser.get("/auth/signin?email=a%40b.example").await.body;
    assert!(page.contains("action=\"http://site.test/auth/signin/letter\""), "{page}");
    assert!(page.contains("input-email-for-letter-provider") && page.contains("value=\"a@b.example\""));
    let letter = &browser.get("/auth/providers").await.json()["letter"];
    assert_eq!((&letter["type"], &letter["name"]), (&"email".into(), &"Letter".into()));
}

#[tokio::test]
async fn an_application_writes_its_own_mails() {
    fn own(link: &SignInLink<'_>) -> MailBody {
        let language = link.headers.get("cookie").is_some();
        MailBody::new(format!("{}\r\nBcc: x@y.example", link.host), format!("{language}\n{}", link.url))
    }
    let site = Mailing::with(Sessions::Tokens, MemoryAdapter::new(), |email| email.template(own));
    site.browser().ask("erin@example.com", "/").await;
    let mail = site.outbox.take().remove(0);
    assert_eq!((mail.subject.as_str(), mail.html), ("site.testBcc: x@y.example", None));
    assert!(mail.text.starts_with("true\nhttp://site.test/auth/callback/email?"));
}

#[tokio::test]
#[ignore = "needs `npm ci` in tests/browser: run by tests/run"]
async fn mails_travel_by_smtp() {
    let mut server = SmtpServer::start(&[]);
    let url = format!("smtp://127.0.0.1:{}", server.port);
    let transport = SmtpTransport::from_url(&url).unwrap();
    let email = Email::new(transport, "\"Site, Inc.\" <no-reply@site.test>").unwrap();
    let site = Mailing::sending(Sessions::Rows, sqlite().await, email, Default::default());
    let mut browser = site.browser();
    let long = format!("/deep?x={}", "é".repeat(300));
    assert_eq!(browser.ask("Erin+tag@Example.com", &long).await.location(), MAILED);

    let mail = server.mail();
    assert_eq!(
        mail["envelope"],
        serde_json::json!({ "from": "no-reply@site.test", "to": ["erin+tag@example.com"] })
    );
    assert_eq!(
        (&mail["from"], &mail["to"]),
        (&"\"Site, Inc.\" <no-reply@site.test>".into(), &"erin+tag@example.com".into())
    );
    assert_eq!(mail["subject"], "Sign in to site.test");
    let url = mail["text"].as_str().unwrap().lines().nth(1).unwrap();
    assert!(mail["html"].as_str().unwrap().contains(&url.replace('&', "&amp;")));
    assert!(browser.get(&path(url)).await.location().starts_with("http://site.test/deep?x=%C3%A9"));
    assert_eq!(browser.who().await.as_deref(), Some("erin+tag@example.com"));

    assert_eq!(browser.ask("erin@refused.example", "/").await.location(), UNSENT);
}

#[tokio::test]
#[ignore = "needs `npm ci` in tests/browser: run by tests/run"]
async fn without_the_encryption_that_is_demanded_no_mail_is_sent() {
    let (plain, untrusted) = (SmtpServer::start(&[]), SmtpServer::start(&["tls"]));
    for (url, error) in [
        (format!("smtp://127.0.0.1:{}?tls=required", plain.port), "STARTTLS"),
        (format!("smtps://127.0.0.1:{}", untrusted.port), "certificate"),
        (format!("smtps://localhost:{}", untrusted.port), "certificate"),
    ] {
        let log = Log::default();
        let _guard = log.listen();
        let email = Email::new(SmtpTransport::from_url(&url).unwrap(), "no-reply@site.test").unwrap();
        let site = Mailing::sending(Sessions::Tokens, MemoryAdapter::new(), email, Default::default());
        assert_eq!(site.browser().ask("erin@example.com", "/").await.location(), BROKEN, "{url}");
        assert!(log.text().contains(error), "{url}: {}", log.text());
    }
}

#[tokio::test]
async fn a_silent_server_of_mails_is_given_up() {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let transport = SmtpTransport::from_url(&url).unwrap().timeout(Duration::from_millis(200));
    let email = Email::new(transport, "no-reply@site.test").unwrap();
    let site = Mailing::sending(Sessions::Tokens, MemoryAdapter::new(), email, Default::default());
    let start = std::time::Instant::now();
    assert_eq!(site.browser().ask("erin@example.com", "/").await.location(), LATER);
    assert!(start.elapsed() < Duration::from_secs(5));
    drop(listener);
    assert_eq!(site.browser().ask("erin@example.com", "/").await.location(), BROKEN, "nor is nobody there");
}
