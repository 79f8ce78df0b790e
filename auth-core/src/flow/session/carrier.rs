//! Reads and writes the text of the session in its carrier. A request with a bearer is the bearer's alone, whatever
//! cookies it has.

use std::borrow::Cow;

use http::HeaderValue;

use super::sign_out_hint;
use crate::{
    contract::Secret,
    cookie::{
        chunk::{self, ValueTooLarge},
        header::RequestCookies,
        jar::Lifetime,
    },
    flow::{
        api_keys,
        carrier::{Carrier, SessionText},
        request::Authorization,
        scope::Scope,
        types::AppTypes,
    },
};

impl<F: AppTypes> Scope<'_, F> {
    /// Lets the header `Authorization` carry the session, if the application accepts sessions there. Headers of other
    /// schemes leave the session to the cookies. A key is no session.
    pub(crate) fn with_bearer(mut self) -> Self {
        let settings = &self.engine.settings;
        let Some(headers) = self.facts.headers.filter(|_| settings.bearer_sessions) else { return self };
        self.carrier = match Authorization::of(headers) {
            Authorization::Absent | Authorization::Other => Carrier::Cookie,
            Authorization::Bearer(bearer) if api_keys::is_key(settings, bearer.0) => Carrier::Bearer(None),
            Authorization::Bearer(bearer) => Carrier::Bearer(Some(bearer)),
            Authorization::Broken => Carrier::Bearer(None),
        };
        self
    }

    /// Returns the header with the text of the session from now on, if the header carries the session.
    pub(crate) fn session_header(&self) -> Option<HeaderValue> {
        self.has_bearer().then(|| self.session_text.header())?
    }

    /// Returns `true` if the header carries the session.
    pub(crate) fn has_bearer(&self) -> bool {
        matches!(self.carrier, Carrier::Bearer(_))
    }
}

/// Returns the texts of the request that may be a session. Usually there is one.
pub(super) fn texts<'s, F: AppTypes>(
    scope: &'s Scope<'_, F>,
) -> impl Iterator<Item = Cow<'s, str>> + use<'s, F> {
    let (bearer, reads_cookies) = match scope.carrier {
        Carrier::Cookie => (None, true),
        Carrier::Bearer(bearer) => (bearer, false),
    };
    let name = scope.scheme.cookies.session_token.name();
    let cookies = if reads_cookies { &scope.cookies } else { RequestCookies::NONE };
    let bearer = bearer.filter(|bearer| bearer.0.len() <= chunk::MAX_SIZE);
    chunk::candidates(cookies, name).chain(bearer.map(|bearer| Cow::Borrowed(bearer.0)))
}

/// Writes the text of the session: into the cookie, unless the header carries it.
///
/// # Errors
/// Fails if the text is so long that it could not be read.
pub(super) fn write<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    text: &str,
    lifetime: Lifetime,
) -> Result<(), ValueTooLarge> {
    match scope.carrier {
        Carrier::Cookie => {
            let spec = &scope.scheme.cookies.session_token;
            chunk::write(&mut scope.jar, &scope.cookies, spec, text, lifetime)?;
            sign_out_hint::keep(scope);
        }
        Carrier::Bearer(_) if text.len() > chunk::MAX_SIZE => {
            return Err(ValueTooLarge { size: text.len(), max: chunk::MAX_SIZE });
        }
        Carrier::Bearer(_) => {}
    }
    // Only programs get the text outside of the cookie.
    if scope.engine.settings.bearer_sessions {
        scope.session_text = SessionText::Issued(Secret::new(text));
    }
    Ok(())
}

/// Deletes the session cookie with all its chunks, unless the header carries the session.
pub(super) fn delete<F: AppTypes>(scope: &mut Scope<'_, F>) {
    if scope.carrier == Carrier::Cookie {
        chunk::delete_all(&mut scope.jar, &scope.cookies, &scope.scheme.cookies.session_token);
        sign_out_hint::forget(scope);
    }
    scope.session_text = SessionText::Ended;
}
