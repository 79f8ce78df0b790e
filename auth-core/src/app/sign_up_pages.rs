//! The methods of `Auth` for pages of the application on which new users sign up.

use super::{
    address::LinkRequest,
    auth::{Auth, Pending},
    server_side::SignInResult,
    sign_up::SignUpLink,
};
use crate::{
    contract::{EmailAddress, session::SessionData},
    flow::{error::AuthError, scope::IntoHead, sign_up::SignUpError},
};

/// The sign-up of new users. The methods need [`sign_up`](super::builder::AuthBuilder::sign_up).
impl<V: SessionData> Auth<V> {
    /// Mails a link to the e-mail address of a new user, as the page `signup` does. An address that a user has gets a mail
    /// that says so: the result does not depend on it.
    ///
    /// The link leads to the page `signup/finish`, with the parameters `token` and `email`. A
    /// [template](crate::provider::email::AccountMails::template) can lead it to a page of the application.
    ///
    /// There is no CSRF check: the route needs its own, such as [`same_origin`](Self::same_origin). Pass the parts of the
    /// request, whose client address limits the mails.
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::EmailAddress`] if `address` is not an e-mail address, [`AuthError::TooManyRequests`] after too many
    /// mails, [`AuthError::AccessDenied`] if a guard refuses, [`AuthError::Mail`] if the mail was not sent, and
    /// [`AuthError::UnknownAction`] if sign-ups are not turned on.
    pub fn request_sign_up<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        address: &'a str,
    ) -> Pending<'a, Result<LinkRequest, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.erased().request_sign_up(head, address).await })
    }

    /// Checks the link of a mail without spending it, and returns the address that it proves. A page of the application
    /// calls it before it shows the form.
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::Verification`] if the link does not work or a user has the address by now,
    /// [`AuthError::IncompleteLink`] if there is no token, and [`AuthError::TooManyRequests`] after too many links that do not
    /// work.
    pub fn open_sign_up<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        token: &'a str,
        address: &'a str,
    ) -> Pending<'a, Result<EmailAddress, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.erased().open_sign_up(head, SignUpLink { token, address }).await })
    }

    /// Takes the form of a new user, as the page `signup/finish` does: checks the fields and the password, spends the link,
    /// asks the guards and `#[auth::sign_up]`, creates the user and signs the browser in. The form is a list of field names
    /// and values, those of the struct under `#[auth::credentials]`.
    ///
    /// There is no CSRF check: the route needs its own, such as [`same_origin`](Self::same_origin). Otherwise other sites can
    /// sign a visitor in as a user of their choice.
    ///
    /// Auth.js has no such function.
    ///
    /// ```
    /// use auth::{Auth, RequestHead, SignInResult, SignUpError};
    ///
    /// async fn finish(auth: &Auth, head: RequestHead<'_>, name: &str, password: &str) -> String {
    ///     # let (token, address) = ("", "");
    ///     let form = [("name", name), ("password", password)];
    ///     match auth.finish_sign_up(head, token, address, &form).await {
    ///         Ok(SignInResult::SignedIn(cookies)) => format!("{} cookies to set", cookies.iter().count()),
    ///         Ok(SignInResult::SecondFactor { url, .. } | SignInResult::Redirect(url)) => url,
    ///         Err(SignUpError::Refused(refusal)) => refusal.message().to_owned(),
    ///         Err(SignUpError::Field(name)) => format!("Please check the field {name}."),
    ///         Err(error) if error.is_refusal() => "This did not work.".to_owned(),
    ///         Err(_) => "Please try again later.".to_owned(),
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`SignUpError::Field`] if a field is missing or does not fit its type, and [`SignUpError::Refused`] if the
    ///   application refuses the form. The link works on.
    /// - [`AuthError::Password`] if the password breaks a rule. The link works on.
    /// - [`AuthError::Verification`] if the link does not work or a user has the address by now.
    /// - [`AuthError::AccessDenied`] if a guard refuses. The link is spent.
    pub fn finish_sign_up<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        token: &'a str,
        address: &'a str,
        form: &'a [(&'a str, &'a str)],
    ) -> Pending<'a, Result<SignInResult, SignUpError>> {
        let head = head.into_head();
        Box::pin(async move {
            let link = SignUpLink { token, address };
            let finished = self.erased().finish_sign_up(head, link, &form).await;
            self.session_has_changed(Some(head.extensions));
            finished
        })
    }
}
