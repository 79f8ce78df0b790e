//! The methods of `Auth` for pages of the application on which users prove their e-mail address, or change it.

use super::{
    address::{AddressLink, AddressRequest, LinkConfirmation, LinkRequest},
    auth::{Auth, Pending},
};
use crate::{
    contract::session::SessionData,
    flow::{error::AuthError, scope::IntoHead},
};

/// The e-mail address of the signed-in user. The methods need
/// [`account_mails`](super::builder::AuthBuilder::account_mails).
impl<V: SessionData> Auth<V> {
    /// Mails a link by which the signed-in user proves the e-mail address, as the page `email/verify` does.
    ///
    /// The link leads to that page, with the parameter `token`. A [template](crate::provider::email::AccountMails::template)
    /// can lead it to a page of the application, which asks the user and calls
    /// [`confirm_email`](Self::confirm_email).
    ///
    /// There is no CSRF check: the route needs its own, such as [`same_origin`](Self::same_origin).
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::SessionRequired`] without a session, [`AuthError::AddressUnchanged`] if the address is proven
    /// already or the user has none, [`AuthError::TooManyRequests`] after too many mails, [`AuthError::AccessDenied`] if a guard
    /// refuses, [`AuthError::Mail`] if the mail was not sent, and [`AuthError::UnknownAction`] if mails about accounts are
    /// not turned on.
    pub fn request_email_verification<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
    ) -> Pending<'a, Result<LinkRequest, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.erased().request_address_link(head, AddressRequest::Verify).await })
    }

    /// Spends the link, and proves the e-mail address of the signed-in user. What was added to the user before is removed,
    /// since anyone could have created the user by typing the address. The other sessions end.
    ///
    /// Call it after a click of the user, by a POST: programs that scan mails open links, too. There is no CSRF check: the
    /// route needs its own, such as [`same_origin`](Self::same_origin).
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::SessionRequired`] without a session, [`AuthError::Verification`] if the link does not work or
    /// belongs to another user, and [`AuthError::AccessDenied`] if a guard refuses.
    pub fn confirm_email<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        token: &'a str,
    ) -> Pending<'a, Result<LinkConfirmation, AuthError>> {
        let head = head.into_head();
        Box::pin(async move {
            let link = AddressLink { token, new: None };
            let confirmed = self.erased().confirm_address_link(head, link).await;
            self.session_has_changed(Some(head.extensions));
            confirmed
        })
    }

    /// Mails a link to the e-mail address to which the signed-in user changes, as the page `email/change` does, and a notice
    /// to the present one. The response does not depend on whether another user has the new address.
    ///
    /// The link leads to the page `email/change`, with the parameters `token` and `email`. A
    /// [template](crate::provider::email::AccountMails::template) can lead it to a page of the application, which asks the
    /// user and calls [`confirm_email_change`](Self::confirm_email_change).
    ///
    /// There is no CSRF check: the route needs its own, such as [`same_origin`](Self::same_origin).
    ///
    /// Auth.js has no such function.
    ///
    /// ```
    /// use auth::{Auth, AuthError, LinkRequest, RequestHead};
    ///
    /// async fn change(auth: &Auth, head: RequestHead<'_>, new: &str) -> Result<String, AuthError> {
    ///     Ok(match auth.request_email_change(head, new).await {
    ///         Ok(LinkRequest::Mailed) => "/account?mailed".to_owned(),
    ///         Ok(LinkRequest::Redirect(url)) => url,
    ///         Err(AuthError::StepUpRequired) => "/auth/step-up?max_age=600&callbackUrl=/account".to_owned(),
    ///         Err(error) => return Err(error),
    ///     })
    /// }
    /// ```
    ///
    /// # Errors
    /// Returns [`AuthError::StepUpRequired`] if the user has proven nothing in the last ten minutes,
    /// [`AuthError::EmailAddress`] if `new` is not an e-mail address, and otherwise the errors of
    /// [`request_email_verification`](Self::request_email_verification).
    pub fn request_email_change<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        new: &'a str,
    ) -> Pending<'a, Result<LinkRequest, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.erased().request_address_link(head, AddressRequest::Change(new)).await })
    }

    /// Spends the link, and makes `new`, which it has proven, the e-mail address of the signed-in user. The other sessions
    /// end.
    ///
    /// Call it after a click of the user, by a POST: programs that scan mails open links, too. There is no CSRF check: the
    /// route needs its own, such as [`same_origin`](Self::same_origin).
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// As [`confirm_email`](Self::confirm_email), and [`AuthError::Adapter`] with the conflict if another user has the
    /// address by now. Tell the user the same as for [`AuthError::Verification`].
    pub fn confirm_email_change<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        token: &'a str,
        new: &'a str,
    ) -> Pending<'a, Result<LinkConfirmation, AuthError>> {
        let head = head.into_head();
        Box::pin(async move {
            let link = AddressLink { token, new: Some(new) };
            let confirmed = self.erased().confirm_address_link(head, link).await;
            self.session_has_changed(Some(head.extensions));
            confirmed
        })
    }
}
