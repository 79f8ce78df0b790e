//! The limits of the columns, and the values that are made to fit before they reach a statement.
//!
//! A value that only describes a user is shortened or left out. A value by which a row is found is refused if it does
//! not fit, because a shortened one could be that of another user.

use std::borrow::Cow;

use super::{
    catalogue::Catalogue,
    column::Limit,
    dialect::Dialect,
    layout,
    schema::{MARKS, Schema, UserColumn},
    statement::Statement,
    statements::{Translator, user_columns},
};
use crate::{
    adapter::{
        AdapterError, Kind, Link, NewPassword, NewSession, NewTotp, NewUser, PasskeyNote, Result,
        SetupProblem, UserPatch,
    },
    contract::{
        Account, Authenticator, ExtraColumns, Secret, StoredApiKey, StoredId, TokenSet, UnixTime,
        VerificationToken,
    },
};

/// The limits of all columns of a database.
pub(crate) struct Limits {
    columns: Vec<(&'static str, String, Limit)>,
    /// `true` if the catalogue could be read. Otherwise, all tables count as present.
    is_known: bool,
    holds_nul: bool,
    key_bytes: usize,
    names_have_case: bool,
    numbers_users: bool,
    unfilled: Vec<SetupProblem>,
    /// The query for users whose e-mail address is stored in another spelling.
    users_by_spelling: Statement,
}

impl Limits {
    /// Derives the limits from the catalogue of a database.
    pub(crate) fn new<D: Dialect>(catalogue: &Catalogue, schema: Schema, extra: &[UserColumn]) -> Self {
        let of_table = |mark: &'static str| {
            let columns = catalogue.columns_of(schema.table(mark));
            columns.map(move |column| (mark, column.name.clone(), D::limit(column)))
        };
        Self {
            columns: MARKS.into_iter().flat_map(of_table).collect(),
            is_known: !catalogue.is_empty(),
            holds_nul: D::HOLDS_NUL,
            key_bytes: D::KEY_BYTES,
            names_have_case: D::NAMES_HAVE_CASE,
            numbers_users: schema.numbers_users(),
            unfilled: layout::unfilled::<D>(catalogue, schema, extra),
            users_by_spelling: Translator::<D>::new(schema).statement(&format!(
                "SELECT {} FROM {{users}} u WHERE {} IN (?1, ?2)",
                user_columns(extra),
                D::email_key(catalogue)
            )),
        }
    }

    /// Returns the query for users whose e-mail address is stored in another spelling.
    pub(crate) fn users_by_spelling(&self) -> &Statement {
        &self.users_by_spelling
    }

    /// Returns `true` if the database has the tables with these marks.
    pub(crate) fn has_tables(&self, marks: &[&str]) -> bool {
        let has = |mark: &&str| self.columns.iter().any(|(known, ..)| known == mark);
        !self.is_known || marks.iter().all(has)
    }

    /// Returns the columns that need a value and get none.
    pub(crate) fn unfilled(&self) -> &[SetupProblem] {
        &self.unfilled
    }

    fn of(&self, mark: &str, name: &str) -> Limit {
        let found = self.columns.iter().find(|(table, column, _)| {
            let is_named =
                if self.names_have_case { column == name } else { column.eq_ignore_ascii_case(name) };
            *table == mark && is_named
        });
        found.map_or(Limit::NONE, |(.., limit)| *limit)
    }

    fn holds(&self, mark: &str, name: &str, text: &str) -> bool {
        let limit = self.of(mark, name);
        text.len() <= limit.bytes
            && (text.len() <= limit.chars || text.chars().count() <= limit.chars)
            && text.chars().all(|letter| letter <= limit.last)
            && (self.holds_nul || !text.contains('\0'))
    }

    /// Fails unless a column can hold a string that must not be shortened.
    fn whole(&self, kind: Kind, mark: &str, name: &'static str, text: &str) -> Result<()> {
        let fits = self.holds(mark, name, text);
        if fits { Ok(()) } else { Err(AdapterError::DoesNotFit { kind, column: name.into() }) }
    }

    /// Fails unless a column can hold a string by which rows are found.
    fn key(&self, kind: Kind, mark: &str, name: &'static str, text: &str) -> Result<()> {
        if text.len() > self.key_bytes {
            return Err(AdapterError::DoesNotFit { kind, column: name.into() });
        }
        self.whole(kind, mark, name, text)
    }

    /// Shortens a name to what its column can hold.
    fn name(&self, mark: &str, name: Option<String>) -> Option<String> {
        let name = name?;
        if self.holds(mark, "name", &name) && !name.contains('\0') {
            return Some(name);
        }
        let limit = self.of(mark, "name");
        let substitute =
            if limit.last < char::REPLACEMENT_CHARACTER { '?' } else { char::REPLACEMENT_CHARACTER };
        let letters = name.chars().filter(|letter| *letter != '\0').take(limit.chars);
        let letters = letters.map(|letter| if letter > limit.last { substitute } else { letter });
        let mut short = String::new();
        for letter in letters {
            if short.len() + letter.len_utf8() > limit.bytes {
                break;
            }
            short.push(letter);
        }
        let short = short.trim_end();
        (!short.is_empty()).then(|| short.to_owned())
    }

