//! The step-up: its page, every way to prove more, and whom it refuses.

use std::time::Duration;

use super::*;

const MARK: (&str, &str) = ("stepUp", "1");

impl Visit {
    /// Goes to the step-up page for a route, and returns its HTML.
    async fn ask(&mut self, query: &str) -> String {
        let reply = self.site.visit(&format!("/auth/step-up?{query}")).await;
        assert_eq!(reply.status, 200, "{}", reply.header(http::header::LOCATION));
        reply.body
    }

    /// Asks for a step-up, if the sign-in that follows has its mark; otherwise signs out.
    async fn ask_if_signed_in(&mut self, more: &[(&str, &str)]) {
        if more.is_empty() {
            self.site.post("/auth/signout", &[]).await;
        } else {
            self.ask("acr_values=fed").await;
        }
    }
}

#[tokio::test]
async fn every_way_in_steps_up_and_adds_its_proof() {
    everywhere(async |mut visit| {
        let mut key = key();
        visit.by_link(ADA, &[]).await;
        visit.add_passkey(&key).await;
        visit.by_provider(json!({ "sub": "of-ada" }), &[]).await;
        visit.by_password(ADA).await;
        let step = Duration::from_secs(1000);

        visit.site.clock.advance(step);
        let before = visit.site.cookies[SESSION].clone();
        let left = visit.site.visit("/passkey?x=1").await.location().to_owned();
        let page = visit.site.visit(&left).await;
        assert!(page.body.contains("callback/passkey") && !page.body.contains("callback/credentials"));
        let (back, more) = ("http://site.test/passkey?x=1", [MARK, ("callbackUrl", "/passkey?x=1")]);
        assert_eq!(visit.by_passkey(&mut key, &more).await, back);
        assert_eq!(visit.proofs().await, "pwd-1000 hwk-0 mfa-0");
        assert_eq!(visit.site.get("/passkey").await.body, "in");
        assert!(!visit.site.cookies.contains_key("authjs.step-up"), "it is used up");
        let after = std::mem::take(&mut visit.site.cookies);
        assert_ne!(after[SESSION], before, "the session is issued anew");
        visit.site.cookies = after;

        visit.site.clock.advance(step);
        visit.ask("acr_values=email&max_age=900&callbackUrl=/email").await;
        assert_eq!(visit.by_link(ADA, &[MARK]).await, "http://site.test/email");
        assert_eq!(visit.proofs().await, "pwd-2000 email-0 hwk-1000 mfa-1000");

        visit.site.clock.advance(step);
        visit.ask("max_age=300&callbackUrl=/fresh").await;
        assert_eq!(visit.by_form(ADA, "hunter2", &[MARK]).await, "http://site.test/fresh");
        assert_eq!(visit.proofs().await, "pwd-0 email-1000 hwk-2000 mfa-2000");

        visit.site.clock.advance(step);
        let page = visit.ask("acr_values=fed&max_age=300&callbackUrl=/provider").await;
        assert!(page.contains("/auth/signin/acme?prompt=login&amp;max_age=300"), "{page}");
        let claims = json!({ "sub": "of-ada", "auth_time": NOW.as_secs() + 3990 });
        assert_eq!(visit.by_provider(claims, &[MARK]).await, "http://site.test/provider");
        assert_eq!(visit.proofs().await, "pwd-1000 email-2000 fed-10 hwk-3000 mfa-3000");
        assert_eq!(visit.site.get("/provider").await.body, "in");

        // An ordinary sign-in starts new, even if a step-up was asked.
        visit.ask("max_age=300").await;
        visit.by_password(ADA).await;
        assert_eq!(visit.proofs().await, "pwd-0");
    })
    .await;
}

/// The old row is gone, and the old token ends if it can be revoked.
#[tokio::test]
async fn the_session_before_ends() {
    for setup in [SETUPS[1], SETUPS[2]] {
        let [database, _] = databases().await;
        let mut visit = Visit::new(&database, setup).await;
        visit.by_password(ADA).await;
        visit.ask("max_age=300").await;
        let before = visit.site.cookies.clone();
        visit.site.clock.advance(Duration::from_secs(2));
        visit.by_form(ADA, "hunter2", &[MARK]).await;
        assert_eq!(visit.site.get("/me").await.status, 200);
        visit.site.cookies = before;
        assert_eq!(visit.site.get("/me").await.status, 401, "{setup:?}");
    }
}

