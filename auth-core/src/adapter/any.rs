//! One type for all adapters.

use std::{pin::Pin, sync::Arc};

use super::{
    Adapter, AttemptRule, AttemptVerdict, EmailProof, EmailProven, EmailSignIn, EmailSignedIn, Link,
    NewSession, NewUser, Result, SessionAndUser, SignedUp, TokenStatus, UserPatch,
};
use crate::contract::{
    Account, AdapterSession, AdapterUser, Authenticator, ProviderId, Secret, StoredId, TokenSet, UnixTime,
    VerificationToken,
};

/// A shared adapter of any type. Clones use the same database.
#[derive(Clone)]
pub struct AnyAdapter(Arc<dyn Erased>);

impl AnyAdapter {
    /// Erases the type of an adapter.
    pub fn new(adapter: impl Adapter) -> Self {
        Self(Arc::new(adapter))
    }
}

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Declares `Erased`, a form of [`Adapter`] with boxed futures. Every adapter implements it, and
/// [`AnyAdapter`] implements [`Adapter`] through it. `[&]` marks a borrowed argument.
macro_rules! erase {
    ($($method:ident($($argument:ident $([$and:tt])?: $type:ty),*) -> $output:ty;)*) => {
        trait Erased: Send + Sync + 'static {
            fn keeps_user_column(&self, name: &str) -> bool;
            fn counts_attempts(&self) -> bool;
            $(fn $method<'a>(&'a self, $($argument: $($and 'a)? $type),*) -> BoxFuture<'a, $output>;)*
        }

        impl<A: Adapter> Erased for A {
            fn keeps_user_column(&self, name: &str) -> bool {
                Adapter::keeps_user_column(self, name)
            }

            fn counts_attempts(&self) -> bool {
                Adapter::counts_attempts(self)
            }

            $(fn $method<'a>(&'a self, $($argument: $($and 'a)? $type),*) -> BoxFuture<'a, $output> {
                Box::pin(Adapter::$method(self, $($argument),*))
            })*
        }

        impl Adapter for AnyAdapter {
            fn keeps_user_column(&self, name: &str) -> bool {
                self.0.keeps_user_column(name)
            }

            fn counts_attempts(&self) -> bool {
                self.0.counts_attempts()
            }

            $(async fn $method(&self, $($argument: $($and)? $type),*) -> Result<$output> {
                self.0.$method($($argument),*).await
            })*
        }
    };
}

erase! {
    sign_up(user: NewUser, link: Option<Link>, session: Option<NewSession>) -> SignedUp;
    link_account(user[&]: StoredId, link: Link, session: Option<NewSession>) -> Option<AdapterSession>;
    user(id[&]: StoredId) -> Option<AdapterUser>;
    user_by_email(email[&]: str) -> Option<AdapterUser>;
    user_by_account(provider[&]: ProviderId, provider_account_id[&]: str) -> Option<AdapterUser>;
    update_user(id[&]: StoredId, patch: UserPatch) -> AdapterUser;
    delete_user(id[&]: StoredId) -> bool;
    account(provider[&]: ProviderId, provider_account_id[&]: str) -> Option<Account>;
    unlink_account(provider[&]: ProviderId, provider_account_id[&]: str) -> bool;
    create_session(user[&]: StoredId, session: NewSession) -> AdapterSession;
    session_and_user(session_token[&]: Secret) -> Option<SessionAndUser>;
    touch_session(session_token[&]: Secret, expires: UnixTime, due: UnixTime) -> bool;
    delete_session(session_token[&]: Secret) -> Option<AdapterSession>;
    sessions_of(user[&]: StoredId) -> Vec<AdapterSession>;
    delete_sessions_of(user[&]: StoredId) -> u64;
    create_verification_token(token: VerificationToken) -> ();
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
        provider[&]: ProviderId,
        provider_account_id[&]: str,
        expected[&]: Secret,
        tokens[&]: TokenSet
    ) -> bool;
    count_attempt(key[&]: str, rule[&]: AttemptRule, now: UnixTime) -> AttemptVerdict;
    forgive_attempt(key[&]: str) -> ();
}
