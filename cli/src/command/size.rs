//! `cargo auth size`: the maximum size of the session cookie.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    arguments,
    ask::{ask, read},
    failure::Result,
    report::{Outcome, Report},
};

/// What an application with tokens answers.
#[derive(Debug, Deserialize, Serialize)]
struct Size {
    /// The maximum size in bytes; `None` if a claim has none.
    max_size: Option<u64>,
    cookies: Option<u64>,
    /// The first claim without a maximum length.
    unbounded: Option<String>,
    is_encrypted: bool,
    claims: Vec<Claim>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Claim {
    name: String,
    max_size: Option<u64>,
}

pub(crate) fn run(options: &arguments::Size) -> Result<Report> {
    let (_, answer) = ask(&options.target, &json!({ "command": "size" }))?.of_running()?;
    let Some(size) = read::<Option<Size>>(answer)? else {
        let text = "Sessions are rows of the database: the cookie holds the token of a row, and its size does not depend \
                    on the application.";
        return Ok(Report::fine(text, json!({ "kind": "rows" })));
    };
    let mut text = String::new();
    for Claim { name, max_size } in &size.claims {
        let size = max_size.map_or_else(|| "no maximum".to_owned(), |size| format!("{size} bytes"));
        let _never = writeln!(text, "  {name:<24} {size}");
    }
    let (outcome, sentence) = verdict(&size);
    text.push_str(&sentence);
    text.push('\n');
    if !size.is_encrypted {
        text.push_str(
            "Tokens are signed; the numbers are those of encrypted ones, which are a little longer.\n",
        );
    }
    Ok(Report::new(outcome, text, json!({ "kind": "token", "size": size })))
}

fn verdict(size: &Size) -> (Outcome, String) {
    match (size.max_size, size.cookies) {
        (Some(size), Some(1)) => (
            Outcome::Fine,
            format!("The session token takes at most {size} bytes, which fit into one cookie."),
        ),
        (Some(size), Some(cookies)) => (
            Outcome::Wrong,
            format!(
                "The session token takes at most {size} bytes, which need {cookies} cookies. Proxies and servers reject long \
                 headers: lower the `#[auth(max = …)]` of the largest claim, or keep it in the database. [cookie_budget]"
            ),
        ),
        _ => (
            Outcome::Fine,
            format!(
                "The session token has no maximum size, because the claim `{}` has none: `#[auth(max = …)]` on its field sets \
                 one.",
                size.unbounded.as_deref().unwrap_or_default()
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_of_several_cookies_is_wrong() {
        let size = |max_size, cookies| Size {
            max_size,
            cookies,
            unbounded: Some("team".to_owned()),
            is_encrypted: true,
            claims: Vec::new(),
        };
        assert_eq!(verdict(&size(Some(900), Some(1))).0, Outcome::Fine);
        let (outcome, text) = verdict(&size(Some(5000), Some(2)));
        assert!(outcome == Outcome::Wrong && text.contains("2 cookies"), "{text}");
        let (outcome, text) = verdict(&size(None, None));
        assert!(outcome == Outcome::Fine && text.contains("`team`"), "{text}");
    }
}
