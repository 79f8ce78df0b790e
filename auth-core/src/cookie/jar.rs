//! Pending changes to the browser's cookies, and their `Set-Cookie` headers.

use std::{sync::Arc, time::Duration};

use http::{HeaderMap, header::SET_COOKIE};
use percent_encoding::utf8_percent_encode;

use super::{
    line::{COMPONENT, deletion, encode, header, line},
    names::{Attributes, CookieSpec},
};
use crate::contract::UnixTime;

/// The maximum length of the name and the value of a cookie together. Browsers drop a longer one without a word
/// (RFC 6265bis section 5.6).
const MAX_COOKIE: usize = 4096;

/// Returns `true` if browsers keep a cookie with this value.
pub(crate) fn holds(spec: &CookieSpec, value: &str) -> bool {
    let room = MAX_COOKIE.saturating_sub(spec.name().len());
    // No byte takes more than three characters, so most values need not be encoded.
    value.len() <= room / 3 || utf8_percent_encode(value, COMPONENT).map(str::len).sum::<usize>() <= room
}

/// The lifetime of a cookie in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifetime {
    /// Until the browser is closed.
    BrowserSession,
    /// Until a date: `Expires`.
    Until(UnixTime),
    /// For a number of seconds: `Max-Age`, and `Expires` counted from `now`.
    MaxAge {
        /// The number of seconds.
        secs: u32,
        /// The current time.
        now: UnixTime,
    },
}

struct Change {
    name: Arc<str>,
    attributes: Arc<Attributes>,
    fate: Fate,
}

/// The change to a cookie.
enum Fate {
    /// It is written: the header as it is sent, and the length of name and encoded value.
    Kept { line: String, size: usize },
    /// It is deleted. The header is written only when it is sent, since most deletions are replaced by a new value.
    Deleted,
}

/// The changes that a response makes to the cookies, in order. A name that is written again keeps its
/// position.
#[derive(Default)]
#[must_use = "the changes take effect only in a response"]
pub(crate) struct CookieJar {
    changes: Vec<Change>,
}

impl CookieJar {
    /// Builds a jar without changes.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Returns `true` if there are no changes.
    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Writes a cookie.
    pub(crate) fn set(&mut self, spec: &CookieSpec, value: &str, lifetime: Lifetime) {
        self.set_as(spec.name(), spec, value, lifetime);
    }

    /// Deletes a cookie.
    pub(crate) fn delete(&mut self, spec: &CookieSpec) {
        self.delete_as(spec.name(), spec);
    }

    /// Writes a cookie under another name, with the attributes of `spec`.
    pub(super) fn set_as(&mut self, name: &str, spec: &CookieSpec, value: &str, lifetime: Lifetime) {
        let value = encode(value);
        let size = name.len() + value.len();
        let line = line(name, &value, spec.attributes(), lifetime.limits(spec.attributes()));
        self.put(name, spec, Fate::Kept { line, size });
    }

    /// Deletes a cookie with another name. Browsers require the attributes with which it was written.
    pub(super) fn delete_as(&mut self, name: &str, spec: &CookieSpec) {
        self.put(name, spec, Fate::Deleted);
    }

    fn put(&mut self, name: &str, spec: &CookieSpec, fate: Fate) {
        let attributes = Arc::clone(spec.attributes());
        match self.changes.iter_mut().find(|earlier| *earlier.name == *name) {
            Some(earlier) => (earlier.attributes, earlier.fate) = (attributes, fate),
            None => {
                let name = if name == spec.name() { spec.shared_name() } else { Arc::from(name) };
                self.changes.push(Change { name, attributes, fate });
            }
        }
    }

    /// Appends one `Set-Cookie` header per change. If the cookie is for a domain, the cookie of the same name that is only
    /// for this host is deleted before: it is left over from a time without the domain, and browsers send both.
    ///
    /// The jar is empty afterwards.
    ///
    /// # Errors
    /// Fails if a cookie is longer than browsers keep, or cannot be written. The names and attributes of a
    /// [`CookieSpec`] always can.
    pub(crate) fn move_to(&mut self, headers: &mut HeaderMap) -> Result<(), UnwritableCookie> {
        for Change { name, attributes, fate } in std::mem::take(&mut self.changes) {
            if let Fate::Kept { size, .. } = fate
                && size > MAX_COOKIE
            {
                return Err(UnwritableCookie::TooLarge { name: name.to_string(), size });
            }
            let host_only = attributes.domain.is_some().then(|| deletion(&name, &attributes.host_only()));
            let change = match fate {
                Fate::Kept { line, .. } => line,
                Fate::Deleted => deletion(&name, &attributes),
            };
            for line in host_only.into_iter().chain([change]) {
                headers.append(SET_COOKIE, header(line).ok_or(UnwritableCookie::Header)?);
            }
        }
        Ok(())
    }
}

