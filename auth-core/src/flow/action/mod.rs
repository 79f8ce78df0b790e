//! The actions of the protocol. Each has a file, and a function for each method.

mod account;
mod account_change;
mod account_part;
#[cfg_attr(not(feature = "sms"), path = "no_account_phone.rs")]
mod account_phone;
#[cfg(feature = "email")]
mod address;
#[cfg(feature = "oauth")]
mod back_channel_logout;
mod callback;
mod csrf;
#[cfg(feature = "email")]
mod email;
mod error;
#[cfg(all(feature = "email", feature = "password"))]
mod forgotten_password;
mod jwks;
#[cfg(feature = "password")]
mod new_password;
#[cfg(feature = "oauth")]
mod oauth;
#[cfg(feature = "oauth")]
#[cfg(test)]
mod oauth_tests;
mod offers;
#[cfg(feature = "email")]
mod own_json;
#[cfg(feature = "email")]
mod own_link;
#[cfg(any(feature = "email", feature = "password"))]
mod own_page;
#[cfg(feature = "passkey")]
mod passkey_script;
#[cfg(feature = "oauth")]
mod provider_sign_out;
mod providers;
#[cfg(feature = "totp")]
mod second_factor;
mod session;
mod sign_in;
mod sign_out;
#[cfg(feature = "email")]
mod sign_up;
#[cfg(feature = "sms")]
mod sms;
mod step_up;
#[cfg(feature = "totp")]
mod step_up_code;
#[cfg(feature = "totp")]
mod totp;
mod verify_request;
#[cfg(feature = "passkey")]
mod webauthn_options;

use std::borrow::Cow;

pub(crate) use sign_in::keep_failed;

use bytes::Bytes;
use http::Response;

#[cfg(feature = "password")]
use super::request::PasswordPage;
use super::{
    application::Engine,
    error::AuthError,
    request::{Action, AuthRequest, Member, Method},
    response::{self, Answer},
    scope::Scope,
    session::sign_out_hint,
    types::AppTypes,
};
use crate::{
    check::{
        callback_url::{self, CallbackUrl},
        csrf::CsrfToken,
    },
    cookie::jar::{self, Lifetime},
    page::Frame,
};

/// The input of every action: a request whose CSRF token has been checked and whose callback URL is known.
pub(crate) struct Context<'r, F: AppTypes> {
    pub(crate) scope: Scope<'r, F>,
    pub(crate) request: &'r AuthRequest<'r>,
    pub(crate) csrf_token: CsrfToken,
    /// `true` if the body of the request repeats the CSRF token of its cookie.
    csrf_verified: bool,
    /// The absolute URL to which sign-in and sign-out finally lead.
    pub(crate) callback_url: CallbackUrl,
}

impl<'r, F: AppTypes> Context<'r, F> {
    /// Checks the CSRF token of a request. Sets its cookie if the request has no valid one. The callback URL is the origin
    /// until [`choose_callback_url`](Self::choose_callback_url).
    pub(crate) fn new(mut scope: Scope<'r, F>, request: &'r AuthRequest<'r>) -> Self {
        let (csrf_token, csrf_verified) = check_csrf(&mut scope, request);
        let callback_url = CallbackUrl::home(&scope.origin);
        Self { scope, request, csrf_token, csrf_verified, callback_url }
    }

    /// Chooses the callback URL: that of the body, else of the query, else of the cookie, as the redirect callback allows
    /// it; else the origin. Sets its cookie if it changes.
    ///
    /// # Errors
    /// Fails if the request asks for a URL that is not allowed, or the redirect callback fails.
    pub(crate) async fn choose_callback_url(&mut self) -> Result<(), AuthError> {
        let Self { scope, request, callback_url: chosen, .. } = self;
        let spec = &scope.scheme.cookies.callback_url;
        let is_valid =
            |url: &Cow<'_, str>| !url.is_empty() && callback_url::is_valid_http_url(url, &scope.origin);
        let cookie = scope.cookies.all(spec.name()).find(is_valid);
        let remembered = cookie.as_deref();
        let requested = match request.callback_url() {
            Some(Member::Text(url)) => Some(url),
            Some(Member::Other(_)) => return Err(AuthError::InvalidCallbackUrl),
            None => None,
        };
        let requested = requested.filter(|url| !url.is_empty());
        match requested.or(remembered) {
            Some(url) if url.len() <= callback_url::MAX_LENGTH => {
                *chosen = scope.redirect_target(url).await?
            }
            Some(_) => return Err(AuthError::InvalidCallbackUrl),
            None => {}
        }
        if chosen.as_str().len() > callback_url::MAX_LENGTH || !jar::holds(spec, chosen.as_str()) {
            if requested.is_some() {
                return Err(AuthError::InvalidCallbackUrl);
            }
            // A cookie ends no request. Encoding may have made its URL longer.
            *chosen = CallbackUrl::home(&scope.origin);
        }
        if cookie.as_deref() != Some(chosen.as_str()) {
            scope.jar.set(spec, chosen.as_str(), Lifetime::BrowserSession);
        }
        Ok(())
    }

