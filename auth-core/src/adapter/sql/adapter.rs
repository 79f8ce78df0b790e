//! The contract of adapters in SQL.

use super::{
    SqlAdapter, SqlDialect,
    failure::{Failure, repeated},
    rows,
    schema::{API_KEYS, PASSKEY_DETAILS, PASSWORDS, SECOND_FACTOR},
};
use crate::{
    adapter::{
        Adapter, AdapterError, ApiKeyAndUser, AttemptRule, AttemptVerdict, Basis, Conflict, EmailProof,
        EmailProven, EmailSignIn, EmailSignedIn, Kind, Link, NewPassword, NewSession, NewTotp, NewUser,
        PasskeyDetails, PasskeyNote, Result, SessionAndUser, SetupReport, SetupStep, SignedUp, TokenStatus,
        UserDeletion, UserPatch, WayIn, WayInRemoval, WaysIn, spelling::Spellings,
    },
    contract::{
        Account, AdapterSession, AdapterUser, Authenticator, ProviderId, Secret, StoredApiKey, StoredId,
        StoredPassword, StoredTotp, TokenSet, UnixTime, VerificationToken,
        callback::delete_account::BeforeDeletion,
    },
};

/// The number of expired rows that one statement removes.
const BATCH: u32 = 1_000;

#[diagnostic::do_not_recommend]
impl<D: SqlDialect> Adapter for SqlAdapter<D> {
    async fn sign_up(
        &self,
        user: NewUser,
        link: Option<Link>,
        session: Option<NewSession>,
    ) -> Result<SignedUp> {
        let limits = self.limits_for(&user).await?;
        let user = limits.user(user)?;
        let link = link.map(|link| limits.link(link)).transpose()?;
        let session = session.map(|session| limits.session(session)).transpose()?;
        repeated!(self.try_sign_up(&user, link.as_ref(), session.as_ref()))
    }

    async fn link_account(
        &self,
        user: &StoredId,
        link: Link,
        session: Option<NewSession>,
    ) -> Result<Option<AdapterSession>> {
        let limits = self.limits().await?;
        let link = limits.link(link)?;
        let session = session.map(|session| limits.session(session)).transpose()?;
        repeated!(self.try_link(user, &link, session.as_ref()))
    }

