//! The paths of the routes: where requests arrive, and where browsers find the routes.

use std::borrow::Cow;

use super::BasePath;

/// The paths of the routes. A router that nests them, or a proxy, may make browsers see another path than requests have
/// when they arrive.
#[derive(Clone, Debug)]
pub(crate) struct RoutePaths {
    /// The path below which requests arrive.
    pub(crate) here: BasePath,
    /// The path below which browsers find the routes, if the configuration states it. Otherwise it is the path of
    /// [`here`](Self::here), behind the prefixes of the routers that nest the routes.
    pub(crate) public: Option<BasePath>,
    /// The prefix that a proxy removes from the path of every request; the root if it removes none.
    pub(crate) stripped: BasePath,
}

/// A request below the base path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located<'r> {
    /// The base path as the browser sees it, without a trailing slash.
    pub(crate) base: Cow<'r, str>,
    /// The path behind it, which is empty or begins with a slash.
    pub(crate) rest: &'r str,
}

impl RoutePaths {
    /// Returns the paths of routes that nothing moves.
    #[cfg(test)]
    pub(crate) fn at(here: &str) -> Self {
        Self { here: BasePath::parse(here).unwrap_or_default(), public: None, stripped: BasePath::root() }
    }

    /// Returns the paths of routes at `here`. `url` is the path of the public URL, if it has one and `here` was stated,
    /// too; a proxy then removes the difference from each path.
    pub(crate) fn new(here: BasePath, public: Option<BasePath>, url: Option<BasePath>) -> Self {
        let url = url.filter(|url| *url != here);
        let prefix = url.as_ref().and_then(|url| url.as_str().strip_suffix(here.as_str()));
        let stripped = prefix.and_then(|prefix| BasePath::parse(prefix).ok()).unwrap_or_else(BasePath::root);
        Self { here, public: public.or(url), stripped }
    }

    /// Finds a request below the base path; `None` if it is elsewhere. `original` is the path of the request before
    /// routers removed the prefix of nested routes.
    pub(crate) fn locate<'r>(&'r self, path: &'r str, original: &'r str) -> Option<Located<'r>> {
        let nested = nested_prefix(path, original)?;
        if let Some(rest) = self.here.strip(path) {
            return Some(Located { base: self.below(nested), rest });
        }
        // A service that is nested at the base path itself receives paths without it.
        let outer = nested.strip_suffix(self.here.as_str()).filter(|_| !self.here.as_str().is_empty())?;
        Some(Located { base: self.below(outer), rest: path })
    }

    /// Returns the base path as browsers see it if the routes are nested below `prefix`.
    pub(crate) fn below<'r>(&'r self, prefix: &str) -> Cow<'r, str> {
        match &self.public {
            Some(public) => Cow::Borrowed(public.as_str()),
            None if prefix.is_empty() => Cow::Borrowed(self.here.as_str()),
            None => Cow::Owned(format!("{prefix}{}", self.here.as_str())),
        }
    }

    /// Returns a path of the application, with its query, as browsers see it: with the prefix that a proxy has removed.
    pub(crate) fn seen_by_browsers<'p>(&self, path_and_query: &'p str) -> Cow<'p, str> {
        let prefix = &self.stripped;
        let path = path_and_query.split('?').next().unwrap_or_default();
        if prefix.as_str().is_empty() || prefix.strip(path).is_some() {
            return Cow::Borrowed(path_and_query);
        }
        Cow::Owned(format!("{}{path_and_query}", prefix.as_str()))
    }
}

/// Returns the prefix that routers have removed from the path of a request: empty if they have removed none; `None` if
/// it cannot be the beginning of a link.
pub(crate) fn nested_prefix<'r>(path: &str, original: &'r str) -> Option<&'r str> {
    let prefix = match original.strip_suffix(path) {
        Some(prefix) => prefix,
        // At its own root, a nested service receives a slash that the path of the request may lack.
        None if path == "/" => original,
        // Something else has changed the path.
        None => "",
    };
    is_linkable(prefix).then_some(prefix)
}

