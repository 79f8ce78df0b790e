//! The tables in memory, and the changes that several operations make.

use std::collections::{HashMap, HashSet};

use crate::{
    adapter::{
        AdapterError, Basis, Conflict, Kind, Link, NewSession, NewUser, PasskeyDetails, Result, SignedUp,
        attempt::AttemptCounts, spelling::Spellings,
    },
    contract::{
        Account, AdapterSession, AdapterUser, Authenticator, EmailAddress, ProviderType, Removed,
        StoredApiKey, StoredId, StoredPassword, StoredTotp, UnixTime, VerificationToken,
    },
};

/// The second factor of a user.
pub(super) struct SecondFactor {
    pub(super) totp: StoredTotp,
    pub(super) recovery_codes: HashSet<String>,
}

#[derive(Default)]
pub(super) struct Tables {
    pub(super) users: HashMap<StoredId, AdapterUser>,
    pub(super) accounts: HashMap<(String, String), Account>,
    /// The accounts that were linked without proof of their owner's e-mail address.
    pub(super) unproven: HashSet<(String, String)>,
    pub(super) authenticators: HashMap<String, Authenticator>,
    /// The facts about passkeys, by credential ID.
    pub(super) passkey_details: HashMap<String, PasskeyDetails>,
    pub(super) sessions: HashMap<String, AdapterSession>,
    pub(super) verification_tokens: HashMap<(String, String), VerificationToken>,
    pub(super) spent: HashMap<String, UnixTime>,
    pub(super) epochs: HashMap<StoredId, u64>,
    pub(super) attempts: AttemptCounts,
    pub(super) second_factors: HashMap<StoredId, SecondFactor>,
    pub(super) api_keys: HashMap<String, StoredApiKey>,
    pub(super) passwords: HashMap<StoredId, StoredPassword>,
}

impl Tables {
    pub(super) fn user_by_email(&self, email: &str) -> Option<&AdapterUser> {
        let exact = self.users.values().find(|stored| stored.user.email.as_deref() == Some(email));
        exact.or_else(|| Spellings::of(email)?.only(self.users.values()))
    }

    pub(super) fn check_user(&self, user: &StoredId) -> Result<()> {
        self.users.contains_key(user).then_some(()).ok_or(AdapterError::NotFound(Kind::User))
    }

    /// Checks that the state of a user is that on which a change was decided.
    pub(super) fn check_basis(&self, user: &StoredId, basis: &Basis) -> Result<()> {
        if self.users.get(user).is_some_and(|user| !basis.has_address_of(user)) {
            return Err(Conflict::Proof.into());
        }
        let has_session = basis.session.as_ref().is_none_or(|token| {
            self.sessions.get(token.expose()).is_some_and(|session| session.user_id == *user)
        });
        let has_epoch = basis.epoch.is_none_or(|epoch| self.epochs.get(user) == Some(&epoch));
        if has_session && has_epoch { Ok(()) } else { Err(Conflict::Ended.into()) }
    }

    pub(super) fn check_link(&self, link: &Link) -> Result<()> {
        if self.accounts.contains_key(&account_key(&link.account)) {
            return Err(Conflict::Account.into());
        }
        link.authenticator.as_ref().map_or(Ok(()), |passkey| self.check_authenticator(passkey))
    }

    pub(super) fn check_authenticator(&self, authenticator: &Authenticator) -> Result<()> {
        if self.authenticators.contains_key(&authenticator.credential_id) {
            return Err(Conflict::Authenticator.into());
        }
        Ok(())
    }

    pub(super) fn check_session(&self, session: Option<&NewSession>) -> Result<()> {
        if session.is_some_and(|session| self.sessions.contains_key(session.session_token.expose())) {
            return Err(Conflict::Session.into());
        }
        Ok(())
    }

    pub(super) fn check_email(&self, email: Option<&str>, owner: &StoredId) -> Result<()> {
        let Some(email) = email else { return Ok(()) };
        let canonical = EmailAddress::parse(email).ok();
        let spellings = [Some(email), canonical.as_ref().map(EmailAddress::as_str)];
        let mut owners = spellings.into_iter().flatten().filter_map(|email| self.user_by_email(email));
        if owners.any(|other| other.user.id != **owner) { Err(Conflict::Email.into()) } else { Ok(()) }
    }

