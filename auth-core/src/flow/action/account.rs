//! `GET /account`: the page on which the signed-in user looks after the account. `GET /account/{part}`: the same as JSON.

use http::StatusCode;
use serde_json::{Value, json};

use super::{Context, account_phone};
use crate::{
    contract::ProviderType,
    flow::{
        account::{self, AccountDetails, LinkedAccount, PasskeyInfo},
        api_keys::KeyInfo,
        error::AuthError,
        pages::{self, StepUpUrl},
        response::Answer,
        session::{self, ActiveSession, Browser, OwnSession, SessionId, System},
        types::AppTypes,
    },
    page::{
        self, AccountNotice, AccountPage, AccountProvider, AccountRow, KeyRow, PasskeyAddition, PasskeyRow,
        SessionRow,
    },
};

/// The age of a sign-in or proof up to which it is fresh, in seconds.
const FRESH: i64 = 600;

/// Returns the path of the page.
pub(super) fn path<F: AppTypes>(cx: &Context<'_, F>) -> String {
    format!("{}/account", cx.scope.base)
}

/// Sends a user whose session is not fresh to the step-up page, and back to the account.
pub(super) fn step_up_url<F: AppTypes>(cx: &Context<'_, F>) -> String {
    let url = StepUpUrl { acr_values: "", max_age: Some(FRESH), callback_url: &path(cx) };
    url.below(&cx.scope.base)
}

/// Responds in JSON to a request that needs a session.
pub(super) fn no_session() -> Answer {
    Answer::Json(StatusCode::UNAUTHORIZED, json!({ "error": "SessionRequired" }).to_string())
}

/// Responds in JSON to a request that needs a fresh session.
pub(super) fn stale<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    let url = format!("{}{}/step-up?max_age={FRESH}", cx.scope.origin, cx.scope.base);
    let body = json!({ "error": "insufficient_user_authentication", "url": url });
    Answer::Json(StatusCode::UNAUTHORIZED, body.to_string())
}

/// Returns the page. Without a session, the browser is sent to the sign-in page.
pub(super) async fn page<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    let Some(own) = session::own(&cx.scope).await? else {
        let settings = &cx.scope.engine.settings;
        return Ok(Answer::Redirect(pages::sign_in_url(settings, &cx.scope.base, &path(cx))));
    };
    let query = &cx.request.query;
    let notice = query.get("notice").or_else(|| query.error()).and_then(AccountNotice::from_query);
    show(cx, own, notice).await
}

/// Renders the page.
pub(super) async fn show<F: AppTypes>(
    cx: &Context<'_, F>,
    own: OwnSession<F::Token>,
    notice: Option<AccountNotice>,
) -> Result<Answer, AuthError> {
    let engine = cx.scope.engine;
    let is_fresh = own.is_fresh(&cx.scope);
    let details = account::overview(engine, own.user).await?;
    let (current, urls) = (current(cx), Urls::new(cx));
    let linkable: Vec<AccountProvider<'_>> =
        urls.providers.iter().map(|(id, name, url)| AccountProvider { id, name, url }).collect();
    let sessions: Option<Vec<SessionRow<'_>>> = details
        .sessions
        .as_ref()
        .map(|rows| rows.iter().map(|row| session_row(row, current.as_ref())).collect());
    Ok(Answer::Page(page::account(&AccountPage {
        frame: cx.frame(),
        csrf_token: cx.csrf_token.as_str(),
        account_url: &urls.account,
        step_up_url: &step_up_url(cx),
        totp_url: urls.totp.as_deref(),
        sign_out_url: &urls.sign_out,
        user: &details.user,
        address_url: urls.address.as_deref(),
        password_url: urls.password.as_deref(),
        has_password: details.has_password,
        passkeys: &details.passkeys.iter().map(passkey_row).collect::<Vec<_>>(),
        accounts: &details.accounts.iter().map(account_row).collect::<Vec<_>>(),
        sessions: sessions.as_deref(),
        keys: &details.keys.iter().flatten().map(key_row).collect::<Vec<_>>(),
        second_factor: details.second_factor,
        can_end_others: account::is_ended_elsewhere(engine),
        is_fresh,
        linkable: &linkable,
        takes_numbers: account_phone::is_on(cx),
        passkey: urls.passkey.as_ref().map(|(callback, options, script)| PasskeyAddition {
            callback_url: callback,
            options_path: options,
            script,
        }),
        notice,
        now: cx.scope.now,
    })))
}

