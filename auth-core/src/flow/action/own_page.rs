//! The parts that the pages about one's own account share: where they lead, and what is asked before.

use super::Context;
use crate::{
    flow::{
        pages::{self, StepUpUrl},
        response::Answer,
        types::AppTypes,
    },
    page::OwnForm,
};

/// A page below the base path.
#[derive(Clone, Copy)]
pub(super) struct OwnPage(pub(super) &'static str);

impl OwnPage {
    /// Returns the absolute URL.
    pub(super) fn url<F: AppTypes>(self, cx: &Context<'_, F>) -> String {
        cx.scope.action_url(self.0)
    }

    /// Returns the path, with the URL to which the user goes afterwards. The parameters of a link are left out.
    fn path<F: AppTypes>(self, cx: &Context<'_, F>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        match cx.request.query.get("callbackUrl") {
            Some(url) => {
                format!("{}/{}?{}", cx.scope.base, self.0, query.append_pair("callbackUrl", url).finish())
            }
            None => format!("{}/{}", cx.scope.base, self.0),
        }
    }

    /// Returns the URL to which the user goes afterwards. A sign-in or a step-up that led here has left that of this page.
    pub(super) fn leave<'a, F: AppTypes>(self, cx: &'a Context<'_, F>) -> &'a str {
        let (url, own) = (cx.callback_url.as_str(), self.url(cx));
        let is_own =
            url.strip_prefix(&own).is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '#']));
        if is_own { cx.scope.origin.as_str() } else { url }
    }

    /// Returns the form of the page.
    pub(super) fn form<'a, F: AppTypes>(self, cx: &'a Context<'_, F>, action_url: &'a str) -> OwnForm<'a> {
        let (csrf_token, callback_url) = (cx.csrf_token.as_str(), self.leave(cx));
        OwnForm { frame: cx.frame(), action_url, csrf_token, callback_url }
    }

    /// Returns the URL of the sign-in page, which leads to this page.
    pub(super) fn sign_in_url<F: AppTypes>(self, cx: &Context<'_, F>) -> String {
        pages::sign_in_url(&cx.scope.engine.settings, &cx.scope.base, &self.path(cx))
    }

    /// Sends the browser to the sign-in page.
    pub(super) fn to_sign_in<F: AppTypes>(self, cx: &Context<'_, F>) -> Answer {
        Answer::Redirect(self.sign_in_url(cx))
    }

    /// Returns the path of the step-up page, which leads to this page.
    pub(super) fn step_up_url<F: AppTypes>(self, cx: &Context<'_, F>) -> String {
        let url = StepUpUrl { acr_values: "", max_age: Some(600), callback_url: &self.path(cx) };
        url.below(&cx.scope.base)
    }

    /// Sends the browser to the step-up page.
    pub(super) fn to_step_up<F: AppTypes>(self, cx: &Context<'_, F>) -> Answer {
        Answer::Redirect(self.step_up_url(cx))
    }
}
