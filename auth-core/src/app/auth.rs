//! `Auth<V>`: the handle of a running application. The types of its callbacks are erased here.

use std::{marker::PhantomData, pin::Pin, sync::Arc};

use http::Extensions;

use super::{
    erased::Erased,
    request_sessions::{RequestSessions, Shared},
    server_side::{SignInResult, SignedOut, UpdatedSession},
};
use crate::{
    contract::{
        IntoKnownUser,
        callback::jwt::IntoPayload,
        session::{Session, SessionData},
    },
    flow::{application::Engine, error::AuthError, scope::IntoHead, types::AppTypes},
};

/// A future of a method of `Auth` that takes an [`AsStoredId`](crate::contract::AsStoredId). Its type does not name the type of
/// the argument: otherwise the compiler would report a wrong one at every `await` again.
pub(super) type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The handle of a running application. It names the type of the session and no other type; clones share everything.
///
/// It responds to requests below its base path ([`handle`](Self::handle), or as a `tower` service). On the server's
/// side, it reads, updates and ends sessions without an HTTP action. If a method returns cookies, the response must set
/// them.
///
/// | to | call |
/// | --- | --- |
/// | configure | [`Auth::builder()`](Auth::builder) |
/// | serve | `routes`, [`layer`](Self::layer), [`same_origin`](Self::same_origin), [`handle`](Self::handle) |
/// | sign in and out | [`sign_in`](Self::sign_in), [`sign_in_as`](Self::sign_in_as), [`sign_out`](Self::sign_out) |
/// | use a session | [`session`](Self::session), [`refresh`](Self::refresh), [`update`](Self::update), [`session_of`](Self::session_of) |
/// | end sessions | [`sessions_of`](Self::sessions_of), [`revoke_session`](Self::revoke_session), [`sign_out_everywhere`](Self::sign_out_everywhere), [`sign_out_elsewhere`](Self::sign_out_elsewhere) |
/// | show an account | [`account_of`](Self::account_of), [`update_profile`](Self::update_profile), [`export_of`](Self::export_of), [`delete_account`](Self::delete_account) |
/// | manage its ways in | [`passkeys_of`](Self::passkeys_of), [`linked_accounts_of`](Self::linked_accounts_of), `change_password`, `second_factor_of`, `request_email_change` |
/// | manage API keys | [`create_key`](Self::create_key), [`keys_of`](Self::keys_of), [`revoke_key`](Self::revoke_key) |
/// | call a provider | `provider_tokens` |
/// | maintain | [`delete_expired`](Self::delete_expired), [`commands`](Self::commands) |
///
/// Methods that take the head of a request ([`RequestHead`](crate::flow::RequestHead)) read the origin, the cookies and the client address from
/// it. Pass the parts of the request, `&http::request::Parts`, which axum extracts in a handler. Headers alone are enough
/// if the configuration names a header for the client address and a fixed origin.
#[doc(alias = "NextAuth")]
pub struct Auth<V = ()> {
    engine: Arc<dyn Erased<V>>,
    shared: Arc<Shared>,
}

impl<V> Clone for Auth<V> {
    fn clone(&self) -> Self {
        Self { engine: self.engine.clone(), shared: self.shared.clone() }
    }
}

impl<V: SessionData> Auth<V> {
    /// Returns the handle of an engine.
    pub(crate) fn of_engine<F: AppTypes<Session = V>>(engine: Engine<F>) -> Self {
        Self::of(Arc::new(engine))
    }

    /// Returns a handle of an engine that others use too.
    pub(crate) fn of<F: AppTypes<Session = V>>(engine: Arc<Engine<F>>) -> Self {
        Self { engine, shared: Arc::default() }
    }

    /// Returns the facts about sessions that all clones share.
    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// Forgets the session that a request has read, since it has changed. If the request is not known, or has read none
    /// yet, all requests read their sessions again.
    pub(super) fn session_has_changed(&self, extensions: Option<&Extensions>) {
        let forgets = |extensions| RequestSessions::forget_in::<V>(extensions, &self.shared);
        if !extensions.is_some_and(forgets) {
            self.shared.count_change();
        }
    }