fn passkey_row(passkey: &PasskeyInfo) -> PasskeyRow<'_> {
    let PasskeyInfo { id, name, created, last_used, is_synced } = passkey;
    PasskeyRow { id, name: name.as_deref(), created: *created, last_used: *last_used, is_synced: *is_synced }
}

fn account_row(account: &LinkedAccount) -> AccountRow<'_> {
    let LinkedAccount { provider, provider_name, account_id, kind } = account;
    let is_number = *kind == ProviderType::Sms;
    AccountRow { provider: provider.as_str(), name: provider_name.as_deref(), id: account_id, is_number }
}

fn session_row<'a>(session: &'a ActiveSession, current: Option<&SessionId>) -> SessionRow<'a> {
    SessionRow {
        id: session.id.as_str(),
        browser: session.device.and_then(|device| device.browser).map(Browser::name),
        system: session.device.and_then(|device| device.system).map(System::name),
        begun: session.begun,
        last_seen: session.last_seen,
        is_current: current == Some(&session.id),
    }
}

fn key_row(key: &KeyInfo) -> KeyRow<'_> {
    let (created, last_used, expires) = (key.created, key.last_used, key.expires);
    KeyRow { id: key.id.as_str(), name: &key.name, created, last_used, expires }
}

/// The URLs of the page.
struct Urls {
    account: String,
    sign_out: String,
    totp: Option<String>,
    address: Option<String>,
    password: Option<String>,
    /// The ID, the name and the URL of each provider that can be linked.
    providers: Vec<(String, String, String)>,
    /// The URL of the callback, the path of the options and that of the script.
    passkey: Option<(String, String, String)>,
}

impl Urls {
    fn new<F: AppTypes>(cx: &Context<'_, F>) -> Self {
        let (scope, engine) = (&cx.scope, cx.scope.engine);
        let account = scope.action_url("account");
        let leading_back = |page: &str| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            format!("{}?{}", scope.action_url(page), query.append_pair("callbackUrl", &account).finish())
        };
        let settings = &engine.settings;
        let totp = settings.has_totp().then(|| leading_back("totp"));
        let address = settings.changes_addresses().then(|| leading_back("email/change"));
        let password = settings.has_passwords().then(|| leading_back("password/change"));
        let linkable = engine.providers.iter().filter(|provider| {
            use crate::contract::ProviderType::{OAuth, Oidc};
            matches!(provider.kind(), OAuth | Oidc)
        });
        let providers = linkable.map(|provider| {
            let id = provider.id();
            (id.to_string(), provider.display_name().to_owned(), scope.action_url(&format!("signin/{id}")))
        });
        Self {
            sign_out: scope.action_url("signout"),
            totp,
            address,
            password,
            providers: providers.collect(),
            passkey: Self::passkey(cx),
            account,
        }
    }

    #[cfg(feature = "passkey")]
    fn passkey<F: AppTypes>(cx: &Context<'_, F>) -> Option<(String, String, String)> {
        let provider = cx.scope.engine.providers.iter().find_map(|provider| provider.passkey())?;
        let base = &cx.scope.base;
        Some((
            cx.scope.action_url(&format!("callback/{}", provider.id)),
            format!("{base}/webauthn-options/{}", provider.id),
            format!("{base}{}", page::passkey_script::src()),
        ))
    }

    #[cfg(not(feature = "passkey"))]
    fn passkey<F: AppTypes>(_: &Context<'_, F>) -> Option<(String, String, String)> {
        None
    }
}

