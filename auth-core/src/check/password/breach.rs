//! Passwords as services of breached passwords know them: by the first digits of a hash, so that the service learns neither
//! the password nor the whole hash.

use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use super::text::normalized;
use crate::{contract::Secret, hex};

/// The number of digits that the service receives.
const PREFIX: usize = 5;

/// A question to a service of breached passwords: the SHA-1 hash of the password, split as the
/// [range search](https://haveibeenpwned.com/API/v3#PwnedPasswords) of Have I Been Pwned splits it.
///
/// ```
/// # #[cfg(feature = "password")]
/// # mod example {
/// use auth::{Result, provider::BreachQuery};
///
/// async fn is_breached(query: BreachQuery) -> Result<bool> {
///     let url = format!("https://api.pwnedpasswords.com/range/{}", query.prefix());
///     let lines = fetch(&url).await?;
///     Ok(query.is_in(&lines))
/// }
/// # async fn fetch(_: &str) -> Result<String> { Ok(String::new()) }
/// # }
/// ```
pub struct BreachQuery(Zeroizing<String>);

impl BreachQuery {
    pub(crate) fn new(typed: &Secret) -> Self {
        let hash = Sha1::digest(normalized(typed.expose()).as_bytes());
        Self(Zeroizing::new(hex::encode(&hash).to_ascii_uppercase()))
    }

    /// Returns the five digits to send to the service, in upper case.
    pub fn prefix(&self) -> &str {
        self.0.get(..PREFIX).unwrap_or_default()
    }

    /// Returns the other 35 digits, in upper case. Compare them on this machine, and never send them.
    pub fn suffix(&self) -> &str {
        self.0.get(PREFIX..).unwrap_or_default()
    }

    /// Returns `true` if a line of the service's response is the suffix with a count above zero, as in
    /// `0018A45C4D1DEF81644B54AB7F969B88D65:10`. Lines with the count zero are padding.
    pub fn is_in(&self, lines: &str) -> bool {
        lines.lines().filter_map(|line| line.trim().split_once(':')).any(|(suffix, count)| {
            suffix.eq_ignore_ascii_case(self.suffix())
                && count.trim().parse::<u64>().is_ok_and(|count| count > 0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_split_and_found_in_a_response() {
        // SHA-1 of `password`.
        let query = BreachQuery::new(&Secret::new("password"));
        assert_eq!(query.prefix(), "5BAA6");
        assert_eq!(query.suffix(), "1E4C9B93F3F0682250B6CF8331B7EE68FD8");
        assert!(query.is_in(
            "0018A45C4D1DEF81644B54AB7F969B88D65:10\r\n1E4C9B93F3F0682250B6CF8331B7EE68FD8:3861493\r\n"
        ));
        assert!(query.is_in("1e4c9b93f3f0682250b6cf8331b7ee68fd8:1"));
        for other in [
            "",
            "1E4C9B93F3F0682250B6CF8331B7EE68FD8:0",
            "1E4C9B93F3F0682250B6CF8331B7EE68FD8",
            "5BAA6:1",
            "<html>",
        ] {
            assert!(!query.is_in(other), "{other}");
        }
    }
}
