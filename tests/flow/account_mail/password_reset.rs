//! A forgotten password.

use auth::{Account, provider::ProviderType};
use http::header::REFERRER_POLICY;

use super::*;

/// Asks for a link in a browser without a session, and returns it.
pub(super) async fn forgot(mailing: &mut Mailing, address: &str) -> Link {
    mailing.site.cookies.clear();
    let reply = mailing.site.post(FORGOT, &[("email", address)]).await;
    assert!(reply.body.contains("An email has been sent to"), "{}", reply.body);
    let [mail] = <[Mail; 1]>::try_from(mailing.outbox.take()).ok().unwrap();
    Link::of(&mail)
}

pub(super) async fn reset(mailing: &mut Mailing, link: &Link, new: &str) -> Reply {
    let email = link.email.as_deref().unwrap_or_default();
    mailing.site.post(RESET, &[("token", &link.token), ("email", email), ("newPassword", new)]).await
}

#[tokio::test]
async fn a_link_by_mail_leads_to_a_new_password_and_ends_all_sessions() {
    with_passwords(async |mut mailing| {
        let (_, laptop) = mailing.ada_with_password().await;
        mailing.site.cookies.clear();
        let page = mailing.site.visit(FORGOT).await;
        assert!(page.status == 200 && page.body.contains("autocomplete=\"username\""));
        let link = forgot(&mut mailing, " Ada@Example.COM ").await;
        assert_eq!((link.page(), link.email.as_deref()), (RESET, Some("ada@example.com")));

        for _ in 0..2 {
            let opened = mailing.site.visit(&link.path).await;
            assert_eq!((opened.status.as_u16(), opened.header(REFERRER_POLICY)), (200, "no-referrer"));
            assert!(opened.body.contains("autocomplete=\"new-password\""), "{}", opened.body);
        }
        let short = reset(&mut mailing, &link, "short").await;
        assert!(short.status == 400 && short.body.contains("at least 15 characters"), "{}", short.body);
        assert_eq!(short.header(REFERRER_POLICY), "no-referrer");
        assert!(mailing.knows("ada@example.com", OLD).await && mailing.is_session(&laptop).await);
        mailing.site.world.happened();

        let saved = reset(&mut mailing, &link, NEW).await;
        assert!(saved.body.contains("Sign in with your new password now."), "{}", saved.body);
        assert_eq!(mailing.shown().await, None, "nobody is signed in by it");
        assert_eq!(mailing.happened(), ["change_password ada Reset"]);
        assert_eq!(mailing.outbox.take()[0].subject, "Your password has been changed at site.test");
        assert!(mailing.knows("ada@example.com", NEW).await);
        assert!(!mailing.knows("ada@example.com", OLD).await);
        mailing.site.clock.advance(MINUTE);
        assert_eq!(mailing.is_session(&laptop).await, mailing.kept == Kept::Tokens, "{:?}", mailing.kept);

        let again = reset(&mut mailing, &link, OLD).await;
        assert!(again.status == 400 && again.body.contains(BROKEN), "once");
        assert!(mailing.site.visit(&link.path).await.body.contains(BROKEN));
    })
    .await;
}

#[tokio::test]
async fn a_link_is_a_first_proof_of_the_address() {
    with_passwords(async |mut mailing| {
        let id = mailing.user("ada", Some("ada@example.com"), None).await;
        let hash = mailing.hash(OLD).await;
        mailing.database.set_password(&id, hash).await.unwrap();
        let account = Account::new("github", ProviderType::OAuth, "gh-1");
        mailing.database.link_account(&id, account.into(), None).await.unwrap();
        let stranger = mailing.enter(&id).await;
        let link = forgot(&mut mailing, "ada@example.com").await;
        assert_eq!(reset(&mut mailing, &link, NEW).await.status, 200);
        assert_eq!(mailing.address(&id).await.1, Some(NOW));
        assert!(mailing.database.accounts_of(&id).await.unwrap().is_empty());
        assert_eq!(
            mailing.happened(),
            ["verify_email ada@example.com without github", "change_password ada Reset"]
        );
        assert!(mailing.knows("ada@example.com", NEW).await && !mailing.knows("ada@example.com", OLD).await);
        mailing.site.clock.advance(MINUTE);
        assert!(!mailing.is_session(&stranger).await, "{:?}", mailing.kept);
    })
    .await;
}

