//! The magic links that a browser has requested, as marks in a cookie.

use super::{scope::Scope, types::AppTypes};
use crate::{
    cookie::jar::Lifetime,
    provider::email::{Email, LinkHash, RequestedLinks},
};

/// Reads the marks from the cookie.
fn read<F: AppTypes>(scope: &Scope<'_, F>) -> RequestedLinks {
    let values: Vec<_> = scope.cookies.all(scope.scheme.cookies.email_links.name()).collect();
    RequestedLinks::parse(&values.join(RequestedLinks::SEPARATOR))
}

/// Returns `true` if this browser has requested the link.
pub(crate) fn contains<F: AppTypes>(scope: &Scope<'_, F>, hash: &LinkHash) -> bool {
    read(scope).holds(&hash.mark())
}

/// Marks this browser as one that has requested the link, for as long as the link works.
pub(crate) fn add<F: AppTypes>(scope: &mut Scope<'_, F>, provider: &Email, hash: &LinkHash) {
    let mut links = read(scope);
    links.add(hash.mark());
    let secs = u32::try_from(provider.max_age.as_secs()).unwrap_or(u32::MAX);
    let lifetime = Lifetime::MaxAge { secs, now: scope.now };
    scope.jar.set(&scope.scheme.cookies.email_links, &links.value(), lifetime);
}