    /// Drops a picture that its column cannot hold: a part of a URL leads nowhere.
    fn image(&self, image: Option<String>) -> Option<String> {
        let image = image.filter(|image| !image.contains('\0'))?;
        let fits = self.holds("users", "image", &image);
        if !fits {
            tracing::debug!(target: "auth", column = "image", "the picture of a user does not fit its column, and is left out");
        }
        fits.then_some(image)
    }

    fn email(&self, email: Option<&str>) -> Result<()> {
        match email {
            Some(email) if email.contains('\0') => {
                Err(AdapterError::DoesNotFit { kind: Kind::User, column: "email".into() })
            }
            Some(email) => self.key(Kind::User, "users", "email", email),
            None => Ok(()),
        }
    }

    fn time(&self, mark: &str, name: &str, time: UnixTime) -> UnixTime {
        let limit = self.of(mark, name);
        let (least, greatest) =
            (limit.least.max(Limit::TIME.least), limit.greatest.min(Limit::TIME.greatest));
        UnixTime::from_millis(time.as_millis().clamp(least, greatest))
    }

    /// Fails unless the columns of the application can hold their values.
    fn extra(&self, values: &ExtraColumns) -> Result<()> {
        let unfit = values.iter().find(|(name, value)| {
            let limit = self.of("users", name);
            let fits_text = value.as_str().is_none_or(|text| self.holds("users", name, text));
            let fits_int =
                value.as_i64().is_none_or(|number| (limit.least..=limit.greatest).contains(&number));
            !(fits_text && fits_int)
        });
        match unfit {
            Some((name, _)) => {
                Err(AdapterError::DoesNotFit { kind: Kind::User, column: Cow::Owned(name.clone()) })
            }
            None => Ok(()),
        }
    }

    /// Makes a new user fit.
    ///
    /// # Errors
    /// Fails if the ID, the e-mail address or a column of the application does not fit.
    pub(crate) fn user(&self, mut new: NewUser) -> Result<NewUser> {
        if !self.numbers_users {
            self.key(Kind::User, "users", "id", new.user.id.as_str())?;
        }
        self.email(new.user.email.as_deref())?;
        self.extra(&new.columns)?;
        new.password.as_ref().map_or(Ok(()), |password| self.password(password))?;
        new.user.name = self.name("users", new.user.name.take());
        new.user.image = self.image(new.user.image.take());
        new.email_verified = new.email_verified.map(|time| self.time("users", "emailVerified", time));
        Ok(new)
    }

    /// Makes the changes of a user fit.
    ///
    /// # Errors
    /// Fails if the e-mail address or a column of the application does not fit.
    pub(crate) fn patch(&self, mut patch: UserPatch) -> Result<UserPatch> {
        self.email(patch.email.as_ref().and_then(Option::as_deref))?;
        self.extra(&patch.columns)?;
        patch.name = patch.name.map(|name| self.name("users", name));
        patch.image = patch.image.map(|image| self.image(image));
        let verified = |time: Option<UnixTime>| time.map(|time| self.time("users", "emailVerified", time));
        patch.email_verified = patch.email_verified.map(verified);
        Ok(patch)
    }

    /// Makes an account and its passkey fit.
    ///
    /// # Errors
    /// Fails if the ID of the account, or a value of the passkey by which it is found or checked, does not fit.
    pub(crate) fn link(&self, mut link: Link) -> Result<Link> {
        let Account { provider, provider_account_id, .. } = &link.account;
        self.key(Kind::Account, "accounts", "provider", provider.as_str())?;
        self.key(Kind::Account, "accounts", "providerAccountId", provider_account_id)?;
        link.account.tokens = self.tokens(link.account.tokens);
        link.authenticator = link.authenticator.map(|passkey| self.passkey(passkey)).transpose()?;
        Ok(link)
    }

    /// Makes the tokens of a provider fit. A token that its column cannot hold is left out, because a sign-in needs
    /// none of them.
    pub(crate) fn tokens(&self, mut tokens: TokenSet) -> TokenSet {
        let limit = self.of("accounts", "expires_at");
        let clamp = |time: UnixTime| UnixTime::from_secs(time.as_secs().clamp(limit.least, limit.greatest));
        tokens.expires_at = tokens.expires_at.map(clamp);
        for (name, secret) in [
            ("refresh_token", &mut tokens.refresh_token),
            ("access_token", &mut tokens.access_token),
            ("id_token", &mut tokens.id_token),
        ] {
            if secret.as_ref().is_some_and(|secret| !self.keeps(name, secret.expose())) {
                *secret = None;
            }
        }
        for (name, text) in [
            ("token_type", &mut tokens.token_type),
            ("scope", &mut tokens.scope),
            ("session_state", &mut tokens.session_state),
        ] {
            if text.as_ref().is_some_and(|text| !self.keeps(name, text)) {
                *text = None;
            }
        }
        tokens
    }

