//! `/callback/{provider}` for magic links: somebody opens the link from the mail.

use super::super::Context;
use crate::{
    Account,
    adapter::{Adapter, EmailSignIn, EmailSignedIn, NewUser},
    auth_error::AuthError,
    callback::subject::Subject,
    flow::Flow,
    page::{self, ConfirmPage, Frame},
    provider::email::{Email, EmailAddress, LinkToken},
    response::Outcome,
    scope::Scope,
    sign_in::{Attempt, Entrance},
};

/// What came back of a link.
struct Opened<'r> {
    token: LinkToken,
    email: Option<&'r str>,
}

impl<'r> Opened<'r> {
    /// A link without a token is none.
    fn new(token: Option<&str>, email: Option<&'r str>) -> Result<Self, AuthError> {
        let token = token.and_then(LinkToken::submitted).ok_or(AuthError::IncompleteLink)?;
        Ok(Self { token, email })
    }
}

/// The link itself: it signs in at once in the browser that has asked for it. To anybody else, be it a
/// program that looks for malware in mails, it shows a page that asks.
pub(super) async fn open<F: Flow>(cx: &mut Context<'_, F>, provider: &Email) -> Result<Outcome, AuthError> {
    let query = &cx.request.query;
    let opened = Opened::new(query.get("token"), query.get("email"))?;
    let hash = cx.scope.engine.settings.links.hash(&opened.token);
    if cx.scope.has_asked(&hash) {
        return enter(cx, provider, opened).await;
    }
    let settings = &cx.scope.engine.settings;
    Ok(Outcome::Page(page::confirm(&ConfirmPage {
        frame: Frame { style: &settings.style, origin: cx.scope.origin.as_str(), redirect_targets: &[] },
        action: &cx.scope.action_url(&format!("callback/{}", provider.id)),
        csrf_token: cx.csrf_token.as_str(),
        token: opened.token.expose(),
        email: opened.email,
        callback_url: cx.callback_url.as_str(),
    })))
}

/// The form of that page.
pub(super) async fn confirm<F: Flow>(
    cx: &mut Context<'_, F>,
    provider: &Email,
) -> Result<Outcome, AuthError> {
    cx.require_csrf()?;
    let body = &cx.request.body;
    let opened = Opened::new(body.text("token"), body.text("email"))?;
    enter(cx, provider, opened).await
}

/// Signs in the owner of a link that works, and spends it. When a guard refuses it is spent as well.
async fn enter<F: Flow>(
    cx: &mut Context<'_, F>,
    provider: &Email,
    opened: Opened<'_>,
) -> Result<Outcome, AuthError> {
    let scope = &mut cx.scope;
    scope.count_sign_in()?;
    let address = opened.email.and_then(|email| EmailAddress::parse(email).ok());
    let address = address.ok_or(AuthError::Verification)?;
    let hash = scope.engine.settings.links.hash(&opened.token);
    let (adapter, token) = (scope.adapter()?, hash.stored());
    match adapter.verification_token(address.as_str(), token).await? {
        Some(kept) if kept.expires >= scope.now => {}
        _ => return Err(AuthError::Verification),
    }
    let (subject, account) = scope.owner_of(&address, provider).await?;
    let verdict = scope.ask_guards(Attempt::new(&subject, &account)).await;
    if !matches!(verdict, Ok(None)) {
        adapter.use_verification_token(address.as_str(), token).await?;
    }
    if let Some(elsewhere) = verdict? {
        return Ok(Outcome::Redirect(elsewhere.to_string()));
    }
    let user = NewUser::new(subject.plain().clone());
    let sign_in = EmailSignIn::new(address.as_str(), token.clone(), scope.now, user);
    scope.spend_link(sign_in, account).await?;
    Ok(Outcome::Redirect(cx.callback_url.to_string()))
}

impl<F: Flow> Scope<'_, F> {
    /// Spends the token, finds or makes the user and starts the session, which the database does in one step;
    /// so of several uses at the same time one gets through.
    async fn spend_link(&mut self, sign_in: EmailSignIn, account: Account) -> Result<(), AuthError> {
        let sign_in = sign_in.with_session(self.new_session());
        let entered = self.adapter()?.sign_in_by_email(sign_in).await?.ok_or(AuthError::Verification)?;
        let EmailSignedIn { user, is_new_user, session, .. } = entered;
        if is_new_user {
            self.tell_create_user(&user).await?;
        } else {
            self.tell_update_user(&user).await?;
        }
        let subject = Subject::typed(user.typed()?);
        let account = Account { user_id: Some(user.user.id), ..account };
        let entrance = Entrance { is_new_user: Some(is_new_user), session };
        self.finish(Attempt::new(&subject, &account), entrance).await
    }
}