#[tokio::test]
async fn a_user_who_never_had_a_password_gets_one() {
    with_passwords(async |mut mailing| {
        mailing.ada().await;
        let link = forgot(&mut mailing, "ada@example.com").await;
        assert_eq!(reset(&mut mailing, &link, NEW).await.status, 200);
        assert!(mailing.knows("ada@example.com", NEW).await);
    })
    .await;
}

/// Enrols an authenticator application in the session of the present browser, and returns its key.
async fn enrol(mailing: &mut Mailing) -> String {
    let page = mailing.site.visit("/auth/totp").await;
    let part = |start: &str, end: char| {
        let (_, rest) = page.body.split_once(start).unwrap_or_else(|| panic!("{}", page.body));
        rest.split(end).next().unwrap().to_owned()
    };
    let key = part("?secret=", '&');
    let enrolment = part("name=\"enrolment\" value=\"", '"');
    let code = code(mailing, &key);
    let fields = [("action", "confirm"), ("enrolment", enrolment.as_str()), ("code", &code)];
    assert_eq!(mailing.site.post("/auth/totp", &fields).await.status, 200);
    let told: Vec<_> = mailing.outbox.take().into_iter().map(|mail| mail.subject).collect();
    assert_eq!(told, ["Two-step verification was set up at site.test"]);
    mailing.site.clock.advance(MINUTE);
    key
}

fn code(mailing: &Mailing, key: &str) -> String {
    use auth::time::Clock;
    auth::testing::totp_code(key, mailing.site.clock.now()).unwrap()
}

#[tokio::test]
async fn the_second_factor_is_asked_for_after_a_reset_and_a_pending_sign_in_ends() {
    with_passwords(async |mut mailing| {
        mailing.ada_with_password().await;
        let key = enrol(&mut mailing).await;
        assert_eq!(mailing.sign_in("ada@example.com", OLD).await, "/auth/second-factor");
        let pending = mailing.site.cookies.clone();

        let link = forgot(&mut mailing, "ada@example.com").await;
        assert_eq!(reset(&mut mailing, &link, NEW).await.status, 200);
        assert!(mailing.site.session().await.is_null());

        mailing.site.cookies = pending;
        let now = code(&mailing, &key);
        let late = mailing.site.post("/auth/second-factor", &[("code", now.as_str())]).await;
        assert!(late.location().contains("error=SessionRequired"), "{}", late.location());
        assert!(mailing.site.session().await.is_null(), "the old password is worth nothing");

        assert_eq!(mailing.sign_in("ada@example.com", NEW).await, "/auth/second-factor");
        assert!(mailing.site.session().await.is_null(), "the new one is not enough");
        mailing.site.clock.advance(MINUTE);
        let now = code(&mailing, &key);
        mailing.site.post("/auth/second-factor", &[("code", now.as_str())]).await;
        assert_eq!(mailing.shown().await.as_deref(), Some("ada@example.com"));
    })
    .await;
}

#[tokio::test]
async fn an_application_does_it_on_its_own_pages() {
    with_passwords(async |mut mailing| {
        mailing.ada_with_password().await;
        let (auth, headers) = (mailing.site.auth.clone(), mailing.site.headers());
        let nobody = http::HeaderMap::new();
        auth.request_password_reset(&nobody, "ada@example.com").await.unwrap();
        let link = Link::of(&mailing.outbox.take()[0]);
        let chosen =
            auth.reset_password(&nobody, &link.token, "ada@example.com", &Password::new(NEW)).await.unwrap();
        assert!(chosen.others_ended);
        assert!(mailing.knows("ada@example.com", NEW).await);
        if mailing.kept != Kept::Tokens {
            mailing.site.clock.advance(MINUTE);
            let ended = auth.change_password(&headers, None, &Password::new(OLD)).await;
            assert!(matches!(ended, Err(auth::AuthError::SessionRequired)));
        }
        mailing.sign_in("ada@example.com", NEW).await;
        let headers = mailing.site.headers();
        let (new, old) = (Password::new(NEW), Password::new(OLD));
        let chosen = auth.change_password(&headers, Some(&new), &old).await.unwrap();
        mailing.site.take(chosen.cookies.iter());
        assert!(mailing.knows("ada@example.com", OLD).await);
        assert_eq!(mailing.shown().await.as_deref(), Some("ada@example.com"));
    })
    .await;
}