/// Returns `true` if a link can begin with this prefix of a path: it is on the same host, and a browser leaves it as it
/// is.
fn is_linkable(prefix: &str) -> bool {
    let is_dots = |segment: &str| {
        let dots = segment.replace("%2e", ".").replace("%2E", ".");
        matches!(dots.as_str(), "." | "..")
    };
    let is_plain =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'?' | b'#' | b'"' | b'<' | b'>');
    match prefix.strip_prefix('/') {
        None => prefix.is_empty(),
        Some(segments) => {
            segments.bytes().all(is_plain)
                && segments.split('/').all(|segment| !segment.is_empty() && !is_dots(segment))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'r>(paths: &'r RoutePaths, path: &'r str, original: &'r str) -> Option<(String, &'r str)> {
        paths.locate(path, original).map(|located| (located.base.into_owned(), located.rest))
    }

    #[test]
    fn the_base_path_of_browsers_has_the_prefix_of_nested_routers() {
        for (here, path, original, expected) in [
            ("/auth", "/auth/signin", "/auth/signin", Some(("/auth", "/signin"))),
            ("/auth", "/auth", "/auth", Some(("/auth", ""))),
            ("/auth", "/auth/signin", "/app/auth/signin", Some(("/app/auth", "/signin"))),
            ("/auth", "/auth/signin", "/a/b/auth/signin", Some(("/a/b/auth", "/signin"))),
            ("/auth", "/auth/signin", "/t%20x/auth/signin", Some(("/t%20x/auth", "/signin"))),
            ("", "/signin", "/app/signin", Some(("/app", "/signin"))),
            ("", "/", "/app", Some(("/app", "/"))),
            // A service that is nested at the base path.
            ("/auth", "/signin", "/auth/signin", Some(("/auth", "/signin"))),
            ("/auth", "/", "/auth", Some(("/auth", "/"))),
            ("/auth", "/signin", "/app/auth/signin", Some(("/app/auth", "/signin"))),
            ("/auth", "/signin", "/other/signin", None),
            ("/auth", "/signin", "/xauth/signin", None),
            ("/auth", "/signin", "/signin", None),
            ("/auth", "/authsignin", "/app/authsignin", None),
        ] {
            let paths = RoutePaths::at(here);
            let expected = expected.map(|(base, rest)| (base.to_owned(), rest));
            assert_eq!(found(&paths, path, original), expected, "{here} {path} {original}");
        }
    }

    #[test]
    fn a_prefix_never_leads_to_another_host() {
        let paths = RoutePaths::at("/auth");
        for prefix in ["//evil.test", "/", "/a//b", "/..", "/%2e%2E", "/a/.", "/\\evil.test", "/a\"", "evil"]
        {
            let original = format!("{prefix}/auth/signin");
            assert_eq!(found(&paths, "/auth/signin", &original), None, "{prefix}");
        }
    }

    #[test]
    fn the_configuration_knows_better_than_the_router() {
        let path = |path: &str| BasePath::parse(path).unwrap();
        let paths = RoutePaths::new(path("/auth"), None, Some(path("/app/auth")));
        for original in ["/auth/signin", "/app/auth/signin"] {
            let expected = Some(("/app/auth".to_owned(), "/signin"));
            assert_eq!(found(&paths, "/auth/signin", original), expected, "{original}");
        }
        assert_eq!(found(&paths, "/app/auth/signin", "/app/auth/signin"), None);
        for (path, seen) in [("/me?x=1", "/app/me?x=1"), ("/app/me", "/app/me"), ("/apple", "/app/apple")] {
            assert_eq!(paths.seen_by_browsers(path), seen);
        }
        let paths = RoutePaths::new(path("/auth"), Some(path("/app/auth")), None);
        assert_eq!(paths.below(""), "/app/auth");
        assert_eq!(paths.seen_by_browsers("/me"), "/me");
        let rewritten = RoutePaths::new(path("/sso"), None, Some(path("/api/auth")));
        assert_eq!(
            (rewritten.below("/x"), rewritten.seen_by_browsers("/me")),
            ("/api/auth".into(), "/me".into())
        );
    }
}
