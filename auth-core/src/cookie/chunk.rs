//! The chunks of the session cookie. Browsers drop cookies over 4096 bytes, and tokens can be longer.

use std::borrow::Cow;

use super::{
    header::{RequestCookies, decode},
    jar::{CookieJar, Lifetime},
    names::CookieSpec,
};

/// The number of characters of a value per cookie: 4096 minus 160 for name and attributes, as in Auth.js.
pub(super) const CHUNK: usize = 3936;

/// The maximum number of chunks of a token. They have about 125 kB, which is more than servers accept in
/// headers.
const MAX_CHUNKS: usize = 32;

/// The maximum number of cookies that are deleted in one response, because an attacker may have planted many.
const MAX_DELETED: usize = 64;

/// Reads the value of the session cookie: from `name.0`, `name.1`, … up to the first gap, or else from
/// `name`.
///
/// Other names with the same beginning are not read. A cookie in one part is not copied.
pub(crate) fn read<'r>(cookies: &RequestCookies<'r>, name: &str) -> Option<Cow<'r, str>> {
    let mut whole = None;
    let mut chunks = [None; MAX_CHUNKS];
    for (candidate, value) in cookies.raw().filter(|(_, value)| !value.is_empty()) {
        let Some(suffix) = candidate.strip_prefix(name) else { continue };
        let slot = match chunk_index(suffix) {
            None if suffix.is_empty() => Some(&mut whole),
            index => index.and_then(|index| chunks.get_mut(index)),
        };
        slot.map(|slot| slot.get_or_insert(value));
    }
    let mut chunks = chunks.into_iter().map_while(|chunk| chunk.map(decode));
    let Some(first) = chunks.next() else { return whole.map(decode) };
    Some(chunks.fold(first, |value, chunk| value + chunk))
}

/// Reads the number in `.0`, `.1`, …, which has no leading zeros.
fn chunk_index(suffix: &str) -> Option<usize> {
    let digits = suffix.strip_prefix('.')?;
    let canonical =
        digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    if canonical { digits.parse().ok() } else { None }
}

/// Writes the session cookie in as many chunks as it needs, and deletes all other cookies of the request that
/// belong to it. An empty value only deletes.
pub(crate) fn write(
    jar: &mut CookieJar,
    cookies: &RequestCookies<'_>,
    spec: &CookieSpec,
    value: &str,
    lifetime: Lifetime,
) {
    delete_all(jar, cookies, spec);
    if value.len() <= CHUNK {
        if !value.is_empty() {
            jar.set(spec, value, lifetime);
        }
        return;
    }
    for (index, chunk) in chunks(value).enumerate() {
        jar.set_as(&format!("{}.{index}", spec.name()), spec, chunk, lifetime);
    }
}

