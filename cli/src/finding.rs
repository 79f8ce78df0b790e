//! What is wrong with an application: level, code, and the message with the fix.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

/// The page of the guide that explains the codes.
const PAGE: &str = "https://docs.rs/typed-auth/latest/auth/guide/errors/";

/// The level of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    /// The application does not work.
    Error,
    /// Something is probably not as it is meant.
    Warning,
    /// For information.
    Note,
}

/// What is wrong with an application.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Finding {
    pub(crate) level: Level,
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Finding {
    /// Returns the page that explains the code.
    pub(crate) fn page(&self) -> String {
        format!("{PAGE}#{}", self.code)
    }

    pub(crate) fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "level": self.level, "code": self.code, "message": self.message, "page": self.page(),
        })
    }
}

/// Returns the codes in brackets that the output of a program has, such as `[missing_variable]`.
pub(crate) fn codes_in(output: &str) -> Vec<String> {
    let is_code = |text: &&str| {
        text.contains('_') && text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
    };
    let bracketed = output.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0));
    let mut codes: Vec<String> = bracketed.filter(is_code).map(str::to_owned).collect();
    codes.dedup();
    codes
}

/// Returns the address of the page for a code.
pub(crate) fn page_of(code: &str) -> String {
    format!("{PAGE}#{code}")
}

/// Writes findings as text, the worst first.
pub(crate) fn to_text(findings: &[Finding]) -> String {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.level);
    let mut text = String::new();
    for finding in sorted {
        let level = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        };
        let _never = writeln!(text, "{level}: {} [{}]", finding.message, finding.code);
        if finding.level != Level::Note {
            let _never = writeln!(text, "  {}", finding.page());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_comes_first_with_its_page() {
        let finding = |level, code: &str| Finding { level, code: code.to_owned(), message: "m".to_owned() };
        let text = to_text(&[finding(Level::Note, "b_b"), finding(Level::Error, "a_a")]);
        assert_eq!(text, format!("error: m [a_a]\n  {PAGE}#a_a\nnote: m [b_b]\n"));
    }

    #[test]
    fn codes_are_found_in_output() {
        let output = "Error: AUTH_GITHUB_ID is not set [missing_variable]\n[info] [x] [a_b] [a_b]";
        assert_eq!(codes_in(output), ["missing_variable", "a_b"]);
    }
}
