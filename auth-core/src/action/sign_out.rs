//! `GET /signout`: asks. `POST /signout`: signs out.

use super::Context;
use crate::{
    auth_error::AuthError,
    flow::Flow,
    page::{self, Frame, SignOutPage},
    response::Outcome,
};

/// The built-in page, or the application's own.
pub(super) fn page<F: Flow>(cx: &Context<'_, F>) -> Outcome {
    if let Some(page) = &cx.scope.engine.settings.pages.sign_out {
        return Outcome::Redirect(page.as_str().to_owned());
    }
    let request_url = format!("{}{}", cx.scope.origin, cx.request.path_and_query);
    Outcome::Page(page::sign_out(&SignOutPage {
        frame: Frame {
            style: &cx.scope.engine.settings.style,
            origin: cx.scope.origin.as_str(),
            redirect_targets: &[cx.callback_url.as_str()],
        },
        request_url: &request_url,
        csrf_token: Some(cx.csrf_token.as_str()),
        #[cfg(feature = "oauth")]
        leads_elsewhere: cx.scope.sign_out_hint().is_some(),
        #[cfg(not(feature = "oauth"))]
        leads_elsewhere: false,
    }))
}

/// Ends the session, whatever state it is in; at the provider too, where that is wanted.
pub(super) async fn run<F: Flow>(cx: &mut Context<'_, F>) -> Result<Outcome, AuthError> {
    cx.require_csrf()?;
    cx.scope.sign_out().await;
    #[cfg(feature = "oauth")]
    if let Some(elsewhere) = super::provider_sign_out::leave(cx).await {
        return Ok(Outcome::Redirect(elsewhere));
    }
    Ok(Outcome::Redirect(cx.callback_url.to_string()))
}
