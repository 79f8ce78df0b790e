//! `GET /error`: what went wrong, as far as a visitor should know.

use super::Context;
use crate::{flow::Flow, page::ErrorPageParam, response::Outcome};

/// The built-in page, or the application's own.
pub(super) fn page<F: Flow>(cx: &Context<'_, F>) -> Outcome {
    match &cx.scope.engine.settings.pages.error {
        Some(page) => {
            let to = match cx.request.query.error() {
                Some(error) => page.with_query(&[("error", error)]),
                None => page.clone(),
            };
            Outcome::Redirect(to.as_str().to_owned())
        }
        None => {
            let error = ErrorPageParam::from_query(cx.request.query.error().unwrap_or_default());
            Outcome::Page(cx.scope.engine.error_page(cx.scope.origin.as_str(), error))
        }
    }
}
