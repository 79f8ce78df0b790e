//! An authenticator application for tests.

use crate::{check::totp::TotpSecret, contract::UnixTime};

/// Returns the code that an authenticator application shows at a time for a key in base 32, as users type it; `None` if the
/// key is not one.
///
/// ```
/// use auth::{testing, time::UnixTime};
///
/// let code = testing::totp_code("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", UnixTime::from_secs(59));
/// assert_eq!(code.as_deref(), Some("287082"));
/// ```
pub fn totp_code(key: &str, at: UnixTime) -> Option<String> {
    let key: String = key.split_whitespace().collect();
    let secret = totp_rs::Secret::try_from_base32(key).ok()?;
    Some(TotpSecret::from_bytes(secret.as_ref())?.code(at))
}
