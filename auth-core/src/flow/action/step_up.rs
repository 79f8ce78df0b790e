//! `GET /step-up`: the page on which the signed-in user proves more, or again, and what follows from it.

use super::{Context, offers::Offers};
#[cfg(feature = "totp")]
use crate::flow::second_factor::verify;
use crate::{
    adapter::{Adapter, AdapterError},
    check::callback_url::{self, CallbackUrl},
    contract::{Account, AdapterUser, assurance::AuthMethod},
    cookie::jar::Lifetime,
    flow::{
        error::AuthError,
        pages, remembered_way,
        request::AuthRequest,
        response::Answer,
        session::{self, SessionState, step_up::AskedStepUp},
        types::AppTypes,
    },
    page::{self, StepUpPage},
    provider::Provider,
};

/// The form field, and the parameter of a link, that mark a sign-in as part of a step-up.
pub(super) const MARK: &str = "stepUp";

/// Returns `true` if the form of a request is marked as part of a step-up.
pub(super) fn is_marked(request: &AuthRequest<'_>) -> bool {
    request.body.text(MARK).is_some_and(|mark| !mark.is_empty())
}

/// The ways to prove something that a user has.
#[cfg_attr(
    not(all(feature = "oauth", feature = "email", feature = "passkey", feature = "sms")),
    allow(dead_code, reason = "for the providers of other features")
)]
struct Available {
    /// The accounts of the user; `None` if they are unknown.
    accounts: Option<Vec<Account>>,
    /// `true` if the user has passkeys, or if that is unknown.
    passkeys: bool,
    /// The user's e-mail address.
    email: Option<String>,
    /// `true` if a code of an authenticator application is what is missing.
    code: bool,
    /// `true` if a first factor is missing, before a code makes two.
    first_factor: bool,
    /// `true` if an authenticator application would prove what is asked, and the user has none yet.
    enrols: bool,
}

/// Sends the browser to the sign-in page, which leads to the callback URL.
pub(super) fn to_sign_in<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    let settings = &cx.scope.engine.settings;
    Answer::Redirect(pages::sign_in_url(settings, &cx.scope.base, cx.callback_url.as_str()))
}

/// Returns the built-in page, or a redirect to that of the application. Without a session, the browser is sent to the
/// sign-in page.
pub(super) async fn page<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    let SessionState::Active(record) = session::read(&cx.scope).await? else { return Ok(to_sign_in(cx)) };
    stay_on_this_site(cx);
    let (acr_values, max_age) = (cx.request.query.get("acr_values"), cx.request.query.get("max_age"));
    let asked = session::step_up::ask(&mut cx.scope, &record, acr_values, max_age)?;
    if let Some(page) = &cx.scope.engine.settings.pages.step_up {
        let methods = AuthMethod::names(&asked.methods());
        let max_age = asked.max_age.map(|age| age.to_string());
        let mut query = vec![("callbackUrl", cx.callback_url.as_str()), ("acr_values", methods.as_str())];
        query.extend(max_age.as_deref().map(|age| ("max_age", age)));
        query.extend(cx.request.query.error().map(|error| ("error", error)));
        return Ok(Answer::Redirect(page.with_query(&query).as_str().to_owned()));
    }
    let user = match cx.scope.adapter().ok().zip(record.session_owner()) {
        Some((adapter, id)) => adapter.user(&id).await?,
        None => None,
    };
    #[cfg_attr(not(feature = "totp"), allow(unused_mut, reason = "nothing is added"))]
    let mut available = available(cx, user.as_ref(), record.email.clone()).await?;
    #[cfg(feature = "totp")]
    if let Some(user) = &user {
        if verify::has_codes(&cx.scope, &user.id()).await? {
            let is_missing = asked.needs_code(&record, cx.scope.now);
            (available.code, available.first_factor) = (is_missing, !is_missing);
        } else if cx.scope.engine.settings.totp.is_some() {
            let would_prove = |method: &AuthMethod| matches!(method, AuthMethod::Otp | AuthMethod::Mfa);
            available.enrols = asked.methods().iter().any(would_prove);
        }
    }
    Ok(Answer::Page(built_in(cx, &asked, &available)))
}

