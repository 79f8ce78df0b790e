//! The accounts to which a browser has signed in before, as marks in a cookie. Attempts of such a browser are counted
//! apart, so that strangers who try the account do not keep its owner out.

use std::time::Duration;

use super::{scope::Scope, types::AppTypes};
use crate::cookie::jar::Lifetime;

/// The maximum number of marks in one browser. A further one replaces the oldest.
const CAPACITY: usize = 8;

/// The length of a mark.
const LENGTH: usize = 38;

const SEPARATOR: &str = ".";

/// The time for which a mark is kept after the last sign-in: half a year.
const MAX_AGE: Duration = Duration::from_secs(180 * 24 * 60 * 60);

/// Reads the marks from the cookie. Anything that cannot be a mark is left out.
fn read<F: AppTypes>(scope: &Scope<'_, F>) -> Vec<String> {
    let values: Vec<_> = scope.cookies.all(scope.scheme.cookies.known_browser.name()).collect();
    let is_mark = |mark: &&str| {
        mark.len() == LENGTH && mark.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let marks = values.iter().flat_map(|value| value.split(SEPARATOR));
    marks.filter(is_mark).take(CAPACITY).map(str::to_owned).collect()
}

/// Returns the mark of this browser for an account, if it has signed in to it before.
pub(crate) fn mark<F: AppTypes>(scope: &Scope<'_, F>, account: &str) -> Option<String> {
    let limits = &scope.engine.settings.limits;
    read(scope).into_iter().find(|mark| limits.is_mark_of(account, mark))
}

/// Marks this browser as one that has signed in to the accounts.
pub(crate) fn add<F: AppTypes>(scope: &mut Scope<'_, F>, accounts: &[&str]) {
    let settings = &scope.engine.settings;
    let mut marks = read(scope);
    for account in accounts {
        let known = marks.iter().position(|mark| settings.limits.is_mark_of(account, mark));
        let mark = match known {
            Some(position) => marks.remove(position),
            None => settings.limits.mark(account, &*settings.random),
        };
        marks.push(mark);
    }
    marks.drain(..marks.len().saturating_sub(CAPACITY));
    let secs = u32::try_from(MAX_AGE.as_secs()).unwrap_or(u32::MAX);
    let lifetime = Lifetime::MaxAge { secs, now: scope.now };
    scope.jar.set(&scope.scheme.cookies.known_browser, &marks.join(SEPARATOR), lifetime);
}
