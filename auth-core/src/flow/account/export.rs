//! The export of what is stored about a user, without secrets.

use serde_json::{Map, Value, json};

use super::adapter;
use crate::{
    adapter::{Adapter, AdapterError},
    contract::{
        Account, AdapterUser, Authenticator, StoredId, UnixTime, UserData,
        token::{Jwt, claims::Claims},
    },
    flow::{
        api_keys::KeyInfo,
        application::Engine,
        error::AuthError,
        session::ActiveSession,
        types::{AppTypes, ColumnsOf},
    },
};

/// Returns what is stored about a user as JSON: the user with the personal columns, accounts without tokens, passkeys
/// without keys, sessions without tokens, API keys without hashes, and the personal claims of a token.
///
/// # Errors
/// Fails if the application has no database, or the database fails.
pub(crate) async fn export<F: AppTypes>(
    engine: &Engine<F>,
    user: AdapterUser,
    token: Option<&Jwt<F::Token>>,
) -> Result<Value, AuthError> {
    let (id, adapter) = (user.id(), adapter(engine)?);
    let accounts = match adapter.accounts_of(&id).await {
        Err(AdapterError::Unsupported(_)) => Vec::new(),
        accounts => accounts?,
    };
    let authenticators = match adapter.authenticators_of(&id).await {
        Err(AdapterError::Unsupported(_)) => Vec::new(),
        rows => rows?,
    };
    let details = super::overview(engine, user).await?;
    let passkeys = details.passkeys.iter().map(|passkey| {
        let row = authenticators.iter().find(|row| row.credential_id == passkey.id);
        json!({
            "id": passkey.id,
            "name": passkey.name,
            "created": iso(passkey.created),
            "lastUsed": iso(passkey.last_used),
            "deviceType": row.map(|row| row.credential_device_type.as_str()),
            "backedUp": row.map(|row| row.credential_backed_up),
            "transports": row.map(|row: &Authenticator| &row.transports),
        })
    });
    Ok(json!({
        "exported": engine.settings.clock.now().to_iso(),
        "user": user_data::<F>(&details.user),
        "accounts": accounts.iter().map(account).collect::<Vec<_>>(),
        "passkeys": passkeys.collect::<Vec<_>>(),
        "sessions": details.sessions.as_deref().map(|sessions| sessions.iter().map(session).collect::<Vec<_>>()),
        "keys": details.keys.as_deref().map(|keys| keys.iter().map(key).collect::<Vec<_>>()),
        "secondFactor": details.second_factor.map(|(since, codes)| {
            json!({ "since": since.to_iso(), "recoveryCodes": codes })
        }),
        "claims": token.map(personal_claims).transpose()?,
    }))
}

/// Returns what is stored about a user, without the claims of a token; `None` if there is no such user.
///
/// # Errors
/// As [`export`].
pub(crate) async fn export_of<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
) -> Result<Option<Value>, AuthError> {
    match adapter(engine)?.user(user).await? {
        Some(user) => export(engine, user, None).await.map(Some),
        None => Ok(None),
    }
}

/// Returns the user with the columns that the application has marked as personal.
fn user_data<F: AppTypes>(stored: &AdapterUser) -> Value {
    let user = &stored.user;
    let personal = <ColumnsOf<F> as UserData>::PERSONAL;
    let columns: Map<String, Value> = personal
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), stored.columns.get(*name)?.clone())))
        .collect();
    json!({
        "id": user.id.as_str(),
        "name": user.name,
        "email": user.email,
        "emailVerified": iso(stored.email_verified),
        "image": user.image,
        "columns": columns,
    })
}

/// Returns the claims that the application has marked as personal; `null` if it has marked none.
fn personal_claims<T: Claims>(token: &Jwt<T>) -> Result<Value, AuthError> {
    if T::PERSONAL.is_empty() {
        return Ok(Value::Null);
    }
    let unwritable = |error: serde_json::Error| AuthError::Unwritable(error.into());
    let mut claims = match serde_json::to_value(token).map_err(unwritable)? {
        Value::Object(claims) => claims,
        _ => Map::new(),
    };
    claims.retain(|name, _| T::PERSONAL.contains(&name.as_str()));
    Ok(claims.into())
}

fn account(account: &Account) -> Value {
    json!({
        "provider": account.provider.as_str(),
        "type": account.kind,
        "accountId": account.provider_account_id,
        "scope": account.tokens.scope,
    })
}

/// Returns a session as JSON, without its token.
pub(crate) fn session(session: &ActiveSession) -> Value {
    json!({
        "id": session.id,
        "begun": iso(session.begun),
        "lastSeen": iso(session.last_seen),
        "expires": session.expires.to_iso(),
        "device": session.device.map(|device| device.to_string()),
    })
}

/// Returns an API key as JSON, without its content and its hash.
pub(crate) fn key(key: &KeyInfo) -> Value {
    json!({
        "id": key.id.as_str(),
        "prefix": key.prefix,
        "name": key.name,
        "created": key.created.to_iso(),
        "expires": iso(key.expires),
        "lastUsed": iso(key.last_used),
    })
}

/// Returns a time as a string of ISO 8601.
pub(crate) fn iso(time: Option<UnixTime>) -> Option<String> {
    time.map(UnixTime::to_iso)
}
