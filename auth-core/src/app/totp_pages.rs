//! The methods of `Auth` for pages of the application on which the signed-in user changes the second factor.

use super::{
    auth::{Auth, Pending},
    own_totp::{ChangedTotp, Enrol, TotpChange, TotpEnrolment},
};
use crate::{
    contract::session::SessionData,
    flow::{
        error::AuthError,
        scope::{IntoHead, RequestHead},
    },
};

/// The authenticator application of the signed-in user, as on the page `/totp`: with the same proofs, limits and events.
///
/// There is no CSRF check: the routes need their own, such as [`same_origin`](Self::same_origin). Each change ends the other
/// sessions of the user, as far as they can be ended, and continues this one under a new token.
///
/// All of these methods fail with
///
/// - [`AuthError::SessionRequired`] if no user is signed in, [`AuthError::AccessDenied`] if the user is not one of the database,
///   and [`AuthError::UnknownAction`] if the builder has no `.totp(…)`;
/// - [`AuthError::WrongCode`] for a wrong or used code, and [`AuthError::TooManyRequests`] after five of them in 15 minutes;
/// - [`AuthError::SecondFactorChanged`] if the second factor is not the one that the user has seen: show the page anew.
///
/// Auth.js has no such functions.
impl<V: SessionData> Auth<V> {
    /// Begins to enrol an authenticator application for the signed-in user, who has no second factor. The user sets the
    /// application up by a QR code or a key, and enters the code that it shows: [`confirm_totp`](Self::confirm_totp).
    ///
    /// The page of the application replaces the page `/totp` by [`PagesOptions::totp`](crate::config::PagesOptions::totp).
    /// [`second_factor_of`](Self::second_factor_of) says what it has to show.
    ///
    /// ```
    /// # #[cfg(feature = "totp")]
    /// # mod page {
    /// use auth::{Auth, AuthError, RequestHead, SetCookies};
    ///
    /// /// The page with the QR code, or the URL of the step-up page.
    /// async fn page(auth: &Auth, head: RequestHead<'_>) -> Result<String, AuthError> {
    ///     let enrolment = match auth.enrol_totp(head).await {
    ///         Err(AuthError::StepUpRequired) => {
    ///             return Ok("/auth/step-up?max_age=600&callbackUrl=%2Faccount%2Ftotp".to_owned());
    ///         }
    ///         enrolment => enrolment?,
    ///     };
    ///     let (qr_code, key) = (enrolment.app.qr_code("QR code for your app"), enrolment.app.key.expose());
    ///     Ok(format!(
    ///         r#"{}<p>{key}</p><form method="post"><input name="code"><input type="hidden" name="enrolment" value="{}"></form>"#,
    ///         qr_code.as_ref().map_or("", |svg| svg.expose()),
    ///         enrolment.sealed.expose(),
    ///     ))
    /// }
    ///
    /// /// The form with the code: the cookies, and the recovery codes to show.
    /// async fn confirm(
    ///     auth: &Auth,
    ///     head: RequestHead<'_>,
    ///     enrolment: &str,
    ///     code: &str,
    /// ) -> Result<(SetCookies, Vec<String>), AuthError> {
    ///     let enrolled = auth.confirm_totp(head, enrolment, code).await?;
    ///     let codes = enrolled.recovery_codes.iter().map(|code| code.expose().to_owned()).collect();
    ///     Ok((enrolled.cookies, codes))
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// Returns [`AuthError::StepUpRequired`] if the user has neither signed in nor proven anything in the last ten minutes, and
    /// [`AuthError::SecondFactorChanged`] if the user has a second factor already.
    pub fn enrol_totp<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
    ) -> Pending<'a, Result<TotpEnrolment, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.erased().totp_enrolment(head, Enrol::First).await })
    }

    /// Begins to replace the authenticator application of the signed-in user, who proves the present one by a code, or has a
    /// recovery code. The present one keeps working until [`confirm_totp`](Self::confirm_totp) stores the new one.
    ///
    /// # Errors
    /// Returns [`AuthError::WrongCode`] if the code is wrong, or the user has no second factor.
    pub fn replace_totp<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        code: &'a str,
    ) -> Pending<'a, Result<TotpEnrolment, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.erased().totp_enrolment(head, Enrol::Replacement(code)).await })
    }

    /// Returns an enrolment that has begun in this session, from its sealed form, to show it again after a wrong code. So the
    /// user need not set up the authenticator application anew.
    ///
    /// # Errors
    /// Returns [`AuthError::EnrolmentExpired`] if it has not begun in this session, or more than ten minutes ago.
    pub fn totp_enrolment<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        sealed: &'a str,
    ) -> Pending<'a, Result<TotpEnrolment, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.erased().totp_enrolment(head, Enrol::Again(sealed)).await })
    }

    /// Stores the authenticator application of an enrolment, which a code confirms, and makes ten recovery codes.
    ///
    /// # Errors
    /// Returns [`AuthError::EnrolmentExpired`] if the enrolment has not begun in this session, or more than ten minutes ago.
    /// After [`AuthError::WrongCode`], show the enrolment again: [`totp_enrolment`](Self::totp_enrolment).
    pub fn confirm_totp<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        sealed: &'a str,
        code: &'a str,
    ) -> Pending<'a, Result<ChangedTotp, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.change_totp(head, TotpChange::Confirm { sealed, code }).await })
    }

    /// Replaces the recovery codes of the signed-in user, who proves the second factor by a code. All earlier ones stop
    /// working.
    ///
    /// # Errors
    /// Returns [`AuthError::WrongCode`] if the code is wrong, or the user has no second factor.
    pub fn new_recovery_codes<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        code: &'a str,
    ) -> Pending<'a, Result<ChangedTotp, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.change_totp(head, TotpChange::NewRecoveryCodes { code }).await })
    }

    /// Removes the second factor of the signed-in user, who proves it by a code of the authenticator application or a recovery
    /// code. [`remove_second_factor`](Self::remove_second_factor) is for users who have lost both.
    ///
    /// # Errors
    /// Returns [`AuthError::WrongCode`] if the code is wrong, or the user has no second factor.
    pub fn remove_totp<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        code: &'a str,
    ) -> Pending<'a, Result<ChangedTotp, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.change_totp(head, TotpChange::Remove { code }).await })
    }

    async fn change_totp(
        &self,
        head: RequestHead<'_>,
        change: TotpChange<'_>,
    ) -> Result<ChangedTotp, AuthError> {
        let changed = self.erased().change_totp(head, change).await;
        self.session_has_changed(None);
        changed
    }
}
