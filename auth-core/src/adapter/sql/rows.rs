//! Conversions between rows and the types of the model.

use serde_json::Value as Json;

use super::{
    schema::{ColumnType, Schema, UserColumn},
    value::{Row, Value},
};
use crate::{
    adapter::{
        AdapterError, Kind, NewUser, PasskeyDetails, Result, TokenStatus, UserPatch, spelling::Spellings,
    },
    contract::{
        Account, AdapterSession, AdapterUser, Authenticator, CredentialDeviceType, ExtraColumns,
        ProviderType, Secret, StoredApiKey, StoredPassword, StoredTotp, TokenSet, UnixTime, User,
        VerificationToken,
    },
};

/// Reads a user from the columns of [`super::statements::user_columns`].
pub(crate) fn user(row: &mut Row, extra: &[UserColumn]) -> Result<AdapterUser> {
    const KIND: Kind = Kind::User;
    let mut user = User::new(row.user_id(KIND, "id")?);
    user.name = row.opt_text(KIND, "name")?;
    user.email = row.opt_text(KIND, "email")?;
    let email_verified = row.opt_time(KIND, "emailVerified")?;
    user.image = row.opt_text(KIND, "image")?;
    let columns = extra
        .iter()
        .map(|column| (column.name.clone(), row.value().map_or(Json::Null, |value| json(value, column.kind))))
        .collect();
    Ok(AdapterUser { user, email_verified, columns })
}

/// Reads an epoch, which may be null.
pub(crate) fn epoch(row: &mut Row) -> Result<Option<u64>> {
    let corrupt = AdapterError::Corrupt { kind: Kind::Epoch, column: "epoch" };
    row.opt_int(Kind::Epoch, "epoch")?.map(u64::try_from).transpose().map_err(|_| corrupt)
}

/// Converts an epoch into a value.
pub(crate) fn epoch_value(epoch: u64) -> Value {
    Value::Int(Some(i64::try_from(epoch).unwrap_or(i64::MAX)))
}

/// Reads the status of a token: the epoch, the expiry of its marker, and the number of its users.
pub(crate) fn token_status(row: &mut Row) -> Result<TokenStatus> {
    let epoch = epoch(row)?;
    let is_ended = row.opt_int(Kind::Marker, "until")?.is_some();
    Ok(TokenStatus::new(epoch, is_ended, row.int(Kind::User, "count")? > 0))
}

/// Reads users.
pub(crate) fn users(rows: Vec<Row>, extra: &[UserColumn]) -> Result<Vec<AdapterUser>> {
    rows.into_iter().map(|mut row| user(&mut row, extra)).collect()
}

/// Returns the values of the query for the spellings of an e-mail address.
pub(crate) fn spelled(spellings: &Spellings) -> [Value; 2] {
    spellings.in_lower_case().map(|email| email.as_str().into())
}

/// Converts the value of a column that the application has added.
fn json(value: Value, kind: ColumnType) -> Json {
    match value {
        Value::Text(text) => text.into(),
        Value::Int(number) if kind == ColumnType::Boolean => number.map(|number| number != 0).into(),
        Value::Int(number) => number.into(),
        Value::Real(number) => number.into(),
        Value::Bool(truth) => truth.into(),
    }
}

/// Converts a value for a column that the application has added.
fn extra_value(json: &Json, column: &UserColumn) -> Result<Value> {
    let mismatch = || {
        let message = format!("the value for column `{}` does not have the type of the column", column.name);
        AdapterError::Rejected(message.into())
    };
    let is_null = json.is_null();
    Ok(match column.kind {
        _ if !is_null && !fits(json, column.kind) => return Err(mismatch()),
        ColumnType::Text => Value::Text(json.as_str().map(str::to_owned)),
        ColumnType::Integer => Value::Int(json.as_i64()),
        ColumnType::Real => Value::Real(json.as_f64()),
        ColumnType::Boolean => Value::Bool(json.as_bool()),
    })
}

