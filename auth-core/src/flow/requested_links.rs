//! The magic links that a browser has requested, as marks in a cookie. A mark counts only next to the CSRF token with which
//! the link was requested: another host of the domain can plant the cookie with the marks, but not that of the token, whose
//! name begins with `__Host-`.

use super::{scope::Scope, types::AppTypes};
use crate::{
    check::csrf::CsrfToken,
    cookie::jar::Lifetime,
    provider::email::{Email, LinkHash, RequestedLinks},
};

/// Reads the marks from the cookie.
fn read<F: AppTypes>(scope: &Scope<'_, F>) -> RequestedLinks {
    let values: Vec<_> = scope.cookies.all(scope.scheme.cookies.email_links.name()).collect();
    RequestedLinks::parse(&values.join(RequestedLinks::SEPARATOR))
}

/// Returns `true` if the browser with this CSRF token has requested the link.
pub(crate) fn contains<F: AppTypes>(scope: &Scope<'_, F>, browser: &CsrfToken, hash: &LinkHash) -> bool {
    read(scope).holds(&hash.mark(&browser.session_hash()))
}

/// Marks the browser with this CSRF token as one that has requested the link, for as long as the link works.
pub(crate) fn add<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    browser: &CsrfToken,
    (provider, hash): (&Email, &LinkHash),
) {
    let mut links = read(scope);
    links.add(hash.mark(&browser.session_hash()));
    let secs = u32::try_from(provider.max_age.as_secs()).unwrap_or(u32::MAX);
    let lifetime = Lifetime::MaxAge { secs, now: scope.now };
    scope.jar.set(&scope.scheme.cookies.email_links, &links.value(), lifetime);
}
