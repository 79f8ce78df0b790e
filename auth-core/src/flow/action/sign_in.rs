//! `GET /signin`: shows the page with all providers. `POST /signin/{provider}`: starts a sign-in.

use super::{
    Context,
    offers::{self, Offers},
};
use crate::{
    flow::{
        error::AuthError,
        remembered_way::{self, FailedForm},
        request::{Action, Method},
        response::Answer,
        types::AppTypes,
    },
    page::{self, SignInPage, SignInPageErrorParam, Typed},
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
    let is_remembered = remembered_way::is_on(&cx.scope.engine.settings);
    let failed = error.filter(|_| is_remembered).and_then(|error| remembered_way::failed(&cx.scope, error));
    let last = is_remembered.then(|| remembered_way::last(&cx.scope)).flatten();
    page::sign_in(&SignInPage {
        frame: cx.frame(),
        csrf_token: Some(cx.csrf_token.as_str()),
        callback_url: cx.callback_url.as_str(),
        email: cx.request.query.get("email"),
        error: error.and_then(SignInPageErrorParam::from_query),
        failed: failed.as_ref().map(|failed| &*failed.provider),
        typed: failed.as_ref().and_then(|failed| {
            let (field, value) = failed.typed.as_ref()?;
            Some(Typed { provider: &failed.provider, field, value })
        }),
        last: last.as_deref(),
        providers: &offers.entries(),
        forgot_url: cx.forgot_url().as_deref(),
        sign_up_url: cx.sign_up_url().as_deref(),
    })
}

/// Remembers which form has failed, and the name that was typed into it, so that the sign-in page shows the error there and
/// fills in the name. A form of another site is not remembered, and neither is one of a script.
pub(crate) fn keep_failed<F: AppTypes>(cx: &mut Context<'_, F>, error: &AuthError) {
    let (Method::Post, Action::SignIn(Some(id)) | Action::Callback(Some(id))) =
        (cx.request.method, cx.request.action)
    else {
        return;
    };
    let engine = cx.scope.engine;
    let is_of_page = cx.csrf_verified && !cx.request.return_redirect && cx.scope.step_up.is_none();
    if !is_of_page || !error.leads_to_sign_in() || !remembered_way::is_on(&engine.settings) {
        return;
    }
    let field = match engine.provider(id) {
        Ok(Provider::Credentials(provider)) => {
            provider.fields.iter().find(|field| offers::field(field).is_name()).map(|field| field.name)
        }
        #[cfg(feature = "email")]
        Ok(Provider::Email(_)) => Some("email"),
        #[cfg(feature = "passkey")]
        Ok(Provider::Passkey(_)) => Some("email"),
        #[cfg(feature = "sms")]
        Ok(Provider::Sms(_)) => Some("phone"),
        _ => return,
    };
    let body = &cx.request.body;
    let typed = field.and_then(|field| Some((field, body.text(field)?.trim())));
    FailedForm::new((id, error.code()), typed, cx.scope.now).keep(&mut cx.scope);
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
        #[cfg(feature = "sms")]
        Some(Provider::Sms(provider)) => super::sms::start(cx, provider).await,
        Some(Provider::Credentials(_)) | None => Ok(Answer::Redirect(cx.scope.action_url("signin"))),
    }
}
