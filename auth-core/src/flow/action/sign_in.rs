//! `GET /signin`: shows the page with all providers. `POST /signin/{provider}`: starts a sign-in.

use super::{Context, offers::Offers};
use crate::{
    flow::{error::AuthError, response::Answer, types::AppTypes},
    page::{self, SignInPage, SignInPageErrorParam},
    provider::Provider,
};

/// Returns the built-in page, or a redirect to that of the application.
pub(super) fn page<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    let error = cx.request.query.error().filter(|error| !error.is_empty());
    match &cx.scope.engine.settings.pages.sign_in {
        Some(page) => {
            let callback_url = ("callbackUrl", cx.callback_url.as_str());
            let to = match cx.request.query.error() {
                Some(error) => page.with_query(&[callback_url, ("error", error)]),
                None => page.with_query(&[callback_url]),
            };
            Answer::Redirect(to.as_str().to_owned())
        }
        None => Answer::Page(built_in(cx, error)),
    }
}

fn built_in<F: AppTypes>(cx: &Context<'_, F>, error: Option<&str>) -> page::Page {
    let offers = Offers::new(cx, cx.scope.engine.providers.iter(), |_| ());
    page::sign_in(&SignInPage {
        frame: cx.frame(),
        csrf_token: Some(cx.csrf_token.as_str()),
        callback_url: cx.callback_url.as_str(),
        email: cx.request.query.get("email"),
        error: error.and_then(SignInPageErrorParam::from_query),
        providers: &offers.entries(),
        forgot_url: cx.forgot_url().as_deref(),
    })
}

/// Starts a sign-in at an identity provider or by a magic link. Credentials and passkeys start with a form, so the
/// browser is sent to the sign-in page.
pub(super) async fn start<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: Option<&str>,
) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    let provider = provider.map(|id| cx.scope.engine.provider(id)).transpose()?;
    match provider {
        #[cfg(feature = "oauth")]
        Some(Provider::OAuth(provider)) => super::oauth::start(cx, provider).await,
        #[cfg(feature = "email")]
        Some(Provider::Email(provider)) => super::email::start(cx, provider).await,
        #[cfg(feature = "passkey")]
        Some(Provider::Passkey(_)) => Ok(Answer::Redirect(cx.scope.action_url("signin"))),
        Some(Provider::Credentials(_)) | None => Ok(Answer::Redirect(cx.scope.action_url("signin"))),
    }
}
