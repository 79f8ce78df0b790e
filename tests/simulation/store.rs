//! The database of a world: in memory, behind the seam, with a ledger of what it was told, and with faults that are
//! planted to show that the world notices them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use auth::{
    Account, Secret, StoredId,
    adapter::*,
    provider::{ProviderId, TokenSet},
    time::UnixTime,
};

use crate::seam::Seam;

/// A fault of the database, planted to be noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plant {
    /// The first proof of an address removes nothing.
    ForgetsToSweep,
    /// A magic link stays after its use.
    KeepsLinks,
    /// Markers of what was spent are lost.
    ForgetsMarkers,
    /// A session that was ended stays.
    KeepsSessions,
    /// From time to time, a query returns the row of another query.
    MixesUpRows,
    /// Extending a session removes it.
    LosesSessions,
}

/// What the database was told, in total and in this round.
#[derive(Default)]
pub(crate) struct Ledger {
    /// The users ever created, each with the person who did.
    pub(crate) users: BTreeMap<String, usize>,
    pub(crate) accounts: BTreeSet<(String, String)>,
    pub(crate) passkeys: BTreeSet<String>,
    /// The sessions ever started: user, and person.
    pub(crate) sessions: BTreeMap<String, (String, usize)>,
    /// How often each link was spent.
    pub(crate) spent_links: BTreeMap<String, u32>,
    /// The users all of whose sessions were ended in this round.
    pub(crate) ended: BTreeSet<String>,
    last_row: Option<SessionAndUser>,
    reads: u32,
}

/// The database without the seam. Clones share it.
#[derive(Clone)]
pub(crate) struct Books {
    rows: MemoryAdapter,
    ledger: Arc<Mutex<Ledger>>,
    seam: Seam,
    plant: Option<Plant>,
}

/// The database behind the seam.
pub(crate) struct Store(pub(crate) Books);

impl Books {
    pub(crate) fn new(seam: &Seam, plant: Option<Plant>) -> Self {
        Self { rows: MemoryAdapter::new(), ledger: Arc::default(), seam: seam.clone(), plant }
    }

    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the rows, for inspection.
    pub(crate) fn rows(&self) -> &MemoryAdapter {
        &self.rows
    }

    fn person(&self) -> usize {
        self.seam.person()
    }

    /// Notes that the task has ended sessions: all of a user, if there is one.
    fn note_end(&self, user: Option<&StoredId>) {
        self.seam.with_current(|task| task.has_ended = true);
        // Users of the application have keys of their own.
        let user = user.map(|user| user.as_str().trim_start_matches("application:").to_owned());
        self.ledger().ended.extend(user);
    }

    fn note_session(&self, session: Option<&AdapterSession>, replaced: bool) {
        let Some(session) = session else { return };
        let (person, token) = (self.person(), session.session_token.expose().to_owned());
        self.ledger().sessions.insert(token, (session.user_id.to_string(), person));
        if replaced {
            self.note_end(None);
        }
    }

    fn note_user(&self, user: &AdapterUser) {
        let person = self.person();
        self.ledger().users.insert(user.user.id.to_string(), person);
    }

    fn note_link(&self, account: &Account, passkey: Option<&Authenticator>) {
        let mut ledger = self.ledger();
        ledger.accounts.insert((account.provider.to_string(), account.provider_account_id.clone()));
        ledger.passkeys.extend(passkey.map(|passkey| passkey.credential_id.clone()));
    }

    fn has(&self, plant: Plant) -> bool {
        self.plant == Some(plant)
    }

    /// What a sweep will remove, if sweeping is forgotten.
    async fn before_sweep(&self, user: Option<&StoredId>) -> Vec<Link> {
        let Some(user) = user.filter(|_| self.has(Plant::ForgetsToSweep)) else { return Vec::new() };
        let passkeys = self.rows.authenticators_of(user).await.unwrap();
        let link = |account: Account| {
            let passkey = passkeys.iter().find(|key| key.provider_account_id == account.provider_account_id);
            match passkey {
                Some(passkey) => Link::passkey(account, passkey.clone()),
                None => account.into(),
            }
        };
        self.rows.accounts_of(user).await.unwrap().into_iter().map(link).collect()
    }

    async fn undo_sweep(&self, user: &StoredId, links: Vec<Link>) {
        for link in links {
            _ = self.rows.link_account(user, link, None).await;
        }
    }
}

/// Delegates methods of [`Adapter`]. `[&]` marks a borrowed argument.
macro_rules! delegate {
    (
        ($this:ident, $name:ident, $call:ident) => $body:expr;
        $($method:ident($($argument:ident $([$and:tt])?: $type:ty),*) -> $output:ty;)*
    ) => {
        $(async fn $method(&self, $($argument: $($and)? $type),*) -> Result<$output> {
            let ($this, $name) = (self, stringify!($method));
            let $call = $this.inner().$method($($argument),*);
            $body
        })*
    };
}

