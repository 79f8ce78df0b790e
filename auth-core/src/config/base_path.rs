//! Where below an origin the actions live.

use std::{fmt, str::FromStr};

/// The path under which the actions live: `/auth` by default, empty for the root.
///
/// It is compared literally, so it holds only characters which mean themselves in a path. Slashes at its end
/// are dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    /// Reads a path such as `/auth` or `/api/auth/`.
    ///
    /// # Errors
    /// When it does not begin with `/` or could be read in two ways.
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

    /// The path without a slash at its end; empty for the root. URLs are made by appending to it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the base in a request's path: empty, or beginning with `/`. `None` when the path lies
    /// elsewhere.
    pub(crate) fn strip<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(self.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// A character that stands in a path (`pchar` of RFC 3986) and is never encoded.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte)
}

impl Default for BasePath {
    /// `/auth`, as in Auth.js.
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

/// Why a text is no base path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidBasePath {
    /// It does not begin with a slash.
    #[error("a base path begins with `/`; write it as `/auth`")]
    NoSlash,
    /// It has an empty segment, `.` or `..`.
    #[error("a base path has no `//`, `.` or `..`; write the path that remains without them")]
    Segment,
    /// It holds a character with a meaning of its own.
    #[error("a base path holds no `?`, `#`, `%`, spaces or the like; use letters, digits, `-`, `_` and `/`")]
    Character,
}

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
    fn a_path_that_merely_begins_alike_lies_elsewhere() {
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
