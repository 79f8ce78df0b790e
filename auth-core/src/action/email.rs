//! `POST /signin/{provider}` for magic links: the link is mailed.

use super::Context;
use crate::{
    Account, User,
    adapter::Adapter,
    auth_error::AuthError,
    callback::{arguments, sign_in::SignInPhase, subject::Subject},
    cookie::jar::Lifetime,
    flow::{ColumnsOf, Flow},
    model::{ProviderType, VerificationToken},
    provider::email::{AskedLinks, Email, EmailAddress, LinkHash, LinkToken, SignInLink},
    random,
    response::Outcome,
    scope::Scope,
    sign_in::Attempt,
};

/// Mails a link, unless a guard refuses. Whether somebody has the address makes no difference.
pub(super) async fn start<F: Flow>(cx: &mut Context<'_, F>, provider: &Email) -> Result<Outcome, AuthError> {
    cx.scope.count_sign_in()?;
    let address = EmailAddress::parse(cx.request.body.text("email").unwrap_or_default())?;
    let (subject, account) = cx.scope.owner_of(&address, provider).await?;
    let attempt = Attempt { phase: SignInPhase::VerificationRequest, ..Attempt::new(&subject, &account) };
    if let Some(elsewhere) = cx.scope.ask_guards(attempt).await? {
        return Ok(Outcome::Redirect(elsewhere.to_string()));
    }
    let limited = |retry_after| AuthError::TooManyRequests { retry_after };
    provider.count(&address, cx.scope.now).map_err(limited)?;
    mail_link(cx, provider, &address).await?;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("provider", provider.id.as_str())
        .append_pair("type", "email")
        .finish();
    Ok(Outcome::Redirect(format!("{}?{query}", cx.scope.action_url("verify-request"))))
}

/// Keeps a new token, mails its link, and marks the browser as one that has asked for it.
async fn mail_link<F: Flow>(
    cx: &mut Context<'_, F>,
    provider: &Email,
    to: &EmailAddress,
) -> Result<(), AuthError> {
    let settings = &cx.scope.engine.settings;
    let token = LinkToken::mint(&*settings.random);
    let hash = settings.links.hash(&token);
    let expires = cx.scope.now + provider.max_age;
    let kept = VerificationToken::new(to.as_str(), hash.stored().clone(), expires);
    cx.scope.adapter()?.create_verification_token(kept).await?;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("callbackUrl", cx.callback_url.as_str())
        .append_pair("token", token.expose())
        .append_pair("email", to.as_str())
        .finish();
    let url = format!("{}?{query}", cx.scope.action_url(&format!("callback/{}", provider.id)));
    let link = SignInLink {
        url: &url,
        host: cx.scope.origin.authority(),
        to,
        expires,
        theme: settings.style.theme(),
        headers: arguments::headers(cx.scope.facts),
    };
    provider.mail(&link).await?;
    cx.scope.mark_asked(provider, &hash);
    Ok(())
}

/// The links that this browser has asked for.
impl<F: Flow> Scope<'_, F> {
    fn asked_links(&self) -> AskedLinks {
        let value = self.cookies.get(self.scheme.cookies.email_links.name());
        value.map(|value| AskedLinks::parse(&value)).unwrap_or_default()
    }

    /// Whether it has asked for this one.
    pub(super) fn has_asked(&self, hash: &LinkHash) -> bool {
        self.asked_links().holds(&hash.mark())
    }

    /// Marks it as one that has: as long as the link works, used or not.
    fn mark_asked(&mut self, provider: &Email, hash: &LinkHash) {
        let mut asked = self.asked_links();
        asked.add(hash.mark());
        let secs = u32::try_from(provider.max_age.as_secs()).unwrap_or(u32::MAX);
        let lifetime = Lifetime::MaxAge { secs, now: self.now };
        self.jar.set(&self.scheme.cookies.email_links, &asked.value(), lifetime);
    }
}

impl<F: Flow> Scope<'_, F> {
    /// Who has the address: the stored user, or a stand-in for one who would be made.
    pub(super) async fn owner_of(
        &self,
        address: &EmailAddress,
        provider: &Email,
    ) -> Result<(Subject<ColumnsOf<F>>, Account), AuthError> {
        let subject = match self.adapter()?.user_by_email(address.as_str()).await? {
            Some(user) => Subject::typed(user.typed()?),
            None => {
                let id = random::uuid(&*self.engine.settings.random);
                Subject::new(User::new(id).with_email(address.as_str()))
            }
        };
        let mut account = Account::new(provider.id.clone(), ProviderType::Email, address.as_str());
        account.user_id = Some(subject.plain().id.clone());
        Ok((subject, account))
    }
}
