//! The variables of the environment: secrets, the public URL, and trust in the host of requests.

use std::fmt;

use super::{BasePath, InvalidBasePath, InvalidOrigin, Origin};
use crate::contract::{Secret, Secrets};

/// The variables of the secrets, the newest first, which is the order of Auth.js.
const SECRETS: [&str; 4] = ["AUTH_SECRET_3", "AUTH_SECRET_2", "AUTH_SECRET_1", "AUTH_SECRET"];
const URL: &str = "AUTH_URL";
const TRUST_HOST: &str = "AUTH_TRUST_HOST";
const REDIRECT_PROXY_URL: &str = "AUTH_REDIRECT_PROXY_URL";

/// The variables of Auth.js, read once. No other variable and no build mode has an effect.
pub(crate) struct Environment {
    /// `AUTH_SECRET_3`, `_2`, `_1` and `AUTH_SECRET`, in this order, without missing and empty ones.
    pub(crate) secrets: Option<Secrets>,
    /// `AUTH_URL`.
    pub(crate) url: Option<PublicUrl>,
    /// `AUTH_TRUST_HOST`; `false` unless it is switched on.
    pub(crate) trust_host: bool,
    /// `AUTH_REDIRECT_PROXY_URL`.
    pub(crate) redirect_proxy_url: Option<PublicUrl>,
    /// The invalid variables. They count as missing.
    pub(crate) problems: Vec<InvalidVariable>,
}

impl Environment {
    /// Reads the variables through `variable`, which is `std::env::var(name).ok()` outside of tests.
    pub(crate) fn read(variable: impl Fn(&str) -> Option<String>) -> Self {
        let mut problems = Vec::new();
        let mut checked = |name, fault| problems.push(InvalidVariable { name, fault });
        let given = |name| variable(name).filter(|text| !text.is_empty());
        let mut url = |name| {
            let parsed = PublicUrl::parse(&given(name)?);
            parsed.map_err(|fault| checked(name, fault)).ok()
        };
        let (auth_url, redirect_proxy_url) = (url(URL), url(REDIRECT_PROXY_URL));
        let trust_host = given(TRUST_HOST).is_some_and(|text| {
            switch(&text).unwrap_or_else(|| {
                checked(TRUST_HOST, VariableFault::Switch);
                false
            })
        });
        let secrets = Secrets::new(SECRETS.into_iter().filter_map(&variable).map(Secret::new));
        Self { secrets, url: auth_url, trust_host, redirect_proxy_url, problems }
    }
}

/// Reads a switch in any case. `false` and `0` switch it off, although they switch it on in Auth.js.
fn switch(text: &str) -> Option<bool> {
    let is = |words: [&str; 4]| words.iter().any(|word| text.trim().eq_ignore_ascii_case(word));
    if is(["true", "1", "yes", "on"]) { Some(true) } else { is(["false", "0", "no", "off"]).then_some(false) }
}

/// A normalized origin with a path: `https://a.test/auth`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicUrl {
    /// Scheme, host and port.
    pub(crate) origin: Origin,
    /// The path; the root if the URL has none.
    pub(crate) path: BasePath,
}

impl PublicUrl {
    /// Reads an http(s) URL without query and fragment.
    pub(crate) fn parse(text: &str) -> Result<Self, VariableFault> {
        let (origin, path) = Origin::split(text.trim())?;
        Ok(Self { origin, path: BasePath::parse(path)? })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.path)
    }
}

/// The error for an invalid variable. It does not show the value.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {fault}")]
pub struct InvalidVariable {
    /// The name of the variable.
    pub(crate) name: &'static str,
    /// The error in the value, with its fix.
    pub(crate) fault: VariableFault,
}

crate::contract::readable::debug_by_message!(InvalidVariable);

impl InvalidVariable {
    /// Returns `true` if the variable could have named the origin of the application.
    pub(crate) fn concerns_origin(&self) -> bool {
        matches!(self.name, URL | TRUST_HOST)
    }
}