#[tokio::test]
async fn another_user_is_refused_and_nothing_changes() {
    everywhere(async |mut visit| {
        let mut key_of_eve = key();
        visit.by_link(EVE, &[]).await;
        visit.add_passkey(&key_of_eve).await;
        visit.by_provider(json!({ "sub": "of-eve" }), &[]).await;
        visit.by_password(ADA).await;
        let refused = "http://site.test/auth/step-up?error=OtherUser";
        visit.ask("acr_values=pwd&max_age=300&callbackUrl=/fresh").await;
        let row = visit.site.cookies[SESSION].clone();

        assert_eq!(visit.by_form(EVE, "hunter2", &[MARK]).await, refused);
        assert_eq!(visit.by_link(EVE, &[MARK]).await, refused);
        assert_eq!(visit.by_link("stranger@example.com", &[MARK]).await, refused, "nobody is created");
        assert!(visit.database.user_by_email("stranger@example.com").await.unwrap().is_none());
        assert_eq!(visit.by_passkey(&mut key_of_eve, &[MARK]).await, refused);
        let now = NOW.as_secs();
        let claims = json!({ "sub": "of-eve", "auth_time": now });
        assert_eq!(visit.by_provider(claims, &[MARK]).await, refused);
        let claims = json!({ "sub": "of-nobody", "auth_time": now });
        assert_eq!(visit.by_provider(claims, &[MARK]).await, refused, "it is not linked either");
        let ada = visit.database.user_by_email(ADA).await.unwrap().unwrap().id();
        assert_eq!(visit.database.accounts_of(&ada).await.unwrap().len(), 0);

        assert_eq!(visit.site.cookies[SESSION], row, "the session stays as it was");
        assert_eq!(visit.proofs().await, "pwd-0");
        let page = visit.site.visit("/auth/step-up?error=OtherUser").await.body;
        assert!(page.contains("signed in with another account") && page.contains("callback/credentials"));
        assert!(!page.contains("callback/passkey"), "what was asked is not forgotten");
        let wrong = visit.by_form(ADA, "guess", &[MARK]).await;
        assert_eq!(wrong, "http://site.test/auth/step-up?error=CredentialsSignin");
    })
    .await;
}

#[tokio::test]
async fn without_a_session_there_is_nothing_to_step_up() {
    everywhere(async |mut visit| {
        let reply = visit.site.visit("/auth/step-up?max_age=300&callbackUrl=/fresh").await;
        assert_eq!(reply.location(), "/auth/signin?callbackUrl=http%3A%2F%2Fsite.test%2Ffresh");
        assert!(!visit.site.cookies.contains_key("authjs.step-up"));
        // A mark without a step-up is an ordinary sign-in.
        visit.by_form(ADA, "hunter2", &[MARK]).await;
        assert_eq!(visit.proofs().await, "pwd-0");
    })
    .await;
}

/// The cookie of a step-up belongs to one session: not to that of another user, and not to a later one of the same user.
#[tokio::test]
async fn a_step_up_belongs_to_its_session() {
    everywhere(async |mut visit| {
        visit.by_link(ADA, &[]).await;
        visit.ask("max_age=300").await;
        let planted = visit.site.cookies["authjs.step-up"].clone();
        visit.site.clock.advance(Duration::from_secs(5));
        visit.by_link(ADA, &[]).await;
        visit.site.cookies.insert("authjs.step-up".to_owned(), planted.clone());
        visit.by_form(ADA, "hunter2", &[MARK]).await;
        assert_eq!(visit.proofs().await, "pwd-0", "the proofs of another session are not taken over");

        visit.by_link(EVE, &[]).await;
        visit.site.cookies.insert("authjs.step-up".to_owned(), planted);
        visit.by_form(ADA, "hunter2", &[MARK]).await;
        assert_eq!(visit.proofs().await, "pwd-0");

        visit.ask("max_age=300").await;
        visit.site.clock.advance(Duration::from_secs(901));
        visit.by_form(ADA, "hunter2", &[MARK]).await;
        assert_eq!(visit.proofs().await, "pwd-0", "it lasts for fifteen minutes");
        for forged in ["", "x", "eyJ.eyJ.", "a.b.c.d.e"] {
            visit.site.cookies.insert("authjs.step-up".to_owned(), forged.to_owned());
            visit.by_form(ADA, "hunter2", &[MARK]).await;
            assert_eq!(visit.proofs().await, "pwd-0");
        }
    })
    .await;
}

