//! The cookies of the protocol by hand: the session cookie with its chunks, and the two that every response of the protocol
//! replaces if they are missing or wrong.

use std::borrow::Cow;

use axum::response::Response;
use http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, SET_COOKIE},
};

use super::{date, hex, seal_of_csrf, token::random};

pub(crate) const SESSION: &str = "authjs.session-token";
pub(crate) const CSRF: &str = "authjs.csrf-token";
pub(crate) const CHECK: &str = "authjs.check";
pub(crate) const CALLBACK_URL: &str = "authjs.callback-url";
pub(crate) const ORIGIN: &str = "http://localhost";

/// The number of characters of a chunk.
const CHUNK: usize = 3936;

/// The CSRF token and the callback URL of a request, and the cookies to set for them.
#[derive(Default)]
pub(crate) struct Kept {
    pub(super) csrf: String,
    /// `true` if the browser has sent the token.
    pub(super) is_genuine: bool,
    pub(super) callback_url: String,
    set: [Option<HeaderValue>; 2],
}

impl Kept {
    /// Checks both cookies, and makes new ones for those that are missing or wrong.
    pub(super) fn check(cookies: &Cookies<'_>, secret: &str) -> Self {
        let mut kept = Self::default();
        let genuine = cookies.csrf.and_then(|value| {
            let value = decoded(value);
            let (token, seal) = value.split_once('|')?;
            (seal == seal_of_csrf(token, secret)).then(|| token.to_owned())
        });
        kept.is_genuine = genuine.is_some();
        kept.csrf = genuine.unwrap_or_else(|| {
            let token = hex(&random::<32>());
            let value = format!("{token}%7C{}", seal_of_csrf(&token, secret));
            kept.set[0] = Some(set_cookie(CSRF, &value, None));
            token
        });
        let url = cookies.callback_url.map(decoded).filter(|url| {
            url.strip_prefix(ORIGIN).is_some_and(|path| path.is_empty() || path.starts_with('/'))
                && url.bytes().all(|byte| byte.is_ascii_graphic())
        });
        kept.callback_url = url.map_or_else(
            || {
                kept.set[1] = Some(set_cookie(CALLBACK_URL, "http%3A%2F%2Flocalhost", None));
                ORIGIN.to_owned()
            },
            Cow::into_owned,
        );
        kept
    }

    /// Adds the new cookies.
    pub(super) fn add_to(self, mut response: Response) -> Response {
        for cookie in self.set.into_iter().flatten() {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }
}

/// The cookies of a request, found in one pass.
#[derive(Default)]
pub(crate) struct Cookies<'r> {
    pub(crate) session: Option<&'r str>,
    /// The chunks of the session cookie.
    chunks: Vec<(usize, &'r str)>,
    csrf: Option<&'r str>,
    callback_url: Option<&'r str>,
    /// What a sign-in at a provider keeps.
    pub(super) check: Option<&'r str>,
}

impl<'r> Cookies<'r> {
    pub(crate) fn of(headers: &'r HeaderMap) -> Self {
        let mut cookies = Self::default();
        let headers = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
        for (name, value) in
            headers.flat_map(|header| header.split(';')).filter_map(|pair| pair.split_once('='))
        {
            match name.trim_start() {
                SESSION => cookies.session = Some(value),
                CSRF => cookies.csrf = Some(value),
                CHECK => cookies.check = Some(value),
                CALLBACK_URL => cookies.callback_url = Some(value),
                name => {
                    let index = name.strip_prefix(SESSION).and_then(|suffix| suffix.strip_prefix('.'));
                    cookies.chunks.extend(index.and_then(|index| Some((index.parse().ok()?, value))));
                }
            }
        }
        cookies.chunks.sort_by_key(|(index, _)| *index);
        cookies
    }

    /// Returns the token of the session cookie, or of its chunks.
    pub(super) fn session(&self) -> Option<Cow<'r, str>> {
        if let Some(whole) = self.session {
            return Some(Cow::Borrowed(whole));
        }
        let chunks = self.chunks.iter().map(|(_, chunk)| *chunk);
        (!self.chunks.is_empty()).then(|| chunks.collect::<String>().into())
    }

    /// Writes the session cookie, in chunks if it is long, and deletes those that the request had and the response has not.
    pub(super) fn write_session(&self, response: &mut HeaderMap, token: &str, end: u64) {
        let count = if token.len() > CHUNK { token.len().div_ceil(CHUNK) } else { 0 };
        if self.session.is_some() && count > 0 {
            response.append(SET_COOKIE, deleted(SESSION));
        }
        for (index, _) in self.chunks.iter().filter(|(index, _)| *index >= count) {
            response.append(SET_COOKIE, deleted(&format!("{SESSION}.{index}")));
        }
        if count == 0 {
            response.append(SET_COOKIE, set_cookie(SESSION, token, Some(end)));
        }
        for index in 0..count {
            let chunk = &token[index * CHUNK..token.len().min((index + 1) * CHUNK)];
            response.append(SET_COOKIE, set_cookie(&format!("{SESSION}.{index}"), chunk, Some(end)));
        }
    }
}

fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains('%') {
        return Cow::Borrowed(value);
    }
    let mut decoded = Vec::with_capacity(value.len());
    let mut parts = value.split('%');
    decoded.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
    for part in parts {
        let digits = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let Some(byte) = digits else { return Cow::Borrowed(value) };
        decoded.push(byte);
        decoded.extend_from_slice(part.get(2..).unwrap_or_default().as_bytes());
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(value), Cow::Owned)
}

/// Writes the cookie of a sign-in at a provider, for a number of seconds.
pub(super) fn check_cookie(value: &str, seconds: u64) -> HeaderValue {
    let line = format!("{CHECK}={value}; HttpOnly; SameSite=Lax; Path=/; Max-Age={seconds}");
    HeaderValue::try_from(line).expect("a cookie")
}

fn deleted(name: &str) -> HeaderValue {
    format!("{name}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0").try_into().expect("a cookie")
}

fn set_cookie(name: &str, value: &str, end: Option<u64>) -> HeaderValue {
    let mut line = String::with_capacity(name.len() + value.len() + 96);
    for part in [name, "=", value, "; HttpOnly; SameSite=Lax; Path=/"] {
        line.push_str(part);
    }
    if let Some(end) = end {
        line.push_str("; Expires=");
        date::push_http(&mut line, end);
    }
    HeaderValue::try_from(line).expect("a cookie")
}
