//! `POST /signin/{provider}` for magic links: mails a link, a code, or both.

use super::{Context, step_up};
use crate::{
    adapter::Adapter,
    contract::{
        EmailAddress, VerificationToken,
        callback::{
            arguments,
            sign_in::{SignInAttempt, SignInMethod},
        },
    },
    flow::{
        error::AuthError,
        requested_code::RequestedCode,
        requested_links,
        response::Answer,
        sign_in::{
            Attempt, ask_guards, by_link,
            limit::{self, AccountName, Purpose},
        },
        types::AppTypes,
    },
    provider::{
        email::{CodeLength, Email, LinkToken, SignInCode, SignInLink},
        one_time_code::OneTimeCode,
    },
};

/// Mails a link or a code unless a guard refuses. The response does not depend on whether a user has the address.
pub(super) async fn start<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Email,
) -> Result<Answer, AuthError> {
    limit::network(&cx.scope).await?;
    let address = EmailAddress::parse(cx.request.body.text("email").unwrap_or_default())?;
    if let Some(rule) = &provider.requests {
        let name = AccountName::of_address(&address);
        let _mailed = limit::by_rule(&cx.scope, Purpose::Mail, &name, rule).await?;
    }
    let (subject, account, _) = by_link::owner_of(&cx.scope, &address, provider).await?;
    let method = SignInMethod::LinkRequested(address.as_str());
    let attempt: Attempt<'_, F> = SignInAttempt::new(method, &subject, &account);
    if let Some(elsewhere) = ask_guards(&mut cx.scope, &attempt).await? {
        return Ok(Answer::Redirect(elsewhere.to_string()));
    }
    mail(cx, provider, &address).await?;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("provider", provider.id.as_str())
        .append_pair("type", "email")
        .finish();
    Ok(Answer::Redirect(format!("{}?{query}", cx.scope.action_url("verify-request"))))
}

/// Mails a link, a code, or both.
async fn mail<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Email,
    to: &EmailAddress,
) -> Result<(), AuthError> {
    let code = match provider.content.code() {
        Some(length) => Some(new_code(cx, provider, to, length).await?),
        None => None,
    };
    if provider.content.has_link() {
        mail_link(cx, provider, to, code.as_ref().map(|(_, code)| code)).await?;
    } else if let Some((requested, code)) = &code {
        mail_code(cx, provider, to, (requested, code)).await?;
    }
    if let Some((requested, _)) = &code {
        requested.keep(&mut cx.scope)?;
    }
    Ok(())
}

/// Stores a new code for this browser.
async fn new_code<F: AppTypes>(
    cx: &Context<'_, F>,
    provider: &Email,
    to: &EmailAddress,
    length: CodeLength,
) -> Result<(RequestedCode, OneTimeCode), AuthError> {
    let settings = &cx.scope.engine.settings;
    let requested = RequestedCode::new(&cx.scope, &provider.id, to.as_str(), step_up::is_marked(cx.request));
    let code = OneTimeCode::mint(length, &*settings.random);
    let hash = settings.links.hash_code(&requested.nonce, &code);
    let stored = VerificationToken::new(to.as_str(), hash.stored().clone(), requested.expires());
    cx.scope.adapter()?.create_verification_token(stored).await?;
    Ok((requested, code))
}

/// Mails a code without a link.
async fn mail_code<F: AppTypes>(
    cx: &Context<'_, F>,
    provider: &Email,
    to: &EmailAddress,
    (requested, code): (&RequestedCode, &OneTimeCode),
) -> Result<(), AuthError> {
    let mail = SignInCode {
        code: code.expose(),
        host: cx.scope.origin.authority(),
        to,
        expires: requested.expires(),
        theme: cx.scope.engine.settings.style.theme(),
        headers: arguments::headers(cx.scope.facts),
        words: cx.scope.wording().words,
    };
    Ok(provider.mail_code(&mail).await?)
}

/// Stores a new token, mails its link, and marks the browser as one that has requested it.
async fn mail_link<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Email,
    to: &EmailAddress,
    code: Option<&OneTimeCode>,
) -> Result<(), AuthError> {
    let settings = &cx.scope.engine.settings;
    let token = LinkToken::mint(&*settings.random);
    let hash = settings.links.hash(&token);
    let expires = cx.scope.now + provider.max_age;
    let stored = VerificationToken::new(to.as_str(), hash.stored().clone(), expires);
    cx.scope.adapter()?.create_verification_token(stored).await?;
    let is_step_up = step_up::is_marked(cx.request);
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("callbackUrl", cx.callback_url.as_str())
        .append_pair("token", token.expose())
        .append_pair("email", to.as_str())
        .extend_pairs(is_step_up.then_some((step_up::MARK, "1")))
        .finish();
    let url = format!("{}?{query}", cx.scope.action_url(&format!("callback/{}", provider.id)));
    let link = SignInLink {
        url: &url,
        code: code.map(OneTimeCode::expose),
        host: cx.scope.origin.authority(),
        to,
        expires,
        theme: settings.style.theme(),
        headers: arguments::headers(cx.scope.facts),
        words: cx.scope.wording().words,
    };
    provider.mail(&link).await?;
    requested_links::add(&mut cx.scope, &cx.csrf_token, (provider, &hash));
    Ok(())
}
