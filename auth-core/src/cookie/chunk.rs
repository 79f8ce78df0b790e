//! The chunks of the session cookie. Browsers drop cookies over 4096 bytes, and tokens can be longer.

use std::borrow::Cow;

use super::{
    header::{MAX_TRIED, RequestCookies, decode},
    jar::{CookieJar, Lifetime},
    names::CookieSpec,
    part::{chunk_index, is_own},
};

/// The number of characters of a value per cookie: 4096 minus 160 for name and attributes, as in Auth.js.
pub(super) const CHUNK: usize = 3936;

/// The maximum number of chunks of a token. They have about 125 kB, which is more than servers accept in
/// headers.
const MAX_CHUNKS: usize = 32;

/// The maximum number of characters that can be written, so that they can be read again.
pub(crate) const MAX_SIZE: usize = CHUNK * MAX_CHUNKS;

/// The maximum number of values that are joined from chunks. It leaves room for a whole cookie.
const MAX_JOINED: usize = MAX_TRIED - 1;

/// The maximum number of cookies that are deleted in one response, because an attacker may have planted many.
const MAX_DELETED: usize = 64;

/// Returns the values that the session cookie of a request may have, at most [`MAX_TRIED`]. Usually there is one. There
/// are several if the browser has several cookies of that name, for example for a path or a domain that was configured
/// before, or if chunks are left over.
///
/// Those of `name.0`, `name.1`, … come first, then those of `name`, each in the order in which the browser has sent them:
/// the longest path first, then the oldest. Other names with the same beginning are not read. A cookie in one part is not
/// copied.
pub(crate) fn candidates<'r>(
    cookies: &RequestCookies<'r>,
    name: &str,
) -> impl Iterator<Item = Cow<'r, str>> + use<'r> {
    let mut whole = [None; MAX_TRIED];
    let mut is_chunked = false;
    for (suffix, value) in belonging(cookies, name) {
        if suffix.is_empty() {
            keep(&mut whole, value);
        } else {
            is_chunked |= suffix == ".0" && !value.is_empty();
        }
    }
    let joined = if is_chunked { joined(cookies, name) } else { Vec::new() };
    joined.into_iter().chain(whole.into_iter().flatten().map(decode)).take(MAX_TRIED)
}

/// Returns the cookies of a request that belong to the session cookie: the part of their name after that of the session
/// cookie, which is empty or the number of a chunk, and their value.
fn belonging<'r>(cookies: &RequestCookies<'r>, name: &str) -> impl Iterator<Item = (&'r str, &'r str)> {
    cookies.raw().filter_map(move |(candidate, value)| {
        let suffix = candidate.strip_prefix(name)?;
        is_own(suffix).then_some((suffix, value))
    })
}

/// Adds a value to the values that are tried, unless it is among them already, or there is no more room.
fn keep<'r, const N: usize>(values: &mut [Option<&'r str>; N], value: &'r str) {
    if value.is_empty() || values.contains(&Some(value)) {
        return;
    }
    if let Some(slot) = values.iter_mut().find(|slot| slot.is_none()) {
        *slot = Some(value);
    }
}

/// Joins the chunks of a request. A chunk that is not full is the last one, so what follows is left over. If that gives
/// no session, all chunks up to the first gap are joined, since other servers may have written shorter ones.
fn joined<'r>(cookies: &RequestCookies<'r>, name: &str) -> Vec<Cow<'r, str>> {
    let mut chunks = [[None; 2]; MAX_CHUNKS];
    for (suffix, value) in belonging(cookies, name) {
        if let Some(values) = chunk_index(suffix).and_then(|index| chunks.get_mut(index)) {
            keep(values, value);
        }
    }
    let first = || chunks.iter().map_while(|[first, _]| *first);
    let mut joined = vec![join(up_to_last(first()))];
    if chunks.iter().any(|[_, second]| second.is_some()) {
        joined.push(join(up_to_last(chunks.iter().map_while(|[first, second]| second.or(*first)))));
    }
    if first().count() > up_to_last(first()).count() {
        joined.push(join(first()));
    }
    joined.truncate(MAX_JOINED);
    joined
}

/// Returns the chunks up to the first one that is not full.
fn up_to_last<'r>(chunks: impl Iterator<Item = &'r str>) -> impl Iterator<Item = &'r str> {
    let mut is_over = false;
    chunks.take_while(move |chunk| {
        let belongs = !is_over;
        is_over |= decode(chunk).len() < CHUNK;
        belongs
    })
}

fn join<'r>(chunks: impl Iterator<Item = &'r str>) -> Cow<'r, str> {
    chunks.map(decode).reduce(|value, chunk| value + chunk).unwrap_or_default()
}

