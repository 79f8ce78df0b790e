//! Rows that no other case uses.

use std::time::Duration;

use super::Breach;
use crate::{
    adapter::{Adapter, AnyAdapter, Basis, EmailSignIn, Link, NewSession, NewUser, Result},
    contract::{
        Account, AdapterUser, Authenticator, Clock, EmailAddress, ProviderId, ProviderType, Secret, StoredId,
        SystemClock, TokenSet, UnixTime, User, VerificationToken,
    },
    random::{self, SystemRandom},
};

/// The usual lifetime of a session in the suite.
pub(super) const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// An adapter, the current time, and strings that are not in its database yet.
#[derive(Clone)]
pub(super) struct Fixture {
    pub(super) adapter: AnyAdapter,
    /// The current time, without milliseconds.
    pub(super) now: UnixTime,
}

impl Fixture {
    pub(super) fn new(adapter: AnyAdapter) -> Self {
        Self { adapter, now: UnixTime::from_secs(SystemClock.now().as_secs()) }
    }

    pub(super) fn unique(&self) -> String {
        random::uuid(&SystemRandom)
    }

    pub(super) fn email(&self) -> String {
        format!("{}@example.com", self.unique())
    }

    /// Returns an e-mail address in canonical form, and other spellings of it that programs may have stored.
    pub(super) fn spellings(&self) -> Vec<(String, String)> {
        let (name, other) = (self.unique(), self.unique());
        let mut spellings = vec![(
            format!("legacy.{name}@example.com"),
            format!("Legacy.{}@Example.COM", name.to_uppercase()),
        )];
        // Without the feature `idna`, there are no such addresses.
        if let Ok(address) = EmailAddress::parse(&format!("{other}@bücher.example")) {
            spellings.push((address.to_string(), address.to_unicode()));
        }
        spellings
    }

    pub(super) fn secret(&self) -> Secret {
        Secret::new(self.unique())
    }

    /// Builds a user as a provider would describe one, with a proposed ID.
    pub(super) fn new_user(&self) -> NewUser {
        let user = User::new(self.unique())
            .with_name("Ada Lovelace")
            .with_email(self.email())
            .with_image("https://example.com/ada.png");
        NewUser::new(user).verified_at(self.now + Duration::from_millis(123))
    }

    pub(super) fn session(&self) -> NewSession {
        NewSession::new(self.secret(), self.now + WEEK)
    }

    /// Builds an account with all tokens.
    pub(super) fn account(&self) -> Account {
        let mut account = Account::new("github", ProviderType::OAuth, self.unique());
        account.tokens = TokenSet {
            access_token: Some(self.secret()),
            refresh_token: Some(self.secret()),
            id_token: Some(self.secret()),
            token_type: Some("bearer".to_owned()),
            expires_at: Some(UnixTime::from_secs(30 * 24 * 60 * 60)),
            scope: Some("user".to_owned()),
            session_state: Some(self.unique()),
        };
        account
    }

    pub(super) fn token(&self) -> VerificationToken {
        VerificationToken::new(self.email(), self.secret(), self.now + WEEK)
    }

    /// Builds the use of a magic link that starts a session.
    pub(super) fn email_sign_in(&self, token: &VerificationToken) -> EmailSignIn {
        let user = NewUser::new(User::new(self.unique()));
        EmailSignIn::new(token.identifier.clone(), token.token.clone(), self.now, user)
            .with_session(Some(self.session()))
    }

    /// Builds an account with its passkey, both without an owner.
    pub(super) fn passkey(&self) -> Link {
        let id = format!("{}+/==", self.unique());
        let mut authenticator = Authenticator::new(id.clone(), StoredId::from_store(""), "pQECAyYgASFYIA==");
        authenticator.transports = vec!["internal".to_owned(), "hybrid".to_owned()];
        authenticator.credential_backed_up = true;
        authenticator.counter = 1;
        Link::passkey(Account::new("passkey", ProviderType::WebAuthn, id), authenticator)
    }

    /// Returns an ID that no user has.
    pub(super) fn unknown_user(&self) -> StoredId {
        StoredId::from_store(self.unique())
    }

    /// Builds a user whose e-mail address is not verified.
    pub(super) fn unproven_user(&self) -> NewUser {
        NewUser { email_verified: None, ..self.new_user() }
    }

    /// Signs up a user without an account.
    pub(super) async fn stored_user(&self) -> Result<AdapterUser> {
        Ok(self.adapter.sign_up(self.new_user(), None, None).await?.user)
    }

    /// Makes `calls` calls at the same time and returns their results.
    pub(super) async fn race<T: Send + 'static, R: Future<Output = Result<T>> + Send + 'static>(
        &self,
        calls: usize,
        call: impl Fn(Self, usize) -> R,
    ) -> std::result::Result<Vec<Result<T>>, Breach> {
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..calls {
            tasks.spawn(call(self.clone(), number));
        }
        let mut results = Vec::with_capacity(calls);
        while let Some(result) = tasks.join_next().await {
            let panicked = |_| Breach { case: "", what: "the adapter must not panic", source: None };
            results.push(result.map_err(panicked)?);
        }
        Ok(results)
    }
}

/// Returns the state of a user whose e-mail address is not proven.
pub(super) fn while_unproven() -> Basis {
    Basis::default().while_unproven(true)
}

/// Returns the provider and the ID that identify an account.
pub(super) fn key(account: &Account) -> (&ProviderId, &str) {
    (&account.provider, &account.provider_account_id)
}

/// Returns `true` if two sets hold the same tokens.
pub(super) fn same_tokens(one: &TokenSet, other: &TokenSet) -> bool {
    one.access_token == other.access_token
        && one.refresh_token == other.refresh_token
        && one.id_token == other.id_token
        && one.token_type == other.token_type
        && one.expires_at == other.expires_at
        && one.scope == other.scope
        && one.session_state == other.session_state
}

/// Returns the access token of a set, or an empty one.
pub(super) fn access_token(tokens: &TokenSet) -> Secret {
    tokens.access_token.clone().unwrap_or_else(|| Secret::new(""))
}
