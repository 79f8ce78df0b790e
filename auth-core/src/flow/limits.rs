//! The limits of sign-in attempts: the keys under which attempts are counted, the counts of this process, and those
//! of the database, which several processes share.

use std::{
    net::IpAddr,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{error, store::Store};
use crate::{
    adapter::{Adapter, AnyAdapter, AttemptCounts, AttemptRule, AttemptVerdict},
    config::{ClientAddress, ClientIpSource, network},
    contract::{Clock, Secret, Secrets, UnixTime},
    random::{self, Random},
};

/// The time for which a database that has failed is not asked again.
const STORE_PAUSE: Duration = Duration::from_secs(5);

/// The hashed key of an attempt. The hash is keyed by the secret, so a database reveals neither e-mail addresses nor
/// client addresses.
#[derive(Clone)]
pub(crate) struct AttemptKey {
    hash: String,
    is_network: bool,
}

/// The limits of an application, and the attempts that this process has counted.
pub(crate) struct Limits {
    /// The rule for each network; `None` if it is not limited.
    pub(crate) networks: Option<AttemptRule>,
    /// The rule for each account; `None` if it is not limited.
    pub(crate) accounts: Option<AttemptRule>,
    /// `true` if browsers that sign in get a mark, so that their attempts are counted apart.
    pub(crate) marks_browsers: bool,
    secrets: Secrets,
    /// The counts of networks and of accounts, apart from each other so that a flood of one drops none of the other.
    counts: [Mutex<AttemptCounts>; 2],
    /// The time until which the database is not asked because it has failed, in milliseconds of the monotonic clock.
    paused_until: AtomicI64,
    has_warned: AtomicBool,
}

impl Limits {
    pub(crate) fn new(
        networks: Option<AttemptRule>,
        accounts: Option<AttemptRule>,
        marks_browsers: bool,
        secrets: &Secrets,
    ) -> Self {
        Self {
            networks,
            accounts,
            marks_browsers,
            secrets: secrets.clone(),
            counts: Default::default(),
            paused_until: AtomicI64::new(0),
            has_warned: AtomicBool::new(false),
        }
    }

    /// Logs where attempts are counted.
    pub(crate) fn log(&self, store: Option<&Store>) {
        if self.networks.is_none() && self.accounts.is_none() {
            tracing::info!(target: "auth", help = "attempts_unlimited", "sign-in attempts are not limited");
        } else if store.is_some_and(|store| store.adapter.counts_attempts()) {
            tracing::info!(
                target: "auth",
                help = "attempts_in_database",
                "sign-in attempts are counted in the database, for all processes that use it"
            );
        } else {
            tracing::info!(target: "auth", help = "attempts_per_process", "sign-in attempts are counted in this process only");
        }
    }

    /// Returns the key of a network. All clients with unknown addresses have the same.
    pub(crate) fn network_key(&self, address: Option<IpAddr>) -> AttemptKey {
        let network = address.map(|address| network(address).to_string());
        let parts = ["network", network.as_deref().unwrap_or("unknown")];
        AttemptKey { hash: self.hash(&parts), is_network: true }
    }

    /// Returns the key of a network for wrong API keys, which are counted apart from sign-ins.
    pub(crate) fn key_network_key(&self, address: Option<IpAddr>) -> AttemptKey {
        let network = address.map(|address| network(address).to_string());
        let parts = ["network", "api-key", network.as_deref().unwrap_or("unknown")];
        AttemptKey { hash: self.hash(&parts), is_network: true }
    }

    /// Returns the key of a network for messages, which are counted apart from sign-ins.
    #[cfg(feature = "sms")]
    pub(crate) fn message_network_key(&self, address: IpAddr) -> AttemptKey {
        let parts = ["network", "message", &network(address).to_string()];
        AttemptKey { hash: self.hash(&parts), is_network: true }
    }

    /// Returns the key of a network for messages to one number.
    #[cfg(feature = "sms")]
    pub(crate) fn message_key_of_stranger(&self, address: IpAddr, number: &str) -> AttemptKey {
        let parts = ["network", "message", &network(address).to_string(), number];
        AttemptKey { hash: self.hash(&parts), is_network: true }
    }

    /// Returns the key of an account for one purpose. A browser that has signed in to the account before has a key of
    /// its own, by its mark.
    pub(crate) fn account_key(&self, purpose: &str, account: &str, mark: Option<&str>) -> AttemptKey {
        let parts = ["account", purpose, account, mark.unwrap_or_default()];
        AttemptKey { hash: self.hash(&parts), is_network: false }
    }

    /// Creates a mark for a browser that has signed in to an account.
    pub(crate) fn mark(&self, account: &str, random: &dyn Random) -> String {
        let nonce = URL_SAFE_NO_PAD.encode(random::bytes::<12>(random));
        let mac = mac_of_mark(self.secrets.newest(), account, &nonce).finalize().into_bytes();
        let (half, _) = mac.split_at(16);
        nonce + &URL_SAFE_NO_PAD.encode(half)
    }

    /// Returns `true` if this server has created the mark for the account.
    pub(crate) fn is_mark_of(&self, account: &str, mark: &str) -> bool {
        let Some((nonce, mac)) = mark.split_at_checked(16) else { return false };
        let Ok(mac) = URL_SAFE_NO_PAD.decode(mac) else { return false };
        let is_by = |secret| mac_of_mark(secret, account, nonce).verify_truncated_left(&mac).is_ok();
        mac.len() == 16 && self.secrets.iter().any(is_by)
    }

    fn hash(&self, parts: &[&str]) -> String {
        URL_SAFE_NO_PAD.encode(mac(self.secrets.newest(), parts).finalize().into_bytes())
    }

    /// Counts an attempt: in this process, and in the database if it counts attempts. A database that fails is logged,
    /// and the count of this process decides alone. The periods of this process do not step with the wall clock; those of
    /// the database are by the wall clock, since several processes share them.
    ///
    /// # Errors
    /// Returns the time until the next attempt is possible if there were too many.
    pub(crate) async fn count(
        &self,
        store: Option<&Store>,
        key: &AttemptKey,
        rule: &AttemptRule,
        clock: &dyn Clock,
    ) -> Result<(), Duration> {
        let passed = passed(clock);
        let own =
            self.counts(key).lock().unwrap_or_else(PoisonError::into_inner).attempt(&key.hash, rule, passed);
        let verdict = match (own, self.shared(store, clock)) {
            (AttemptVerdict::Allowed, Some(adapter)) => {
                let counted = adapter.count_attempt(&key.hash, rule, clock.now()).await;
                counted.unwrap_or_else(|error| {
                    self.pause(&error, clock);
                    own
                })
            }
            _ => own,
        };
        match verdict {
            AttemptVerdict::Allowed => Ok(()),
            AttemptVerdict::Refused { retry_after } => Err(retry_after),
        }
    }

    /// Takes back an attempt that turned out to be right.
    pub(crate) async fn forgive(&self, store: Option<&Store>, key: &AttemptKey, clock: &dyn Clock) {
        self.counts(key).lock().unwrap_or_else(PoisonError::into_inner).forgive(&key.hash);
        if let Some(adapter) = self.shared(store, clock)
            && let Err(error) = adapter.forgive_attempt(&key.hash).await
        {
            self.pause(&error, clock);
        }
    }

    fn counts(&self, key: &AttemptKey) -> &Mutex<AttemptCounts> {
        let [networks, accounts] = &self.counts;
        if key.is_network { networks } else { accounts }
    }

    /// Returns the database, if it counts attempts and has not just failed.
    fn shared<'s>(&self, store: Option<&'s Store>, clock: &dyn Clock) -> Option<&'s AnyAdapter> {
        let adapter = &store?.adapter;
        let is_paused = passed(clock).as_millis() < self.paused_until.load(Ordering::Relaxed);
        (adapter.counts_attempts() && !is_paused).then_some(adapter)
    }

    fn pause(&self, failure: &crate::adapter::AdapterError, clock: &dyn Clock) {
        self.paused_until.store((passed(clock) + STORE_PAUSE).as_millis(), Ordering::Relaxed);
        tracing::error!(
            target: "auth",
            help = "attempts_not_counted",
            causes = error::causes(failure),
            "sign-in attempts cannot be counted in the database ({failure}), so this process counts on its own; if a \
             table is missing, call `migrate()`"
        );
    }

    /// Warns once of a client address that is unknown, and of a proxy that hides it.
    pub(crate) fn warn_of_unknown(&self, source: &ClientIpSource, address: ClientAddress, is_proxied: bool) {
        let warn = || !self.has_warned.swap(true, Ordering::Relaxed);
        match (address, source.header()) {
            (ClientAddress::Known(_), None) if is_proxied && warn() => tracing::warn!(
                target: "auth",
                help = "proxied_address",
                "a request has a header of a proxy, but the client address is that of the connection, so all clients \
                 behind the proxy share one limit: call `.client_ip(ClientIpSource::Header(…))` if the proxy is yours"
            ),
            (ClientAddress::Known(_), _) => {}
            (ClientAddress::NotUnderstood, Some(header)) if warn() => tracing::warn!(
                target: "auth",
                help = "unreadable_address",
                %header,
                "the header with the client address cannot be read, so all such clients share one limit"
            ),
            (ClientAddress::Missing, Some(header)) if warn() => tracing::warn!(
                target: "auth",
                help = "missing_address",
                %header,
                "the header with the client address is missing, so all such clients share one limit; in a handler, \
                 pass the headers or the parts of the request"
            ),
            (_, None) if warn() => tracing::warn!(
                target: "auth",
                help = "unknown_address",
                "the client address is unknown, so all such clients share one limit of sign-ins: serve with \
                 `into_make_service_with_connect_info::<SocketAddr>()`, or behind a proxy call \
                 `.client_ip(ClientIpSource::Header(…))`; in a handler, pass the parts of the request to `Auth`, not \
                 only its headers"
            ),
            _ => {}
        }
    }
}

