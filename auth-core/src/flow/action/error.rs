//! `GET /error`: the error page, which shows no more than a visitor should know.

use super::Context;
use crate::{
    flow::{pages, response::Answer, types::AppTypes},
    page::ErrorPageParam,
};

/// Returns the built-in page, or a redirect to that of the application.
pub(super) fn page<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    let settings = &cx.scope.engine.settings;
    match &settings.pages.error {
        Some(page) => {
            let to = match cx.request.query.error() {
                Some(error) => page.with_query(&[("error", error)]),
                None => page.clone(),
            };
            Answer::Redirect(to.as_str().to_owned())
        }
        None => {
            let error = ErrorPageParam::from_query(cx.request.query.error().unwrap_or_default());
            Answer::Page(pages::error_page(
                settings,
                cx.scope.origin.as_str(),
                &cx.scope.base,
                error,
                cx.scope.wording(),
            ))
        }
    }
}
