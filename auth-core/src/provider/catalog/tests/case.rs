//! A case: the configuration of a provider, its responses, and the transcript of the sign-in.

use serde_json::{Map, Value};

/// A sign-in in the notation of the `.txt` files, a line for each part:
///
/// - `#`, the IDs of the providers, what is special about the case in parentheses, and the profile
/// - `issuer`, `tokens`, `parameter` and `answer` with the value of the field, where one is needed
/// - the lines of the transcript
#[derive(Clone, Default)]
pub(crate) struct Case {
    /// The IDs of the providers, and what is special about the case.
    pub(super) name: &'static str,
    /// The response of the userinfo endpoint, or further claims of the ID token.
    pub(super) profile: Value,
    /// The configured issuer. A provider that needs one has `https://id.test` by default.
    pub(super) issuer: Option<&'static str>,
    /// Further members of the token response; null for a usual one that is missing.
    pub(super) tokens: Map<String, Value>,
    /// Parameters of the callback.
    pub(super) parameters: Vec<(&'static str, &'static str)>,
    /// The responses to further requests, by their URLs: status and body.
    pub(super) answers: Vec<(&'static str, (u16, String))>,
    pub(super) transcript: Vec<&'static str>,
}

impl Case {
    /// Reads the cases of a file.
    pub(super) fn read(file: &'static str) -> impl Iterator<Item = Self> {
        file.split("\n# ").skip(1).map(|case| Self::parse(case).unwrap_or_else(|| panic!("{case}")))
    }

    fn parse(text: &'static str) -> Option<Self> {
        let mut lines = text.lines();
        let head = lines.next()?;
        let (name, profile) = head.split_at(head.find(" {")?);
        let profile = serde_json::from_str(profile).ok()?;
        let mut case = Self { name, profile, ..Self::default() };
        for line in lines {
            match line.split_once(' ')? {
                ("issuer", url) => case.issuer = Some(url),
                ("tokens", members) => case.tokens = serde_json::from_str(members).ok()?,
                ("parameter", pair) => case.parameters.push(pair.split_once(' ')?),
                ("answer", pair) => {
                    let (url, body) = pair.split_once(' ')?;
                    case.answers.push((url, (200, body.to_owned())));
                }
                _ => case.transcript.push(line),
            }
        }
        Some(case)
    }

    /// Returns the IDs of the providers.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.name.split(" (").take(1).flat_map(str::split_whitespace)
    }
}
