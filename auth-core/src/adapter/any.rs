//! One type for all adapters.

use std::{pin::Pin, sync::Arc, time::Duration};

use super::{
    Adapter, AdapterError, ApiKeyAndUser, AttemptRule, AttemptVerdict, Basis, EmailProof, EmailProven,
    EmailSignIn, EmailSignedIn, Kind, Link, NewPassword, NewSession, NewTotp, NewUser, PasskeyDetails,
    PasskeyNote, Result, SessionAndUser, SetupReport, SetupStep, SignedUp, TokenStatus, UserDeletion,
    UserPatch, WayIn, WayInRemoval, WaysIn, operation::Before,
};
use crate::{
    contract::{
        Account, AdapterSession, AdapterUser, Authenticator, ProviderId, Secret, StoredApiKey, StoredId,
        StoredPassword, StoredTotp, TokenSet, UnixTime, VerificationToken,
        callback::delete_account::BeforeDeletion,
    },
    timer,
};

/// A shared adapter of any type. Clones use the same database.
#[derive(Clone)]
pub struct AnyAdapter {
    inner: Arc<dyn Erased>,
    /// The longest time that a call may take; `None` if the inner adapter has its own limits.
    timeout: Option<Duration>,
}

impl AnyAdapter {
    /// Erases the type of an adapter. Its calls may take any time.
    pub fn new(adapter: impl Adapter) -> Self {
        Self { inner: Arc::new(adapter), timeout: None }
    }

    /// Limits the time of every call. A call that takes longer is dropped, which leaves nothing half-written, and fails
    /// with [`AdapterError::Unavailable`]: whether it has been carried out is unknown.
    pub(crate) fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self }
    }

    /// Waits for a call, no longer than it may take, and names the operation in its error.
    async fn call<T>(&self, operation: &'static str, call: BoxFuture<'_, T>) -> Result<T> {
        let result = match self.timeout {
            Some(limit) => timer::timeout(limit, call).await.unwrap_or_else(|| Err(TimedOut(limit).into())),
            None => call.await,
        };
        result.map_err(|error| error.during(operation))
    }
}

/// The error of a call that takes too long.
#[derive(Debug, thiserror::Error)]
#[error("no answer within {0:?}")]
struct TimedOut(Duration);

impl From<TimedOut> for AdapterError {
    fn from(error: TimedOut) -> Self {
        Self::Unavailable(error.into())
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
            fn keeps(&self, kind: Kind) -> bool;
            fn delete_user_with<'a>(&'a self, id: &'a StoredId, before: Before<'a>) -> BoxFuture<'a, UserDeletion>;
            fn set_up(&self, step: SetupStep) -> BoxFuture<'_, SetupReport>;
            $(fn $method<'a>(&'a self, $($argument: $($and 'a)? $type),*) -> BoxFuture<'a, $output>;)*
        }

        impl<A: Adapter> Erased for A {
            fn keeps_user_column(&self, name: &str) -> bool {
                Adapter::keeps_user_column(self, name)
            }

            fn counts_attempts(&self) -> bool {
                Adapter::counts_attempts(self)
            }

            fn keeps(&self, kind: Kind) -> bool {
                Adapter::keeps(self, kind)
            }

            fn delete_user_with<'a>(&'a self, id: &'a StoredId, before: Before<'a>) -> BoxFuture<'a, UserDeletion> {
                Box::pin(Adapter::delete_user_with(self, id, before))
            }

