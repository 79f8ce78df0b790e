//! Sign-in guards decide about addresses.

use super::*;

#[tokio::test]
async fn a_guard_refuses_an_address_that_is_entered() {
    everywhere(async |mut mailing| {
        let (id, _) = mailing.ada().await;
        let denied = "http://site.test/auth/error?error=AccessDenied";
        assert_eq!(mailing.ask("never@example.org").await.location(), denied);
        assert_eq!(mailing.ask("away@example.org").await.location(), "http://site.test/banned");
        assert_eq!(mailing.outbox.take().len(), 0);
        assert_eq!(mailing.address(&id).await.0.as_deref(), Some("ada@example.com"));
    })
    .await;
}

#[tokio::test]
async fn a_guard_refuses_an_address_that_is_proven_and_the_link_is_spent() {
    everywhere(async |mut mailing| {
        let (id, cookies) = mailing.ada().await;
        let denied = "http://site.test/auth/error?error=AccessDenied";
        for (address, to) in
            [("later@example.org", denied), ("astray@example.org", "http://site.test/banned")]
        {
            let link = mailing.link(address).await;
            mailing.outbox.take();
            assert_eq!(mailing.follow(&link).await.location(), to);
            assert_eq!(mailing.confirm(&link).await.status, 400, "the link is spent");
            assert_eq!(mailing.address(&id).await, (Some("ada@example.com".to_owned()), Some(NOW)));
            assert!(mailing.is_session(&cookies).await);
            assert_eq!(mailing.outbox.take().len(), 0);
        }
    })
    .await;
}