    fn keeps(&self, name: &'static str, text: &str) -> bool {
        let fits = self.holds("accounts", name, text);
        if !fits {
            tracing::warn!(
                target: "auth",
                help = "value_not_stored",
                column = name,
                length = text.len(),
                "a value from a provider does not fit its column of the accounts table, and is not stored: make the column wider"
            );
        }
        fits
    }

    /// Makes a passkey fit.
    ///
    /// # Errors
    /// Fails if the credential ID or the public key does not fit.
    pub(crate) fn passkey(&self, mut passkey: Authenticator) -> Result<Authenticator> {
        const KIND: Kind = Kind::Authenticator;
        self.key(KIND, "passkeys", "credentialID", &passkey.credential_id)?;
        self.key(KIND, "passkeys", "providerAccountId", &passkey.provider_account_id)?;
        self.whole(KIND, "passkeys", "credentialPublicKey", &passkey.credential_public_key)?;
        if !self.holds("passkeys", "transports", &passkey.transports.join(",")) {
            passkey.transports.clear();
        }
        passkey.counter = self.counter(passkey.counter);
        Ok(passkey)
    }

    /// Returns the signature counter that is stored for a counter.
    pub(crate) fn counter(&self, counter: u32) -> u32 {
        let greatest = self.of("passkeys", "counter").greatest;
        counter.min(u32::try_from(greatest).unwrap_or(u32::MAX))
    }

    /// Makes a session fit.
    ///
    /// # Errors
    /// Fails if the token does not fit.
    pub(crate) fn session(&self, mut session: NewSession) -> Result<NewSession> {
        self.key(Kind::Session, "sessions", "sessionToken", session.session_token.expose())?;
        session.expires = self.expiry_of_session(session.expires);
        Ok(session)
    }

    /// Returns the expiry that is stored for a session.
    pub(crate) fn expiry_of_session(&self, expires: UnixTime) -> UnixTime {
        self.time("sessions", "expires", expires)
    }

    /// Makes a verification token fit.
    ///
    /// # Errors
    /// Fails if the identifier or the token does not fit.
    pub(crate) fn verification_token(&self, token: VerificationToken) -> Result<VerificationToken> {
        const KIND: Kind = Kind::VerificationToken;
        let VerificationToken { identifier, token, expires } = token;
        self.key(KIND, "tokens", "identifier", &identifier)?;
        self.key(KIND, "tokens", "token", token.expose())?;
        Ok(VerificationToken::new(identifier, token, self.time("tokens", "expires", expires)))
    }

    /// Fails unless the key of a marker fits.
    pub(crate) fn marker(&self, key: &str) -> Result<()> {
        self.key(Kind::Marker, "markers", "key", key)
    }

    /// Fails unless the ID of the owner of an epoch fits.
    pub(crate) fn epoch(&self, user: &StoredId) -> Result<()> {
        self.key(Kind::Epoch, "epochs", "userId", user.as_str())
    }

    /// Fails unless the sealed secret of an authenticator application fits.
    pub(crate) fn sealed_secret(&self, secret: &Secret) -> Result<()> {
        self.whole(Kind::SecondFactor, "totps", "secret", secret.expose())
    }

    /// Fails unless the hashes of recovery codes fit.
    pub(crate) fn recovery_codes(&self, hashes: &[Secret]) -> Result<()> {
        let mut hashes = hashes.iter().map(Secret::expose);
        hashes.try_for_each(|hash| self.key(Kind::SecondFactor, "recovery_codes", "hash", hash))
    }

    /// Fails unless an authenticator application and its recovery codes fit.
    pub(crate) fn totp(&self, totp: &NewTotp) -> Result<()> {
        self.sealed_secret(&totp.secret)?;
        self.recovery_codes(&totp.recovery_codes)
    }

    /// Makes facts about a passkey fit.
    pub(crate) fn passkey_note(&self, mut note: PasskeyNote) -> PasskeyNote {
        note.name = note.name.map(|name| self.name("passkey_details", name));
        note
    }

    /// Fails unless the hash of a password fits.
    pub(crate) fn password(&self, password: &NewPassword) -> Result<()> {
        self.whole(Kind::Passwords, "passwords", "hash", password.hash.expose())
    }

    /// Makes an API key fit.
    ///
    /// # Errors
    /// Fails if a part other than the name does not fit.
    pub(crate) fn api_key(&self, mut key: StoredApiKey) -> Result<StoredApiKey> {
        self.key(Kind::ApiKey, "api_keys", "id", &key.id)?;
        for (name, text) in [("prefix", &*key.prefix), ("hash", key.hash.expose()), ("data", &*key.data)] {
            self.whole(Kind::ApiKey, "api_keys", name, text)?;
        }
        key.name = self.name("api_keys", key.name.take());
        Ok(key)
    }
}
