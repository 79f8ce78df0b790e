//! How often one address may try to sign in.

use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::contract::UnixTime;

/// So many tries in so much time.
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
    /// 100 in a minute.
    pub(crate) const DEFAULT: Self = Self::new(100, Duration::from_secs(60));

    /// So many tries in so much time; the count begins anew when the time is over.
    pub const fn new(tries: u32, window: Duration) -> Self {
        Self { tries, window }
    }
}

/// Addresses that are counted at the same time. When there are more, those that have tried least are
/// forgotten.
const CAPACITY: usize = 65_536;

/// Counts tries by address, of the network unless another kind is named, in this process.
pub(crate) struct RateLimiter<K = IpAddr> {
    limit: RateLimit,
    windows: Mutex<HashMap<K, Window>>,
}

struct Window {
    ends: UnixTime,
    tries: u32,
}

impl RateLimiter {
    /// Counts a try of a client.
    ///
    /// # Errors
    /// When it is one too many: the time until the count begins anew.
    pub(crate) fn count(&self, address: IpAddr, now: UnixTime) -> Result<(), Duration> {
        self.count_key(household(address), now)
    }
}

impl<K: Eq + Hash> RateLimiter<K> {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self { limit, windows: Mutex::default() }
    }

    /// Counts a try under a key.
    ///
    /// # Errors
    /// As [`RateLimiter::count`].
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

/// Whoever has an IPv6 address has the 2^64 beside it too.
fn household(address: IpAddr) -> IpAddr {
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
    fn a_flood_of_addresses_does_not_grow_without_end() {
        let limiter = RateLimiter::new(RateLimit::new(1, MINUTE));
        for number in 0..(CAPACITY as u32 + 10) {
            let _ = limiter.count(IpAddr::from(number.to_be_bytes()), NOW);
        }
        assert!(limiter.windows.lock().unwrap().len() <= CAPACITY);
    }
}
