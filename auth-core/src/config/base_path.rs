//! The base path of the actions.

use std::{fmt, str::FromStr};

/// The path below which the actions are: `/auth` by default, empty for the root.
///
/// It is compared literally, so it contains only characters that have no special meaning in a path. Trailing
/// slashes are removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    /// Reads a path such as `/auth` or `/api/auth/`.
    ///
    /// # Errors
    /// Fails if the path does not begin with `/` or is ambiguous.
    pub fn parse(path: &str) -> Result<Self, InvalidBasePath> {
        let path = path.trim_end_matches('/');
        if path.is_empty() {
            return Ok(Self(String::new()));
        }
        let segments = path.strip_prefix('/').ok_or(InvalidBasePath::NoSlash)?;
        for segment in segments.split('/') {
            if matches!(segment, "" | "." | "..") {
                return Err(InvalidBasePath::Segment);
            }
            if !segment.bytes().all(is_plain) {
                return Err(InvalidBasePath::Character);
            }
        }
        Ok(Self(path.to_owned()))
    }

    /// Returns the root.
    pub(crate) fn root() -> Self {
        Self(String::new())
    }

    /// Returns the path without a trailing slash; empty for the root. Append to it to build a URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the rest of a request's path after the base path, which is empty or begins with `/`; `None` if
    /// the path is not below the base path.
    pub(crate) fn strip<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(self.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Returns `true` for a character that may be in a path (`pchar` of RFC 3986) and is never encoded.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte)
}

impl Default for BasePath {
    /// Returns `/auth`, as in Auth.js.
    fn default() -> Self {
        Self("/auth".to_owned())
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BasePath {
    type Err = InvalidBasePath;

    fn from_str(path: &str) -> Result<Self, InvalidBasePath> {
        Self::parse(path)
    }
}

/// The error for an invalid base path.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidBasePath {
    /// The path does not begin with a slash.
    #[error("a base path must begin with `/`; write it as `/auth`")]
    NoSlash,
    /// The path has an empty segment, `.` or `..`.
    #[error("a base path must not contain `//`, `.` or `..`; write the path without them")]
    Segment,
    /// The path contains a character with a special meaning.
    #[error(
        "a base path must not contain `?`, `#`, `%`, spaces and the like; \
         use letters, digits, `-`, `_` and `/`"
    )]
    Character,
}

crate::contract::readable::debug_by_message!(InvalidBasePath);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::noise::Noise;

    #[test]
    fn slashes_at_the_end_are_dropped() {
        for (text, path) in [
            ("/auth", "/auth"),
            ("/auth/", "/auth"),
            ("/a/b.c/d//", "/a/b.c/d"),
            ("/", ""),
            ("", ""),
            ("//", ""),
        ] {
            assert_eq!(BasePath::parse(text).unwrap().as_str(), path, "{text}");
        }
        assert_eq!(BasePath::default().to_string(), "/auth");
    }

    #[test]
    fn ambiguous_paths_are_refused() {
        use InvalidBasePath::{Character, NoSlash, Segment};
        for (text, error) in [
            ("auth", NoSlash),
            ("https://a.test/auth", NoSlash),
            ("//auth", Segment),
            ("/a//b", Segment),
            ("/a/../b", Segment),
            ("/.", Segment),
            ("/a?b", Character),
            ("/a#b", Character),
            ("/a%2Fb", Character),
            ("/a b", Character),
            ("/a\\b", Character),
            ("/a\r\nb", Character),
            ("/é", Character),
            ("/<b>", Character),
        ] {
            assert_eq!(BasePath::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_path_with_the_same_beginning_is_not_below_the_base_path() {
        let base = BasePath::default();
        assert_eq!(base.strip("/auth/session"), Some("/session"));
        assert_eq!(base.strip("/auth"), Some(""));
        assert_eq!(base.strip("/auth/"), Some("/"));
        for path in ["/authsession", "/Auth/session", "/aut", "/", "", "/x/auth/session", "//auth/session"] {
            assert_eq!(base.strip(path), None, "{path}");
        }
        assert_eq!(BasePath::parse("/").unwrap().strip("/session"), Some("/session"));
        assert_eq!(BasePath::parse("/a.b").unwrap().strip("/axb/session"), None);
    }

    #[test]
    fn noise_makes_no_strange_path() {
        let mut noise = Noise::new();
        for _ in 0..5_000 {
            let Ok(base) = BasePath::parse(&noise.text(20, "/auth.%?#\\")) else { continue };
            let path = base.as_str();
            assert!(path.is_empty() || path.starts_with('/') && !path.ends_with('/') && !path.contains("//"));
            assert!(path.parse::<http::Uri>().map_or(path.is_empty(), |uri| uri.path() == path));
        }
    }
}
