//! Facts about passkeys, ways in, and the deletion of users in memory.

use super::tables::{Tables, key};
use crate::{
    adapter::{PasskeyDetails, PasskeyNote, WayIn, WayInRemoval, WaysIn, WaysOfUser},
    contract::{Account, Authenticator, EmailAddress, ProviderId, Removed, StoredId},
};

impl Tables {
    pub(super) fn delete_user(&mut self, id: &StoredId) -> bool {
        let Some(user) = self.users.remove(id) else { return false };
        self.accounts.retain(|_, account| account.user_id.as_ref() != Some(&**id));
        self.passkey_details.retain(|known, _| !owns(self.authenticators.get(known), id));
        self.authenticators.retain(|_, passkey| passkey.user_id != *id);
        self.sessions.retain(|_, session| session.user_id != *id);
        self.remove_credentials(id, Removed::default());
        self.epochs.remove(id);
        if let Some(email) = user.user.email {
            let canonical = EmailAddress::parse(&email).ok();
            let is_own = |identifier: &str| {
                identifier == email || canonical.as_ref().is_some_and(|email| email.as_str() == identifier)
            };
            self.verification_tokens.retain(|_, token| !is_own(&token.identifier));
        }
        true
    }

    pub(super) fn unlink(&mut self, provider: &ProviderId, provider_account_id: &str) -> bool {
        let Some(account) = self.accounts.remove(&key(provider.as_str(), provider_account_id)) else {
            return false;
        };
        let is_of_account = |passkey: &Authenticator| {
            passkey.provider_account_id == provider_account_id
                && Some(&*passkey.user_id) == account.user_id.as_ref()
        };
        self.passkey_details.retain(|known, _| !self.authenticators.get(known).is_some_and(is_of_account));
        self.authenticators.retain(|_, passkey| !is_of_account(passkey));
        true
    }

    pub(super) fn passkey_details_of(&self, user: &StoredId) -> Vec<PasskeyDetails> {
        let details = self.passkey_details.values();
        details.filter(|known| owns(self.authenticators.get(&known.credential_id), user)).cloned().collect()
    }

    pub(super) fn note_passkey(&mut self, user: &StoredId, credential_id: &str, note: &PasskeyNote) -> bool {
        if !owns(self.authenticators.get(credential_id), user) {
            return false;
        }
        let known = self.passkey_details.remove(credential_id);
        let known = known.unwrap_or_else(|| PasskeyDetails::new(credential_id)).with(note);
        self.passkey_details.insert(credential_id.to_owned(), known);
        true
    }

    pub(super) fn remove_way_in(&mut self, id: &StoredId, way: &WayIn, ways: &WaysIn) -> WayInRemoval {
        let Some(user) = self.users.get(id) else { return WayInRemoval::Unknown };
        let accounts: Vec<Account> = self
            .accounts
            .values()
            .filter(|account| account.user_id.as_ref() == Some(&**id))
            .cloned()
            .collect();
        let passkeys: Vec<Authenticator> =
            self.authenticators.values().filter(|passkey| passkey.user_id == *id).cloned().collect();
        let decision =
            ways.decide(way, WaysOfUser::new(user, &accounts, &passkeys, self.passwords.contains_key(id)));
        if decision == WayInRemoval::Removed {
            match way {
                WayIn::Account { provider, provider_account_id } => {
                    self.unlink(provider, provider_account_id);
                }
                WayIn::Passkey { credential_id } => {
                    let removed = self.authenticators.remove(credential_id);
                    self.passkey_details.remove(credential_id);
                    self.accounts.retain(|_, account| !account.is_of_passkey(removed.as_ref()));
                }
                WayIn::Password => {
                    self.passwords.remove(id);
                }
            }
        }
        decision
    }
}

fn owns(passkey: Option<&Authenticator>, user: &StoredId) -> bool {
    passkey.is_some_and(|passkey| passkey.user_id == *user)
}
