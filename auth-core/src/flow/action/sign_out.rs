//! `GET /signout`: asks for confirmation. `POST /signout`: signs out.

use http::StatusCode;

use super::Context;
use crate::{
    flow::{
        error::AuthError,
        pages,
        response::Answer,
        session::{self, sign_out_hint},
        types::AppTypes,
    },
    page::{self, ErrorPageParam, Frame, SignOutPage},
};

/// Returns the built-in page, or a redirect to that of the application.
pub(super) fn page<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    if let Some(page) = &cx.scope.engine.settings.pages.sign_out {
        return Answer::Redirect(page.as_str().to_owned());
    }
    let request_url = format!("{}{}", cx.scope.origin, cx.request.path_and_query());
    Answer::Page(page::sign_out(&SignOutPage {
        frame: Frame {
            style: &cx.scope.engine.settings.style,
            origin: cx.scope.origin.as_str(),
            redirect_targets: &[cx.callback_url.as_str()],
            wording: cx.scope.wording(),
        },
        request_url: &request_url,
        csrf_token: Some(cx.csrf_token.as_str()),
        leads_elsewhere: sign_out_hint::read(&cx.scope).is_some(),
    }))
}

/// Ends the session, whatever its state. Continues at the provider if sign-out leads there.
pub(super) async fn run<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    if let Err(error) = session::sign_out(&mut cx.scope).await {
        return Ok(not_stored(cx, &error));
    }
    #[cfg(feature = "oauth")]
    if let Some(elsewhere) = super::provider_sign_out::url(cx).await {
        return Ok(Answer::Redirect(elsewhere));
    }
    Ok(Answer::Redirect(cx.callback_url.to_string()))
}

/// Responds to a sign-out that could not be stored: with 503, as JSON for scripts and as a page for browsers, or with the
/// page of the application. The cookie of the session is deleted all the same.
fn not_stored<F: AppTypes>(cx: &Context<'_, F>, error: &AuthError) -> Answer {
    error.log();
    let (settings, origin) = (&cx.scope.engine.settings, cx.scope.origin.as_str());
    let url = || pages::error_url(settings, origin, &cx.request.base, error);
    if cx.request.return_redirect {
        let body = serde_json::json!({ "url": url() }).to_string();
        return Answer::Json(StatusCode::SERVICE_UNAVAILABLE, body);
    }
    match settings.pages.error {
        Some(_) => Answer::Redirect(url()),
        None => Answer::Page(pages::error_page(
            settings,
            origin,
            &cx.request.base,
            ErrorPageParam::SignOutError,
            cx.scope.wording(),
        )),
    }
}
