//! The facts of its sign-in that a session carries: the time, from which the configured lifetime counts, the limit that a
//! sign-in guard has set, the proofs of the user, and the session of the provider.
//!
//! A token carries them as claims. A row of the database has no column for them, since its table is that of Auth.js, so
//! its session token carries them: `{random}.t{time of the sign-in}`, then `.u{end}` and `.b` (until the browser is closed)
//! if a guard has limited the session, `.a{method}-{time}` for each proof, and `.p{hash}` for the session of the provider, with two hashes if the
//! session was continued in another one, and `.w{browser}-{system}` for the device.
//! The whole string is the key of the row, so a changed one finds nothing.

use std::cmp::Reverse;

use super::{device::Device, identity, provider_session, revocation};
use crate::{
    adapter::Basis,
    contract::{
        Secret, UnixTime,
        assurance::{AuthMethod, Proofs},
        callback::sign_in::SessionLimit,
        token::Jwt,
    },
    cookie::jar::Lifetime,
    flow::{
        scope::{ContinuedSession, Scope},
        types::AppTypes,
    },
    random,
};

/// The length of the random part of a row's session token: 32 bytes as base64url.
const RANDOM: usize = 43;

/// The number of proofs for which the column of a row's session token has room. The oldest one of more is left out, and is
/// asked for again. Of several it is a code by telephone, which is the weakest.
const ROOM: usize = 7;

/// Sets the claims of a session that begins now. A session that continues another one keeps its proofs, and ends no later.
pub(super) fn begin<F: AppTypes, T>(scope: &Scope<'_, F>, record: &mut Jwt<T>) {
    let SessionLimit { lifetime, until_browser_closes } = scope.limit;
    record.auth_time = Some(scope.now);
    record.until = lifetime.map(|lifetime| scope.now + lifetime);
    record.transient = until_browser_closes.then_some(true);
    record.provider_session = scope.provider_session.clone();
    let mut proofs = scope.proofs;
    if let Some(continued) = &scope.continued {
        if !continued.is_step_up {
            record.auth_time = continued.auth_time.or(record.auth_time);
        }
        record.until = [record.until, continued.end].into_iter().flatten().min();
        record.transient = (until_browser_closes || continued.transient).then_some(true);
        record.provider_session =
            provider_session::both(continued.provider_session.as_deref(), record.provider_session.take());
        proofs.merge(continued.proofs);
    }
    record.proofs = (!proofs.is_empty()).then_some(proofs);
}

/// Returns the facts of a session that stay if a sign-in continues it.
#[cfg_attr(
    not(any(feature = "oauth", feature = "passkey", feature = "sms")),
    allow(dead_code, reason = "for accounts and passkeys")
)]
pub(super) fn continued<F: AppTypes, T>(scope: &Scope<'_, F>, record: &Jwt<T>) -> ContinuedSession {
    ContinuedSession {
        proofs: record.proofs.unwrap_or_default(),
        auth_time: record.auth_time,
        end: end(scope, record),
        transient: record.transient == Some(true),
        provider_session: record.provider_session.clone(),
        basis: Basis::default(),
        session: identity::hash(record),
        is_step_up: false,
        epoch: revocation::owner(record).zip(record.epoch),
        sid: record.sid.clone().map(|sid| (sid, record.exp)),
    }
}

/// Returns the time at which a session ends even if it is used; `None` if its use can always extend it. The lifetime of
/// a token that does not carry the time of its sign-in counts from its last issue.
pub(super) fn end<F: AppTypes, T>(scope: &Scope<'_, F>, record: &Jwt<T>) -> Option<UnixTime> {
    let lifetime = scope.engine.settings.lifetime;
    let begun = record.auth_time.or(record.iat);
    let end = lifetime.zip(begun).map(|(lifetime, begun)| begun + lifetime);
    [end, record.until].into_iter().flatten().min()
}

