//! `POST /account/{change}`: the changes that users make to their own account, by a form of the page or as JSON.

use http::StatusCode;
use serde_json::json;

use super::{
    Context,
    account::{current, failed, no_session, path, show, stale, step_up_url},
    account_part::Change,
    account_phone,
};
use crate::{
    adapter::{AdapterError, Conflict, WayInRemoval},
    contract::{AdapterUser, EmailAddress, InvalidProfile, ProviderId, ProviderType, callback::jwt::Access},
    flow::{
        account::{self, ProfileUpdate},
        api_keys::{self, KeyId},
        error::AuthError,
        notice::{self, Notice},
        pages,
        request::Body,
        response::Answer,
        session::{self, OwnSession, SessionId},
        types::AppTypes,
    },
    page::{self, AccountNotice, DELETE},
};

/// The result of a change.
enum Done {
    /// It was made. The page shows the notice.
    Changed(AccountNotice),
    /// The user goes on at a URL.
    Elsewhere(String),
    /// It was refused. The page shows the notice.
    Refused(StatusCode, AccountNotice),
    /// The user has no such row.
    Unknown,
    /// The account is gone.
    Deleted,
}

impl Done {
    /// The result of a change of a row, which the user may not have.
    fn of_row(existed: bool, notice: AccountNotice) -> Self {
        if existed { Self::Changed(notice) } else { Self::Unknown }
    }
}

/// Makes a change. The CSRF token is required, except of programs whose session is in the header `Authorization`, which no
/// browser adds by itself.
pub(super) async fn run<F: AppTypes>(cx: &mut Context<'_, F>, name: &str) -> Result<Answer, AuthError> {
    let change = Change::of(name).ok_or(AuthError::UnknownAction)?;
    let is_json = cx.scope.has_bearer() || matches!(cx.request.body, Body::Json(_));
    if !cx.scope.has_bearer()
        && let Err(error) = cx.require_csrf()
    {
        if !is_json {
            return Err(error);
        }
        error.log();
        return Ok(refused(StatusCode::FORBIDDEN, error.code()));
    }
    let own = match session::own(&cx.scope).await {
        Err(error) if is_json => return Ok(failed(&error)),
        own => own?,
    };
    let Some(own) = own else {
        let settings = &cx.scope.engine.settings;
        let to_sign_in = || Answer::Redirect(pages::sign_in_url(settings, &cx.scope.base, &path(cx)));
        return Ok(if is_json { no_session() } else { to_sign_in() });
    };
    if change.needs_fresh_session() && !own.is_fresh(&cx.scope) {
        return Ok(if is_json { stale(cx) } else { Answer::Redirect(step_up_url(cx)) });
    }
    let done = match make(cx, own, change).await {
        Err(AuthError::InvalidProfile(invalid)) => {
            let notice = match invalid {
                InvalidProfile::Name => AccountNotice::InvalidName,
                InvalidProfile::Image => AccountNotice::InvalidImage,
            };
            Done::Refused(StatusCode::BAD_REQUEST, notice)
        }
        Err(error @ AuthError::Callback { callback: "delete_account", .. }) => {
            error.log();
            Done::Refused(StatusCode::CONFLICT, AccountNotice::DeletionRefused)
        }
        Err(AuthError::Adapter(AdapterError::Conflict(Conflict::Proof))) => {
            Done::Refused(StatusCode::CONFLICT, AccountNotice::Changed)
        }
        Err(error) if change == Change::AddPhone && error.code() == "InvalidPhoneNumber" => {
            Done::Refused(StatusCode::BAD_REQUEST, AccountNotice::InvalidNumber)
        }
        Err(error) if change == Change::AddPhone && error.code() == "CodeNotSent" => {
            error.log();
            Done::Refused(StatusCode::SERVICE_UNAVAILABLE, AccountNotice::CodeNotSent)
        }
        Err(error @ AuthError::TooManyRequests { .. }) => return Err(error),
        Err(error) if is_json => return Ok(failed(&error)),
        done => done?,
    };
    if is_json { Ok(as_json(done)) } else { as_page(cx, done).await }
}