    pub(super) fn insert_token(&mut self, token: VerificationToken) -> Result<()> {
        let key = key(&token.identifier, token.token.expose());
        if self.verification_tokens.contains_key(&key) {
            return Err(Conflict::VerificationToken.into());
        }
        self.verification_tokens.insert(key, token);
        Ok(())
    }

    pub(super) fn insert_link(&mut self, user: &StoredId, link: Link) {
        let Link { account, authenticator, proves_email, .. } = link.owned_by(user);
        let key = account_key(&account);
        if proves_email {
            self.unproven.remove(&key);
        } else {
            self.unproven.insert(key.clone());
        }
        self.accounts.insert(key, account);
        if let Some(passkey) = authenticator {
            self.passkey_details.remove(&passkey.credential_id);
            self.authenticators.insert(passkey.credential_id.clone(), passkey);
        }
    }

    /// Records that no account of a user proves the e-mail address, because it has changed.
    pub(super) fn doubt_accounts(&mut self, id: &StoredId) {
        let of_user = self.accounts.iter().filter(|(_, account)| account.user_id.as_ref() == Some(&**id));
        self.unproven.extend(of_user.map(|(key, _)| key.clone()));
    }

    pub(super) fn insert_session(&mut self, user: &StoredId, session: NewSession) -> AdapterSession {
        let NewSession { session_token, expires, replaces, .. } = session;
        if let Some(old) = replaces {
            self.sessions.remove(old.expose());
        }
        let session = AdapterSession::new(session_token, user.clone(), expires);
        self.sessions.insert(session.session_token.expose().to_owned(), session.clone());
        session
    }

    pub(super) fn sign_up(
        &mut self,
        user: NewUser,
        link: Option<Link>,
        session: Option<NewSession>,
    ) -> Result<SignedUp> {
        let NewUser { user, email_verified, columns, password } = user;
        let id = StoredId::from_store(user.id.clone());
        if self.users.contains_key(&id) {
            return Err(Conflict::User.into());
        }
        self.check_email(user.email.as_deref(), &id)?;
        link.as_ref().map_or(Ok(()), |link| self.check_link(link))?;
        self.check_session(session.as_ref())?;

        let user = AdapterUser { user, email_verified, columns };
        self.users.insert(id.clone(), user.clone());
        if let Some(password) = password {
            self.insert_password(&id, password);
        }
        if let Some(link) = link {
            self.insert_link(&id, link);
        }
        let session = session.map(|session| self.insert_session(&id, session));
        Ok(SignedUp::new(user, session))
    }

    /// Marks the e-mail address of a user as verified. The first time, removes what was added before, except for the
    /// account `by`.
    pub(super) fn verify(
        &mut self,
        id: &StoredId,
        now: UnixTime,
        by: Option<&(String, String)>,
    ) -> Result<(AdapterUser, Option<Removed>)> {
        let user = self.users.get_mut(id).ok_or(AdapterError::NotFound(Kind::User))?;
        let is_first = user.email_verified.is_none();
        user.email_verified = Some(now);
        let user = user.clone();
        if let Some(by) = by {
            self.unproven.remove(by);
        }
        if !is_first {
            return Ok((user, None));
        }
        let unproven = &self.unproven;
        let swept = self.accounts.extract_if(|key, account| {
            account.user_id.as_ref() == Some(&**id)
                && Some(key) != by
                && (account.kind == ProviderType::WebAuthn || unproven.contains(key))
        });
        let accounts: Vec<Account> = swept.map(|(_, account)| account).collect();
        let passkeys = removed(&mut self.authenticators, |passkey| passkey.user_id == *id);
        let sessions = removed(&mut self.sessions, |session| session.user_id == *id);
        let removed = self.remove_credentials(id, Removed::new(accounts, passkeys, sessions));
        Ok((user, Some(removed)))
    }
}

pub(super) fn key(first: &str, second: &str) -> (String, String) {
    (first.to_owned(), second.to_owned())
}

fn account_key(account: &Account) -> (String, String) {
    key(account.provider.as_str(), &account.provider_account_id)
}

/// Removes the rows for which `is_gone` returns `true`, and returns their number.
pub(super) fn removed<K, V>(rows: &mut HashMap<K, V>, is_gone: impl Fn(&V) -> bool) -> u64 {
    let before = rows.len();
    rows.retain(|_, row| !is_gone(row));
    (before - rows.len()) as u64
}
