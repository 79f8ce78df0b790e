//! Checks of the configuration that concern several options.

use std::time::Duration;

use super::BuildProblem;
use crate::{
    adapter::Adapter,
    config::OriginPolicy,
    contract::{AppState, Secrets, UserData},
    flow::store::Store,
    provider::Provider,
};

/// Checks that the database reads the columns of the application's users. Callbacks would otherwise receive the values
/// of a new user, whatever is stored.
pub(super) fn columns<S: AppState>(store: Option<&Store>, problems: &mut Vec<BuildProblem>) {
    let columns = S::Columns::COLUMNS;
    match store {
        None if !columns.is_empty() => problems.push(BuildProblem::UsersWithoutAdapter),
        None => {}
        Some(store) => problems.extend(
            columns
                .iter()
                .filter(|column| !store.adapter.keeps_user_column(column))
                .map(|column| BuildProblem::UnknownUserColumn(column)),
        ),
    }
}

/// Checks that the IDs of providers are unique and can be a segment of a URL.
pub(super) fn ids<S>(providers: &[Provider<S>], problems: &mut Vec<BuildProblem>) {
    for (index, provider) in providers.iter().enumerate() {
        let id = provider.id().as_str();
        if id == "undefined" || !is_url_segment(id) {
            problems.push(BuildProblem::InvalidProviderId(id.to_owned()));
        }
        if providers.iter().take(index).any(|earlier| earlier.id() == provider.id()) {
            problems.push(BuildProblem::DuplicateProvider(id.to_owned()));
        }
    }
}

/// Returns `true` if an ID can be a segment of a path as it is.
fn is_url_segment(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// Checks that sessions can be revoked if a provider may end them.
pub(super) fn logout<S>(providers: &[Provider<S>], revocable: bool, problems: &mut Vec<BuildProblem>) {
    let affected = providers.iter().filter(|provider| !revocable && provider.accepts_logout());
    problems
        .extend(affected.map(|provider| BuildProblem::LogoutWithoutRevocation(provider.id().to_string())));
}

/// Checks that sessions last, and that they are extended before they end.
pub(super) fn ages(
    (max_age, lifetime): (Duration, Option<Duration>),
    update_age: Option<Duration>,
    problems: &mut Vec<BuildProblem>,
) {
    let second = Duration::from_secs(1);
    if max_age < second {
        problems.push(BuildProblem::NoMaxAge);
    }
    if lifetime.is_some_and(|lifetime| lifetime < second) {
        problems.push(BuildProblem::NoLifetime);
    }
    if update_age.is_some_and(|age| age >= max_age) {
        problems.push(BuildProblem::LateUpdateAge);
    }
}

/// The minimum length of a secret, in bytes: that of the hash (RFC 7518 section 3.2).
const SECRET: usize = 32;

/// Checks that no secret can be guessed. Every visitor gets a hash over the secrets (the CSRF cookie), and can test
/// guesses without asking the server. An application on this machine alone may have shorter ones.
pub(super) fn secrets(secrets: &Secrets, origin: Option<&OriginPolicy>, problems: &mut Vec<BuildProblem>) {
    let lengths = secrets.iter().map(|secret| secret.expose().trim().len());
    let Some(length) = lengths.min().filter(|length| *length < SECRET) else { return };
    match origin {
        Some(OriginPolicy::Fixed(origin)) if origin.is_loopback() => tracing::warn!(
            target: "auth",
            help = "short_secret",
            "a secret has {length} bytes, and less than {SECRET} are accepted on this machine only: anyone who has a \
             cookie can guess it; `openssl rand -base64 33` makes a good one"
        ),
        _ => problems.push(BuildProblem::WeakSecret { length }),
    }
}