fn mac_of_mark(secret: &Secret, account: &str, nonce: &str) -> Hmac<Sha256> {
    mac(secret, &["known browser", account, nonce])
}

/// Returns the time of the monotonic clock in the form in which attempts are counted.
fn passed(clock: &dyn Clock) -> UnixTime {
    UnixTime::from_secs(0) + clock.monotonic()
}

/// Returns the MAC of a list of strings, each with its length.
fn mac(secret: &Secret, parts: &[&str]) -> Hmac<Sha256> {
    // HMAC takes keys of any length, so this cannot fail.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
        .unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
    mac.update(b"auth sign-in attempts");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    fn limits(secrets: &[&str]) -> Limits {
        let secrets = Secrets::new(secrets.iter().copied().map(Secret::new)).unwrap();
        Limits::new(None, None, true, &secrets)
    }

    #[test]
    fn a_mark_belongs_to_one_account_and_outlives_a_rotation_of_secrets() {
        let old = limits(&["old"]);
        let mark = old.mark("ada", &SystemRandom);
        assert!(mark.len() == 38 && old.is_mark_of("ada", &mark));
        assert!(!old.is_mark_of("bob", &mark));
        assert!(
            limits(&["new", "old"]).is_mark_of("ada", &mark) && !limits(&["new"]).is_mark_of("ada", &mark)
        );
        for forged in ["", "short", &mark[..37], &format!("{mark}A"), &mark.replace(&mark[20..22], "..")] {
            assert!(!old.is_mark_of("ada", forged), "{forged}");
        }
        assert_ne!(mark, old.mark("ada", &SystemRandom));
    }

    #[test]
    fn keys_reveal_nothing_and_are_never_the_same() {
        let limits = limits(&["secret"]);
        let address = Some(IpAddr::from([192, 0, 2, 1]));
        let keys = [
            limits.network_key(address),
            limits.network_key(None),
            limits.account_key("sign-in", "ada", None),
            limits.account_key("sign-in", "ada", Some("mark")),
            limits.account_key("sign-i", "nada", None),
            limits.account_key("mail", "ada", None),
        ];
        let distinct: std::collections::HashSet<_> = keys.iter().map(|key| &key.hash).collect();
        assert!(distinct.len() == keys.len() && keys.iter().all(|key| key.hash.len() == 43));
    }
}