impl Lifetime {
    /// Returns `Max-Age` in seconds and `Expires`. A configured age replaces that of the cookie, a configured end does not.
    fn limits(self, attributes: &Attributes) -> (Option<u64>, Option<UnixTime>) {
        let (own_age, own_end) = match self {
            Self::BrowserSession => (None, None),
            Self::Until(end) => (None, Some(end)),
            Self::MaxAge { secs, now } => {
                let age = Duration::from_secs(secs.into());
                (Some(age), Some(now + age))
            }
        };
        (attributes.max_age.or(own_age).map(|age| age.as_secs()), own_end.or(attributes.expires))
    }
}

/// The error for a cookie that cannot be written. It does not show the value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UnwritableCookie {
    /// The cookie cannot be a header.
    #[error("a cookie could not be written as a header")]
    Header,
    /// Browsers would drop the cookie.
    #[error("the cookie `{name}` has {size} bytes with its name, and browsers drop those over {MAX_COOKIE}")]
    TooLarge {
        /// The name.
        name: String,
        /// The length of name and value.
        size: usize,
    },
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        cookie::{
            names::CookieSet,
            options::{CookieOption, CookiesOptions, Priority, SameSite},
        },
        test_support::noise::Noise,
    };

    /// Returns the `Set-Cookie` headers of a jar.
    pub(in crate::cookie) fn lines(jar: &mut CookieJar) -> Vec<String> {
        let mut headers = HeaderMap::new();
        jar.move_to(&mut headers).unwrap();
        let values = headers.get_all(SET_COOKIE).iter();
        values.map(|value| value.to_str().unwrap().to_owned()).collect()
    }

    pub(in crate::cookie) fn cookies(secure: bool) -> CookieSet {
        CookieSet::resolve(&CookiesOptions::default(), secure).unwrap()
    }

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    #[test]
    fn values_are_encoded_and_attributes_complete() {
        let cookies = cookies(true);
        let mut jar = CookieJar::new();
        jar.set(&cookies.csrf_token, "711c|325c", Lifetime::BrowserSession);
        jar.set(&cookies.callback_url, "https://a.test/d?x=é", Lifetime::BrowserSession);
        jar.set(&cookies.session_token, "eyJ.a-_", Lifetime::Until(NOW));
        assert_eq!(
            lines(&mut jar),
            [
                "__Host-authjs.csrf-token=711c%7C325c; HttpOnly; SameSite=Lax; Secure; Path=/",
                "__Secure-authjs.callback-url=https%3A%2F%2Fa.test%2Fd%3Fx%3D%C3%A9; \
                 HttpOnly; SameSite=Lax; Secure; Path=/",
                "__Secure-authjs.session-token=eyJ.a-_; HttpOnly; SameSite=Lax; Secure; Path=/; \
                 Expires=Tue, 14 Nov 2023 22:13:20 GMT",
            ]
        );
    }

    #[test]
    fn a_checked_cookie_has_age_and_date() {
        let mut jar = CookieJar::new();
        jar.set(&cookies(false).state, "x", Lifetime::MaxAge { secs: 900, now: NOW });
        let line = "authjs.state=x; HttpOnly; SameSite=Lax; Path=/; Max-Age=900; \
                    Expires=Tue, 14 Nov 2023 22:28:20 GMT";
        assert_eq!(lines(&mut jar), [line]);
    }

    #[test]
    fn deleting_has_no_date() {
        let mut jar = CookieJar::new();
        jar.delete(&cookies(true).nonce.cross_site());
        let line = "__Secure-authjs.nonce=; HttpOnly; SameSite=None; Secure; Path=/; Max-Age=0";
        assert_eq!(lines(&mut jar), [line]);
    }

    #[test]
    fn a_name_written_again_keeps_its_position() {
        let cookies = cookies(false);
        let mut jar = CookieJar::new();
        assert!(jar.is_empty());
        jar.delete(&cookies.state);
        jar.set(&cookies.nonce, "1", Lifetime::BrowserSession);
        jar.set(&cookies.state, "2", Lifetime::BrowserSession);
        let names: Vec<String> =
            lines(&mut jar).iter().map(|line| line.split(';').next().unwrap().to_owned()).collect();
        assert_eq!(names, ["authjs.state=2", "authjs.nonce=1"]);
    }

    #[test]
    fn configured_attributes_are_written() {
        let option = CookieOption::new()
            .domain("a.test")
            .same_site(SameSite::Strict)
            .http_only(false)
            .partitioned(true)
            .priority(Priority::High)
            .max_age(Duration::from_secs(60))
            .expires(NOW);
        let options = CookiesOptions { callback_url: option, ..CookiesOptions::default() };
        let spec = CookieSet::resolve(&options, true).unwrap().callback_url;
        let mut jar = CookieJar::new();
        jar.set(&spec, "x", Lifetime::BrowserSession);
        let attributes = "SameSite=Strict; Partitioned; Secure; Path=/; Domain=a.test";
        let line = format!(
            "__Secure-authjs.callback-url=x; {attributes}; Max-Age=60; \
             Expires=Tue, 14 Nov 2023 22:13:20 GMT; Priority=High"
        );
        let left_over = "__Secure-authjs.callback-url=; SameSite=Strict; Partitioned; Secure; Path=/; Max-Age=0; \
                         Priority=High";
        assert_eq!(
            lines(&mut jar),
            [left_over, &line],
            "a jar that ignores the difference keeps the new one"
        );
        jar.delete(&spec);
        let line = format!("__Secure-authjs.callback-url=; {attributes}; Max-Age=0; Priority=High");
        assert_eq!(lines(&mut jar), [left_over, &line]);
    }

    #[test]
    fn a_cookie_that_browsers_drop_is_an_error_without_its_value() {
        let spec = cookies(false).callback_url;
        let write = |value: &str| {
            let mut jar = CookieJar::new();
            jar.set(&spec, value, Lifetime::BrowserSession);
            jar.move_to(&mut HeaderMap::new())
        };
        for (unit, fits) in [("x", 4096 - 19), ("/", (4096 - 19) / 3)] {
            assert!(holds(&spec, &unit.repeat(fits)) && write(&unit.repeat(fits)).is_ok(), "{unit}");
            assert!(!holds(&spec, &unit.repeat(fits + 1)), "{unit}");
            let error = write(&unit.repeat(fits + 1)).unwrap_err().to_string();
            assert!(error.contains("`authjs.callback-url` has 4") && !error.contains("xx"), "{error}");
        }
    }

    /// Every combination of attributes, compared with the crate `cookie`, which reads the line as browsers do.
    #[test]
    fn a_line_is_read_back_by_another_library() {
        let mut noise = Noise::new();
        for choice in 0..3 * 3 * 4 * 32 {
            let (same_site, age, priority, flags) = (choice % 3, choice / 3 % 3, choice / 9 % 4, choice / 36);
            let flag = |bit: u32| flags >> bit & 1 == 1;
            // Others are refused at the start.
            let is_secure = flag(1) || flag(2) || same_site == 2;
            let mut option = CookieOption::new()
                .http_only(flag(0))
                .secure(is_secure)
                .partitioned(flag(2))
                .same_site([SameSite::Strict, SameSite::Lax, SameSite::None][same_site])
                .path(if flag(3) { "/" } else { "/auth" });
            if flag(4) {
                option = option.domain(".a.test");
            }
            if let Some(priority) =
                [None, Some(Priority::Low), Some(Priority::Medium), Some(Priority::High)][priority]
            {
                option = option.priority(priority);
            }
            let options = CookiesOptions { state: option, ..CookiesOptions::default() };
            let spec = CookieSet::resolve(&options, false).unwrap().state;
            let lifetime = match age {
                0 => Lifetime::BrowserSession,
                1 => Lifetime::Until(NOW),
                _ => Lifetime::MaxAge { secs: 900, now: NOW },
            };
            let value = noise.text(30, "\r\n;,=\"% \t\\é\0");
            let mut jar = CookieJar::new();
            jar.set(&spec, &value, lifetime);
            let line = lines(&mut jar).pop().unwrap();

            let encoded: String = utf8_percent_encode(&value, COMPONENT).collect();
            let read = cookie::Cookie::parse(line.clone()).unwrap();
            assert_eq!(read.name_value(), (spec.name(), encoded.as_str()), "{line}");
            assert_eq!(read.http_only().unwrap_or_default(), flag(0), "{line}");
            assert_eq!(read.secure().unwrap_or_default(), is_secure, "{line}");
            assert_eq!(read.partitioned().unwrap_or_default(), flag(2), "{line}");
            let sites = [cookie::SameSite::Strict, cookie::SameSite::Lax, cookie::SameSite::None];
            assert_eq!(read.same_site(), Some(sites[same_site]), "{line}");
            assert_eq!(read.path(), Some(if flag(3) { "/" } else { "/auth" }), "{line}");
            assert_eq!(read.domain(), flag(4).then_some("a.test"), "{line}");
            assert_eq!(read.max_age().map(|age| age.whole_seconds()), (age == 2).then_some(900), "{line}");
            let ends = [None, Some(NOW), Some(NOW + Duration::from_secs(900))];
            let end = read.expires_datetime().map(|end| UnixTime::from_secs(end.unix_timestamp()));
            assert_eq!(end, ends[age], "{line}");

            // The same cookie, written by that library. It does not know `Priority`.
            let (own, priority) =
                line.split_once("; Priority=").map_or((&*line, None), |(own, rest)| (own, Some(rest)));
            assert_eq!(own, read.to_string());
            assert_eq!(priority, [None, Some("Low"), Some("Medium"), Some("High")][choice / 9 % 4]);
        }
    }

    #[test]
    fn no_value_breaks_the_header_and_every_value_can_be_read_back() {
        let spec = cookies(false).state;
        let mut noise = Noise::new();
        for _ in 0..2_000 {
            let value = noise.text(60, "\r\n;,=\"% \t\\é\0");
            let mut jar = CookieJar::new();
            jar.set(&spec, &value, Lifetime::Until(UnixTime::from_millis(i64::MAX)));
            let line = lines(&mut jar).remove(0);
            let (pair, _) = line.split_once("; ").unwrap();
            let sent = pair.strip_prefix("authjs.state=").unwrap();
            assert!(sent.bytes().all(|byte| byte.is_ascii_graphic() && byte != b';'));
            assert_eq!(crate::cookie::header::decode(sent), value);
        }
    }
}
