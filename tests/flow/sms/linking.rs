//! Numbers that are added to a user, and sign-up by a number.

use super::*;

const STEP_UP: &str = "http://site.test/auth/step-up?";

#[tokio::test]
async fn the_signed_in_user_adds_a_number_which_then_signs_in() {
    for site in sites().await {
        let ada = site.user("ada", None).await;
        let mut browser = site.browser();
        browser.be(&ada).await;
        assert_eq!(browser.ask(ADA).await.location(), SENT);
        let code = site.phones.code(ADA).await;
        assert_eq!(browser.enter(&code).await.location(), HOME);
        assert_eq!(site.owner(ADA).await.as_ref(), Some(&ada));
        assert!(site.journal.happened().contains(&format!("added {ADA} true")));
        // To add a number proves nothing about the user who was signed in.
        let session = site.auth.session(&browser.headers()).await.unwrap().unwrap();
        let proven: Vec<_> = session.assurance().proofs().map(|(method, _)| method).collect();
        assert_eq!(proven, [AuthMethod::Password]);

        let mut elsewhere = site.browser();
        elsewhere.ask(ADA).await;
        let code = site.phones.code(ADA).await;
        assert_eq!(elsewhere.enter(&code).await.location(), HOME);
        assert_eq!(elsewhere.who().await.as_deref(), Some("ada"));
    }
}

#[tokio::test]
async fn a_session_that_is_not_fresh_adds_no_number() {
    for site in sites().await {
        let ada = site.user("ada", None).await;
        let mut browser = site.browser();
        browser.be(&ada).await;
        site.clock.advance(Duration::from_secs(11 * 60));
        assert!(browser.ask(ADA).await.location().starts_with(STEP_UP));
        assert!(site.phones.take().await.is_empty() && site.owner(ADA).await.is_none());
    }
}

#[tokio::test]
async fn a_number_of_another_user_is_not_taken_over() {
    for site in sites().await {
        let (ada, bob) = (site.user("ada", Some(ADA)).await, site.user("bob", None).await);
        let mut browser = site.browser();
        browser.be(&bob).await;
        assert_eq!(browser.ask(ADA).await.location(), SENT);
        let code = site.phones.code(ADA).await;
        let refused = browser.enter(&code).await;
        assert_eq!(refused.location(), "http://site.test/auth/signin?error=OAuthAccountNotLinked");
        assert_eq!(site.owner(ADA).await, Some(ada));
        assert_eq!(browser.who().await.as_deref(), Some("bob"));
    }
}

#[tokio::test]
async fn a_code_works_for_the_user_who_has_asked() {
    for site in sites().await {
        let (ada, bob) = (site.user("ada", None).await, site.user("bob", None).await);
        let mut browser = site.browser();
        browser.be(&ada).await;
        browser.ask(ADA).await;
        let code = site.phones.code(ADA).await;
        let kept = browser.cookies["authjs.code"].clone();
        // Another user signs in with the browser, or the user signs out.
        browser.be(&bob).await;
        assert_eq!(browser.enter(&code).await.location(), WRONG);
        let mut signed_out = site.browser();
        signed_out.cookies.insert("authjs.code".to_owned(), kept);
        assert_eq!(signed_out.enter(&code).await.location(), WRONG);
        assert_eq!((site.owner(ADA).await, signed_out.who().await), (None, None));
        browser.be(&ada).await;
        assert_eq!(browser.enter(&code).await.location(), HOME);
        assert_eq!(site.owner(ADA).await, Some(ada));
    }
}

#[tokio::test]
async fn a_number_signs_up_only_if_the_application_says_so() {
    for sessions in [Sessions::Tokens, Sessions::Rows] {
        let site = Site::with(sessions, sqlite().await, Sms::open_registration, true);
        let mut browser = site.browser();
        assert_eq!(browser.ask(NOBODY).await.location(), SENT);
        let code = site.phones.code(NOBODY).await;
        assert_eq!(browser.enter(&code).await.location(), HOME);
        assert_eq!(browser.who().await.as_deref(), Some(""));
        let seen = [format!("requested {NOBODY} false"), format!("registered {NOBODY} false")];
        assert_eq!(site.journal.happened(), seen);
        let owner = site.owner(NOBODY).await.unwrap();
        let user = site.adapter.user(&owner).await.unwrap().unwrap();
        assert!(user.user.email.is_none() && user.email_verified.is_none());
    }
}

#[tokio::test]
async fn an_unlinked_number_signs_nobody_in() {
    for site in sites().await {
        site.user("ada", Some(ADA)).await;
        let mut browser = site.browser();
        browser.ask(ADA).await;
        let code = site.phones.code(ADA).await;
        site.adapter.unlink_account(&"sms".into(), ADA).await.unwrap();
        assert_eq!(browser.enter(&code).await.location(), WRONG);
        assert_eq!((browser.who().await, site.owner(ADA).await), (None, None));
    }
}

/// Returns the text after a mark, up to the next `<`.
fn after(html: &str, mark: &str) -> String {
    html.split_once(mark).unwrap().1.split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_second_factor_is_asked_for() {
    use auth::{testing::totp_code, time::Clock};
    for site in sites().await {
        let ada = site.user("ada", Some(ADA)).await;
        let mut browser = site.browser();
        browser.be(&ada).await;
        let page = browser.get("/auth/totp").await.body;
        let key = page.split_once("?secret=").unwrap().1.split('&').next().unwrap().to_owned();
        let enrolment = page.split_once("name=\"enrolment\" value=\"").unwrap().1;
        let enrolment = enrolment.split('"').next().unwrap().to_owned();
        let code = totp_code(&key, site.clock.now()).unwrap();
        let fields = [("action", "confirm"), ("enrolment", enrolment.as_str()), ("code", code.as_str())];
        let shown = browser.post("/auth/totp", &fields).await;
        assert!(!after(&shown.body, "<li>").is_empty());

        let mut elsewhere = site.browser();
        site.clock.advance(Duration::from_secs(60));
        elsewhere.ask(ADA).await;
        let code = site.phones.code(ADA).await;
        let waiting = elsewhere.enter(&code).await;
        assert_eq!(waiting.location(), "http://site.test/auth/second-factor");
        assert_eq!(elsewhere.who().await, None);
        let code = totp_code(&key, site.clock.now()).unwrap();
        assert_eq!(elsewhere.post("/auth/second-factor", &[("code", &code)]).await.location(), HOME);
        assert_eq!(elsewhere.who().await.as_deref(), Some("ada"));
        let session = site.auth.session(&elsewhere.headers()).await.unwrap().unwrap();
        let proven: Vec<_> = session.assurance().proofs().map(|(method, _)| method).collect();
        assert_eq!(
            proven,
            [AuthMethod::Otp, AuthMethod::Sms],
            "a phone and an application are one kind of factor"
        );
    }
}