impl Books {
    fn inner(&self) -> &MemoryAdapter {
        &self.rows
    }
}

impl Store {
    fn inner(&self) -> &Books {
        &self.0
    }
}

impl Adapter for Store {
    delegate! {
        (this, name, call) => {
            let passed = this.0.seam.pass(name, call).await;
            passed.unwrap_or_else(|| Err(AdapterError::Unavailable("the world has injected a failure".into())))
        };
        sign_up(user: NewUser, link: Option<Link>, session: Option<NewSession>) -> SignedUp;
        link_account(user[&]: StoredId, link: Link, session: Option<NewSession>) -> Option<AdapterSession>;
        user(id[&]: StoredId) -> Option<AdapterUser>;
        user_by_email(email[&]: str) -> Option<AdapterUser>;
        user_by_account(provider[&]: ProviderId, account[&]: str) -> Option<AdapterUser>;
        update_user(id[&]: StoredId, patch: UserPatch) -> AdapterUser;
        delete_user(id[&]: StoredId) -> bool;
        account(provider[&]: ProviderId, account[&]: str) -> Option<Account>;
        unlink_account(provider[&]: ProviderId, account[&]: str) -> bool;
        create_session(user[&]: StoredId, session: NewSession) -> AdapterSession;
        session_and_user(session_token[&]: Secret) -> Option<SessionAndUser>;
        touch_session(session_token[&]: Secret, expires: UnixTime, due: UnixTime) -> bool;
        delete_session(session_token[&]: Secret) -> Option<AdapterSession>;
        sessions_of(user[&]: StoredId) -> Vec<AdapterSession>;
        delete_sessions_of(user[&]: StoredId) -> u64;
        create_verification_token(token: VerificationToken) -> ();
        set_verification_token(token: VerificationToken) -> ();
        verification_token(identifier[&]: str, token[&]: Secret) -> Option<VerificationToken>;
        use_verification_token(identifier[&]: str, token[&]: Secret) -> Option<VerificationToken>;
        sign_in_by_email(sign_in: EmailSignIn) -> Option<EmailSignedIn>;
        prove_email(proof: EmailProof) -> EmailProven;
        delete_expired(now: UnixTime) -> u64;
        create_authenticator(authenticator: Authenticator) -> ();
        authenticator(credential_id[&]: str) -> Option<Authenticator>;
        authenticators_of(user[&]: StoredId) -> Vec<Authenticator>;
        update_authenticator_counter(credential_id[&]: str, counter: u32) -> ();
        spend_once(key[&]: str, until: UnixTime) -> bool;
        begin_epoch(user[&]: StoredId, first: u64) -> u64;
        advance_epoch(user[&]: StoredId, least: u64) -> u64;
        token_status(user[&]: StoredId, marker[&]: str) -> TokenStatus;
        accounts_of(user[&]: StoredId) -> Vec<Account>;
        update_account_tokens(
            provider[&]: ProviderId, account[&]: str, expected[&]: Secret, tokens[&]: TokenSet
        ) -> bool;
    }
}

impl Adapter for Books {
    delegate! {
        (_this, _name, call) => call.await;
        user(id[&]: StoredId) -> Option<AdapterUser>;
        user_by_email(email[&]: str) -> Option<AdapterUser>;
        user_by_account(provider[&]: ProviderId, account[&]: str) -> Option<AdapterUser>;
        update_user(id[&]: StoredId, patch: UserPatch) -> AdapterUser;
        delete_user(id[&]: StoredId) -> bool;
        account(provider[&]: ProviderId, account[&]: str) -> Option<Account>;
        unlink_account(provider[&]: ProviderId, account[&]: str) -> bool;
        sessions_of(user[&]: StoredId) -> Vec<AdapterSession>;
        create_verification_token(token: VerificationToken) -> ();
        set_verification_token(token: VerificationToken) -> ();
        verification_token(identifier[&]: str, token[&]: Secret) -> Option<VerificationToken>;
        use_verification_token(identifier[&]: str, token[&]: Secret) -> Option<VerificationToken>;
        delete_expired(now: UnixTime) -> u64;
        create_authenticator(authenticator: Authenticator) -> ();
        authenticator(credential_id[&]: str) -> Option<Authenticator>;
        authenticators_of(user[&]: StoredId) -> Vec<Authenticator>;
        update_authenticator_counter(credential_id[&]: str, counter: u32) -> ();
        begin_epoch(user[&]: StoredId, first: u64) -> u64;
        token_status(user[&]: StoredId, marker[&]: str) -> TokenStatus;
        accounts_of(user[&]: StoredId) -> Vec<Account>;
        update_account_tokens(
            provider[&]: ProviderId, account[&]: str, expected[&]: Secret, tokens[&]: TokenSet
        ) -> bool;
    }

