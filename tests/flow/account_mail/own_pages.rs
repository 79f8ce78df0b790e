//! The same by methods of `Auth`, for pages of the application.

use auth::{AuthError, LinkConfirmation, LinkRequest};

use super::*;

#[tokio::test]
async fn an_application_changes_an_address_on_its_own_pages() {
    everywhere(async |mut mailing| {
        let (id, _) = mailing.ada().await;
        let phone = mailing.enter(&id).await;
        mailing.enter(&id).await;
        let (auth, headers) = (mailing.site.auth.clone(), mailing.site.headers());
        let mailed = auth.request_email_change(&headers, "new@example.org").await.unwrap();
        assert_eq!(mailed, LinkRequest::Mailed);
        let link = Link::of(&mailing.outbox.take()[0]);
        let wrong = auth.confirm_email_change(&headers, &link.token, "other@example.org").await;
        assert!(matches!(wrong, Err(AuthError::Verification)));
        let confirmed = auth.confirm_email_change(&headers, &link.token, "new@example.org").await.unwrap();
        let LinkConfirmation::Confirmed(confirmed) = confirmed else { panic!("a redirect") };
        assert_eq!(confirmed.address.as_str(), "new@example.org");
        assert!(confirmed.others_ended);
        mailing.site.take(confirmed.cookies.iter());
        assert_eq!(mailing.shown().await.as_deref(), Some("new@example.org"));
        mailing.site.clock.advance(MINUTE);
        assert_eq!(mailing.is_session(&phone).await, mailing.kept == Kept::Tokens);
    })
    .await;
}

#[tokio::test]
async fn an_application_proves_an_address_on_its_own_pages() {
    everywhere(async |mut mailing| {
        let id = mailing.user("ada", Some("ada@example.com"), None).await;
        mailing.enter(&id).await;
        let (auth, headers) = (mailing.site.auth.clone(), mailing.site.headers());
        assert_eq!(auth.request_email_verification(&headers).await.unwrap(), LinkRequest::Mailed);
        let link = Link::of(&mailing.outbox.take()[0]);
        let confirmed = auth.confirm_email(&headers, &link.token).await.unwrap();
        let LinkConfirmation::Confirmed(confirmed) = confirmed else { panic!("a redirect") };
        mailing.site.take(confirmed.cookies.iter());
        assert_eq!(mailing.address(&id).await.1, Some(NOW));
        let headers = mailing.site.headers();
        let again = auth.request_email_verification(&headers).await;
        assert!(matches!(again, Err(AuthError::AddressUnchanged)));
    })
    .await;
}

#[tokio::test]
async fn the_methods_refuse_what_the_pages_refuse() {
    let mut mailing = Mailing::new(Kept::Rows, memory());
    mailing.ada().await;
    let (auth, headers) = (mailing.site.auth.clone(), mailing.site.headers());
    let nobody = http::HeaderMap::new();
    let result = auth.request_email_change(&nobody, "new@example.org").await;
    assert!(matches!(result, Err(AuthError::SessionRequired)));
    let result = auth.confirm_email_change(&nobody, "token", "new@example.org").await;
    assert!(matches!(result, Err(AuthError::SessionRequired)));
    let result = auth.request_email_verification(&nobody).await;
    assert!(matches!(result, Err(AuthError::SessionRequired)));
    let result = auth.request_email_change(&headers, "no address").await;
    assert!(matches!(result, Err(AuthError::EmailAddress(_))));
    let result = auth.request_email_change(&headers, "never@example.org").await;
    assert!(matches!(result, Err(AuthError::AccessDenied)));
    let result = auth.request_email_change(&headers, "away@example.org").await.unwrap();
    assert_eq!(result, LinkRequest::Redirect("http://site.test/banned".to_owned()));
    let result = auth.confirm_email(&headers, "").await;
    assert!(matches!(result, Err(AuthError::IncompleteLink)));
    mailing.site.clock.advance(MINUTE * 11);
    let result = auth.request_email_change(&headers, "new@example.org").await;
    assert!(matches!(result, Err(AuthError::StepUpRequired)));
    assert_eq!(mailing.outbox.take().len(), 0);
}
