//! The first proof of an e-mail address, and the accounts that were linked without one.

use std::collections::HashSet;

use super::{SqlAdapter, SqlDialect, failure::Attempt, rows, transaction::Transaction};
use crate::{
    adapter::{
        AdapterError, Basis, Conflict, EmailProof, EmailProven, EmailSignIn, EmailSignedIn, Kind, Link,
        SignedUp,
    },
    contract::{AdapterUser, ProviderId, ProviderType, Removed, StoredId, UnixTime},
};

impl<D: SqlDialect> Transaction<'_, D> {
    /// Records whether an account was linked with a proof of its owner's e-mail address.
    pub(crate) async fn note_proof(&mut self, user: &StoredId, link: &Link) -> Attempt<()> {
        let statements = self.adapter.statements.clone();
        let account = &link.account;
        let key = [account.provider.as_str().into(), (&account.provider_account_id).into()];
        self.execute(&statements.delete_unproven, &key).await?;
        if !link.proves_email && link.authenticator.is_none() {
            let [provider, id] = key;
            self.execute(&statements.insert_unproven, &[provider, id, user.as_str().into()]).await?;
        }
        Ok(())
    }

    /// Records that no account of a user proves the e-mail address, because it has changed.
    pub(crate) async fn doubt_accounts(&mut self, id: &StoredId) -> Attempt<()> {
        let statements = self.adapter.statements.clone();
        let (key, name) = ([self.key(id)?], [id.as_str().into()]);
        self.execute(&statements.delete_unproven_of, &name).await?;
        for row in self.fetch(&statements.accounts_of_for_update, &key).await? {
            let account = rows::account(row)?;
            let [name] = name.clone();
            let values = [account.provider.as_str().into(), (&account.provider_account_id).into(), name];
            self.execute(&statements.insert_unproven, &values).await?;
        }
        Ok(())
    }

    /// Marks the e-mail address of a user as verified, and returns the user. The first time, removes what was added
    /// before, except for the account `by`. The row of the user is locked first, so that of several proofs one is the
    /// first, and no other transaction adds rows for the user in the meantime.
    ///
    /// # Errors
    /// Fails if the user is unknown or has another e-mail address.
    pub(crate) async fn verify(
        &mut self,
        id: &StoredId,
        email: &str,
        now: UnixTime,
        by: Option<&(ProviderId, String)>,
    ) -> Attempt<(AdapterUser, Option<Removed>)> {
        let statements = self.adapter.statements.clone();
        let key = self.key(id)?;
        let row = self.fetch_one(&statements.user_for_update, std::slice::from_ref(&key)).await?;
        let user = row.map(|mut row| rows::user(&mut row, &self.adapter.extra)).transpose()?;
        let user = user.filter(|user| user.user.email.as_deref() == Some(email));
        let mut user = user.ok_or(AdapterError::NotFound(Kind::User))?;
        let is_first = user.email_verified.is_none();
        self.execute(&statements.verify_user, &[now.into(), key]).await?;
        user.email_verified = Some(now);
        let removed = if is_first { Some(self.sweep(id, by).await?) } else { None };
        Ok((user, removed))
    }

    /// Checks that the state of a user is that on which a change was decided, and locks its rows: first that of the user, so
    /// that no proof comes before the end of the transaction.
    ///
    /// # Errors
    /// Fails if the user is unknown, or the state has changed.
    pub(crate) async fn check_basis(&mut self, id: &StoredId, basis: &Basis) -> Attempt<()> {
        if basis.is_empty() {
            return Ok(());
        }
        let statements = self.adapter.statements.clone();
        let row = self.fetch_one(&statements.user_for_update, &[self.key(id)?]).await?;
        let user = rows::user(&mut row.ok_or(AdapterError::NotFound(Kind::User))?, &self.adapter.extra)?;
        if !basis.has_address_of(&user) {
            return Err(Conflict::Proof.into());
        }
        if let Some(token) = &basis.session {
            let row = self.fetch_one(&statements.lock_session, &[token.into()]).await?;
            let session = row.map(rows::session).transpose()?;
            if session.is_none_or(|session| session.user_id != *id) {
                return Err(Conflict::Ended.into());
            }
        }
        if let Some(epoch) = basis.epoch {
            let row = self.fetch_one(&statements.lock_epoch, &[id.as_str().into()]).await?;
            let present = row.map(|mut row| rows::epoch(&mut row)).transpose()?.flatten();
            if present != Some(epoch) {
                return Err(Conflict::Ended.into());
            }
        }
        if let Some((provider, account)) = &basis.account {
            let account = [provider.as_str().into(), account.into()];
            let row = self.fetch_one(&statements.lock_owner, &account).await?;
            let owner = row.map(|mut row| row.user_id(Kind::Account, "userId")).transpose()?;
            if owner.as_ref() != Some(id) {
                return Err(Conflict::Ended.into());
            }
        }
        Ok(())
    }

    /// Removes the passkeys, sessions, second factor and API keys of a user, and the accounts that were linked without
    /// proof.
    async fn sweep(&mut self, id: &StoredId, by: Option<&(ProviderId, String)>) -> Attempt<Removed> {
        let statements = self.adapter.statements.clone();
        let (key, name) = ([self.key(id)?], [id.as_str().into()]);
        let mut unproven = HashSet::new();
        for mut row in self.fetch(&statements.unproven_of, &name).await? {
            let provider = row.text(Kind::Account, "provider")?;
            unproven.insert((ProviderId::from(provider), row.text(Kind::Account, "providerAccountId")?));
        }
        let mut accounts = Vec::new();
        for row in self.fetch(&statements.accounts_of_for_update, &key).await? {
            let account = rows::account(row)?;
            let pair = (account.provider.clone(), account.provider_account_id.clone());
            let is_swept = account.kind == ProviderType::WebAuthn || unproven.contains(&pair);
            if is_swept && Some(&pair) != by {
                let account_key = [account.provider.as_str().into(), (&account.provider_account_id).into()];
                self.execute(&statements.delete_account, &account_key).await?;
                accounts.push(account);
            }
        }
        self.execute(&statements.delete_unproven_of, &name).await?;
        let passkeys = self.execute(&statements.delete_passkeys_of, &key).await?;
        let sessions = self.execute(&statements.delete_sessions_of, &key).await?;
        let [key] = key;
        self.delete_credentials(key, Removed::new(accounts, passkeys, sessions)).await
    }
}

