//! A change of the address, as it should go.

use auth::{Account, StoredId, adapter::Adapter, provider::ProviderType};
use http::header::REFERRER_POLICY;

use super::*;

#[tokio::test]
async fn the_new_address_is_written_when_its_link_is_confirmed() {
    everywhere(async |mut mailing| {
        let (id, _) = mailing.ada().await;
        let phone = mailing.enter(&id).await;
        let laptop = mailing.enter(&id).await;
        mailing.site.clock.advance(MINUTE);

        let page = mailing.site.visit("/auth/email/change?callbackUrl=/account").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Your address is <strong>ada@example.com</strong>"), "{}", page.body);
        let sent = mailing.ask(" New@Example.ORG ").await;
        assert!(
            sent.body.contains("A link has been sent to <strong>new@example.org</strong>"),
            "{}",
            sent.body
        );
        let mails = mailing.outbox.take();
        let to: Vec<_> = mails.iter().map(|mail| (mail.to.as_str(), mail.subject.as_str())).collect();
        assert_eq!(
            to,
            [
                ("new@example.org", "Confirm your new email address for site.test"),
                ("ada@example.com", "Your email address is about to change at site.test"),
            ]
        );
        let link = Link::of(&mails[0]);
        assert!(!mails[1].text.contains("http") && !mails[1].text.contains("new@"), "{}", mails[1].text);

        for _ in 0..2 {
            let opened = mailing.site.visit(&link.path).await;
            assert_eq!((opened.status.as_u16(), opened.header(REFERRER_POLICY)), (200, "no-referrer"));
            assert!(opened.body.contains("<strong>new@example.org</strong>"), "{}", opened.body);
            assert_eq!(mailing.address(&id).await, (Some("ada@example.com".to_owned()), Some(NOW)));
        }
        assert_eq!(
            mailing.happened(),
            ["guard entered new@example.org of ada@example.com (ada@example.com)"]
        );

        let done = mailing.confirm(&link).await;
        assert!(done.status == 200 && done.body.contains("Your email address is confirmed"), "{}", done.body);
        assert_eq!(mailing.address(&id).await, (Some("new@example.org".to_owned()), Some(NOW + MINUTE)));
        assert_eq!(
            mailing.happened(),
            [
                "guard proven new@example.org of new@example.org (new@example.org)",
                "change_email ada from Some(\"ada@example.com\") to new@example.org",
                "update_user new@example.org",
            ]
        );
        let [notice] = <[Mail; 1]>::try_from(mailing.outbox.take()).ok().unwrap();
        assert_eq!(notice.to.as_str(), "ada@example.com");
        assert_eq!(notice.subject, "Your email address was changed at site.test");

        assert_eq!(mailing.shown().await.as_deref(), Some("new@example.org"));
        assert_ne!(mailing.site.cookies[SESSION], laptop[SESSION], "the session has a new token");
        mailing.site.clock.advance(MINUTE);
        for other in [&phone, &laptop] {
            assert_eq!(mailing.is_session(other).await, mailing.kept == Kept::Tokens, "{:?}", mailing.kept);
        }
        assert_eq!(mailing.shown().await.as_deref(), Some("new@example.org"), "this one goes on");

        let again = mailing.confirm(&link).await;
        assert!(again.status == 400 && again.body.contains(BROKEN), "once");
        assert_eq!(mailing.outbox.take().len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_token_of_the_former_address_is_not_issued_anew() {
    let mut mailing = Mailing::new(Kept::Tokens, memory());
    let (id, _) = mailing.ada().await;
    let phone = mailing.enter(&id).await;
    mailing.enter(&id).await;
    mailing.site.clock.advance(MINUTE);
    let link = mailing.link("new@example.org").await;
    mailing.follow(&link).await;
    mailing.site.clock.advance(DAY * 2);
    assert_eq!(mailing.shown().await.as_deref(), Some("new@example.org"));
    assert!(!mailing.is_session(&phone).await);
}

#[tokio::test]
async fn a_change_asks_for_a_fresh_proof() {
    everywhere(async |mut mailing| {
        let (id, _) = mailing.ada().await;
        let link = mailing.link("new@example.org").await;
        mailing.site.clock.advance(MINUTE * 11);
        let step_up = "/auth/step-up?max_age=600&callbackUrl=%2Fauth%2Femail%2Fchange";
        assert_eq!(mailing.site.visit(CHANGE).await.location(), step_up);
        assert_eq!(mailing.ask("other@example.org").await.location(), step_up);
        assert_eq!(mailing.outbox.take().len(), 0);
        mailing.follow(&link).await;
        assert_eq!(
            mailing.address(&id).await.0.as_deref(),
            Some("new@example.org"),
            "the link goes on working"
        );

        mailing.site.cookies.clear();
        let sign_in = "/auth/signin?callbackUrl=%2Fauth%2Femail%2Fchange";
        assert_eq!(mailing.site.visit(CHANGE).await.location(), sign_in);
        assert_eq!(mailing.ask("other@example.org").await.location(), sign_in);
        assert_eq!(mailing.outbox.take().len(), 1, "the notice about the change");
    })
    .await;
}

#[tokio::test]
async fn what_was_entered_survives_a_problem() {
    let mut mailing = Mailing::new(Kept::Rows, memory());
    mailing.ada().await;
    for (entered, status, message) in [
        ("", 400, "This is not an email address."),
        ("no address", 400, "This is not an email address."),
        ("ADA@example.com", 400, "This is your email address already."),
        ("refused@example.com", 400, "The email could not be delivered to this address."),
    ] {
        let reply = mailing.ask(entered).await;
        assert!(reply.status == status && reply.body.contains(message), "{} {}", reply.status, reply.body);
        let kept = format!("value=\"{entered}\"></div>");
        assert_eq!(reply.body.contains(&kept), !entered.is_empty(), "{}", reply.body);
        assert_eq!(mailing.outbox.take().len(), 0);
    }
}

async fn link_github(mailing: &Mailing, id: &StoredId) {
    let account = Account::new("github", ProviderType::OAuth, "gh-1");
    mailing.database.link_account(id, account.into(), None).await.unwrap();
}

#[tokio::test]
async fn a_change_of_an_unproven_address_is_a_first_proof() {
    everywhere(async |mut mailing| {
        let id = mailing.user("ada", Some("ada@example.com"), None).await;
        link_github(&mailing, &id).await;
        let phone = mailing.enter(&id).await;
        mailing.enter(&id).await;
        let link = mailing.link("new@example.org").await;
        assert_eq!(mailing.outbox.take().len(), 0, "no notice to an address that may be a stranger's");
        let done = mailing.follow(&link).await;
        assert!(done.body.contains("Please set up your ways to sign in again"), "{}", done.body);
        assert_eq!(mailing.address(&id).await, (Some("new@example.org".to_owned()), Some(NOW)));
        assert!(mailing.database.accounts_of(&id).await.unwrap().is_empty());
        assert_eq!(
            mailing.happened()[1..],
            [
                "guard proven new@example.org of new@example.org (new@example.org)",
                "change_email ada from Some(\"ada@example.com\") to new@example.org",
                "verify_email new@example.org without github",
                "update_user new@example.org",
            ]
        );
        assert_eq!(mailing.shown().await.as_deref(), Some("new@example.org"));
        mailing.site.clock.advance(MINUTE);
        assert!(!mailing.is_session(&phone).await, "{:?}", mailing.kept);
        assert_eq!(mailing.outbox.take().len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_user_without_an_address_gets_one_and_keeps_the_ways_in() {
    everywhere(async |mut mailing| {
        let id = mailing.user("ada", None, None).await;
        link_github(&mailing, &id).await;
        mailing.enter(&id).await;
        let link = mailing.link("new@example.org").await;
        mailing.follow(&link).await;
        assert_eq!(mailing.address(&id).await, (Some("new@example.org".to_owned()), Some(NOW)));
        assert_eq!(mailing.database.accounts_of(&id).await.unwrap().len(), 1);
        assert!(!mailing.site.session().await.is_null(), "{:?}", mailing.kept);
        assert_eq!(mailing.outbox.take().len(), 0, "there is nobody else to tell");
    })
    .await;
}