/// Returns the ways to prove something that a user has.
async fn available<F: AppTypes>(
    cx: &Context<'_, F>,
    user: Option<&AdapterUser>,
    shown: Option<String>,
) -> Result<Available, AuthError> {
    let (Ok(adapter), Some(user)) = (cx.scope.adapter(), user) else {
        return Ok(Available {
            accounts: None,
            passkeys: false,
            email: shown,
            code: false,
            first_factor: false,
            enrols: false,
        });
    };
    let accounts = match adapter.accounts_of(&user.id()).await {
        Ok(accounts) => Some(accounts),
        Err(AdapterError::Unsupported(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let passkeys = match adapter.authenticators_of(&user.id()).await {
        Ok(passkeys) => !passkeys.is_empty(),
        Err(AdapterError::Unsupported(_)) => false,
        Err(error) => return Err(error.into()),
    };
    let email = user.user.email.clone();
    Ok(Available { accounts, passkeys, email, code: false, first_factor: false, enrols: false })
}

/// Returns `true` if a provider can prove what is asked, and the user can use it.
#[cfg_attr(
    not(any(feature = "oauth", feature = "email", feature = "passkey", feature = "sms")),
    allow(unused_variables, reason = "for the providers of other features")
)]
fn is_offered<S>(provider: &Provider<S>, asked: &AskedStepUp, available: &Available) -> bool {
    let methods = asked.methods();
    let is_first = |method| available.first_factor && AuthMethod::FIRST.contains(&method);
    let completes = |method| methods.contains(&AuthMethod::Mfa) && is_first(method);
    let accepts = |method| methods.is_empty() || methods.contains(&method) || completes(method);
    match provider {
        Provider::Credentials(provider) => accepts(AuthMethod::Password) && !provider.fields.is_empty(),
        #[cfg(feature = "oauth")]
        Provider::OAuth(provider) => {
            let is_known = |accounts: &Vec<Account>| accounts.iter().any(|it| it.provider == provider.id);
            let proves = accepts(AuthMethod::Federated) || provider.trust_mfa && accepts(AuthMethod::Mfa);
            // Only an ID token says how old a sign-in at the provider is. A response by a POST from another site comes
            // without the session.
            let says_age = asked.max_age.is_none() || provider.kind == crate::contract::ProviderType::Oidc;
            proves && says_age && !provider.form_post && available.accounts.as_ref().is_none_or(is_known)
        }
        #[cfg(feature = "email")]
        Provider::Email(_) => accepts(AuthMethod::Email) && available.email.is_some(),
        #[cfg(feature = "sms")]
        Provider::Sms(provider) => {
            let is_known = |accounts: &Vec<Account>| accounts.iter().any(|it| it.provider == provider.id);
            accepts(AuthMethod::Sms) && available.accounts.as_ref().is_some_and(is_known)
        }
        #[cfg(feature = "passkey")]
        Provider::Passkey(_) => {
            available.passkeys
                && [AuthMethod::HardwareKey, AuthMethod::SoftwareKey, AuthMethod::Mfa]
                    .into_iter()
                    .any(accepts)
        }
    }
}

fn built_in<F: AppTypes>(cx: &Context<'_, F>, asked: &AskedStepUp, available: &Available) -> page::Page {
    let providers =
        cx.scope.engine.providers.iter().filter(|provider| is_offered(provider, asked, available));
    let offers = Offers::new(cx, providers, |offer| {
        offer.public.sign_in_url += &sign_in_query(offer.provider, asked);
        #[cfg(feature = "passkey")]
        {
            offer.conditional_ui = false;
        }
    });
    let last = remembered_way::is_on(&cx.scope.engine.settings).then(|| remembered_way::last(&cx.scope));
    page::step_up(&StepUpPage {
        frame: cx.frame(),
        csrf_token: cx.csrf_token.as_str(),
        callback_url: cx.callback_url.as_str(),
        email: available.email.as_deref(),
        error: cx.request.query.error().filter(|error| !error.is_empty()),
        code_url: available.code.then(|| cx.scope.action_url("step-up")).as_deref(),
        enrol_url: available.enrols.then(|| enrol_url(cx)).as_deref(),
        last: last.flatten().as_deref(),
        providers: &offers.entries(),
    })
}

/// Returns the URL of the page on which an authenticator application is enrolled, which leads to the callback URL.
fn enrol_url<F: AppTypes>(cx: &Context<'_, F>) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("callbackUrl", cx.callback_url.as_str())
        .finish();
    format!("{}?{query}", cx.scope.action_url("totp"))
}

/// Returns the query of the request that starts a sign-in at a provider: it asks for a new sign-in there, if the proof may
/// not have any age (OpenID Connect Core 1.0, section 3.1.2.1).
fn sign_in_query<S>(provider: &Provider<S>, asked: &AskedStepUp) -> String {
    match (provider, asked.max_age) {
        #[cfg(feature = "oauth")]
        (Provider::OAuth(_), Some(age)) => format!("?prompt=login&max_age={age}"),
        _ => String::new(),
    }
}

/// Makes a sign-in a step-up, if it is marked as part of one. The browser then returns to this site, whatever the redirect
/// callback allows.
///
/// # Errors
/// Fails if the database or the access callback fails.
pub(super) async fn begin<F: AppTypes>(cx: &mut Context<'_, F>, is_marked: bool) -> Result<(), AuthError> {
    if is_marked {
        session::step_up::begin(&mut cx.scope).await?;
    }
    if cx.scope.step_up.is_some() {
        stay_on_this_site(cx);
    }
    Ok(())
}

/// Replaces a callback URL of another site by the start page.
fn stay_on_this_site<F: AppTypes>(cx: &mut Context<'_, F>) {
    if callback_url::is_on_this_site(cx.callback_url.as_str(), &cx.scope.origin) {
        return;
    }
    cx.callback_url = CallbackUrl::home(&cx.scope.origin);
    let spec = &cx.scope.scheme.cookies.callback_url;
    cx.scope.jar.set(spec, cx.callback_url.as_str(), Lifetime::BrowserSession);
}