#[tokio::test]
async fn the_way_back_is_on_this_site() {
    #[auth::redirect]
    async fn anywhere() -> Target {
        Target::to("https://app.test/x")
    }

    let [database, _] = databases().await;
    for foreign in ["https://evil.test/x", "//evil.test", "https:evil.test", "http://site.test@evil.test/"] {
        let mut visit = Visit::new(&database, SETUPS[0]).await;
        visit.by_password(ADA).await;
        let query = http_query(foreign);
        let page = visit.site.visit(&format!("/auth/step-up?max_age=300&callbackUrl={query}")).await;
        assert!(!page.body.contains("//evil.test\"") || page.body.contains("http://site.test//evil.test"));
        let more = [MARK, ("callbackUrl", foreign)];
        let back = visit.by_form(ADA, "hunter2", &more).await;
        assert!(back.starts_with("http://site.test") && !back.contains('@'), "{back}");
    }
    // Even if the application lets ordinary sign-ins lead elsewhere.
    let mut site = Site::built(|start| {
        let start = start.credentials::<crate::world::login>().redirect::<anywhere>();
        start.jwt::<issue>().session::<Visible>().build().unwrap()
    })
    .routed(routes);
    let fields =
        |mark| [("name", "ada"), ("password", "hunter2"), ("callbackUrl", "https://app.test/x"), mark];
    let ordinary = site.post("/auth/callback/credentials", &fields(("x", "1"))).await;
    assert_eq!(ordinary.location(), "https://app.test/x");
    let page =
        site.visit("/auth/step-up?callbackUrl=https%3A%2F%2Fapp.test%2Fx&acr_values=https://evil.test").await;
    assert!(page.status == 200 && !page.body.contains("app.test") && !page.body.contains("evil.test"));
    let back = site.post("/auth/callback/credentials", &fields(MARK)).await;
    assert_eq!(back.location(), HOME);
}