/// The error in the value of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum VariableFault {
    /// The URL has no valid origin.
    #[error(transparent)]
    Origin(#[from] InvalidOrigin),
    /// The URL has a path that cannot be a base path.
    #[error(transparent)]
    Path(#[from] InvalidBasePath),
    /// The value is neither on nor off.
    #[error("set it to `true` or `false`")]
    Switch,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Environment {
        Environment::read(|name| {
            let found = variables.iter().find(|(candidate, _)| *candidate == name);
            found.map(|(_, text)| (*text).to_owned())
        })
    }

    #[test]
    fn an_empty_environment_has_no_values() {
        let blank =
            [("AUTH_URL", ""), ("AUTH_TRUST_HOST", ""), ("AUTH_SECRET", ""), ("AUTH_REDIRECT_PROXY_URL", "")];
        for environment in [read(&[]), read(&blank)] {
            assert!(environment.secrets.is_none() && environment.url.is_none() && !environment.trust_host);
            assert!(environment.redirect_proxy_url.is_none() && environment.problems.is_empty());
        }
    }

    #[test]
    fn the_highest_number_is_the_newest_secret() {
        let joined = |variables: &[_]| read(variables).secrets.unwrap().joined().expose().to_owned();
        let all =
            [("AUTH_SECRET", "0"), ("AUTH_SECRET_1", "1"), ("AUTH_SECRET_2", "2"), ("AUTH_SECRET_3", "3")];
        assert_eq!(joined(&all), "3,2,1,0");
        assert_eq!(joined(&[("AUTH_SECRET", "0"), ("AUTH_SECRET_2", "2"), ("AUTH_SECRET_4", "4")]), "2,0");
        assert_eq!(joined(&[("AUTH_SECRET_1", "1"), ("AUTH_SECRET_3", "")]), "1");
    }

    #[test]
    fn urls_have_an_origin_and_a_path() {
        for (text, origin, path) in [
            ("https://a.test", "https://a.test", ""),
            ("https://A.test:443/", "https://a.test", ""),
            ("http://127.0.0.1:40123/api/auth/", "http://127.0.0.1:40123", "/api/auth"),
        ] {
            let environment = read(&[("AUTH_URL", text), ("AUTH_REDIRECT_PROXY_URL", text)]);
            let url = environment.url.unwrap();
            assert_eq!((url.origin.as_str(), url.path.as_str()), (origin, path));
            assert_eq!(environment.redirect_proxy_url.unwrap().to_string(), format!("{origin}{path}"));
        }
    }

    #[test]
    fn trust_is_switched_on_only_by_true_1_yes_and_on() {
        for (text, trust) in [
            ("true", true),
            ("1", true),
            ("TRUE", true),
            ("on", true),
            ("false", false),
            ("0", false),
            ("No", false),
        ] {
            let environment = read(&[("AUTH_TRUST_HOST", text)]);
            assert_eq!((environment.trust_host, environment.problems.len()), (trust, 0), "{text}");
        }
        let elsewhere =
            [("VERCEL", "1"), ("CF_PAGES", "1"), ("NODE_ENV", "development"), ("AUTH_URL", "https://a.test")];
        assert!(!read(&elsewhere).trust_host);
    }

    #[test]
    fn problems_name_the_variable_and_the_fix_but_not_the_value() {
        let environment = read(&[
            ("AUTH_URL", "app.example.com/hush"),
            ("AUTH_REDIRECT_PROXY_URL", "https://a.test/x?hush"),
            ("AUTH_TRUST_HOST", "hush"),
        ]);
        let texts: Vec<String> = environment.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            environment.problems.iter().map(|problem| problem.name).collect::<Vec<_>>(),
            ["AUTH_URL", "AUTH_REDIRECT_PROXY_URL", "AUTH_TRUST_HOST",]
        );
        assert!(texts[0].contains("https://example.com") && texts[2].contains("`true` or `false`"));
        assert!(texts.iter().all(|text| !text.contains("hush")));
        assert!(environment.url.is_none() && !environment.trust_host);
    }
}