/// Splits a value into chunks. Tokens are ASCII; other strings are split between characters.
fn chunks(mut rest: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (chunk, tail) = rest.split_at_checked(rest.floor_char_boundary(CHUNK))?;
        rest = tail;
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// Deletes every cookie of the request whose name begins with that of the session cookie, even if it is not
/// read.
pub(crate) fn delete_all(jar: &mut CookieJar, cookies: &RequestCookies<'_>, spec: &CookieSpec) {
    let belongs = |name: &&str| name.starts_with(spec.name()) && is_writable(name);
    for name in cookies.raw().map(|(name, _)| name).filter(belongs).take(MAX_DELETED) {
        jar.delete_as(name, spec);
    }
}

/// Returns `true` if a name from a request can be written into a header.
fn is_writable(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header::COOKIE};

    use super::*;
    use crate::{
        cookie::jar::tests::{cookies as specs, lines},
        test_support::noise::Noise,
    };

    const NAME: &str = "authjs.session-token";

    fn request(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(COOKIE, HeaderValue::from_bytes(cookie.as_bytes()).unwrap())])
    }

    fn read_from(cookie: &str) -> Option<String> {
        read(&RequestCookies::new(&request(cookie)), "n").map(Cow::into_owned)
    }

    /// Writes `value` and returns the changed cookies, as `suffix=length` or `suffix deleted`.
    fn written(cookie: &str, value: &str) -> Vec<String> {
        let headers = request(cookie);
        let mut jar = CookieJar::new();
        write(
            &mut jar,
            &RequestCookies::new(&headers),
            &specs(false).session_token,
            value,
            Lifetime::BrowserSession,
        );
        let short = |line: &String| {
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            let name = name.strip_prefix(NAME).unwrap();
            let deleted = line.contains("Max-Age=0");
            if deleted { format!("{name} deleted") } else { format!("{name}={}", value.len()) }
        };
        lines(&jar).iter().map(short).collect()
    }

    #[test]
    fn chunks_are_joined_in_the_order_of_their_numbers() {
        assert_eq!(read_from("n.1=BB; n.0=AA").as_deref(), Some("AABB"));
        let twelve: Vec<String> = (0..12).rev().map(|index| format!("n.{index}={index}-")).collect();
        assert_eq!(read_from(&twelve.join("; ")).as_deref(), Some("0-1-2-3-4-5-6-7-8-9-10-11-"));
    }

    #[test]
    fn chunks_take_precedence_over_a_stale_whole_cookie() {
        assert_eq!(read_from("n=old; n.0=A; n.1=B").as_deref(), Some("AB"));
        assert_eq!(read_from("n.1=B; n=new").as_deref(), Some("new"));
    }

    #[test]
    fn only_exact_names_are_read() {
        for planted in
            ["n-x=1", "n.foo=1", "n.=1", "n.00=1", "n.+0=1", "nn=1", "n.0.1=1", "n.0x=1", "N=1", "n.1=B"]
        {
            assert_eq!(read_from(planted), None, "{planted}");
            assert_eq!(read_from(&format!("{planted}; n=A")).as_deref(), Some("A"), "{planted}");
            assert!(read_from(&format!("{planted}; n.0=A; n.2=C")).is_some());
        }
        assert_eq!(
            read_from("n.0=A; n.2=C; n.foo=x; n.99999999999999999999999=y; n.32=z").as_deref(),
            Some("A")
        );
        assert_eq!(read_from("n.0=A; n.0=B; n.1=; n.1=C").as_deref(), Some("AC"));
        assert_eq!(read_from("n="), None);
    }

    #[test]
    fn one_cookie_is_borrowed() {
        for cookie in ["n=eyJ; other=1", "n.0=eyJ"] {
            let headers = request(cookie);
            assert!(matches!(read(&RequestCookies::new(&headers), "n"), Some(Cow::Borrowed("eyJ"))));
        }
    }

    #[test]
    fn a_cookie_holds_3936_characters() {
        assert_eq!(written("", &"x".repeat(3936)), ["=3936"]);
        assert_eq!(written("", &"x".repeat(3937)), [".0=3936", ".1=1"]);
        assert_eq!(written("", &"x".repeat(3936 * 2)), [".0=3936", ".1=3936"]);
        assert_eq!(written("", ""), [""; 0]);
    }

    #[test]
    fn cookies_that_are_not_written_again_are_deleted() {
        let old = format!("{NAME}.1=BB; {NAME}.0=AA");
        assert_eq!(written(&old, "short"), [".1 deleted", ".0 deleted", "=5"]);
        let old = format!("{NAME}=old; {NAME}.2=C; {NAME}-x=1; a=1");
        assert_eq!(
            written(&old, &"x".repeat(9000)),
            [" deleted", ".2=1128", "-x deleted", ".0=3936", ".1=3936"]
        );
        assert_eq!(written(&old, ""), [" deleted", ".2 deleted", "-x deleted"]);
    }

    #[test]
    fn deleting_is_bounded_and_writes_no_foreign_bytes() {
        let planted: Vec<String> = (0..1000).map(|index| format!("{NAME}.{index}=x")).collect();
        assert_eq!(written(&planted.join(";"), "").len(), MAX_DELETED);
        assert_eq!(written(&format!("{NAME} x=1; {NAME}é=1; {NAME}\"=1"), ""), ["\" deleted"]);
    }

    #[test]
    fn strings_that_are_not_tokens_are_split_between_characters() {
        assert_eq!(written("", &"é".repeat(2000)), [".0=11808", ".1=192"]);
    }

    #[test]
    fn values_of_any_length_can_be_read_back() {
        let mut noise = Noise::new();
        for _ in 0..40 {
            let value = "v".repeat(1 + noise.below(30_000));
            let mut jar = CookieJar::new();
            let none = HeaderMap::new();
            let spec = specs(false).session_token;
            write(&mut jar, &RequestCookies::new(&none), &spec, &value, Lifetime::BrowserSession);
            let pairs: Vec<String> =
                lines(&jar).iter().rev().map(|line| line.split(';').next().unwrap().to_owned()).collect();
            let headers = request(&pairs.join("; "));
            assert_eq!(read(&RequestCookies::new(&headers), NAME).unwrap(), value);
        }
    }
}