fn fits(json: &Json, kind: ColumnType) -> bool {
    match kind {
        ColumnType::Text => json.is_string(),
        ColumnType::Integer => json.is_i64(),
        ColumnType::Real => json.is_number(),
        ColumnType::Boolean => json.is_boolean(),
    }
}

/// Builds the statement that stores a user, and its values.
pub(crate) fn insert_user(
    new: &NewUser,
    extra: &[UserColumn],
    schema: Schema,
) -> Result<(String, Vec<Value>)> {
    let NewUser { user, email_verified, columns, .. } = new;
    let mut assignments = Assignments::default();
    if !schema.numbers_users() {
        assignments.set("id", user.id.as_str().into());
    }
    assignments.set("name", (&user.name).into());
    assignments.set("email", (&user.email).into());
    assignments.set_time("emailVerified", *email_verified);
    assignments.set("image", (&user.image).into());
    assignments.set_extra(columns, extra)?;

    let (names, parameters) = (assignments.names.join(", "), assignments.parameters.join(", "));
    let returning = if schema.numbers_users() { r#" RETURNING "id""# } else { "" };
    let template = format!("INSERT INTO {{users}} ({names}) VALUES ({parameters}){returning}");
    Ok((template, assignments.values))
}

/// Builds the statement that changes the user with this key, and its values; `None` if nothing changes.
pub(crate) fn update_user(
    patch: &UserPatch,
    key: Value,
    extra: &[UserColumn],
) -> Result<Option<(String, Vec<Value>)>> {
    let mut assignments = Assignments::default();
    for (name, change) in [("name", &patch.name), ("email", &patch.email), ("image", &patch.image)] {
        if let Some(value) = change {
            assignments.set(name, value.into());
        }
    }
    if let Some(time) = patch.email_verified {
        assignments.set_time("emailVerified", time);
    }
    assignments.set_extra(&patch.columns, extra)?;

    let Assignments { names, parameters, mut values } = assignments;
    if names.is_empty() {
        return Ok(None);
    }
    let pairs: Vec<String> =
        names.iter().zip(&parameters).map(|(name, parameter)| format!("{name} = {parameter}")).collect();
    values.push(key);
    let template = format!(r#"UPDATE {{users}} SET {} WHERE {{= "id" ?{}}}"#, pairs.join(", "), values.len());
    Ok(Some((template, values)))
}

/// Columns with the values to be stored in them.
#[derive(Default)]
struct Assignments {
    names: Vec<String>,
    parameters: Vec<String>,
    values: Vec<Value>,
}

impl Assignments {
    fn set(&mut self, name: &str, value: Value) {
        self.values.push(value);
        self.names.push(format!(r#""{name}""#));
        self.parameters.push(format!("?{}", self.values.len()));
    }

    fn set_time(&mut self, name: &str, time: Option<UnixTime>) {
        self.values.push(time.into());
        self.names.push(format!(r#""{name}""#));
        self.parameters.push(format!("{{ms ?{}}}", self.values.len()));
    }

    fn set_extra(&mut self, values: &ExtraColumns, known: &[UserColumn]) -> Result<()> {
        for column in known {
            if let Some(value) = values.get(&column.name) {
                self.set(&column.name, extra_value(value, column)?);
            }
        }
        Ok(())
    }
}

/// Returns a new user as it is stored: with the known columns only.
pub(crate) fn stored(new: &NewUser, extra: &[UserColumn]) -> AdapterUser {
    let columns = extra.iter().map(|column| {
        let value = new.columns.get(&column.name).cloned().unwrap_or_default();
        (column.name.clone(), value)
    });
    AdapterUser { user: new.user.clone(), email_verified: new.email_verified, columns: columns.collect() }
}

/// Reads a session from all of its columns except for the token.
pub(crate) fn session_of(token: &Secret, row: &mut Row) -> Result<AdapterSession> {
    let user_id = row.user_id(Kind::Session, "userId")?;
    Ok(AdapterSession::new(token.clone(), user_id, row.time(Kind::Session, "expires")?))
}

/// Reads a session from all of its columns.
pub(crate) fn session(mut row: Row) -> Result<AdapterSession> {
    let token = Secret::new(row.text(Kind::Session, "sessionToken")?);
    session_of(&token, &mut row)
}

/// Reads a verification token.
pub(crate) fn verification_token(mut row: Row) -> Result<VerificationToken> {
    const KIND: Kind = Kind::VerificationToken;
    let identifier = row.text(KIND, "identifier")?;
    let token = Secret::new(row.text(KIND, "token")?);
    Ok(VerificationToken::new(identifier, token, row.time(KIND, "expires")?))
}

/// The kinds of accounts, with their names in the tables.
const ACCOUNT_TYPES: [(ProviderType, &str); 6] = [
    (ProviderType::OAuth, "oauth"),
    (ProviderType::Oidc, "oidc"),
    (ProviderType::Email, "email"),
    (ProviderType::Credentials, "credentials"),
    (ProviderType::WebAuthn, "webauthn"),
    (ProviderType::Sms, "sms"),
];

/// Reads an account.
pub(crate) fn account(mut row: Row) -> Result<Account> {
    const KIND: Kind = Kind::Account;
    let user_id = row.user_id(KIND, "userId")?;
    let name = row.text(KIND, "type")?;
    let kind = ACCOUNT_TYPES.iter().find(|(_, known)| *known == name);
    let (kind, _) = *kind.ok_or(AdapterError::Corrupt { kind: KIND, column: "type" })?;
    let provider = row.text(KIND, "provider")?;
    let mut account = Account::new(provider, kind, row.text(KIND, "providerAccountId")?);
    account.user_id = Some(user_id.into());
    account.tokens = TokenSet {
        refresh_token: row.opt_secret(KIND, "refresh_token")?,
        access_token: row.opt_secret(KIND, "access_token")?,
        expires_at: row.opt_int(KIND, "expires_at")?.map(UnixTime::from_secs),
        token_type: row.opt_text(KIND, "token_type")?,
        scope: row.opt_text(KIND, "scope")?,
        id_token: row.opt_secret(KIND, "id_token")?,
        session_state: row.opt_text(KIND, "session_state")?,
    };
    Ok(account)
}

/// Returns the values of an account, the key of its user first.
pub(crate) fn account_values(user: Value, account: &Account) -> [Value; 11] {
    let [refresh, access, expires, kind, scope, id, state] = token_values(&account.tokens);
    let name = ACCOUNT_TYPES.iter().find(|(kind, _)| *kind == account.kind).map_or("", |(_, name)| *name);
    [
        user,
        name.into(),
        account.provider.as_str().into(),
        (&account.provider_account_id).into(),
        refresh,
        access,
        expires,
        kind,
        scope,
        id,
        state,
    ]
}

/// Returns the values of a provider's tokens.
pub(crate) fn token_values(tokens: &TokenSet) -> [Value; 7] {
    [
        (&tokens.refresh_token).into(),
        (&tokens.access_token).into(),
        Value::Int(tokens.expires_at.map(UnixTime::as_secs)),
        (&tokens.token_type).into(),
        (&tokens.scope).into(),
        (&tokens.id_token).into(),
        (&tokens.session_state).into(),
    ]
}

/// Reads a passkey.
pub(crate) fn passkey(mut row: Row) -> Result<Authenticator> {
    const KIND: Kind = Kind::Authenticator;
    let corrupt = |column| AdapterError::Corrupt { kind: KIND, column };
    let user_id = row.user_id(KIND, "userId")?;
    let credential_id = row.text(KIND, "credentialID")?;
    let provider_account_id = row.text(KIND, "providerAccountId")?;
    let mut passkey = Authenticator::new(credential_id, user_id, row.text(KIND, "credentialPublicKey")?);
    passkey.provider_account_id = provider_account_id;
    passkey.counter = row.int(KIND, "counter")?.try_into().map_err(|_| corrupt("counter"))?;
    let device = row.text(KIND, "credentialDeviceType")?;
    passkey.credential_device_type =
        CredentialDeviceType::from_name(&device).ok_or(corrupt("credentialDeviceType"))?;
    passkey.credential_backed_up = row.int(KIND, "credentialBackedUp")? != 0;
    let transports = row.opt_text(KIND, "transports")?.unwrap_or_default();
    passkey.transports = transports.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Ok(passkey)
}

/// Returns the values of a passkey, the key of its user first.
pub(crate) fn passkey_values(user: Value, passkey: &Authenticator) -> [Value; 8] {
    let transports = (!passkey.transports.is_empty()).then(|| passkey.transports.join(","));
    [
        user,
        (&passkey.credential_id).into(),
        (&passkey.provider_account_id).into(),
        (&passkey.credential_public_key).into(),
        passkey.counter.into(),
        passkey.credential_device_type.as_str().into(),
        passkey.credential_backed_up.into(),
        Value::Text(transports),
    ]
}

/// Converts a time step into a value.
pub(crate) fn step_value(step: u64) -> Value {
    Value::Int(Some(i64::try_from(step).unwrap_or(i64::MAX)))
}

/// Reads an authenticator application, with the number of recovery codes that are left.
pub(crate) fn totp(mut row: Row) -> Result<StoredTotp> {
    const KIND: Kind = Kind::SecondFactor;
    let secret = Secret::new(row.text(KIND, "secret")?);
    let step = row.int(KIND, "lastStep")?;
    let step = u64::try_from(step).map_err(|_| AdapterError::Corrupt { kind: KIND, column: "lastStep" })?;
    let created = row.time(KIND, "created")?;
    let codes = u32::try_from(row.int(KIND, "count")?).unwrap_or(u32::MAX);
    Ok(StoredTotp::new(secret, step, created).with_recovery_codes(codes))
}

/// Reads the facts about a passkey.
pub(crate) fn passkey_details(row: &mut Row) -> Result<PasskeyDetails> {
    const KIND: Kind = Kind::PasskeyDetails;
    let mut details = PasskeyDetails::new(row.text(KIND, "credentialID")?);
    details.name = row.opt_text(KIND, "name")?;
    details.created = row.opt_time(KIND, "created")?;
    details.last_used = row.opt_time(KIND, "lastUsed")?;
    Ok(details)
}

/// Reads the hash of a password.
pub(crate) fn password(mut row: Row) -> Result<StoredPassword> {
    const KIND: Kind = Kind::Passwords;
    let hash = Secret::new(row.text(KIND, "hash")?);
    Ok(StoredPassword::new(hash, row.time(KIND, "updated")?))
}

/// Reads an API key from the first columns of a row.
pub(crate) fn api_key(row: &mut Row) -> Result<StoredApiKey> {
    const KIND: Kind = Kind::ApiKey;
    let (id, user_id) = (row.text(KIND, "id")?, row.user_id(KIND, "userId")?);
    let (prefix, hash) = (row.text(KIND, "prefix")?, Secret::new(row.text(KIND, "hash")?));
    let name = row.opt_text(KIND, "name")?;
    let (data, created) = (row.text(KIND, "data")?, row.time(KIND, "created")?);
    let mut key = StoredApiKey::new(id, user_id, prefix, hash, data, created);
    key.name = name;
    key.expires = row.opt_time(KIND, "expires")?;
    key.last_used = row.opt_time(KIND, "lastUsed")?;
    Ok(key)
}

/// Returns the values of an API key, the key of its owner first.
pub(crate) fn api_key_values(owner: Value, key: &StoredApiKey) -> [Value; 9] {
    [
        owner,
        (&key.id).into(),
        (&key.prefix).into(),
        (&key.hash).into(),
        (&key.name).into(),
        (&key.data).into(),
        key.created.into(),
        key.expires.into(),
        key.last_used.into(),
    ]
}