    pub(crate) fn erased(&self) -> &dyn Erased<V> {
        &*self.engine
    }

    pub(super) fn engine(&self) -> &Arc<dyn Erased<V>> {
        &self.engine
    }

    /// Reads the session of a request. Does not extend it.
    ///
    /// Auth.js: `auth()`, which extends it.
    ///
    /// # Errors
    /// Returns [`AuthError::UntrustedHost`] if the origin of the request is not trusted, [`AuthError::Callback`] if the
    /// access or session callback fails, and [`AuthError::Adapter`] or [`AuthError::Columns`] if the database fails or a stored
    /// user does not fit the application's type.
    #[doc(alias = "auth")]
    pub fn session<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
    ) -> Pending<'a, Result<Option<Session<V>>, AuthError>> {
        let head = head.into_head();
        Box::pin(async move { Ok(self.engine.read(head, false).await?.session) })
    }

    /// Reads and extends the session of a request, as `GET /session` does.
    ///
    /// Auth.js: the action `session`, and `auth()`.
    ///
    /// # Errors
    /// As [`session`](Self::session). A session that can be read but not extended is returned without cookies, and the
    /// failure is logged.
    pub fn refresh<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
    ) -> Pending<'a, Result<UpdatedSession<V>, AuthError>> {
        let head = head.into_head();
        Box::pin(async move {
            let updated = self.engine.refresh(head, None).await;
            self.session_has_changed(Some(head.extensions));
            updated
        })
    }

    /// Updates the session: runs the update callback (`#[auth::jwt(update)]`) with a payload and extends the session,
    /// as `POST /session` does.
    ///
    /// If the callback revokes the session, it ends. If the callback fails, the session stays as it was.
    ///
    /// Auth.js: `unstable_update()`.
    ///
    /// # Errors
    /// Returns [`AuthError::InvalidPayload`] if the payload does not fit the type that the callback takes; the token
    /// then stays as it was. Returns [`AuthError::Callback`] if the callback fails, and [`AuthError::Unwritable`] if the new
    /// token cannot be written. Otherwise as [`session`](Self::session).
    #[doc(alias = "unstable_update")]
    pub fn update<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        payload: impl IntoPayload,
    ) -> Pending<'a, Result<UpdatedSession<V>, AuthError>> {
        let head = head.into_head();
        let payload = payload.into_json();
        Box::pin(async move {
            let updated = self.engine.refresh(head, Some(payload?)).await;
            self.session_has_changed(Some(head.extensions));
            updated
        })
    }

    /// Signs in a user with the form of a credentials provider, as `POST /callback/{provider}` does. The form is a list
    /// of field names and values.
    ///
    /// Auth.js: `signIn()` with a credentials provider.
    ///
    /// The method does not check a CSRF token. Call it only from a route that other sites cannot cause a browser to
    /// request; otherwise they can sign the visitor in as a user of their choice (login CSRF). The attempt counts for
    /// [`sign_in_limit`](super::builder::AuthBuilder::sign_in_limit) and
    /// [`account_limit`](super::builder::AuthBuilder::account_limit), as those of the page do. Pass the parts of the
    /// request: with headers alone the client address is unknown, unless the configuration names a header for it, and
    /// all such clients share one limit.
    ///
    /// ```
    /// use auth::Auth;
    /// use http::{request::Parts, StatusCode};
    ///
    /// async fn login(auth: &Auth, parts: &Parts, password: &str) -> StatusCode {
    ///     let form = [("email", "ada@example.com"), ("password", password)];
    ///     match auth.sign_in(parts, "credentials", &form).await {
    ///         Ok(_) => StatusCode::NO_CONTENT,
    ///         Err(error) if error.is_refusal() => StatusCode::UNAUTHORIZED,
    ///         Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    /// Returns the refusal ([`AuthError::is_refusal`]) or the failure: for example [`AuthError::CredentialsSignin`] if
    /// the form is wrong, [`AuthError::AccessDenied`] if a guard refuses, and [`AuthError::UnknownProvider`] or
    /// [`AuthError::InvalidProvider`] if no credentials provider has this ID.
    #[doc(alias = "signIn")]
    pub fn sign_in<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        provider: &'a str,
        form: &'a [(&'a str, &'a str)],
    ) -> Pending<'a, Result<SignInResult, AuthError>> {
        let head = head.into_head();
        Box::pin(async move {
            let result = self.engine.sign_in(head, provider, &form).await;
            self.session_has_changed(Some(head.extensions));
            result
        })
    }

    /// Signs in a user that the application has authenticated by other means, for example in a registration. Guards and
    /// callbacks run as in every sign-in. The account belongs to the provider `credentials`.
    ///
    /// The user is a [`User`](crate::contract::User), with an ID of the application, or a
    /// [`KnownUser`](crate::contract::KnownUser).
    ///
    /// Auth.js has no such function.
    ///
    /// The attempt counts for the limits of sign-ins. As with [`sign_in`](Self::sign_in), pass the parts of the request,
    /// and call the method only from a route that other sites cannot cause a browser to request.
    ///
    /// # Errors
    /// Returns the refusal ([`AuthError::is_refusal`]) or the failure. Returns [`AuthError::UnknownUser`] if the database
    /// has no user with the ID of [`KnownUser::stored`](crate::contract::KnownUser::stored), and, with sessions in the database, [`AuthError::NotLinked`] if
    /// a stored user has the e-mail address of a new user who has not proven it.
    pub fn sign_in_as<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        user: impl IntoKnownUser,
    ) -> Pending<'a, Result<SignInResult, AuthError>> {
        let head = head.into_head();
        let user = user.into_known_user();
        Box::pin(async move {
            let result = self.engine.sign_in_as(head, user).await;
            self.session_has_changed(Some(head.extensions));
            result
        })
    }

    /// Signs out the user of a request, as `POST /signout` does, but without signing out at a
    /// provider.
    ///
    /// Auth.js: `signOut()`.
    ///
    /// If the database fails, [`SignedOut::stored`] says so. The cookies sign out this browser all the same.
    ///
    /// ```
    /// use auth::{Auth, AuthError, SetCookies};
    /// use http::request::Parts;
    ///
    /// async fn leave(auth: &Auth, parts: &Parts) -> Result<(SetCookies, &'static str), AuthError> {
    ///     let signed_out = auth.sign_out(parts).await?;
    ///     let message = match signed_out.stored {
    ///         Ok(()) => "Goodbye.",
    ///         Err(_) => "You are signed out here. You may still be signed in elsewhere.",
    ///     };
    ///     Ok((signed_out.cookies, message))
    /// }
    /// ```
    ///
    /// # Errors
    /// Returns [`AuthError::UntrustedHost`] if the origin of the request is not trusted.
    #[doc(alias = "signOut")]
    pub fn sign_out<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
    ) -> Pending<'a, Result<SignedOut, AuthError>> {
        let head = head.into_head();
        Box::pin(async move {
            let signed_out = self.engine.sign_out(head).await;
            self.session_has_changed(Some(head.extensions));
            signed_out
        })
    }

    /// Deletes all expired rows of the database, a thousand at a time, and returns their number: sessions, magic links,
    /// markers of what may be used only once, and counts of attempts. Returns 0 if this process already deletes them.
    ///
    /// On a tokio runtime, sign-ins start this once an hour, in a task that no request waits for. Call it from a timer of
    /// the application if there is no such runtime, or if rows must go at a certain time.
    ///
    /// ```
    /// use auth::Auth;
    /// use std::time::Duration;
    ///
    /// async fn every_night(auth: Auth) {
    ///     loop {
    ///         tokio::time::sleep(Duration::from_secs(24 * 60 * 60)).await;
    ///         if let Err(error) = auth.delete_expired().await {
    ///             eprintln!("expired rows were not deleted: {error}");
    ///         }
    ///     }
    /// }
    /// ```
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::MissingAdapter`] if the application has no database, and [`AuthError::Adapter`] if the
    /// database fails. The rows that were deleted before stay deleted.
    pub async fn delete_expired(&self) -> Result<u64, AuthError> {
        self.engine.delete_expired().await
    }
}

impl<V> std::fmt::Debug for Auth<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Auth").field(&PhantomData::<V>).finish()
    }
}