fn http_query(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A step-up counts as a sign-in for `auth_time`, and yet the session ends when it would have ended.
#[tokio::test]
async fn a_step_up_does_not_prolong_a_limited_session() {
    for setup in SETUPS {
        let [database, _] = databases().await;
        let limited = |start: Start| start.session_lifetime(DAY);
        let mut visit = Visit::with(&database, setup, acme(), limited).await;
        visit.by_password(ADA).await;
        for _ in 0..3 {
            visit.site.clock.advance(DAY / 4);
            visit.ask("max_age=300").await;
            visit.by_form(ADA, "hunter2", &[MARK]).await;
            assert_eq!(visit.proofs().await, "pwd-0");
        }
        visit.site.clock.advance(DAY / 4 + Duration::from_secs(20));
        assert_eq!(visit.site.get("/me").await.status, 401, "{setup:?}");
        assert!(visit.site.session().await.is_null());
    }
}

#[tokio::test]
async fn the_page_offers_what_the_user_has_and_the_route_accepts() {
    everywhere(async |mut visit| {
        let mut key = key();
        visit.by_password(ADA).await;
        let offers = async |visit: &mut Visit, query: &str| {
            let page = visit.ask(query).await;
            ["callback/credentials", "signin/email", "signin/acme", "callback/passkey"]
                .map(|form| page.contains(form))
        };
        assert_eq!(offers(&mut visit, "max_age=300").await, [true, true, false, false]);
        visit.add_passkey(&key).await;
        visit.by_provider(json!({ "sub": "of-ada" }), &[]).await;
        visit.by_passkey(&mut key, &[]).await;
        assert_eq!(offers(&mut visit, "max_age=300").await, [true; 4]);
        assert_eq!(offers(&mut visit, "acr_values=hwk+swk+mfa").await, [false, false, false, true]);
        assert_eq!(offers(&mut visit, "acr_values=mfa").await, [false, false, false, true]);
        assert_eq!(offers(&mut visit, "acr_values=pwd+fed").await, [true, false, true, false]);
        let page = visit.ask("acr_values=otp").await;
        assert!(page.contains("a way to sign in that your account does not have"));
        for odd in ["max_age=never", "max_age=-1", "max_age=99999999999999", "acr_values=%00", "acr_values="]
        {
            assert_eq!(offers(&mut visit, odd).await, [true; 4], "{odd}");
        }
    })
    .await;
}

/// A provider ends the session that began in its own, although the user has stepped up in another one meanwhile.
#[tokio::test]
async fn a_step_up_does_not_hide_a_session_from_the_logout_of_its_provider() {
    for setup in [SETUPS[1], SETUPS[2]] {
        for named in ["first", "second", "third"] {
            let [database, _] = databases().await;
            let mut visit = Visit::with(&database, setup, acme().back_channel_logout(), |start| start).await;
            visit.by_link(ADA, &[]).await;
            visit.by_provider(json!({ "sub": "of-ada", "sid": "linked" }), &[]).await;
            let now = NOW.as_secs();
            for (sid, more) in [("first", &[][..]), ("between", &[MARK]), ("second", &[MARK])] {
                visit.ask_if_signed_in(more).await;
                let claims = json!({ "sub": "of-ada", "sid": sid, "auth_time": now });
                visit.by_provider(claims, more).await;
            }
            assert_eq!(visit.proofs().await.split('-').next(), Some("fed"));
            assert_eq!(visit.site.get("/me").await.status, 200);
            let token = visit.provider.logout_token(named);
            let ended = visit.site.post("/auth/backchannel-logout/acme", &[("logout_token", &token)]).await;
            // Without a subject, a session of the provider that is not known ends nothing, which is no success.
            let expected = if named == "third" { 400 } else { 200 };
            assert_eq!(ended.status, expected, "{}", ended.body);
            visit.site.clock.advance(DAY + Duration::from_secs(1));
            let status = if named == "third" { 200 } else { 401 };
            assert_eq!(visit.site.get("/me").await.status, status, "{setup:?} {named}");
        }
    }
}

/// A session of a user of the application never becomes one of a stored user, and no user is created on the way.
#[tokio::test]
async fn a_user_of_the_application_is_no_stored_user() {
    for setup in [SETUPS[0], SETUPS[1]] {
        let [database, _] = databases().await;
        let mut visit = Visit::new(&database, setup).await;
        let own = KnownUser::from(User::new("own").with_email(ADA)).proven_by(AuthMethod::Password);
        let signed_in = visit.site.auth.sign_in_as(&visit.site.headers(), own).await.unwrap();
        let auth::SignInResult::SignedIn(cookies) = signed_in else { panic!() };
        visit.site.take(cookies.iter());
        let refused = "http://site.test/auth/step-up?error=OtherUser";
        visit.ask("max_age=300").await;
        assert_eq!(
            visit.by_provider(json!({ "sub": "new", "auth_time": NOW.as_secs() }), &[MARK]).await,
            refused
        );
        assert!(database.user_by_account(&"acme".into(), "new").await.unwrap().is_none());
        assert_eq!(visit.by_link("new@example.com", &[MARK]).await, refused);
        assert!(database.user_by_email("new@example.com").await.unwrap().is_none());
        assert_eq!(visit.by_link(ADA, &[MARK]).await, refused);
        assert_eq!(visit.by_form(ADA, "hunter2", &[MARK]).await, refused);
        assert_eq!(visit.proofs().await, "pwd-0");
    }
}

/// Users of the application are told apart by their IDs.
#[tokio::test]
async fn users_of_the_application_step_up_too() {
    let mut site = Site::new().routed(routes);
    site.sign_in("ada").await;
    site.clock.advance(Duration::from_secs(1000));
    site.visit("/auth/step-up?max_age=300&callbackUrl=/fresh").await;
    let fields = |name| [("name", name), ("password", "hunter2"), MARK];
    let other = site.post("/auth/callback/credentials", &fields("eve")).await;
    assert_eq!(other.location(), "http://site.test/auth/step-up?error=OtherUser");
    assert_eq!(site.get("/proofs").await.body, "pwd-1000");
    let own = site.post("/auth/callback/credentials", &fields("ada")).await;
    assert_eq!(own.location(), "http://site.test/fresh");
    assert_eq!(site.get("/fresh").await.body, "in");
}

/// A session that is ended everywhere while its user steps up, or links an account, does not live on.
#[tokio::test]
async fn a_session_that_ends_meanwhile_is_not_continued() {
    let ended = "http://site.test/auth/step-up?error=SessionRequired";
    for setup in [(Sessions::Rows, false), (Sessions::Tokens, true)] {
        for database in databases().await {
            let mut visit = Visit::new(&database, setup).await;
            let ada = database.user_by_email(ADA).await.unwrap().unwrap().id();
            let mut key = key();
            visit.by_password(ADA).await;
            visit.add_passkey(&key).await;
            for way in ["form", "link", "passkey"] {
                visit.by_password(ADA).await;
                visit.ask("max_age=300&callbackUrl=/fresh").await;
                ENDS.set(Some((visit.site.auth.clone(), ada.clone())));
                let back = match way {
                    "form" => visit.by_form(ADA, "hunter2", &[MARK]).await,
                    "link" => visit.by_link(ADA, &[MARK]).await,
                    _ => visit.by_passkey(&mut key, &[MARK]).await,
                };
                assert_eq!(back, ended, "{way} {setup:?}");
                assert!(ENDS.take().is_none(), "{way} {setup:?}");
                let session = visit.site.auth.session(&visit.site.headers()).await.unwrap();
                assert!(session.is_none(), "{way} {setup:?}");
            }
            // The holder of a stolen session, who is adding an account.
            visit.by_password(ADA).await;
            ENDS.set(Some((visit.site.auth.clone(), ada.clone())));
            let back = visit.by_provider(json!({ "sub": "of-mallory" }), &[]).await;
            assert_eq!(back, "http://site.test/auth/signin?error=SessionRequired");
            assert_eq!(database.accounts_of(&ada).await.unwrap().len(), 1, "the passkey");
        }
    }
}