    async fn sign_up(
        &self,
        user: NewUser,
        link: Option<Link>,
        session: Option<NewSession>,
    ) -> Result<SignedUp> {
        let (linked, replaces) = (link.clone(), session.as_ref().is_some_and(|new| new.replaces.is_some()));
        let signed_up = self.rows.sign_up(user, link, session).await?;
        self.note_user(&signed_up.user);
        if let Some(Link { account, authenticator, .. }) = &linked {
            self.note_link(account, authenticator.as_ref());
        }
        self.note_session(signed_up.session.as_ref(), replaces);
        Ok(signed_up)
    }

    async fn link_account(
        &self,
        user: &StoredId,
        link: Link,
        session: Option<NewSession>,
    ) -> Result<Option<AdapterSession>> {
        let (linked, replaces) = (link.clone(), session.as_ref().is_some_and(|new| new.replaces.is_some()));
        let session = self.rows.link_account(user, link, session).await?;
        self.note_link(&linked.account, linked.authenticator.as_ref());
        self.note_session(session.as_ref(), replaces);
        Ok(session)
    }

    async fn create_session(&self, user: &StoredId, session: NewSession) -> Result<AdapterSession> {
        let replaces = session.replaces.is_some();
        let session = self.rows.create_session(user, session).await?;
        self.note_session(Some(&session), replaces);
        Ok(session)
    }

    async fn session_and_user(&self, session_token: &Secret) -> Result<Option<SessionAndUser>> {
        let found = self.rows.session_and_user(session_token).await?;
        if !self.has(Plant::MixesUpRows) {
            return Ok(found);
        }
        let mut ledger = self.ledger();
        ledger.reads += 1;
        let other = if ledger.reads.is_multiple_of(5) { ledger.last_row.clone() } else { None };
        ledger.last_row.clone_from(&found);
        Ok(found.map(|row| other.unwrap_or(row)))
    }

    async fn touch_session(&self, session_token: &Secret, expires: UnixTime, due: UnixTime) -> Result<bool> {
        let touched = self.rows.touch_session(session_token, expires, due).await?;
        if touched && self.has(Plant::LosesSessions) {
            self.rows.delete_session(session_token).await?;
        }
        Ok(touched)
    }

    async fn delete_session(&self, session_token: &Secret) -> Result<Option<AdapterSession>> {
        if self.has(Plant::KeepsSessions) {
            return Ok(self.rows.session_and_user(session_token).await?.map(|found| found.session));
        }
        let ended = self.rows.delete_session(session_token).await?;
        if ended.is_some() {
            self.note_end(None);
        }
        Ok(ended)
    }

    async fn delete_sessions_of(&self, user: &StoredId) -> Result<u64> {
        self.note_end(Some(user));
        self.rows.delete_sessions_of(user).await
    }

    async fn sign_in_by_email(&self, sign_in: EmailSignIn) -> Result<Option<EmailSignedIn>> {
        let (address, link) = (sign_in.identifier.clone(), sign_in.token.clone());
        let replaces = sign_in.session.as_ref().is_some_and(|new| new.replaces.is_some());
        let owner = self.rows.user_by_email(&address).await?.map(|user| user.id());
        let swept = self.before_sweep(owner.as_ref()).await;
        let Some(done) = self.rows.sign_in_by_email(sign_in).await? else { return Ok(None) };
        let id = done.user.id();
        self.undo_sweep(&id, swept).await;
        if self.has(Plant::KeepsLinks) {
            self.rows.create_verification_token(done.token.clone()).await?;
        }
        *self.ledger().spent_links.entry(format!("{address} {}", link.expose())).or_default() += 1;
        if done.is_new_user {
            self.note_user(&done.user);
        }
        if done.removed.is_some() {
            self.note_end(Some(&id));
        }
        self.note_session(done.session.as_ref(), replaces);
        Ok(Some(done))
    }

    async fn prove_email(&self, proof: EmailProof) -> Result<EmailProven> {
        let (id, linked) = (proof.user.clone(), proof.link.clone());
        let replaces = proof.session.as_ref().is_some_and(|new| new.replaces.is_some());
        let swept = self.before_sweep(Some(&id)).await;
        let proven = self.rows.prove_email(proof).await?;
        self.undo_sweep(&id, swept).await;
        if let Some(Link { account, authenticator, .. }) = &linked {
            self.note_link(account, authenticator.as_ref());
        }
        if proven.removed.is_some() {
            self.note_end(Some(&id));
        }
        self.note_session(proven.session.as_ref(), replaces);
        Ok(proven)
    }

    async fn spend_once(&self, key: &str, until: UnixTime) -> Result<bool> {
        if self.has(Plant::ForgetsMarkers) {
            return Ok(true);
        }
        if key.starts_with("session:") {
            self.note_end(None);
        }
        self.rows.spend_once(key, until).await
    }

    async fn advance_epoch(&self, user: &StoredId, least: u64) -> Result<u64> {
        self.note_end(Some(user));
        self.rows.advance_epoch(user, least).await
    }
}
