//! Rate limits: the number of attempts per client address, or per another key.

use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::contract::UnixTime;

/// A maximum number of attempts in a period of time.
///
/// ```
/// use auth::config::RateLimit;
/// use std::time::Duration;
///
/// let limit = RateLimit::new(10, Duration::from_secs(60));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    tries: u32,
    window: Duration,
}

impl RateLimit {
    /// The default: 100 attempts in a minute.
    pub(crate) const DEFAULT: Self = Self::new(100, Duration::from_secs(60));

    /// Creates a limit of `tries` attempts in the time `window`. The count restarts when the time is over.
    pub const fn new(tries: u32, window: Duration) -> Self {
        Self { tries, window }
    }
}

/// The maximum number of keys that are counted at the same time. If there are more, those with the fewest
/// attempts are dropped.
const CAPACITY: usize = 65_536;

/// A counter of attempts in this process. The key is a client address unless another type is named.
pub(crate) struct RateLimiter<K = IpAddr> {
    limit: RateLimit,
    windows: Mutex<HashMap<K, Window>>,
}

struct Window {
    ends: UnixTime,
    tries: u32,
}

impl RateLimiter {
    /// Counts an attempt of a client.
    ///
    /// # Errors
    /// Returns the time until the count restarts if the limit is exceeded.
    pub(crate) fn count(&self, address: IpAddr, now: UnixTime) -> Result<(), Duration> {
        self.count_key(network(address), now)
    }
}

impl<K: Eq + Hash> RateLimiter<K> {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self { limit, windows: Mutex::default() }
    }

    /// Counts an attempt under a key.
    ///
    /// # Errors
    /// Returns the time until the count restarts if the limit is exceeded.
    pub(crate) fn count_key(&self, key: K, now: UnixTime) -> Result<(), Duration> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= CAPACITY {
            make_room(&mut windows, now);
        }
        let window = windows.entry(key).or_insert(Window { ends: now + self.limit.window, tries: 0 });
        if window.ends <= now {
            *window = Window { ends: now + self.limit.window, tries: 0 };
        }
        window.tries = window.tries.saturating_add(1);
        if window.tries <= self.limit.tries {
            return Ok(());
        }
        let left = window.ends.as_millis().saturating_sub(now.as_millis());
        Err(Duration::from_millis(u64::try_from(left).unwrap_or_default()))
    }
}

fn make_room<K: Eq + Hash>(windows: &mut HashMap<K, Window>, now: UnixTime) {
    windows.retain(|_, window| window.ends > now);
    let mut threshold = 1;
    while windows.len() >= CAPACITY {
        windows.retain(|_, window| window.tries > threshold);
        threshold = threshold.saturating_mul(2);
    }
}

/// Returns the network of an IPv6 address, and an IPv4 address as it is. A client with an IPv6 address can
/// use all 2^64 addresses of its network.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn one_too_many_waits_for_the_end_of_the_window() {
        let limiter = RateLimiter::new(RateLimit::new(2, MINUTE));
        let address = IpAddr::from([192, 0, 2, 1]);
        assert_eq!(limiter.count(address, NOW), Ok(()));
        assert_eq!(limiter.count(address, NOW), Ok(()));
        assert_eq!(limiter.count(address, NOW + MINUTE / 2), Err(MINUTE / 2));
        assert_eq!(limiter.count(IpAddr::from([192, 0, 2, 2]), NOW), Ok(()));
        assert_eq!(limiter.count(address, NOW + MINUTE), Ok(()));
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_address() {
        let limiter = RateLimiter::new(RateLimit::new(1, MINUTE));
        assert_eq!(limiter.count("2001:db8::1".parse().unwrap(), NOW), Ok(()));
        assert!(limiter.count("2001:db8::2".parse().unwrap(), NOW).is_err());
        assert_eq!(limiter.count("::ffff:192.0.2.1".parse().unwrap(), NOW), Ok(()));
        assert!(limiter.count("192.0.2.1".parse().unwrap(), NOW).is_err());
    }

    #[test]
    fn a_flood_of_addresses_does_not_fill_the_memory() {
        let limiter = RateLimiter::new(RateLimit::new(1, MINUTE));
        for number in 0..(CAPACITY as u32 + 10) {
            let _ = limiter.count(IpAddr::from(number.to_be_bytes()), NOW);
        }
        assert!(limiter.windows.lock().unwrap().len() <= CAPACITY);
    }
}
