//! The contract of adapters as a test suite that runs on any adapter.
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! use auth::adapter::{MemoryAdapter, contract};
//!
//! let report = contract::run(MemoryAdapter::new()).await?;
//! assert!(report.skipped.is_empty());
//! # Ok::<(), contract::Breach>(()) })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod account;
mod api_keys;
mod attempts;
mod basis;
mod credential_races;
mod email;
mod fixture;
mod passkeys;
mod password_races;
mod passwords;
mod proof;
mod races;
mod revocation;
mod second_factor;
mod sessions;
mod tokens;
mod users;

use self::fixture::Fixture;
use super::{Adapter, AdapterError, AnyAdapter, Kind};

/// A breach of the contract by an adapter.
#[derive(thiserror::Error)]
#[error("{case}: {what}")]
pub struct Breach {
    /// The name of the case.
    pub case: &'static str,
    /// The expectation that the adapter has not met.
    pub what: &'static str,
    /// The error that the adapter has returned, if that is the breach.
    #[source]
    pub source: Option<AdapterError>,
}

crate::contract::readable::debug_by_message!(Breach);

impl From<AdapterError> for Breach {
    fn from(error: AdapterError) -> Self {
        Self { case: "", what: "the operation must not fail", source: Some(error) }
    }
}

/// The result of a case.
type Outcome = Result<(), Breach>;

/// The result of the suite for an adapter that keeps the contract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The kinds of rows that the adapter does not support.
    pub skipped: Vec<Kind>,
    /// The number of cases that the adapter has passed.
    pub passed: usize,
}

/// Runs the suite on an adapter. The database may hold other rows; the rows of the suite stay in it.
///
/// Call it on a tokio runtime with several threads, because some cases make many calls at the same time.
///
/// # Errors
/// Returns the first breach of the contract.
pub async fn run(adapter: impl Adapter) -> Result<Report, Breach> {
    let adapter = AnyAdapter::new(adapter);
    let mut report = Report::default();
    macro_rules! cases {
        ($($module:ident: $($case:ident)*;)*) => {
            $($({
                let name = concat!(stringify!($module), "::", stringify!($case));
                let outcome = $module::$case(Fixture::new(adapter.clone())).await;
                report.note(name, outcome)?;
            })*)*
        };
    }
    cases! {
        users: sign_up find_by_id find_by_email find_by_other_spelling find_by_account conflicts conflicts_leave_nothing update
            update_if_the_address_is link
            unlink account_needs_both delete;
        sessions: create find replace touch delete of_a_user of_an_unknown_user expired expired_in_batches;
        email: keep_and_use replace_tokens look_without_spending sign_in_once sign_in_ends_other_links sign_in_known_user
            sign_in_by_other_spelling sign_in_too_late
            housekeeping;
        tokens: of_a_user of_users_without_accounts replace expect_the_access_token;
        proof: by_magic_link by_account by_new_account refused another_address too_late_for_a_way_in;
        passkeys: register find list count belong_to_one_user once;
        revocation: begin advance of_users_of_the_application end delete;
        attempts: fixed growing windows_end forgive clock_steps keys_are_apart housekeeping in_parallel;
        second_factor: enrol replace use_a_step recovery_codes remove delete_with_user too_late_to_enrol;
        api_keys: create find list delete touch delete_with_user;
        account: note note_belongs_to_one_user facts_go_with_the_passkey remove_a_way_in a_phone_number_is_an_account an_unproven_address_is_no_way_in
            remove_the_last_ways_in delete_with_a_step delete_with_the_tokens_of_the_address;
        basis: proof another_address session epoch unknown_user continued_session continue_a_session
            prove_while_keys_are_made session_of_an_epoch end_sessions_while_some_are_started
            session_by_an_account unlink_while_sessions_are_started;
        races: spend_a_token sign_in_with_a_token sign_up_with_an_email sign_up_with_an_account
            touch_a_session replace_tokens count_a_passkey spend_a_marker begin_an_epoch advance_an_epoch
            prove_while_ways_in_are_added change_the_address;
        credential_races: use_a_step use_different_steps use_a_recovery_code enrol replace replace_recovery_codes
            enrol_while_the_user_is_removed prove_while_a_second_factor_is_added
            create_an_api_key touch_an_api_key delete_an_api_key;
        passwords: set replace remove sign_up_with_one delete_with_user first_proof too_late_to_set;
        password_races: set replace set_while_the_user_is_removed prove_while_one_is_set;
    }
    report.check_claims(&adapter).map_err(|breach| Breach { case: "keeps", ..breach })?;
    Ok(report)
}

impl Report {
    fn note(&mut self, case: &'static str, outcome: Outcome) -> Outcome {
        match outcome {
            Ok(()) => self.passed += 1,
            Err(Breach { source: Some(AdapterError::Unsupported(kind)), .. }) if is_optional(kind) => {
                if !self.skipped.contains(&kind) {
                    self.skipped.push(kind);
                }
            }
            Err(breach) => return Err(Breach { case, ..breach }),
        }
        Ok(())
    }

    /// Checks that the adapter claims to keep the kinds of rows whose methods it has, and no others.
    fn check_claims(&self, adapter: &impl Adapter) -> Outcome {
        for kind in [Kind::SecondFactor, Kind::ApiKey, Kind::PasskeyDetails, Kind::Passwords] {
            ensure!(
                adapter.keeps(kind) != self.skipped.contains(&kind),
                "`keeps` must return `true` for each kind whose methods the adapter has, and for no other"
            );
        }
        ensure!(
            adapter.counts_attempts() != self.skipped.contains(&Kind::Attempts),
            "`counts_attempts` must return `true` if the adapter has `count_attempt`, and otherwise `false`"
        );
        Ok(())
    }
}

fn is_optional(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Authenticator
            | Kind::Marker
            | Kind::Epoch
            | Kind::Tokens
            | Kind::Attempts
            | Kind::SecondFactor
            | Kind::ApiKey
            | Kind::PasskeyDetails
            | Kind::Passwords
    )
}

/// Fails a case unless a condition is `true`.
macro_rules! ensure {
    ($condition:expr, $what:expr) => {
        if !$condition {
            return Err(crate::adapter::contract::Breach { case: "", what: $what, source: None });
        }
    };
}

/// Fails a case unless an operation returns this error.
macro_rules! ensure_fails {
    ($operation:expr, $error:pat, $what:expr) => {
        match $operation {
            Err($error) => {}
            Err(error @ crate::adapter::AdapterError::Unsupported(_)) => return Err(error.into()),
            _ => return Err(crate::adapter::contract::Breach { case: "", what: $what, source: None }),
        }
    };
}

use {ensure, ensure_fails};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapter::MemoryAdapter;

    #[test]
    fn an_adapter_claims_what_it_keeps() {
        let adapter = MemoryAdapter::new();
        assert!(Report::default().check_claims(&adapter).is_ok());
        for kind in [Kind::ApiKey, Kind::Passwords, Kind::Attempts] {
            let report = Report { skipped: vec![kind], passed: 1 };
            assert!(report.check_claims(&adapter).is_err(), "{kind}");
        }
    }
}