/// Returns the ID of the session of the request, if sessions are rows.
pub(super) fn current<F: AppTypes>(cx: &Context<'_, F>) -> Option<SessionId> {
    cx.scope.session_store()?;
    session::stored::token(&cx.scope).map(|token| SessionId::of(&token.key))
}

/// Responds in JSON to a request that has failed. The cause is in the log.
pub(super) fn failed(error: &AuthError) -> Answer {
    error.log();
    let status = match error {
        AuthError::AccessDenied => StatusCode::FORBIDDEN,
        error if error.is_unavailable() => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    Answer::Json(status, json!({ "error": error.code() }).to_string())
}

/// Returns a part of the account as JSON.
pub(super) async fn read<F: AppTypes>(cx: &mut Context<'_, F>, part: &str) -> Answer {
    match read_part(cx, part).await {
        Ok(answer) => answer,
        Err(error) => failed(&error),
    }
}

async fn read_part<F: AppTypes>(cx: &mut Context<'_, F>, part: &str) -> Result<Answer, AuthError> {
    let Some(own) = session::own(&cx.scope).await? else { return Ok(no_session()) };
    let engine = cx.scope.engine;
    if part == "export" {
        if !own.is_fresh(&cx.scope) {
            let reads_page = !cx.scope.has_bearer() && cx.request.query.get("from") == Some("page");
            return Ok(if reads_page { Answer::Redirect(step_up_url(cx)) } else { stale(cx) });
        }
        let export = account::export(engine, own.user, Some(&own.record)).await?;
        return Ok(Answer::Download { name: "account.json", json: pretty(&export)? });
    }
    let overview = account::overview(engine, own.user).await?;
    let current = current(cx);
    let mut json = overview_json(&overview, current.as_ref());
    let json = match part {
        "overview" => json,
        part => json.get_mut(part).map(Value::take).unwrap_or_default(),
    };
    Ok(Answer::json(json.to_string()))
}

fn pretty(export: &Value) -> Result<String, AuthError> {
    serde_json::to_string_pretty(export).map_err(|error| AuthError::Unwritable(error.into()))
}

/// Returns the account as JSON.
pub(super) fn overview_json(details: &AccountDetails, current: Option<&SessionId>) -> Value {
    let user = &details.user;
    let session = |session| {
        let mut shown = account::session(session);
        if let Value::Object(members) = &mut shown {
            members.insert("current".to_owned(), (Some(&session.id) == current).into());
        }
        shown
    };
    json!({
        "profile": {
            "id": user.user.id.as_str(),
            "name": user.user.name,
            "email": user.user.email,
            "emailVerified": account::iso(user.email_verified),
            "image": user.user.image,
        },
        "sessions": details.sessions.as_ref().map(|rows| rows.iter().map(session).collect::<Vec<_>>()),
        "passkeys": details.passkeys.iter().map(passkey).collect::<Vec<_>>(),
        "accounts": details.accounts.iter().map(linked).collect::<Vec<_>>(),
        "keys": details.keys.as_ref().map(|keys| keys.iter().map(account::key).collect::<Vec<_>>()),
        "secondFactor": details.second_factor.map(|(since, codes)| {
            json!({ "since": since.to_iso(), "recoveryCodes": codes })
        }),
    })
}

fn passkey(passkey: &PasskeyInfo) -> Value {
    json!({
        "id": passkey.id,
        "name": passkey.name,
        "created": account::iso(passkey.created),
        "lastUsed": account::iso(passkey.last_used),
        "isSynced": passkey.is_synced,
    })
}

fn linked(account: &LinkedAccount) -> Value {
    json!({
        "provider": account.provider.as_str(),
        "providerName": account.provider_name,
        "accountId": account.account_id,
    })
}
