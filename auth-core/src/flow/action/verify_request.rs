//! `GET /verify-request`: the page after a magic link or a code was mailed.

use super::Context;
#[cfg(feature = "email")]
use crate::{flow::requested_code, page::EnterCodePage, provider::Provider};
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
        None => Answer::Page(built_in(cx)),
    }
}

/// Returns the built-in page, with a field for the code if this browser has requested one.
#[cfg(feature = "email")]
fn built_in<F: AppTypes>(cx: &Context<'_, F>) -> page::Page {
    let is_wrong = cx.request.query.error() == Some("WrongCode");
    let requested = requested_code::read(&cx.scope);
    let provider = requested.as_ref().and_then(|it| cx.scope.engine.provider(it.provider.as_str()).ok());
    let (Some(requested), Some(Provider::Email(provider))) = (&requested, provider) else {
        let sign_in_url = is_wrong.then(|| cx.scope.action_url("signin"));
        return page::verify_request(&cx.frame(), sign_in_url.as_deref());
    };
    let (Some(address), Some(length)) = (requested.address(), provider.content.code()) else {
        return page::verify_request(&cx.frame(), None);
    };
    page::enter_code(&EnterCodePage {
        frame: cx.frame(),
        action: &cx.scope.action_url(&format!("callback/{}", provider.id)),
        sign_in_url: &cx.scope.action_url("signin"),
        csrf_token: cx.csrf_token.as_str(),
        callback_url: cx.callback_url.as_str(),
        email: &address,
        digits: length.digits(),
        has_link: provider.content.has_link(),
        is_wrong,
    })
}

/// Returns the built-in page.
#[cfg(not(feature = "email"))]
fn built_in<F: AppTypes>(cx: &Context<'_, F>) -> page::Page {
    page::verify_request(&cx.frame(), None)
}
