//! The proof of one's own address.

use auth::{Account, adapter::Adapter, provider::ProviderType};

use super::*;

#[tokio::test]
async fn the_link_proves_the_address_and_removes_what_came_before() {
    everywhere(async |mut mailing| {
        let id = mailing.user("ada", Some("ada@example.com"), None).await;
        let account = Account::new("github", ProviderType::OAuth, "gh-1");
        mailing.database.link_account(&id, account.into(), None).await.unwrap();
        let phone = mailing.enter(&id).await;
        let laptop = mailing.enter(&id).await;
        mailing.site.clock.advance(MINUTE * 30);

        let page = mailing.site.visit(VERIFY).await;
        assert!(page.body.contains("We send a link to <strong>ada@example.com</strong>"), "{}", page.body);
        let link = mailing.verification().await;
        assert_eq!(link.email, None, "the address is not in the URL");
        let opened = mailing.site.visit(&link.path).await;
        assert!(opened.status == 200 && opened.body.contains("is <strong>ada@example.com</strong>"));
        assert_eq!(mailing.address(&id).await.1, None);
        assert_eq!(mailing.happened(), ["guard entered ada@example.com of ada@example.com ()"]);

        let done = mailing.confirm(&link).await;
        assert!(done.body.contains("Please set up your ways to sign in again"), "{}", done.body);
        assert_eq!(mailing.address(&id).await.1, Some(NOW + MINUTE * 30));
        assert!(mailing.database.accounts_of(&id).await.unwrap().is_empty());
        assert_eq!(
            mailing.happened(),
            [
                "guard proven ada@example.com of ada@example.com (ada@example.com)",
                "verify_email ada@example.com without github",
                "update_user ada@example.com",
            ]
        );
        assert_eq!(mailing.shown().await.as_deref(), Some("ada@example.com"));
        mailing.site.clock.advance(MINUTE);
        for other in [&phone, &laptop] {
            assert!(!mailing.is_session(other).await, "{:?}", mailing.kept);
        }
        assert_eq!(mailing.shown().await.as_deref(), Some("ada@example.com"));

        let again = mailing.confirm(&link).await;
        assert!(again.status == 400 && again.body.contains(BROKEN));
        let page = mailing.site.visit(VERIFY).await;
        assert!(page.body.contains("Your email address is confirmed"), "{}", page.body);
        let reply = mailing.site.post(VERIFY, &[]).await;
        assert_eq!(
            (reply.status.as_u16(), mailing.outbox.take().len()),
            (200, 0),
            "nothing is left to prove"
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_to_the_own_unproven_address_proves_it() {
    let mut mailing = Mailing::new(Kept::Rows, memory());
    let id = mailing.user("ada", Some("ada@example.com"), None).await;
    mailing.enter(&id).await;
    let link = mailing.link("ada@example.com").await;
    assert_eq!((link.page(), mailing.outbox.take().len()), (VERIFY, 0));
    mailing.follow(&link).await;
    assert_eq!(mailing.address(&id).await, (Some("ada@example.com".to_owned()), Some(NOW)));
}

#[tokio::test]
async fn a_user_without_an_address_has_nothing_to_prove() {
    let mut mailing = Mailing::new(Kept::Rows, memory());
    let id = mailing.user("ada", None, None).await;
    mailing.enter(&id).await;
    assert!(mailing.site.visit(VERIFY).await.body.contains("You have no email address"));
    assert!(mailing.site.post(VERIFY, &[]).await.body.contains("You have no email address"));
    assert_eq!(mailing.outbox.take().len(), 0);
    mailing.site.cookies.clear();
    let sign_in = "/auth/signin?callbackUrl=%2Fauth%2Femail%2Fverify";
    assert_eq!(mailing.site.visit(VERIFY).await.location(), sign_in);
    assert_eq!(mailing.site.post(VERIFY, &[]).await.location(), sign_in);
}