impl<D: SqlDialect> SqlAdapter<D> {
    pub(crate) async fn try_sign_in_by_email(&self, sign_in: &EmailSignIn) -> Attempt<Option<EmailSignedIn>> {
        let EmailSignIn { identifier, token, now, user, session } = sign_in;
        let mut transaction = self.begin().await?;
        let Some(token) = transaction.take_token(identifier, token).await? else { return Ok(None) };
        if token.expires < *now {
            transaction.commit().await?;
            return Ok(None);
        }
        transaction.execute(&self.statements.delete_tokens_of, &[identifier.into()]).await?;
        let known = transaction.user_by_email(identifier).await?;
        let is_new_user = known.is_none();
        let (signed_up, removed) = match known {
            None => (transaction.sign_up(user, None, session.as_ref()).await?, None),
            Some(known) => {
                // The address may be stored in another spelling.
                let (id, stored) = (known.id(), known.user.email.unwrap_or_default());
                let (user, removed) = transaction.verify(&id, &stored, *now, None).await?;
                let session = transaction.start_session(&id, session.as_ref()).await?;
                (SignedUp::new(user, session), removed)
            }
        };
        transaction.commit().await?;
        Ok(Some(EmailSignedIn::new(token, signed_up, is_new_user).with_removed(removed)))
    }

    pub(crate) async fn try_prove_email(&self, proof: &EmailProof) -> Attempt<EmailProven> {
        let EmailProof { user: id, email, now, by, link, session } = proof;
        let mut transaction = self.begin().await?;
        let (user, removed) = transaction.verify(id, email, *now, by.as_ref()).await?;
        if let Some(link) = link {
            transaction.link(id, link).await?;
        }
        let session = transaction.start_session(id, session.as_ref()).await?;
        transaction.commit().await?;
        Ok(EmailProven::new(user, session, removed))
    }
}
