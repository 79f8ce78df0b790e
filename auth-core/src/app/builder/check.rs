//! Checks of the configuration that concern several options.

use std::time::Duration;

use super::BuildProblem;
use crate::{
    adapter::Adapter,
    contract::{AppState, UserData},
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
pub(super) fn ages(max_age: Duration, update_age: Option<Duration>, problems: &mut Vec<BuildProblem>) {
    if max_age < Duration::from_secs(1) {
        problems.push(BuildProblem::NoMaxAge);
    }
    if update_age.is_some_and(|age| age >= max_age) {
        problems.push(BuildProblem::LateUpdateAge);
    }
}
