//! The responses to a session whose user has to prove more: a challenge (RFC 9470), or the way to the step-up page.

use http::{
    HeaderValue, Method, StatusCode,
    header::{HOST, REFERER, VARY, WWW_AUTHENTICATE},
    request::Parts,
};

use super::rejection::{
    Refusal, Reply, VARIES, accepts_page, challenge, is_navigation, json, redirect, requested,
};
use crate::{
    app::auth::Auth,
    contract::{
        assurance::{AuthMethod, Factor, MaxAge},
        session::SessionData,
    },
    flow::pages::StepUpUrl,
};

/// The error code of RFC 9470.
const ERROR: &str = "insufficient_user_authentication";

/// A proof that a route requires and a session does not have, and the response that says so.
#[derive(Debug)]
pub struct StepUp {
    methods: Vec<AuthMethod>,
    max_age: Option<i64>,
    answer: Answer,
}

/// The form of the response.
#[derive(Debug)]
enum Answer {
    /// The browser is sent to the step-up page.
    Redirect(String),
    /// The browser has sent a form, and gets a page with a link to the step-up page.
    Page(Box<Reply>),
    /// A program gets a challenge.
    Challenge,
}

impl StepUp {
    /// Decides on the response to a request.
    pub(crate) fn of<F: Factor, A: MaxAge, V: SessionData>(auth: &Auth<V>, parts: &Parts) -> Self {
        let (methods, max_age) = (F::methods(), A::SECONDS);
        let url = |callback_url: &str| {
            let acr_values = AuthMethod::names(&methods);
            let url = StepUpUrl { acr_values: &acr_values, max_age, callback_url };
            auth.erased().step_up_url(auth.prefix_of(&parts.extensions), url)
        };
        let answer = if is_navigation(parts) {
            Answer::Redirect(url(requested(parts)))
        } else if parts.method == Method::POST && accepts_page(parts) {
            // The page with the form is shown again, so that the form can be sent again.
            let page = auth.erased().step_up_required(&parts.headers, &url(&page_of_form(parts)));
            Answer::Page(Box::new(page))
        } else {
            Answer::Challenge
        };
        Self { methods, max_age, answer }
    }

    /// Returns the methods of which one is required: the `acr_values` of RFC 9470. If there are none, any is enough.
    pub fn methods(&self) -> &[AuthMethod] {
        &self.methods
    }

    /// Returns the greatest age of the proof in seconds: the `max_age` of RFC 9470. `None` if it may have any age.
    pub fn max_age(&self) -> Option<i64> {
        self.max_age
    }

    /// Returns the URL of the step-up page if the browser is sent there.
    pub fn url(&self) -> Option<&str> {
        match &self.answer {
            Answer::Redirect(url) => Some(url),
            Answer::Page(_) | Answer::Challenge => None,
        }
    }

    /// Returns the value of `WWW-Authenticate`.
    fn challenge(&self) -> Option<HeaderValue> {
        let (methods, max_age) = (AuthMethod::names(&self.methods), self.max_age.map(|age| age.to_string()));
        let mut members = vec![("error_description", "The user has to prove more, or again")];
        members.extend((!methods.is_empty()).then_some(("acr_values", methods.as_str())));
        members.extend(max_age.as_deref().map(|seconds| ("max_age", seconds)));
        challenge(ERROR, &members)
    }
}

/// Returns the path of the page from which a form was sent; the start page if it is unknown or of another site.
fn page_of_form(parts: &Parts) -> String {
    let text = |name| parts.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let host = parts.uri.authority().map(|authority| authority.as_str()).or_else(|| text(HOST));
    let page = text(REFERER).and_then(|referer| referer.parse::<http::Uri>().ok());
    let page = page.filter(|page| page.authority().map(|authority| authority.as_str()) == host);
    page.and_then(|page| page.path_and_query().map(ToString::to_string)).unwrap_or_else(|| "/".to_owned())
}

impl Refusal for StepUp {
    fn reply(&self) -> Reply {
        let mut response = match &self.answer {
            Answer::Redirect(page) => match redirect(page) {
                Some(reply) => return reply,
                None => json(StatusCode::UNAUTHORIZED, ERROR),
            },
            Answer::Page(page) => Reply::clone(page),
            Answer::Challenge => json(StatusCode::UNAUTHORIZED, ERROR),
        };
        if let Some(challenge) = self.challenge() {
            response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
        }
        response.headers_mut().insert(VARY, VARIES);
        response
    }
}
