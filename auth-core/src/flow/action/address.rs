//! `/email/verify` and `/email/change`: the signed-in user proves the e-mail address, or changes it.
//!
//! GET shows a page, also for the link of a mail. POST mails a link, or does what the link says if the form has its token.

use super::{Context, own_link::problem_of, own_page::OwnPage};
use crate::{
    adapter::{AdapterError, Conflict, Kind},
    contract::EmailAddress,
    flow::{
        account_mail::{Confirmed, Outcome, change, options, verification},
        error::AuthError,
        request::EmailPage,
        response::Answer,
        session::{self, OwnSession},
        types::AppTypes,
    },
    page::{self, AddressProblem, AddressTask},
    provider::email::LinkToken,
};

impl EmailPage {
    fn own(self) -> OwnPage {
        OwnPage(match self {
            Self::Verify => "email/verify",
            Self::Change => "email/change",
        })
    }

    fn task(self) -> AddressTask {
        match self {
            Self::Verify => AddressTask::Verify,
            Self::Change => AddressTask::Change,
        }
    }
}

/// Returns the page, or that of an opened link. Changes nothing.
pub(super) async fn page<F: AppTypes>(cx: &mut Context<'_, F>, kind: EmailPage) -> Result<Answer, AuthError> {
    options(&cx.scope)?;
    let own = session::own(&cx.scope).await?;
    if let Some(token) = cx.request.query.get("token") {
        return Ok(opened(cx, kind, own.as_ref(), token));
    }
    let Some(own) = own else { return Ok(kind.own().to_sign_in(cx)) };
    match kind {
        EmailPage::Change if !own.is_fresh(&cx.scope) => Ok(kind.own().to_step_up(cx)),
        _ => Ok(Answer::Page(ask(cx, kind, &own, None, None))),
    }
}

/// Returns the page that asks for an address, or for a link.
fn ask<F: AppTypes>(
    cx: &Context<'_, F>,
    kind: EmailPage,
    own: &OwnSession<F::Token>,
    entered: Option<&str>,
    problem: Option<AddressProblem>,
) -> page::Page {
    let (url, present) = (kind.own().url(cx), own.user.user.email.as_deref());
    let form = kind.own().form(cx, &url);
    match (kind, present, own.user.email_verified) {
        (EmailPage::Change, ..) => page::change_address(form, present, entered, problem),
        (EmailPage::Verify, Some(present), None) => page::verify_address(form, present, problem),
        (EmailPage::Verify, ..) => page::nothing_to_verify(form, present),
    }
}

/// Returns the page of an opened link, which asks before it does anything.
fn opened<F: AppTypes>(
    cx: &Context<'_, F>,
    kind: EmailPage,
    own: Option<&OwnSession<F::Token>>,
    token: &str,
) -> Answer {
    let Some(own) = own else {
        return Answer::Page(page::sign_in_for_link(cx.frame(), &kind.own().sign_in_url(cx)));
    };
    let address = match kind {
        EmailPage::Verify => own.user.user.email.as_deref(),
        EmailPage::Change => cx.request.query.get("email"),
    };
    let Some(address) = address.and_then(|address| EmailAddress::parse(address).ok()) else {
        return broken(cx, kind);
    };
    let url = kind.own().url(cx);
    let form = kind.own().form(cx, &url);
    Answer::Page(page::confirm_address(form, token, address.as_str(), kind.task()))
}

fn broken<F: AppTypes>(cx: &Context<'_, F>, kind: EmailPage) -> Answer {
    Answer::Page(page::broken_link(cx.frame(), &kind.own().url(cx)))
}

/// Mails a link, or does what the link says if the form has its token.
pub(super) async fn run<F: AppTypes>(cx: &mut Context<'_, F>, kind: EmailPage) -> Result<Answer, AuthError> {
    options(&cx.scope)?;
    cx.require_csrf()?;
    let Some(own) = session::own(&cx.scope).await? else { return Ok(kind.own().to_sign_in(cx)) };
    match cx.request.body.text("token") {
        Some(token) => confirm(cx, kind, own, token).await,
        None => request(cx, kind, own).await,
    }
}

/// Mails a link. The response does not depend on whether another user has the address.
async fn request<F: AppTypes>(
    cx: &mut Context<'_, F>,
    kind: EmailPage,
    own: OwnSession<F::Token>,
) -> Result<Answer, AuthError> {
    let entered = cx.request.body.text("email").unwrap_or_default();
    let (to, requested) = match kind {
        EmailPage::Verify => {
            (own.user.user.email.clone(), verification::request(&mut cx.scope, &own.user).await)
        }
        EmailPage::Change => match EmailAddress::parse(entered) {
            Ok(new) => (Some(new.to_string()), change::request(&mut cx.scope, &own, &new).await),
            Err(invalid) => (None, Err(invalid.into())),
        },
    };
    let problem = match requested {
        Ok(Outcome::Done(())) => {
            let url = kind.own().url(cx);
            let form = kind.own().form(cx, &url);
            return Ok(Answer::Page(page::link_sent(form, to.as_deref().unwrap_or_default(), kind.task())));
        }
        Ok(Outcome::Redirected(elsewhere)) => return Ok(Answer::Redirect(elsewhere.to_string())),
        Err(AuthError::StepUpRequired) => return Ok(kind.own().to_step_up(cx)),
        Err(error @ AuthError::AddressUnchanged) => {
            error.log();
            AddressProblem::Unchanged
        }
        Err(error) => AddressProblem::Link(problem_of(error)?),
    };
    let entered = Some(entered).filter(|entered| !entered.is_empty());
    Ok(Answer::Page(ask(cx, kind, &own, entered, Some(problem))))
}

/// Does what the link says. A link that does not work has one response, whatever the reason: also if another user has the
/// address.
async fn confirm<F: AppTypes>(
    cx: &mut Context<'_, F>,
    kind: EmailPage,
    own: OwnSession<F::Token>,
    token: &str,
) -> Result<Answer, AuthError> {
    let token = LinkToken::submitted(token);
    let address = EmailAddress::parse(cx.request.body.text("email").unwrap_or_default());
    let confirmed = match (kind, token, address) {
        (EmailPage::Verify, Some(token), _) => verification::confirm(&mut cx.scope, own, &token).await,
        (EmailPage::Change, Some(token), Ok(new)) => change::confirm(&mut cx.scope, own, &token, &new).await,
        _ => Err(AuthError::IncompleteLink),
    };
    match confirmed {
        Ok(Outcome::Done(Confirmed { address, is_alone, has_removed })) => {
            let url = kind.own().url(cx);
            let form = kind.own().form(cx, &url);
            Ok(Answer::Page(page::address_confirmed(form, &address, is_alone, has_removed)))
        }
        Ok(Outcome::Redirected(elsewhere)) => Ok(Answer::Redirect(elsewhere.to_string())),
        Err(
            error @ (AuthError::Verification
            | AuthError::IncompleteLink
            | AuthError::Adapter(
                AdapterError::Conflict(Conflict::Email) | AdapterError::NotFound(Kind::User),
            )),
        ) => {
            error.log();
            Ok(broken(cx, kind))
        }
        Err(error) => Err(error),
    }
}