/// Returns the time at which a session ends that is used now.
pub(crate) fn expiry<F: AppTypes, T>(scope: &Scope<'_, F>, record: &Jwt<T>) -> UnixTime {
    let expires = scope.now + scope.engine.settings.max_age;
    end(scope, record).map_or(expires, |end| end.min(expires))
}

/// Returns `true` if a session has reached its end, or if its end is unknown although the configuration sets one.
pub(super) fn is_over<F: AppTypes, T>(scope: &Scope<'_, F>, record: &Jwt<T>) -> bool {
    match end(scope, record) {
        Some(end) => end <= scope.now,
        None => scope.engine.settings.lifetime.is_some(),
    }
}

/// Returns the lifetime of the cookie of a session that ends at `expires`.
pub(super) fn cookie<T>(record: &Jwt<T>, expires: UnixTime) -> Lifetime {
    if record.transient == Some(true) { Lifetime::BrowserSession } else { Lifetime::Until(expires) }
}

/// Returns a new session token of a row, with the claims of a session.
pub(super) fn row_token<F: AppTypes, T>(scope: &Scope<'_, F>, record: &Jwt<T>) -> Secret {
    let mut token = random::token(&*scope.engine.settings.random);
    for (mark, time) in [("t", record.auth_time), ("u", record.until)] {
        if let Some(time) = time {
            token.push_str(&format!(".{mark}{}", time.as_secs()));
        }
    }
    if record.transient == Some(true) {
        token.push_str(".b");
    }
    let mut proofs: Vec<_> = record.proofs.iter().flat_map(Proofs::iter).collect();
    if proofs.len() > ROOM {
        proofs.sort_by_key(|&(method, at)| (Reverse(at), method));
        proofs.truncate(ROOM);
    }
    for (method, at) in proofs {
        token.push_str(&format!(".a{method}-{}", at.as_secs()));
    }
    if let Some(hash) = &record.provider_session {
        token.push_str(".p");
        token.push_str(hash);
    }
    let user_agent =
        scope.facts.headers.and_then(|headers| headers.get(http::header::USER_AGENT)?.to_str().ok());
    if let Some(device) = user_agent.and_then(Device::of_user_agent) {
        token.push_str(".w");
        token.push_str(&device.words());
    }
    Secret::new(token)
}

/// Returns the device that the session token of a row names.
pub(super) fn device_of_row(token: &Secret) -> Option<Device> {
    let mut parts = token.expose().split('.');
    parts.next().filter(|random| random.len() == RANDOM)?;
    parts.find_map(|part| part.strip_prefix('w')).and_then(Device::of_words)
}

/// Reads the claims in the session token of a row. Tokens of Auth.js have none.
pub(super) fn read_row_token<T>(token: &Secret, record: &mut Jwt<T>) {
    let mut parts = token.expose().split('.');
    if parts.next().is_none_or(|random| random.len() != RANDOM) {
        return;
    }
    for part in parts {
        let time = |digits: &str| digits.parse().ok().map(UnixTime::from_secs);
        match part.split_at_checked(1) {
            Some(("t", digits)) => record.auth_time = time(digits),
            Some(("u", digits)) => record.until = time(digits),
            Some(("b", "")) => record.transient = Some(true),
            Some(("a", proof)) => {
                let proof = proof
                    .split_once('-')
                    .and_then(|(method, at)| Some((AuthMethod::from_name(method)?, time(at)?)));
                if let Some((method, at)) = proof {
                    record.proofs.get_or_insert_default().prove(method, at);
                }
            }
            Some(("p", hash)) => record.provider_session = Some(hash.to_owned()),
            _ => {}
        }
    }
}

/// Returns `true` if a string has the form of the session token of a row, as [`row_token`] returns it.
pub(super) fn is_row_token(token: &str) -> bool {
    let is_random = |random: &str| {
        random.len() == RANDOM
            && random.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    token.split_once(".t").is_some_and(|(random, rest)| {
        is_random(random) && rest.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
    })
}