/// Writes the session cookie in as many chunks as it needs, and deletes all other cookies of the request that
/// belong to it. An empty value only deletes.
///
/// # Errors
/// Fails if the value is so long that it could not be read again. Nothing is written or deleted then.
pub(crate) fn write(
    jar: &mut CookieJar,
    cookies: &RequestCookies<'_>,
    spec: &CookieSpec,
    value: &str,
    lifetime: Lifetime,
) -> Result<(), ValueTooLarge> {
    if chunks(value).nth(MAX_CHUNKS).is_some() {
        return Err(ValueTooLarge { size: value.len(), max: MAX_SIZE });
    }
    delete_all(jar, cookies, spec);
    if value.len() <= CHUNK {
        if !value.is_empty() {
            jar.set(spec, value, lifetime);
        }
        return Ok(());
    }
    for (index, chunk) in chunks(value).enumerate() {
        jar.set_as(&format!("{}.{index}", spec.name()), spec, chunk, lifetime);
    }
    Ok(())
}

/// The error for a value that is too long for the cookies of a session. It does not show the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the session token has {size} bytes, and could be read again up to {max}: keep large values, such as pictures, in \
     the database"
)]
pub(crate) struct ValueTooLarge {
    /// The length of the value.
    pub(crate) size: usize,
    /// The maximum length.
    pub(crate) max: usize,
}