async fn make<F: AppTypes>(
    cx: &mut Context<'_, F>,
    own: OwnSession<F::Token>,
    change: Change,
) -> Result<Done, AuthError> {
    let (engine, facts, user) = (cx.scope.engine, cx.scope.facts, own.user.id());
    let request = cx.request;
    let text = |name: &str| request.body.text(name);
    let id = text("id").unwrap_or_default();
    match change {
        Change::Profile => {
            let mut update = ProfileUpdate::new();
            if let Some(name) = text("name") {
                update = update.name(name);
            }
            if let Some(image) = text("image") {
                update = update.image(image);
            }
            match account::update(engine, facts, &user, &update).await? {
                Some(user) => {
                    renew(cx, own, user).await?;
                    Ok(Done::Changed(AccountNotice::Saved))
                }
                None => Ok(Done::Unknown),
            }
        }
        Change::RevokeSession => {
            let id = SessionId::from(id);
            if current(cx).as_ref() == Some(&id) {
                return Ok(Done::Refused(StatusCode::CONFLICT, AccountNotice::ThisSession));
            }
            let existed = match session::revoke(engine, &user, &id).await {
                Err(AuthError::MissingAdapter) => false,
                existed => existed?,
            };
            Ok(Done::of_row(existed, AccountNotice::SessionRevoked))
        }
        Change::RevokeOthers => {
            if !account::is_ended_elsewhere(engine) {
                return Ok(Done::Refused(StatusCode::CONFLICT, AccountNotice::NotRevocable));
            }
            session::continue_alone(&mut cx.scope, own).await?;
            Ok(Done::Changed(AccountNotice::OthersRevoked))
        }
        Change::RenamePasskey => {
            let name = text("name").unwrap_or_default();
            let existed = account::rename_passkey(engine, &user, id, name).await?;
            Ok(Done::of_row(existed, AccountNotice::PasskeyRenamed))
        }
        Change::RemovePasskey => {
            let removal = account::remove_passkey(engine, facts, &user, id).await?;
            removed(cx, own, removal, (AccountNotice::PasskeyRemoved, Notice::PasskeyRemoved)).await
        }
        Change::AddPhone => account_phone::add(cx).await.map(Done::Elsewhere),
        Change::Unlink => {
            let provider = ProviderId::from(text("provider").unwrap_or_default());
            let removal = account::unlink(engine, facts, &user, (&provider, id)).await?;
            let (kind, name) = account::provider_of(engine, &provider);
            let notice = match kind {
                ProviderType::Sms => AccountNotice::NumberRemoved,
                _ => AccountNotice::AccountUnlinked,
            };
            removed(cx, own, removal, (notice, Notice::unlinked(kind, name))).await
        }
        Change::RevokeKey => {
            let existed = match api_keys::revoke(&engine.settings, &user, &KeyId::from(id)).await {
                Err(AuthError::UnknownKeyKind) => false,
                existed => existed?,
            };
            Ok(Done::of_row(existed, AccountNotice::KeyRevoked))
        }
        Change::Delete => {
            if !is_confirmed(&own.user, text("confirm").unwrap_or_default()) {
                return Ok(Done::Refused(StatusCode::BAD_REQUEST, AccountNotice::NotConfirmed));
            }
            let Some(former) = account::delete(engine, facts, &user).await? else { return Ok(Done::Unknown) };
            session::end(&mut cx.scope);
            notice::tell(&cx.scope, Notice::Deleted, &former).await;
            Ok(Done::Deleted)
        }
    }
}

/// Returns `true` if the user has typed the e-mail address, or the word if there is none.
fn is_confirmed(user: &AdapterUser, typed: &str) -> bool {
    let typed = typed.trim();
    match user.user.email.as_deref() {
        Some(email) => {
            typed == email || EmailAddress::parse(typed).is_ok_and(|address| address.is_spelled(Some(email)))
        }
        None => typed == DELETE,
    }
}

/// Tells a user who has removed a way in, and ends the other sessions: one of them may have begun with it.
async fn removed<F: AppTypes>(
    cx: &mut Context<'_, F>,
    own: OwnSession<F::Token>,
    removal: WayInRemoval,
    (notice, told): (AccountNotice, Notice<'_>),
) -> Result<Done, AuthError> {
    if removal == WayInRemoval::Removed {
        notice::tell(&cx.scope, told, &own.user).await;
    }
    match removal {
        WayInRemoval::Unknown => Ok(Done::Unknown),
        WayInRemoval::LastWayIn => Ok(Done::Refused(StatusCode::CONFLICT, AccountNotice::LastWayIn)),
        WayInRemoval::Removed => match session::continue_alone(&mut cx.scope, own).await {
            Ok(()) => Ok(Done::Changed(notice)),
            Err(error) => {
                error.log();
                tracing::warn!(target: "auth", help = "sessions_not_ended", "the other sessions of a user could not be ended");
                Ok(Done::Changed(AccountNotice::OthersRemain))
            }
        },
    }
}

/// Shows the new name and picture in the session. A session in the database reads them from the user.
async fn renew<F: AppTypes>(
    cx: &mut Context<'_, F>,
    own: OwnSession<F::Token>,
    user: AdapterUser,
) -> Result<(), AuthError> {
    if cx.scope.session_store().is_some() {
        return Ok(());
    }
    let mut record = own.record;
    record.name = user.user.name;
    record.picture = user.user.image;
    session::extend(&mut cx.scope, Box::new(record), Access::Allow, None).await.map(drop)
}

fn refused(status: StatusCode, error: &str) -> Answer {
    Answer::Json(status, json!({ "error": error }).to_string())
}

fn as_json(done: Done) -> Answer {
    match done {
        Done::Changed(AccountNotice::OthersRemain) => {
            Answer::json(json!({ "ok": true, "warning": AccountNotice::OthersRemain.name() }).to_string())
        }
        Done::Changed(_) => Answer::json(json!({ "ok": true }).to_string()),
        Done::Elsewhere(url) => Answer::json(json!({ "ok": true, "url": url }).to_string()),
        Done::Refused(status, notice) => refused(status, notice.name()),
        Done::Unknown => refused(StatusCode::NOT_FOUND, AccountNotice::Unknown.name()),
        Done::Deleted => Answer::json(json!({ "ok": true, "deleted": true }).to_string()),
    }
}

/// Leads back to the page. What was refused is shown on it at once, with its status.
async fn as_page<F: AppTypes>(cx: &mut Context<'_, F>, done: Done) -> Result<Answer, AuthError> {
    let notice = match done {
        Done::Changed(notice) => {
            let url = format!("{}?notice={}", cx.scope.action_url("account"), notice.name());
            return Ok(Answer::Redirect(url));
        }
        Done::Elsewhere(url) => return Ok(Answer::Redirect(url)),
        Done::Deleted => return Ok(Answer::Page(page::account_deleted(&cx.frame()))),
        Done::Refused(status, notice) => (status, notice),
        Done::Unknown => (StatusCode::NOT_FOUND, AccountNotice::Unknown),
    };
    let Some(own) = session::own(&cx.scope).await? else {
        return Ok(Answer::Redirect(cx.scope.action_url("account")));
    };
    let (status, notice) = notice;
    let mut answer = show(cx, own, Some(notice)).await?;
    if let Answer::Page(page) = &mut answer {
        page.status = status;
    }
    Ok(answer)
}
