//! `GET /verify-request`: the page after a magic link or a code was mailed.

use super::Context;
#[cfg(any(feature = "email", feature = "sms"))]
use crate::{
    contract::ProviderId,
    flow::requested_code,
    page::{EnterCodePage, SentTo},
    provider::{Provider, one_time_code::CodeLength},
};
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
#[cfg(any(feature = "email", feature = "sms"))]
fn built_in<F: AppTypes>(cx: &Context<'_, F>) -> page::Page {
    let is_wrong = cx.request.query.error() == Some("WrongCode");
    let requested = requested_code::read(&cx.scope);
    let provider = requested.as_ref().and_then(|it| cx.scope.engine.provider(it.provider.as_str()).ok());
    let (Some(requested), Some(provider)) = (&requested, provider) else {
        let sign_in_url = is_wrong.then(|| cx.scope.action_url("signin"));
        return page::verify_request(&cx.frame(), sign_in_url.as_deref());
    };
    match provider {
        #[cfg(feature = "email")]
        Provider::Email(mails) => {
            if let (Some(to), Some(length)) = (requested.address(), mails.content.code()) {
                let sent_to = SentTo::Mail { to: &to, has_link: mails.content.has_link() };
                return enter_code(cx, (provider.id(), length), sent_to, is_wrong);
            }
        }
        #[cfg(feature = "sms")]
        Provider::Sms(sms) => {
            if let Some(number) = requested.number() {
                let sent_to = SentTo::Phone { number: &number, is_added: requested.is_by_user() };
                return enter_code(cx, (provider.id(), sms.length), sent_to, is_wrong);
            }
        }
        _ => {}
    }
    page::verify_request(&cx.frame(), None)
}

/// Returns the page with a field for the code.
#[cfg(any(feature = "email", feature = "sms"))]
fn enter_code<F: AppTypes>(
    cx: &Context<'_, F>,
    (provider, length): (&ProviderId, CodeLength),
    sent_to: SentTo<'_>,
    is_wrong: bool,
) -> page::Page {
    let sign_in_url = cx.scope.action_url("signin");
    let again_url = match sent_to {
        #[cfg(feature = "sms")]
        SentTo::Phone { is_added: true, .. } => cx.callback_url.as_str(),
        _ => &sign_in_url,
    };
    page::enter_code(&EnterCodePage {
        frame: cx.frame(),
        action: &cx.scope.action_url(&format!("callback/{provider}")),
        again_url,
        csrf_token: cx.csrf_token.as_str(),
        callback_url: cx.callback_url.as_str(),
        sent_to,
        digits: length.digits(),
        is_wrong,
    })
}

/// Returns the built-in page.
#[cfg(not(any(feature = "email", feature = "sms")))]
fn built_in<F: AppTypes>(cx: &Context<'_, F>) -> page::Page {
    page::verify_request(&cx.frame(), None)
}