/// Splits a value into chunks. Tokens are ASCII; other strings are split between characters.
fn chunks(mut rest: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (chunk, tail) = rest.split_at_checked(rest.floor_char_boundary(CHUNK))?;
        rest = tail;
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// Deletes every cookie of the request that belongs to the session cookie: its name, alone or with the number of a
/// chunk, even of one that is not read. Other cookies of the application stay.
pub(crate) fn delete_all(jar: &mut CookieJar, cookies: &RequestCookies<'_>, spec: &CookieSpec) {
    let belongs = |name: &&str| name.strip_prefix(spec.name()).is_some_and(is_own);
    for name in cookies.raw().map(|(name, _)| name).filter(belongs).take(MAX_DELETED) {
        jar.delete_as(name, spec);
    }
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

    /// Returns the values that are tried, in their order.
    fn tried(cookie: &str) -> Vec<String> {
        candidates(&RequestCookies::new(&request(cookie)), "n").map(Cow::into_owned).collect()
    }

    /// Returns a full chunk.
    fn full(letter: &str) -> String {
        letter.repeat(CHUNK)
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
        )
        .unwrap();
        let short = |line: &String| {
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            let name = name.strip_prefix(NAME).unwrap();
            let deleted = line.contains("Max-Age=0");
            if deleted { format!("{name} deleted") } else { format!("{name}={}", value.len()) }
        };
        lines(&mut jar).iter().map(short).collect()
    }

    #[test]
    fn chunks_are_joined_in_the_order_of_their_numbers() {
        let (first, second) = (full("A"), full("B"));
        assert_eq!(tried(&format!("n.2=C; n.1={second}; n.0={first}")), [format!("{first}{second}C")]);
        let twelve: Vec<String> = (0..12).rev().map(|index| format!("n.{index}={index}-")).collect();
        let shorter_chunks = "0-1-2-3-4-5-6-7-8-9-10-11-";
        assert_eq!(tried(&twelve.join("; ")), ["0-", shorter_chunks], "as another server may write them");
    }

    #[test]
    fn a_chunk_that_is_not_full_is_the_last_one() {
        let first = full("A");
        let all = format!("{first}BC");
        assert_eq!(tried(&format!("n.0={first}; n.1=B; n.2=C")), [format!("{first}B"), all]);
        assert_eq!(tried("n.0=A; n.2=C"), ["A"]);
    }

    #[test]
    fn chunks_come_before_whole_cookies_which_are_tried_too() {
        assert_eq!(tried("n=old; n.0=A"), ["A", "old"]);
        assert_eq!(tried("n.1=B; n=new"), ["new"], "without a first chunk there are none");
        assert_eq!(tried("n=good; n.0=A; n.1=B; n.0=C"), ["A", "C", "AB", "good"]);
    }

    #[test]
    fn cookies_with_one_name_are_tried_in_turn() {
        assert_eq!(tried("n=a; x=1; n=; n=b; n=a; n=c"), ["a", "b", "c"]);
        let (first, other) = (full("A"), full("B"));
        assert_eq!(
            tried(&format!("n.0={first}; n.1=a; n.0={other}; n.1=b; n.2=c")),
            [format!("{first}a"), format!("{other}b"), format!("{first}ac")]
        );
    }

    #[test]
    fn the_values_that_are_tried_are_few() {
        let planted: Vec<String> =
            (0..1000).map(|index| format!("n=w{index}; n.0=x{index}; n.1=y")).collect();
        assert_eq!(tried(&planted.join("; ")), ["x0", "x1", "x0y", "w0"]);
        let planted: Vec<String> = (0..1000).map(|index| format!("n=w{index}")).collect();
        assert_eq!(tried(&planted.join("; ")), ["w0", "w1", "w2", "w3"]);
    }

    #[test]
    fn only_exact_names_are_read() {
        for planted in
            ["n-x=1", "n.foo=1", "n.=1", "n.00=1", "n.+0=1", "nn=1", "n.0.1=1", "n.0x=1", "N=1", "n.1=B"]
        {
            assert_eq!(tried(planted), [""; 0], "{planted}");
            assert_eq!(tried(&format!("{planted}; n=A")), ["A"], "{planted}");
        }
        assert_eq!(tried("n.0=A; n.2=C; n.foo=x; n.99999999999999999999999=y; n.32=z"), ["A"]);
        assert_eq!(tried("n="), [""; 0]);
    }

    #[test]
    fn one_cookie_is_borrowed() {
        for cookie in ["n=eyJ; other=1", "n.0=eyJ"] {
            let headers = request(cookie);
            let only: Vec<_> = candidates(&RequestCookies::new(&headers), "n").collect();
            assert!(matches!(only[..], [Cow::Borrowed("eyJ")]), "{cookie}");
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
        let old = format!("{NAME}=old; {NAME}.2=C; a=1");
        assert_eq!(written(&old, &"x".repeat(9000)), [" deleted", ".2=1128", ".0=3936", ".1=3936"]);
        assert_eq!(written(&old, ""), [" deleted", ".2 deleted"]);
    }

    #[test]
    fn other_cookies_with_a_similar_name_stay() {
        let others = format!("{NAME}-x=1; {NAME}_theme=dark; {NAME}2=1; {NAME}.a=1; {NAME}.01=1; {NAME}.=1");
        assert_eq!(written(&others, ""), [""; 0]);
        assert_eq!(written(&others, "short"), ["=5"]);
    }

    #[test]
    fn deleting_is_bounded() {
        let planted: Vec<String> = (0..1000).map(|index| format!("{NAME}.{index}=x")).collect();
        assert_eq!(written(&planted.join(";"), "").len(), MAX_DELETED);
    }

    #[test]
    fn a_value_that_could_not_be_read_is_not_written() {
        let headers = request(&format!("{NAME}=old"));
        let write_one_of = |size: usize| {
            let mut jar = CookieJar::new();
            let (spec, value) = (specs(false).session_token, "v".repeat(size));
            let written =
                write(&mut jar, &RequestCookies::new(&headers), &spec, &value, Lifetime::BrowserSession);
            (written, lines(&mut jar).len())
        };
        assert_eq!(write_one_of(MAX_SIZE), (Ok(()), 33));
        let (error, changes) = write_one_of(MAX_SIZE + 1);
        assert_eq!(
            (error, changes),
            (Err(ValueTooLarge { size: MAX_SIZE + 1, max: MAX_SIZE }), 0),
            "nothing is deleted either"
        );
        let text = error.unwrap_err().to_string();
        assert!(text.contains("125953 bytes") && text.contains("up to 125952"), "{text}");
    }

    #[test]
    fn strings_that_are_not_tokens_are_split_between_characters_and_not_written() {
        let (mut jar, none) = (CookieJar::new(), HeaderMap::new());
        let (spec, value) = (specs(false).session_token, "é".repeat(2000));
        write(&mut jar, &RequestCookies::new(&none), &spec, &value, Lifetime::BrowserSession).unwrap();
        assert!(jar.move_to(&mut HeaderMap::new()).is_err(), "encoded, a chunk is longer than browsers keep");
    }

    #[test]
    fn values_of_any_length_can_be_read_back() {
        let mut noise = Noise::new();
        for _ in 0..40 {
            let value = "v".repeat(1 + noise.below(MAX_SIZE));
            let mut jar = CookieJar::new();
            let none = HeaderMap::new();
            let spec = specs(false).session_token;
            write(&mut jar, &RequestCookies::new(&none), &spec, &value, Lifetime::BrowserSession).unwrap();
            let pairs: Vec<String> =
                lines(&mut jar).iter().rev().map(|line| line.split(';').next().unwrap().to_owned()).collect();
            let headers = request(&pairs.join("; "));
            assert_eq!(candidates(&RequestCookies::new(&headers), NAME).next().unwrap(), value);
        }
    }
}