    /// Returns the frame of a built-in page.
    fn frame(&self) -> Frame<'_> {
        let (style, origin) = (&self.scope.engine.settings.style, self.scope.origin.as_str());
        Frame { style, origin, redirect_targets: &[], wording: self.scope.wording() }
    }

    /// Returns the URL of the page for a user who has forgotten the password, if there is one.
    #[cfg(all(feature = "email", feature = "password"))]
    fn forgot_url(&self) -> Option<String> {
        let is_on = new_password::is_on(&self.scope.engine.settings, PasswordPage::Forgot);
        is_on.then(|| self.scope.action_url("password/forgot"))
    }

    /// Returns `None`: passwords or mails are missing.
    #[cfg(not(all(feature = "email", feature = "password")))]
    fn forgot_url(&self) -> Option<String> {
        None
    }

    /// Returns the URL of the page on which users create an account, if there is one.
    fn sign_up_url(&self) -> Option<String> {
        self.scope.engine.sign_up.is_some().then(|| self.scope.action_url("signup"))
    }

    /// Requires that the body of the request repeats the CSRF token of its cookie.
    pub(crate) fn require_csrf(&self) -> Result<(), AuthError> {
        if self.csrf_verified { Ok(()) } else { Err(AuthError::MissingCsrf) }
    }
}

/// Returns the double-submit token, which is that of the cookie or a new one, and `true` if the request repeats it in
/// its body. If the browser has several cookies of that name, the first genuine token counts, and any of them can be
/// repeated: each was given to this browser.
fn check_csrf<F: AppTypes>(scope: &mut Scope<'_, F>, request: &AuthRequest<'_>) -> (CsrfToken, bool) {
    let csrf = &scope.engine.settings.csrf;
    let spec = &scope.scheme.cookies.csrf_token;
    let mut genuine = scope.cookies.all(spec.name()).filter_map(|value| csrf.verify_cookie(&value));
    if let Some(token) = genuine.next() {
        let is_repeated =
            |submitted| token.matches(submitted) || genuine.any(|other| other.matches(submitted));
        let submitted = request.body.text("csrfToken").filter(|_| request.method == Method::Post);
        let verified = submitted.is_some_and(is_repeated);
        return (token, verified);
    }
    drop(genuine);
    let token = CsrfToken::mint(&*scope.engine.settings.random);
    scope.jar.set(spec, &csrf.cookie_value(&token), Lifetime::BrowserSession);
    #[cfg(feature = "totp")]
    scope.new_csrf_token.replace(token.clone());
    (token, false)
}

/// Responds to requests that need no scope: public files, and paths that this application does not serve. They set
/// no cookies, and any host may be named.
pub(crate) fn without_scope<F: AppTypes>(
    engine: &Engine<F>,
    request: &AuthRequest<'_>,
) -> Option<Response<Bytes>> {
    use Action::*;
    match request.action {
        Account(part) => {
            let is_served = engine.settings.account_page && account_part::serves(request.method, part);
            (!is_served).then(response::bad_request)
        }
        Jwks => Some(jwks::show(engine)),
        #[cfg(feature = "passkey")]
        PasskeyScript => Some(passkey_script::show(engine, request)),
        #[cfg(not(feature = "passkey"))]
        PasskeyScript => Some(response::bad_request()),
        BackChannelLogout(provider) => {
            let accepts = engine.provider(provider).is_ok_and(|provider| provider.accepts_logout());
            (request.method != Method::Post || !accepts).then(response::bad_request)
        }
        SignedOut(provider) => (!sign_out_hint::leads_to(engine, provider)).then(response::bad_request),
        #[cfg(feature = "email")]
        Email(_) => engine.settings.account_mails.is_none().then(response::bad_request),
        SignUp(_) => engine.sign_up.is_none().then(response::bad_request),
        #[cfg(feature = "password")]
        Password(page) => (!new_password::is_on(&engine.settings, page)).then(response::bad_request),
        #[cfg(feature = "totp")]
        SecondFactor => {
            let settings = &engine.settings;
            let has_none = settings.totp.is_none() && !settings.asks_second_factor;
            has_none.then(response::bad_request)
        }
        _ => None,
    }
}

