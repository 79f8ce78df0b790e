//! `GET /verify-request`: a link has been mailed.

use super::Context;
use crate::{
    flow::Flow,
    page::{self, Frame},
    response::Outcome,
};

/// The built-in page, or the application's own with the query of the request.
pub(super) fn page<F: Flow>(cx: &Context<'_, F>) -> Outcome {
    match &cx.scope.engine.settings.pages.verify_request {
        Some(page) => {
            let query = cx.request.path_and_query.split_once('?').map_or("", |(_, query)| query);
            Outcome::Redirect(page.with_raw_query(query).as_str().to_owned())
        }
        None => Outcome::Page(page::verify_request(&Frame {
            style: &cx.scope.engine.settings.style,
            origin: cx.scope.origin.as_str(),
            redirect_targets: &[],
        })),
    }
}
