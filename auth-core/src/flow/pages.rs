//! URLs of the pages for errors and sign-in, which are built in or belong to the application, and the built-in error
//! pages.

use http::HeaderMap;

use super::{error::AuthError, settings::Settings};
use crate::page::{self, ErrorPage, ErrorPageParam, Frame, Page, Wording};

/// Returns the URL to which the browser is sent after an error. `base` is the base path as the browser sees it.
pub(crate) fn error_url(settings: &Settings, origin: &str, base: &str, error: &AuthError) -> String {
    #[cfg(feature = "totp")]
    if let AuthError::WrongCode = error {
        return second_factor_url(settings, origin, base, Some(error.code()));
    }
    let pages = &settings.pages;
    #[cfg(any(feature = "email", feature = "sms"))]
    if let AuthError::WrongSentCode = error {
        return match &pages.verify_request {
            Some(page) => page.with_query(&[("error", error.code())]).resolve(origin),
            None => format!("{origin}{base}/verify-request?error={}", error.code()),
        };
    }
    let (page, built_in) =
        if error.leads_to_sign_in() { (&pages.sign_in, "signin") } else { (&pages.error, "error") };
    let mut query = vec![("error", error.code())];
    if let AuthError::CredentialsSignin(refusal) = error {
        query.push(("code", refusal.code()));
    }
    match page {
        Some(page) => page.with_query(&query).resolve(origin),
        None => {
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
            format!("{origin}{base}/{built_in}?{query}")
        }
    }
}

/// Returns the URL of the page on which a user proves a second factor.
#[cfg(feature = "totp")]
pub(crate) fn second_factor_url(
    settings: &Settings,
    origin: &str,
    base: &str,
    error: Option<&str>,
) -> String {
    let query: Vec<_> = error.map(|error| ("error", error)).into_iter().collect();
    match &settings.pages.second_factor {
        Some(page) => page.with_query(&query).resolve(origin),
        None if query.is_empty() => format!("{origin}{base}/second-factor"),
        None => {
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
            format!("{origin}{base}/second-factor?{query}")
        }
    }
}

/// Returns `true` if an error of a step-up leads to the step-up page, where the user can try again.
pub(crate) fn returns_to_step_up(error: &AuthError) -> bool {
    #[cfg(feature = "totp")]
    if matches!(error, AuthError::WrongCode) {
        return true;
    }
    matches!(error, AuthError::OtherUser) || error.leads_to_sign_in()
}

/// Returns the built-in error page.
pub(crate) fn error_page(
    settings: &Settings,
    origin: &str,
    base: &str,
    error: ErrorPageParam,
    wording: Wording<'_>,
) -> Page {
    let sign_in_url = format!("{origin}{base}/signin");
    let frame = Frame { style: &settings.style, origin, redirect_targets: &[], wording };
    page::error(&ErrorPage { frame, error, sign_in_url: &sign_in_url })
}

/// Returns the URL of the sign-in page, with the URL to return to: a path, or the application's own URL.
#[cfg_attr(not(feature = "extractors"), allow(dead_code, reason = "serves the integration of a framework"))]
pub(crate) fn sign_in_url(settings: &Settings, base: &str, callback_url: &str) -> String {
    let query = [("callbackUrl", callback_url)];
    match &settings.pages.sign_in {
        Some(page) => page.with_query(&query).as_str().to_owned(),
        None => {
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
            format!("{base}/signin?{query}")
        }
    }
}

/// The URL of the step-up page.
#[derive(Clone, Copy)]
pub(crate) struct StepUpUrl<'a> {
    /// The names of the methods of which one is required, separated by spaces; none if any is enough.
    pub(crate) acr_values: &'a str,
    /// The greatest age of the proof in seconds; `None` if it may have any age.
    pub(crate) max_age: Option<i64>,
    /// The URL to return to: a path, or a URL of this site.
    pub(crate) callback_url: &'a str,
}

impl StepUpUrl<'_> {
    /// Returns the URL below a base path, as the browser sees it.
    pub(crate) fn below(self, base: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.acr_values.is_empty() {
            query.append_pair("acr_values", self.acr_values);
        }
        if let Some(seconds) = self.max_age {
            query.append_pair("max_age", &seconds.to_string());
        }
        query.append_pair("callbackUrl", self.callback_url);
        format!("{base}/step-up?{}", query.finish())
    }
}

/// Returns the page for a browser that has sent a form, and whose user has to prove more first.
#[cfg_attr(not(feature = "extractors"), allow(dead_code, reason = "serves the integration of a framework"))]
pub(crate) fn step_up_required(settings: &Settings, headers: &HeaderMap, url: &str) -> Page {
    page::step_up_required(&frame_without_origin(settings, headers), url)
}

/// Returns the page for a visitor that a guard rejects.
#[cfg_attr(not(feature = "extractors"), allow(dead_code, reason = "serves the integration of a framework"))]
pub(crate) fn access_denied(settings: &Settings, headers: &HeaderMap) -> Page {
    page::forbidden(&frame_without_origin(settings, headers))
}

/// Returns the frame of a page that does not name its site.
fn frame_without_origin<'a>(settings: &'a Settings, headers: &HeaderMap) -> Frame<'a> {
    let wording = settings.languages.choose(Some(headers));
    Frame { style: &settings.style, origin: "", redirect_targets: &[], wording }
}