/// Responds to requests that no browser sends: they have no cookies, and the host does not matter.
#[cfg(feature = "oauth")]
pub(crate) async fn without_browser<F: AppTypes>(
    engine: &Engine<F>,
    request: &AuthRequest<'_>,
) -> Option<Response<Bytes>> {
    let Action::BackChannelLogout(provider) = request.action else { return None };
    Some(Box::pin(back_channel_logout::run(engine, request, provider)).await)
}

/// Runs the action of a request. The futures of long actions are boxed, because that of every request would be as large
/// as the largest one.
pub(crate) async fn dispatch<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    use {Action::*, Method::*};
    if let Some(id) = cx.request.action.provider() {
        cx.scope.engine.provider(id)?;
    }
    match (cx.request.method, cx.request.action) {
        (Get, Account(None)) => Box::pin(account::page(cx)).await,
        (Get, Account(Some(part))) => Ok(Box::pin(account::read(cx, part)).await),
        (Post, Account(Some(change))) => Box::pin(account_change::run(cx, change)).await,
        (Get, Csrf) => Ok(csrf::show(cx)),
        (Get, Providers) => Ok(providers::list(cx)),
        (Get, Session) => Ok(Box::pin(session::read(cx)).await),
        (Post, Session) => Box::pin(session::update(cx)).await,
        (Get, SignIn(None)) => Ok(sign_in::page(cx)),
        (Post, SignIn(provider)) => Box::pin(sign_in::start(cx, provider)).await,
        (Get, SignOut) => Ok(sign_out::page(cx)),
        (Post, SignOut) => Box::pin(sign_out::run(cx)).await,
        #[cfg(feature = "oauth")]
        (Get, SignedOut(provider)) => Ok(provider_sign_out::come_back(cx, provider)),
        (method, Callback(provider)) => callback::run(cx, method, provider).await,
        #[cfg(feature = "email")]
        (Get, Email(page)) => Box::pin(address::page(cx, page)).await,
        #[cfg(feature = "email")]
        (Post, Email(page)) => Box::pin(address::run(cx, page)).await,
        (Get, Error) => Ok(error::page(cx)),
        #[cfg(feature = "email")]
        (Get, SignUp(page)) => Box::pin(sign_up::page(cx, page)).await,
        #[cfg(feature = "email")]
        (Post, SignUp(page)) => Box::pin(sign_up::run(cx, page)).await,
        #[cfg(feature = "password")]
        (Get, Password(PasswordPage::Change)) => Box::pin(new_password::page(cx)).await,
        #[cfg(feature = "password")]
        (Post, Password(PasswordPage::Change)) => Box::pin(new_password::run(cx)).await,
        #[cfg(all(feature = "email", feature = "password"))]
        (Get, Password(PasswordPage::Forgot)) => forgotten_password::forgot_page(cx),
        #[cfg(all(feature = "email", feature = "password"))]
        (Post, Password(PasswordPage::Forgot)) => Box::pin(forgotten_password::request(cx)).await,
        #[cfg(all(feature = "email", feature = "password"))]
        (Get, Password(PasswordPage::Reset)) => Box::pin(forgotten_password::reset_page(cx)).await,
        #[cfg(all(feature = "email", feature = "password"))]
        (Post, Password(PasswordPage::Reset)) => Box::pin(forgotten_password::reset(cx)).await,
        #[cfg(feature = "passkey")]
        (Get, WebauthnOptions(provider)) => Box::pin(webauthn_options::show(cx, provider)).await,
        #[cfg(feature = "totp")]
        (Get, SecondFactor) => second_factor::page(cx).await,
        #[cfg(feature = "totp")]
        (Post, SecondFactor) => Box::pin(second_factor::prove(cx)).await,
        (Get, StepUp) => Box::pin(step_up::page(cx)).await,
        #[cfg(feature = "totp")]
        (Post, StepUp) => Box::pin(step_up_code::prove(cx)).await,
        #[cfg(feature = "totp")]
        (Get, Totp) => Box::pin(totp::page(cx)).await,
        #[cfg(feature = "totp")]
        (Post, Totp) => Box::pin(totp::run(cx)).await,
        (Get, VerifyRequest) => Ok(verify_request::page(cx)),
        #[allow(unreachable_patterns, reason = "both methods of these are served if their feature is on")]
        (
            Get | Post,
            BackChannelLogout(_) | Email(_) | Password(_) | SecondFactor | SignUp(_) | SignedOut(_) | StepUp
            | Totp | WebauthnOptions(_),
        )
        | (Get, SignIn(Some(_)) | Jwks | PasskeyScript)
        | (Post, Account(None) | Csrf | Providers | Error | VerifyRequest | Jwks | PasskeyScript) => {
            Err(AuthError::UnknownAction)
        }
    }
}
