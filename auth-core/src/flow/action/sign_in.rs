//! `GET /signin`: shows the page with all providers. `POST /signin/{provider}`: starts a sign-in.

use super::Context;
#[cfg(feature = "passkey")]
use crate::page::Ceremonies;
use crate::{
    contract::form::Field,
    flow::{error::AuthError, response::Answer, types::AppTypes},
    page::{self, FieldSpec, ProviderEntry, SignInPage, SignInPageErrorParam},
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
    let engine = cx.scope.engine;
    let public: Vec<_> = engine
        .providers
        .iter()
        .map(|provider| (provider, provider.public(&cx.scope.origin, &cx.scope.base), fields(provider)))
        .collect();
    #[cfg(feature = "passkey")]
    let script = format!("{}{}", cx.scope.base, page::passkey_script::src());
    let providers: Vec<_> = public
        .iter()
        .map(|(provider, public, fields)| match provider {
            Provider::Credentials(_) => ProviderEntry::Credentials {
                id: public.id.as_str(),
                name: &public.name,
                callback_url: &public.callback_url,
                fields,
            },
            #[cfg(feature = "oauth")]
            Provider::OAuth(provider) => ProviderEntry::OAuth {
                name: &public.name,
                sign_in_url: &public.sign_in_url,
                brand_color: provider.brand_color,
                logo: provider.logo.as_ref(),
                // A discovered endpoint may redirect to another site, as those of organisations do.
                authorization_origin: provider.authorization_url.as_deref(),
            },
            #[cfg(feature = "email")]
            Provider::Email(_) => ProviderEntry::Email {
                id: public.id.as_str(),
                name: &public.name,
                sign_in_url: &public.sign_in_url,
            },
            #[cfg(feature = "passkey")]
            Provider::Passkey(provider) => ProviderEntry::WebAuthn {
                id: public.id.as_str(),
                name: &public.name,
                callback_url: &public.callback_url,
                fields,
                script: Ceremonies {
                    src: &script,
                    base_path: &cx.scope.base,
                    conditional_ui: provider.conditional_ui,
                },
            },
        })
        .collect();
    page::sign_in(&SignInPage {
        frame: cx.frame(),
        csrf_token: Some(cx.csrf_token.as_str()),
        callback_url: cx.callback_url.as_str(),
        email: cx.request.query.get("email"),
        error: error.and_then(SignInPageErrorParam::from_query),
        providers: &providers,
    })
}

/// Returns the fields of the form of a provider.
pub(super) fn fields<S>(provider: &Provider<S>) -> Vec<FieldSpec<'static>> {
    match provider {
        Provider::Credentials(provider) => provider.fields.iter().map(field).collect(),
        #[cfg(feature = "oauth")]
        Provider::OAuth(_) => Vec::new(),
        #[cfg(feature = "email")]
        Provider::Email(_) => Vec::new(),
        #[cfg(feature = "passkey")]
        Provider::Passkey(_) => vec![PASSKEY_FIELD],
    }
}

/// The only field of a passkey form. Browsers offer passkeys in it (`webauthn`).
#[cfg(feature = "passkey")]
const PASSKEY_FIELD: FieldSpec<'static> = FieldSpec {
    name: "email",
    label: Some("Email"),
    input_type: None,
    placeholder: None,
    required: true,
    autocomplete: Some("username webauthn"),
    attributes: &[],
};

fn field(field: &Field) -> FieldSpec<'static> {
    FieldSpec {
        name: field.name,
        label: field.label,
        input_type: Some(field.input_type),
        placeholder: field.placeholder,
        required: field.required,
        autocomplete: field.autocomplete,
        attributes: &[],
    }
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