    async fn user(&self, id: &StoredId) -> Result<Option<AdapterUser>> {
        match self.key(id) {
            Some(key) => self.find_user(&self.statements.user, &[key]).await,
            None => Ok(None),
        }
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<AdapterUser>> {
        let exact = self.find_user(&self.statements.user_by_email, &[email.into()]).await?;
        let Some(spellings) = Spellings::of(email).filter(|_| exact.is_none()) else { return Ok(exact) };
        let rows = self.fetch(&self.users_by_spelling(), &rows::spelled(&spellings)).await?;
        Ok(spellings.only(rows::users(rows, &self.extra)?))
    }

    async fn user_by_account(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
    ) -> Result<Option<AdapterUser>> {
        let account = [provider.as_str().into(), provider_account_id.into()];
        self.find_user(&self.statements.user_by_account, &account).await
    }

    async fn update_user(&self, id: &StoredId, patch: UserPatch) -> Result<AdapterUser> {
        let patch = self.limits().await?.patch(patch)?;
        repeated!(self.try_update_user(id, &patch))
    }

    async fn delete_user(&self, id: &StoredId) -> Result<bool> {
        match self.key(id) {
            Some(key) => repeated!(self.try_delete_user(id, &key)),
            None => Ok(false),
        }
    }

    async fn delete_user_with(&self, id: &StoredId, before: &mut dyn BeforeDeletion) -> Result<UserDeletion> {
        Ok(self.try_delete_user_with(id, before).await?)
    }

    async fn account(&self, provider: &ProviderId, provider_account_id: &str) -> Result<Option<Account>> {
        let key = [provider.as_str().into(), provider_account_id.into()];
        self.fetch_one(&self.statements.account, &key).await?.map(rows::account).transpose()
    }

    async fn unlink_account(&self, provider: &ProviderId, provider_account_id: &str) -> Result<bool> {
        repeated!(self.try_unlink(provider, provider_account_id))
    }

    async fn create_session(&self, user: &StoredId, session: NewSession) -> Result<AdapterSession> {
        let session = self.limits().await?.session(session)?;
        let started = repeated!(self.try_create_session(user, &session))?;
        started.ok_or(AdapterError::NotFound(Kind::Session))
    }

    async fn session_and_user(&self, session_token: &Secret) -> Result<Option<SessionAndUser>> {
        let row = self.fetch_one(&self.statements.session_and_user, &[session_token.into()]).await?;
        let Some(mut row) = row else { return Ok(None) };
        let session = rows::session_of(session_token, &mut row)?;
        Ok(Some(SessionAndUser::new(session, rows::user(&mut row, &self.extra)?)))
    }

    async fn touch_session(&self, session_token: &Secret, expires: UnixTime, due: UnixTime) -> Result<bool> {
        let limits = self.limits().await?;
        let (expires, due) = (limits.expiry_of_session(expires), limits.expiry_of_session(due));
        let values = [session_token.into(), expires.into(), due.into()];
        Ok(repeated!(self.execute(&self.statements.touch_session, &values))? > 0)
    }

    async fn delete_session(&self, session_token: &Secret) -> Result<Option<AdapterSession>> {
        repeated!(self.try_delete_session(session_token))
    }

    async fn sessions_of(&self, user: &StoredId) -> Result<Vec<AdapterSession>> {
        let Some(key) = self.key(user) else { return Ok(Vec::new()) };
        self.fetch(&self.statements.sessions_of, &[key]).await?.into_iter().map(rows::session).collect()
    }

    async fn delete_sessions_of(&self, user: &StoredId) -> Result<u64> {
        let Some(key) = self.key(user) else { return Ok(0) };
        let key = [key];
        repeated!(self.execute(&self.statements.delete_sessions_of, &key))
    }

    async fn create_verification_token(&self, token: VerificationToken) -> Result<()> {
        let VerificationToken { identifier, token, expires } =
            &self.limits().await?.verification_token(token)?;
        let values = [identifier.into(), token.into(), (*expires).into()];
        let inserted =
            repeated!(self.insert(&self.statements.insert_token, &values, Conflict::VerificationToken));
        inserted.map(drop)
    }

    async fn set_verification_token(&self, token: VerificationToken) -> Result<()> {
        let token = self.limits().await?.verification_token(token)?;
        repeated!(self.try_replace_tokens(&token))
    }

    async fn verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Result<Option<VerificationToken>> {
        let key = [identifier.into(), token.into()];
        self.fetch_one(&self.statements.token, &key).await?.map(rows::verification_token).transpose()
    }

    async fn use_verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Result<Option<VerificationToken>> {
        repeated!(self.try_use_token(identifier, token))
    }

    async fn sign_in_by_email(&self, sign_in: EmailSignIn) -> Result<Option<EmailSignedIn>> {
        let limits = self.limits_for(&sign_in.user).await?;
        let EmailSignIn { user, session, .. } = sign_in;
        let user = limits.user(user)?;
        let session = session.map(|session| limits.session(session)).transpose()?;
        let sign_in = EmailSignIn { user, session, ..sign_in };
        repeated!(self.try_sign_in_by_email(&sign_in), |failure: &Failure| {
            // A concurrent request has created the user: the next attempt finds it.
            failure.lost_a_race()
                || matches!(failure, Failure::Final(AdapterError::Conflict(Conflict::Email)))
        })
    }

    async fn prove_email(&self, proof: EmailProof) -> Result<EmailProven> {
        let limits = self.limits().await?;
        let EmailProof { link, session, .. } = proof;
        let link = link.map(|link| limits.link(link)).transpose()?;
        let session = session.map(|session| limits.session(session)).transpose()?;
        let proof = EmailProof { link, session, ..proof };
        repeated!(self.try_prove_email(&proof))
    }

    fn keeps_user_column(&self, name: &str) -> bool {
        self.extra.iter().any(|column| column.name == name)
    }

    async fn delete_expired(&self, now: UnixTime) -> Result<u64> {
        let mut removed = 0;
        loop {
            let batch = self.delete_expired_batch(now, BATCH).await?;
            removed += batch;
            if batch < BATCH.into() {
                return Ok(removed);
            }
        }
    }

    async fn delete_expired_batch(&self, now: UnixTime, limit: u32) -> Result<u64> {
        let statements = &self.statements;
        let mut removed = 0;
        for statement in [
            &statements.delete_expired_sessions,
            &statements.delete_expired_tokens,
            &statements.delete_expired_markers,
            &statements.delete_expired_attempts,
        ] {
            removed += repeated!(self.execute(statement, &[now.into(), limit.into()]))?;
        }
        Ok(removed)
    }

    async fn create_authenticator(&self, authenticator: Authenticator) -> Result<()> {
        let authenticator = self.limits().await?.passkey(authenticator)?;
        repeated!(self.try_create_passkey(&authenticator))
    }

    async fn authenticator(&self, credential_id: &str) -> Result<Option<Authenticator>> {
        let row = self.fetch_one(&self.statements.passkey, &[credential_id.into()]).await?;
        row.map(rows::passkey).transpose()
    }

    async fn authenticators_of(&self, user: &StoredId) -> Result<Vec<Authenticator>> {
        let Some(key) = self.key(user) else { return Ok(Vec::new()) };
        self.fetch(&self.statements.passkeys_of, &[key]).await?.into_iter().map(rows::passkey).collect()
    }

    async fn update_authenticator_counter(&self, credential_id: &str, counter: u32) -> Result<()> {
        let stored = self.limits().await?.counter(counter);
        let values = [credential_id.into(), counter.into(), stored.into()];
        if repeated!(self.execute(&self.statements.count_passkey, &values))? > 0 {
            return Ok(());
        }
        Err(match self.authenticator(credential_id).await? {
            Some(_) => AdapterError::CounterRegression,
            None => AdapterError::NotFound(Kind::Authenticator),
        })
    }

    async fn spend_once(&self, key: &str, until: UnixTime) -> Result<bool> {
        self.limits().await?.marker(key)?;
        let values = [key.into(), until.into()];
        match repeated!(self.insert(&self.statements.insert_marker, &values, Conflict::User)) {
            Err(AdapterError::Conflict(_)) => Ok(false),
            spent => spent.map(|()| true),
        }
    }

    async fn begin_epoch(&self, user: &StoredId, first: u64) -> Result<u64> {
        self.epoch_or(user, first).await
    }

    async fn advance_epoch(&self, user: &StoredId, least: u64) -> Result<u64> {
        repeated!(self.try_advance_epoch(user, least))
    }

    async fn token_status(&self, user: &StoredId, marker: &str) -> Result<TokenStatus> {
        self.status_of(user, marker).await
    }

    async fn accounts_of(&self, user: &StoredId) -> Result<Vec<Account>> {
        let Some(key) = self.key(user) else { return Ok(Vec::new()) };
        self.fetch(&self.statements.accounts_of, &[key]).await?.into_iter().map(rows::account).collect()
    }

    async fn update_account_tokens(
        &self,
        provider: &ProviderId,
        provider_account_id: &str,
        expected: &Secret,
        tokens: &TokenSet,
    ) -> Result<bool> {
        let mut values = vec![provider.as_str().into(), provider_account_id.into(), expected.into()];
        values.extend(rows::token_values(&self.limits().await?.tokens(tokens.clone())));
        Ok(repeated!(self.execute(&self.statements.update_tokens, &values))? > 0)
    }

    async fn set_up(&self, step: SetupStep) -> Result<SetupReport> {
        self.set_up_tables(step).await
    }

    fn counts_attempts(&self) -> bool {
        true
    }

    async fn count_attempt(&self, key: &str, rule: &AttemptRule, now: UnixTime) -> Result<AttemptVerdict> {
        repeated!(self.try_count_attempt(key, rule, now))
    }

    async fn forgive_attempt(&self, key: &str) -> Result<()> {
        repeated!(self.execute(&self.statements.forgive_attempt, &[key.into()])).map(drop)
    }

    fn keeps(&self, kind: Kind) -> bool {
        matches!(kind, Kind::SecondFactor | Kind::ApiKey | Kind::PasskeyDetails | Kind::Passwords)
    }

    async fn second_factor(&self, user: &StoredId) -> Result<Option<StoredTotp>> {
        self.totp_of(user).await
    }

    async fn enrol_totp(&self, user: &StoredId, totp: NewTotp) -> Result<()> {
        self.limits_of(&SECOND_FACTOR).await?.totp(&totp)?;
        repeated!(self.try_enrol(user, &totp))
    }

    async fn use_totp_step(
        &self,
        user: &StoredId,
        expected: &Secret,
        step: u64,
        secret: &Secret,
    ) -> Result<bool> {
        self.use_step(user, expected, step, secret).await
    }

    async fn replace_recovery_codes(
        &self,
        user: &StoredId,
        expected: &Secret,
        hashes: Vec<Secret>,
    ) -> Result<bool> {
        self.limits_of(&SECOND_FACTOR).await?.recovery_codes(&hashes)?;
        repeated!(self.try_replace_codes(user, expected, &hashes))
    }

    async fn use_recovery_code(&self, user: &StoredId, hash: &Secret) -> Result<bool> {
        self.use_code(user, hash).await
    }

    async fn remove_second_factor(&self, user: &StoredId, expected: Option<Secret>) -> Result<bool> {
        self.limits_of(&SECOND_FACTOR).await?;
        repeated!(self.try_remove_second_factor(user, expected.as_ref()))
    }

    async fn create_api_key(&self, key: StoredApiKey, basis: Basis) -> Result<()> {
        let key = self.limits_of(&API_KEYS).await?.api_key(key)?;
        repeated!(self.try_create_api_key(&key, &basis))
    }

    async fn api_key(&self, id: &str) -> Result<Option<ApiKeyAndUser>> {
        self.find_api_key(id).await
    }

    async fn api_keys_of(&self, user: &StoredId) -> Result<Vec<StoredApiKey>> {
        self.list_api_keys(user).await
    }

    async fn delete_api_key(&self, user: &StoredId, id: &str) -> Result<bool> {
        self.limits_of(&API_KEYS).await?;
        let Some(key) = self.key(user) else { return Ok(false) };
        Ok(self.changed(&self.statements.delete_api_key, &[id.into(), key]).await? > 0)
    }

    async fn delete_api_keys_of(&self, user: &StoredId) -> Result<u64> {
        self.limits_of(&API_KEYS).await?;
        let Some(key) = self.key(user) else { return Ok(0) };
        self.changed(&self.statements.delete_api_keys_of, &[key]).await
    }

    async fn touch_api_key(&self, id: &str, now: UnixTime, due: UnixTime) -> Result<bool> {
        self.limits_of(&API_KEYS).await?;
        let values = [id.into(), now.into(), due.into()];
        Ok(self.changed(&self.statements.touch_api_key, &values).await? > 0)
    }

    async fn passkey_details_of(&self, user: &StoredId) -> Result<Vec<PasskeyDetails>> {
        self.details_of(user).await
    }

    async fn note_passkey(&self, user: &StoredId, credential_id: &str, note: PasskeyNote) -> Result<bool> {
        let note = self.limits_of(&PASSKEY_DETAILS).await?.passkey_note(note);
        repeated!(self.try_note_passkey(user, credential_id, &note))
    }

    async fn remove_way_in(&self, user: &StoredId, way: &WayIn, ways: &WaysIn) -> Result<WayInRemoval> {
        repeated!(self.try_remove_way_in(user, way, ways))
    }

    async fn password_of(&self, user: &StoredId) -> Result<Option<StoredPassword>> {
        self.find_password(user).await
    }

    async fn set_password(&self, user: &StoredId, password: NewPassword) -> Result<bool> {
        self.limits_of(&PASSWORDS).await?.password(&password)?;
        repeated!(self.try_set_password(user, &password))
    }

    async fn remove_password(&self, user: &StoredId) -> Result<bool> {
        self.limits_of(&PASSWORDS).await?;
        let Some(key) = self.key(user) else { return Ok(false) };
        Ok(self.changed(&self.statements.delete_password, &[key]).await? > 0)
    }
}
