//! Codes of authenticator applications (RFC 6238): SHA-1, six digits, 30 seconds, as all of these applications read them.

use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

use crate::{
    contract::UnixTime,
    random::{self, Random},
};

/// The length of a secret, in bytes: that of the hash (RFC 4226, requirement R6).
const SECRET: usize = 20;

/// The number of digits of a code.
pub(crate) const DIGITS: usize = 6;

/// The duration of a time step, in seconds.
pub(crate) const STEP: u64 = 30;

/// The secret that an authenticator application shares with the server. It is wiped when dropped, and has no `Debug`.
pub(crate) struct TotpSecret(Zeroizing<[u8; SECRET]>);

impl TotpSecret {
    /// Creates a secret.
    pub(crate) fn mint(random: &dyn Random) -> Self {
        Self(Zeroizing::new(random::bytes(random)))
    }

    /// Returns the secret with these bytes; `None` if their number is wrong.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// Returns the bytes of the secret.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Returns the secret in base 32 (RFC 4648), as users type it into their application.
    pub(crate) fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(totp_rs::Secret::from(self.bytes()).to_base32())
    }

    /// Returns the URL for the QR code, as authenticator applications read it: `otpauth://totp/{issuer}:{account}?…`.
    pub(crate) fn url(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let escape = |text: &str| {
            // Applications do not read `+` as a space.
            form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
        };
        // A colon in the account would end the issuer.
        let (issuer, account) = (escape(issuer), escape(&account.replace(':', " ")));
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP}",
            &*self.base32()
        ))
    }

    /// Checks a code, and returns its time step. A code of the step before or after is accepted, because clocks differ
    /// (RFC 6238, section 6). The caller has to use each step only once.
    pub(crate) fn check(&self, code: &str, now: UnixTime) -> Option<u64> {
        let code = digits(code)?;
        let now = u64::try_from(now.as_secs()).ok()?;
        self.totp().check(&code, now)
    }

    /// Returns the code of a time.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn code(&self, now: UnixTime) -> String {
        self.totp().generate(u64::try_from(now.as_secs()).unwrap_or_default()).to_string()
    }

    fn totp(&self) -> Totp {
        // The length of the secret is that of the standard.
        Builder::new().with_secret(self.bytes()).with_step_duration(STEP).with_skew(1).build_noncompliant()
    }
}

/// Returns the digits of a code as users type it, with blanks and dashes; `None` if it is not the code of an
/// authenticator application.
pub(crate) fn digits(code: &str) -> Option<String> {
    let is_separator = |character: char| character.is_whitespace() || character == '-';
    let digits: String =
        code.chars().filter(|&character| !is_separator(character)).take(DIGITS + 1).collect();
    (digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    fn at(secs: i64) -> UnixTime {
        UnixTime::from_secs(secs)
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        // Appendix B has eight digits, of which six are the last ones.
        for (time, code) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(secret.code(at(time)), code[2..]);
            assert_eq!(secret.check(&code[2..], at(time)), Some(time as u64 / 30));
        }
        assert_eq!(&*secret.base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn one_step_of_drift_is_accepted_in_both_directions() {
        let secret = TotpSecret::mint(&SystemRandom);
        let now = 1_700_000_010;
        let step = now as u64 / 30;
        for (drift, expected) in [(-30, Some(step - 1)), (0, Some(step)), (30, Some(step + 1))] {
            assert_eq!(secret.check(&secret.code(at(now + drift)), at(now)), expected);
        }
        for drift in [-90, -60, 60, 90] {
            let code = secret.code(at(now + drift));
            let near = [-30, 0, 30].map(|drift| secret.code(at(now + drift)));
            assert!(near.contains(&code) || secret.check(&code, at(now)).is_none());
        }
        assert_eq!(secret.check("000000", at(-1)), None);
    }

    #[test]
    fn a_code_may_have_blanks_and_nothing_else() {
        assert_eq!(digits(" 123 456\n").as_deref(), Some("123456"));
        assert_eq!(digits("123-456").as_deref(), Some("123456"));
        for wrong in ["", "12345", "1234567", "+12345", "12345a", "１２３４５６", "123456 7"] {
            assert_eq!(digits(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_url_names_issuer_and_account() {
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        assert_eq!(
            &*secret.url("Acme & Co", "ada+x@example.com"),
            "otpauth://totp/Acme%20%26%20Co:ada%2Bx%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Acme%20%26%20Co&algorithm=SHA1&digits=6&period=30"
        );
        assert!(secret.url("Acme", "a:b").contains("Acme:a%20b?"));
    }
}
