//! `GET /verify-request`: the page after a magic link was mailed.

use super::Context;
use crate::{
    flow::{response::Answer, types::AppTypes},
    page,
};

/// Returns the built-in page, or a redirect to that of the application with the query of the request.
pub(super) fn page<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    match &cx.scope.engine.settings.pages.verify_request {
        Some(page) => {
            let query = cx.request.raw_query.unwrap_or_default();
            Answer::Redirect(page.with_raw_query(query).as_str().to_owned())
        }
        None => Answer::Page(page::verify_request(&cx.frame())),
    }
}
