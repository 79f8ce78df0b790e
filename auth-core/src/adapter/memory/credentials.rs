//! Second factors, passwords and API keys in memory.

use std::collections::HashSet;

use super::tables::{SecondFactor, Tables, removed};
use crate::{
    adapter::{ApiKeyAndUser, Basis, Conflict, NewPassword, NewTotp, Result},
    contract::{Removed, Secret, StoredApiKey, StoredId, StoredPassword, StoredTotp, UnixTime},
};

impl Tables {
    pub(super) fn second_factor(&self, user: &StoredId) -> Option<StoredTotp> {
        let SecondFactor { totp, recovery_codes } = self.second_factors.get(user)?;
        let left = u32::try_from(recovery_codes.len()).unwrap_or(u32::MAX);
        Some(totp.clone().with_recovery_codes(left))
    }

    pub(super) fn enrol_totp(&mut self, user: &StoredId, new: NewTotp) -> Result<()> {
        let NewTotp { secret, step, now, recovery_codes, replaces, basis } = new;
        self.check_user(user)?;
        self.check_basis(user, &basis)?;
        if self.second_factors.get(user).map(|known| &known.totp.secret) != replaces.as_ref() {
            return Err(Conflict::SecondFactor.into());
        }
        let totp = StoredTotp::new(secret, step, now);
        let recovery_codes = strings(&recovery_codes);
        self.second_factors.insert(user.clone(), SecondFactor { totp, recovery_codes });
        Ok(())
    }

    pub(super) fn use_totp_step(
        &mut self,
        user: &StoredId,
        expected: &Secret,
        step: u64,
        secret: &Secret,
    ) -> bool {
        let totp = self.second_factors.get_mut(user).map(|known| &mut known.totp);
        let totp = totp.filter(|totp| totp.secret == *expected && totp.last_step < step);
        totp.map(|totp| {
            totp.last_step = step;
            totp.secret = secret.clone();
        })
        .is_some()
    }

    pub(super) fn replace_recovery_codes(
        &mut self,
        user: &StoredId,
        expected: &Secret,
        hashes: &[Secret],
    ) -> bool {
        let known = self.second_factors.get_mut(user).filter(|known| known.totp.secret == *expected);
        known.map(|known| known.recovery_codes = strings(hashes)).is_some()
    }

    pub(super) fn remove_second_factor(&mut self, user: &StoredId, expected: Option<&Secret>) -> bool {
        let is_expected = |known: &SecondFactor| expected.is_none_or(|secret| known.totp.secret == *secret);
        self.second_factors.get(user).is_some_and(is_expected) && self.second_factors.remove(user).is_some()
    }

    pub(super) fn use_recovery_code(&mut self, user: &StoredId, hash: &Secret) -> bool {
        let known = self.second_factors.get_mut(user);
        known.is_some_and(|known| known.recovery_codes.remove(hash.expose()))
    }

    pub(super) fn create_api_key(&mut self, key: StoredApiKey, basis: &Basis) -> Result<()> {
        self.check_user(&key.user_id)?;
        self.check_basis(&key.user_id, basis)?;
        if self.api_keys.contains_key(&key.id) {
            return Err(Conflict::ApiKey.into());
        }
        self.api_keys.insert(key.id.clone(), key);
        Ok(())
    }

    pub(super) fn api_key(&self, id: &str) -> Option<ApiKeyAndUser> {
        let key = self.api_keys.get(id)?;
        Some(ApiKeyAndUser::new(key.clone(), self.users.get(&key.user_id)?.clone()))
    }

    pub(super) fn api_keys_of(&self, user: &StoredId) -> Vec<StoredApiKey> {
        let mut keys: Vec<StoredApiKey> =
            self.api_keys.values().filter(|key| key.user_id == *user).cloned().collect();
        keys.sort_by_key(|key| std::cmp::Reverse(key.created));
        keys
    }

    pub(super) fn delete_api_key(&mut self, user: &StoredId, id: &str) -> bool {
        self.api_keys.get(id).is_some_and(|key| key.user_id == *user) && self.api_keys.remove(id).is_some()
    }

    pub(super) fn touch_api_key(&mut self, id: &str, now: UnixTime, due: UnixTime) -> bool {
        let key = self.api_keys.get_mut(id);
        let key = key.filter(|key| key.last_used.is_none_or(|last| last <= due));
        key.map(|key| key.last_used = Some(now)).is_some()
    }

    pub(super) fn set_password(&mut self, user: &StoredId, new: NewPassword) -> Result<bool> {
        self.check_user(user)?;
        self.check_basis(user, &new.basis)?;
        if self.passwords.get(user).map(|known| &known.hash) != new.replaces.as_ref() {
            return Ok(false);
        }
        self.insert_password(user, new);
        Ok(true)
    }

    pub(super) fn insert_password(&mut self, user: &StoredId, new: NewPassword) {
        self.passwords.insert(user.clone(), StoredPassword::new(new.hash, new.now));
    }

    /// Removes the second factor, the password and the API keys of a user, and adds them to what was removed.
    pub(super) fn remove_credentials(&mut self, user: &StoredId, rest: Removed) -> Removed {
        rest.with_second_factor(self.second_factors.remove(user).is_some())
            .with_password(self.passwords.remove(user).is_some())
            .with_api_keys(removed(&mut self.api_keys, |key| key.user_id == *user))
    }
}

fn strings(hashes: &[Secret]) -> HashSet<String> {
    hashes.iter().map(|hash| hash.expose().to_owned()).collect()
}
