//! The methods of `Auth` for pages of the application on which users prove a second factor.

use super::{
    auth::{Auth, Pending},
    pending_sign_in::{PendingSecondFactor, ProvenSecondFactor},
};
use crate::{
    contract::session::SessionData,
    flow::{error::AuthError, scope::IntoHead},
};

impl<V: SessionData> Auth<V> {
    /// Returns the second factor that the pending sign-in of this browser needs, for a page of the application
    /// ([`PagesOptions::second_factor`](crate::config::PagesOptions)); `None` if there is no pending sign-in.
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::UntrustedHost`] if the host of the request is not trusted, and [`AuthError::Adapter`] if the
    /// database fails.
    pub fn pending_second_factor<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
    ) -> Pending<'a, Result<Option<PendingSecondFactor>, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.erased().pending_second_factor(head).await })
    }

    /// Checks the code of the second factor, and finishes the pending sign-in of this browser. The code is one of the authenticator
    /// application, also of one that is being enrolled, or a recovery code.
    ///
    /// There is no CSRF check: the route needs its own, such as [`same_origin`](Self::same_origin).
    ///
    /// Auth.js has no such function.
    ///
    /// ```
    /// use auth::{Auth, AuthError, RequestHead};
    ///
    /// async fn code(auth: &Auth, head: RequestHead<'_>, code: &str) -> Result<http::HeaderMap, AuthError> {
    ///     let proven = auth.prove_second_factor(head, code).await?;
    ///     let mut headers = http::HeaderMap::new();
    ///     proven.cookies.append_to(&mut headers);
    ///     Ok(headers)
    /// }
    /// ```
    ///
    /// # Errors
    /// Returns [`AuthError::WrongCode`] for a wrong code, [`AuthError::TooManyRequests`] after too many of them,
    /// [`AuthError::NoPendingSignIn`] if this browser has no pending sign-in, and the errors of the sign-in itself.
    pub fn prove_second_factor<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        code: &'a str,
    ) -> Pending<'a, Result<ProvenSecondFactor, AuthError>> {
        let head = head.into_head();
        Box::pin(async move {
            let proven = self.erased().prove_second_factor(head, code).await;
            self.session_has_changed(None);
            proven
        })
    }
}