            fn set_up(&self, step: SetupStep) -> BoxFuture<'_, SetupReport> {
                Box::pin(Adapter::set_up(self, step))
            }

            $(fn $method<'a>(&'a self, $($argument: $($and 'a)? $type),*) -> BoxFuture<'a, $output> {
                Box::pin(Adapter::$method(self, $($argument),*))
            })*
        }

        #[diagnostic::do_not_recommend]
        impl Adapter for AnyAdapter {
            fn keeps_user_column(&self, name: &str) -> bool {
                self.inner.keeps_user_column(name)
            }

            fn counts_attempts(&self) -> bool {
                self.inner.counts_attempts()
            }

            fn keeps(&self, kind: Kind) -> bool {
                self.inner.keeps(kind)
            }

            async fn delete_user_with(&self, id: &StoredId, before: &mut dyn BeforeDeletion) -> Result<UserDeletion> {
                self.call("delete_user_with", self.inner.delete_user_with(id, before)).await
            }

            /// Has limits of its own, since an index of a large table takes its time.
            async fn set_up(&self, step: SetupStep) -> Result<SetupReport> {
                self.inner.set_up(step).await.map_err(|error| error.during("set_up"))
            }

            $(async fn $method(&self, $($argument: $($and)? $type),*) -> Result<$output> {
                self.call(stringify!($method), self.inner.$method($($argument),*)).await
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
    set_verification_token(token: VerificationToken) -> ();
    verification_token(identifier[&]: str, token[&]: Secret) -> Option<VerificationToken>;
    use_verification_token(identifier[&]: str, token[&]: Secret) -> Option<VerificationToken>;
    sign_in_by_email(sign_in: EmailSignIn) -> Option<EmailSignedIn>;
    prove_email(proof: EmailProof) -> EmailProven;
    delete_expired(now: UnixTime) -> u64;
    delete_expired_batch(now: UnixTime, limit: u32) -> u64;
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
    second_factor(user[&]: StoredId) -> Option<StoredTotp>;
    enrol_totp(user[&]: StoredId, totp: NewTotp) -> ();
    use_totp_step(user[&]: StoredId, expected[&]: Secret, step: u64, secret[&]: Secret) -> bool;
    replace_recovery_codes(user[&]: StoredId, expected[&]: Secret, hashes: Vec<Secret>) -> bool;
    use_recovery_code(user[&]: StoredId, hash[&]: Secret) -> bool;
    remove_second_factor(user[&]: StoredId, expected: Option<Secret>) -> bool;
    create_api_key(key: StoredApiKey, basis: Basis) -> ();
    api_key(id[&]: str) -> Option<ApiKeyAndUser>;
    api_keys_of(user[&]: StoredId) -> Vec<StoredApiKey>;
    delete_api_key(user[&]: StoredId, id[&]: str) -> bool;
    delete_api_keys_of(user[&]: StoredId) -> u64;
    touch_api_key(id[&]: str, now: UnixTime, due: UnixTime) -> bool;
    passkey_details_of(user[&]: StoredId) -> Vec<PasskeyDetails>;
    note_passkey(user[&]: StoredId, credential_id[&]: str, note: PasskeyNote) -> bool;
    remove_way_in(user[&]: StoredId, way[&]: WayIn, ways[&]: WaysIn) -> WayInRemoval;
    password_of(user[&]: StoredId) -> Option<StoredPassword>;
    set_password(user[&]: StoredId, password: NewPassword) -> bool;
    remove_password(user[&]: StoredId) -> bool;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapter::MemoryAdapter;

    const SHORT: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn a_call_that_hangs_fails_in_time_and_names_its_operation() {
        let adapter = AnyAdapter::new(MemoryAdapter::new()).with_timeout(SHORT);
        assert!(Adapter::user_by_email(&adapter, "ada@example.com").await.unwrap().is_none());
        let hanging = Box::pin(std::future::pending::<Result<()>>());
        let Err(AdapterError::Unavailable(cause)) = adapter.call("user", hanging).await else { panic!() };
        assert_eq!(cause.to_string(), "`user` failed");
        assert_eq!(cause.source().map(ToString::to_string).as_deref(), Some("no answer within 20ms"));
    }

    #[tokio::test]
    async fn an_operation_is_named_once_and_answers_of_the_database_stay_as_they_are() {
        let adapter = AnyAdapter::new(AnyAdapter::new(MemoryAdapter::new()));
        let rejected = Box::pin(std::future::ready(Err::<(), _>(AdapterError::Rejected("42P01".into()))));
        let error = adapter.call("user", rejected).await.unwrap_err().during("other");
        let AdapterError::Rejected(cause) = error else { panic!("{error}") };
        let origin = cause.source().map(ToString::to_string);
        assert_eq!((cause.to_string().as_str(), origin.as_deref()), ("`user` failed", Some("42P01")));
        let unknown = Adapter::update_user(&adapter, &StoredId::from_store("1"), UserPatch::default()).await;
        assert!(matches!(unknown, Err(AdapterError::NotFound(_))));
    }
}
