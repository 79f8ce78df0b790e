//! The method of `Auth` for the URL at which a browser goes on after a sign-in.

use super::auth::{Auth, Pending};
use crate::{
    contract::session::SessionData,
    flow::{error::AuthError, scope::IntoHead},
};

impl<V: SessionData> Auth<V> {
    /// Returns the URL at which the browser goes on after a sign-in or sign-out by a handler of the application: the
    /// requested one if it is on this site, else the start page, or what the callback under `#[auth::redirect]` decides.
    /// The result is an absolute URL, and safe in the header `Location`.
    ///
    /// A sign-in page of the application gets the requested URL as `?callbackUrl=…`, and anyone can make a link with
    /// another one. Pass it through this method before you redirect, so that such links do not lead to other sites.
    ///
    /// Auth.js has no such function.
    ///
    /// ```
    /// use auth::{Auth, AuthError};
    /// use http::request::Parts;
    ///
    /// /// Returns the value of the header `Location`.
    /// async fn after_login(auth: &Auth, parts: &Parts, callback_url: Option<&str>) -> Result<String, AuthError> {
    ///     auth.callback_url(parts, callback_url.unwrap_or("/dashboard")).await
    /// }
    /// ```
    ///
    /// # Errors
    /// Returns [`AuthError::Callback`] if the callback fails, and [`AuthError::UntrustedHost`] if the origin of the request
    /// is not trusted.
    #[doc(alias("next", "redirect"))]
    pub fn callback_url<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        requested: &'a str,
    ) -> Pending<'a, Result<String, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { self.engine().callback_url(head, requested).await })
    }
}
