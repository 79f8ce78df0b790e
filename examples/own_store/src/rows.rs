//! The rows, and the steps of which transactions consist.

use auth::{
    Account, BoxError, EmailAddress, Secret, StoredId,
    adapter::{
        AdapterError, AdapterSession, Basis, Conflict, Kind, Link, NewSession, NewUser, Removed, Result,
        VerificationToken,
    },
    provider::ProviderId,
    time::UnixTime,
};
use redb::{ReadableTable, Table, TableDefinition};
use serde::{Serialize, de::DeserializeOwned};

use crate::user_row::{AccountRow, UserRow};

/// A key: the kind of the row, and two strings that depend on it.
pub type Key = (&'static str, &'static str, &'static str);

/// A value: JSON.
pub type Value = &'static [u8];

/// All rows. The keys are in order, so the rows that begin with the same strings are next to each other.
pub const ROWS: TableDefinition<Key, Value> = TableDefinition::new("rows");

/// A user with all accounts, by ID.
const USER: &str = "user";
/// The ID of a user, by the canonical form of the e-mail address. What must be unique is a key.
const EMAIL: &str = "email";
/// The ID of a user, by provider and ID at the provider.
const ACCOUNT: &str = "account";
/// The ID of a user, by session token.
const SESSION: &str = "session";
/// The expiry of a session, by the ID of its user and session token.
const EXPIRY: &str = "expiry";
/// The expiry of a verification token, by identifier and hash.
const TOKEN: &str = "token";

/// Returns the error of a database that cannot be read or written. No error contains a value.
pub fn unavailable(error: impl Into<BoxError>) -> AdapterError {
    AdapterError::Unavailable(error.into())
}

/// Returns the key of an e-mail address, which is the same for all of its spellings.
fn email_key(email: &str) -> String {
    EmailAddress::parse(email).map_or_else(|_| email.to_owned(), |address| address.to_string())
}

/// The rows, in a transaction that reads or in one that writes.
pub struct Rows<T>(pub T);

impl<T: ReadableTable<Key, Value>> Rows<T> {
    fn get<V: DeserializeOwned>(&self, key: (&str, &str, &str), kind: Kind) -> Result<Option<V>> {
        let Some(row) = self.0.get(key).map_err(unavailable)? else { return Ok(None) };
        let value = serde_json::from_slice(row.value());
        value.map(Some).map_err(|_| AdapterError::Corrupt { kind, column: "value" })
    }

    /// Returns the keys of a kind, or those of them that begin with a string.
    fn keys(&self, kind: &str, first: Option<&str>) -> Result<Vec<(String, String)>> {
        let mut keys = Vec::new();
        for row in self.0.range((kind, first.unwrap_or_default(), "")..).map_err(unavailable)? {
            let (key, _) = row.map_err(unavailable)?;
            let (of, a, b) = key.value();
            if of != kind || first.is_some_and(|first| first != a) {
                break;
            }
            keys.push((a.to_owned(), b.to_owned()));
        }
        Ok(keys)
    }

    /// Returns a user by ID.
    pub fn user(&self, id: &str) -> Result<Option<UserRow>> {
        self.get((USER, id, ""), Kind::User)
    }

    /// Returns a user who must exist.
    pub fn known_user(&self, id: &StoredId) -> Result<UserRow> {
        self.user(id.as_str())?.ok_or(AdapterError::NotFound(Kind::User))
    }

    /// Returns the user with this e-mail address.
    pub fn user_by_email(&self, email: &str) -> Result<Option<UserRow>> {
        let key = email_key(email);
        let Some(id) = self.get::<String>((EMAIL, &key, ""), Kind::User)? else { return Ok(None) };
        let user = self.user(&id)?;
        // Exactly this string, or the canonical form of the stored one.
        Ok(user.filter(|row| key == email || row.user.email.as_deref() == Some(email)))
    }

    /// Returns the user to whom an account is linked.
    pub fn user_by_account(&self, provider: &ProviderId, id: &str) -> Result<Option<UserRow>> {
        let owner = self.get::<String>((ACCOUNT, provider.as_str(), id), Kind::Account)?;
        owner.map_or(Ok(None), |owner| self.user(&owner))
    }

    /// Returns an account.
    pub fn account(&self, provider: &ProviderId, id: &str) -> Result<Option<Account>> {
        let Some(user) = self.user_by_account(provider, id)? else { return Ok(None) };
        let account = user.accounts.iter().find(|account| account.is(provider, id));
        account.map(|account| account.to_account(&user.id())).transpose()
    }

    /// Returns a session.
    pub fn session(&self, token: &Secret) -> Result<Option<AdapterSession>> {
        let Some(user) = self.get::<String>((SESSION, token.expose(), ""), Kind::Session)? else {
            return Ok(None);
        };
        let expires = self.get((EXPIRY, &user, token.expose()), Kind::Session)?;
        let session = |expires| {
            AdapterSession::new(token.clone(), StoredId::from_store(user), UnixTime::from_millis(expires))
        };
        Ok(expires.map(session))
    }

    /// Returns the sessions of a user, the one with the latest expiry first.
    pub fn sessions_of(&self, user: &StoredId) -> Result<Vec<AdapterSession>> {
        let mut sessions = Vec::new();
        for (_, token) in self.keys(EXPIRY, Some(user.as_str()))? {
            sessions.extend(self.session(&Secret::new(token))?);
        }
        sessions.sort_by_key(|session| std::cmp::Reverse(session.expires));
        Ok(sessions)
    }

    /// Returns a verification token.
    pub fn token(&self, identifier: &str, token: &Secret) -> Result<Option<VerificationToken>> {
        let expires = self.get((TOKEN, identifier, token.expose()), Kind::VerificationToken)?;
        Ok(expires
            .map(|expires| VerificationToken::new(identifier, token.clone(), UnixTime::from_millis(expires))))
    }

    /// Checks that what a change relies on still holds.
    pub fn check_basis(&self, user: &UserRow, basis: &Basis) -> Result<()> {
        if !basis.has_address_of(&user.to_user()) {
            return Err(Conflict::Proof.into());
        }
        if let Some(token) = &basis.session
            && self.session(token)?.is_none_or(|session| session.user_id != user.id())
        {
            return Err(Conflict::Ended.into());
        }
        if let Some((provider, id)) = &basis.account
            && !user.accounts.iter().any(|account| account.is(provider, id))
        {
            return Err(Conflict::Ended.into());
        }
        // Without epochs of revocation, no change can rely on one.
        if basis.epoch.is_some() { Err(Conflict::Ended.into()) } else { Ok(()) }
    }
}

impl Rows<Table<'_, Key, Value>> {
    fn put(&mut self, key: (&str, &str, &str), value: &impl Serialize) -> Result<()> {
        let value = serde_json::to_vec(value).map_err(|error| AdapterError::Rejected(error.into()))?;
        self.0.insert(key, value.as_slice()).map_err(unavailable)?;
        Ok(())
    }

    fn remove(&mut self, key: (&str, &str, &str)) -> Result<bool> {
        Ok(self.0.remove(key).map_err(unavailable)?.is_some())
    }

    /// Stores a row whose key must be new.
    fn put_new(&mut self, key: (&str, &str, &str), value: &impl Serialize, conflict: Conflict) -> Result<()> {
        if self.0.get(key).map_err(unavailable)?.is_some() {
            return Err(conflict.into());
        }
        self.put(key, value)
    }

    /// Stores a user who has changed.
    pub fn save(&mut self, user: &UserRow) -> Result<()> {
        self.put((USER, user.id().as_str(), ""), user)
    }

    /// Creates a user.
    pub fn sign_up(&mut self, new: NewUser) -> Result<UserRow> {
        let row = UserRow {
            email_verified: new.email_verified.map(UnixTime::as_millis),
            columns: new.columns,
            accounts: Vec::new(),
            user: new.user,
        };
        self.put_new((USER, row.id().as_str(), ""), &row, Conflict::User)?;
        self.set_email(&row, row.user.email.as_deref())?;
        Ok(row)
    }

    /// Makes the user findable by an e-mail address.
    pub fn set_email(&mut self, user: &UserRow, email: Option<&str>) -> Result<()> {
        let Some(email) = email else { return Ok(()) };
        self.put_new((EMAIL, &email_key(email), ""), &user.user.id, Conflict::Email)
    }

    /// Makes the user unfindable by an e-mail address.
    pub fn remove_email(&mut self, email: Option<&str>) -> Result<()> {
        email.map_or(Ok(()), |email| self.remove((EMAIL, &email_key(email), "")).map(drop))
    }

    /// Adds an account to a user, who has to be saved afterwards.
    pub fn link(&mut self, user: &mut UserRow, link: Link) -> Result<()> {
        if link.authenticator.is_some() {
            return Err(AdapterError::Unsupported(Kind::Authenticator));
        }
        let account = AccountRow::from(link);
        let key = (ACCOUNT, account.provider.as_str(), account.id.as_str());
        self.put_new(key, &user.user.id, Conflict::Account)?;
        user.accounts.push(account);
        Ok(())
    }

    /// Removes an account.
    pub fn unlink(&mut self, provider: &ProviderId, id: &str) -> Result<bool> {
        let Some(mut user) = self.user_by_account(provider, id)? else { return Ok(false) };
        user.accounts.retain(|account| !account.is(provider, id));
        self.save(&user)?;
        self.remove((ACCOUNT, provider.as_str(), id))
    }

    /// Starts a session, if one is given, and ends the one that it replaces.
    pub fn start(&mut self, user: &StoredId, session: Option<NewSession>) -> Result<Option<AdapterSession>> {
        let Some(NewSession { session_token, expires, replaces, .. }) = session else { return Ok(None) };
        self.put_new((SESSION, session_token.expose(), ""), &user.as_str(), Conflict::Session)?;
        self.put((EXPIRY, user.as_str(), session_token.expose()), &expires.as_millis())?;
        if let Some(replaced) = replaces {
            self.end(&replaced)?;
        }
        Ok(Some(AdapterSession::new(session_token, user.clone(), expires)))
    }

    /// Sets the expiry of a session.
    pub fn touch(&mut self, session: &AdapterSession, expires: UnixTime) -> Result<()> {
        let key = (EXPIRY, session.user_id.as_str(), session.session_token.expose());
        self.put(key, &expires.as_millis())
    }

    /// Ends a session.
    pub fn end(&mut self, token: &Secret) -> Result<Option<AdapterSession>> {
        let Some(session) = self.session(token)? else { return Ok(None) };
        self.remove((SESSION, token.expose(), ""))?;
        self.remove((EXPIRY, session.user_id.as_str(), token.expose()))?;
        Ok(Some(session))
    }

    /// Ends all sessions of a user.
    pub fn end_all(&mut self, user: &StoredId) -> Result<u64> {
        let sessions = self.sessions_of(user)?;
        sessions.iter().try_for_each(|session| self.end(&session.session_token).map(drop))?;
        Ok(sessions.len() as u64)
    }

    /// Stores a verification token.
    pub fn add_token(&mut self, token: &VerificationToken) -> Result<()> {
        let key = (TOKEN, token.identifier.as_str(), token.token.expose());
        self.put_new(key, &token.expires.as_millis(), Conflict::VerificationToken)
    }

    /// Removes a verification token.
    pub fn remove_token(&mut self, token: &VerificationToken) -> Result<bool> {
        self.remove((TOKEN, &token.identifier, token.token.expose()))
    }

    /// Removes all verification tokens with an identifier.
    pub fn remove_tokens_of(&mut self, identifier: &str) -> Result<()> {
        let keys = self.keys(TOKEN, Some(identifier))?;
        keys.iter().try_for_each(|(identifier, token)| self.remove((TOKEN, identifier, token)).map(drop))
    }

    /// Removes a user with all that belongs to it.
    pub fn delete(&mut self, id: &StoredId) -> Result<bool> {
        let Some(user) = self.user(id.as_str())? else { return Ok(false) };
        self.end_all(id)?;
        for account in &user.accounts {
            self.remove((ACCOUNT, account.provider.as_str(), &account.id))?;
        }
        self.remove_email(user.user.email.as_deref())?;
        if let Some(email) = &user.user.email {
            self.remove_tokens_of(&email_key(email))?;
        }
        self.remove((USER, id.as_str(), ""))
    }

    /// Marks the e-mail address as proven. The first time, removes what another person may have added before. The user has to
    /// be saved afterwards.
    pub fn verify(
        &mut self,
        user: &mut UserRow,
        now: UnixTime,
        by: Option<(ProviderId, String)>,
    ) -> Result<Option<Removed>> {
        let is_first = user.email_verified.replace(now.as_millis()).is_none();
        let is_proof =
            |account: &AccountRow| by.as_ref().is_some_and(|(provider, id)| account.is(provider, id));
        for account in &mut user.accounts {
            account.proves_email |= is_proof(account);
        }
        if !is_first {
            return Ok(None);
        }
        let (proven, gone): (Vec<_>, Vec<_>) =
            user.accounts.drain(..).partition(|account| account.proves_email);
        user.accounts = proven;
        let mut accounts = Vec::new();
        for account in gone {
            self.remove((ACCOUNT, account.provider.as_str(), &account.id))?;
            accounts.push(account.to_account(&user.id())?);
        }
        let sessions = self.end_all(&user.id())?;
        Ok(Some(Removed::new(accounts, 0, sessions)))
    }

    /// Removes what expired before `now`. A store with many rows would keep them in the order of their expiry.
    pub fn delete_expired(&mut self, now: UnixTime) -> Result<u64> {
        let mut gone = 0;
        for (identifier, token) in self.keys(TOKEN, None)? {
            let expires: Option<i64> = self.get((TOKEN, &identifier, &token), Kind::VerificationToken)?;
            if expires.is_some_and(|expires| expires < now.as_millis()) {
                gone += u64::from(self.remove((TOKEN, &identifier, &token))?);
            }
        }
        for (user, token) in self.keys(EXPIRY, None)? {
            let expires: Option<i64> = self.get((EXPIRY, &user, &token), Kind::Session)?;
            if expires.is_some_and(|expires| expires < now.as_millis()) {
                gone += u64::from(self.end(&Secret::new(token))?.is_some());
            }
        }
        Ok(gone)
    }
}
