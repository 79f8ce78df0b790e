//! `cargo auth size`: the maximum size of the session cookie.

use std::fmt::Write;

use serde_json::json;

use crate::{
    arguments::Size,
    ask::ask,
    failure::Result,
    report::{Outcome, Report},
};

pub(crate) fn run(options: &Size) -> Result<Report> {
    let (_, answer) = ask(&options.target, &json!({ "command": "size" }))?.of_running()?;
    if answer.is_null() {
        let text = "Sessions are rows of the database: the cookie holds the token of a row, and its size does not depend \
                    on the application.";
        return Ok(Report::fine(text, json!({ "kind": "rows" })));
    }
    let mut text = String::new();
    for claim in answer["claims"].as_array().into_iter().flatten() {
        let name = claim["name"].as_str().unwrap_or_default();
        let size = claim["max_size"]
            .as_u64()
            .map_or_else(|| "no maximum".to_owned(), |size| format!("{size} bytes"));
        let _never = writeln!(text, "  {name:<24} {size}");
    }
    let (size, cookies) = (answer["max_size"].as_u64(), answer["cookies"].as_u64());
    let unbounded = answer["unbounded"].as_str();
    let outcome = match (size, cookies) {
        (Some(size), Some(1)) => {
            let _never =
                writeln!(text, "The session token takes at most {size} bytes, which fit into one cookie.");
            Outcome::Fine
        }
        (Some(size), Some(cookies)) => {
            let _never = writeln!(
                text,
                "The session token takes at most {size} bytes, which need {cookies} cookies. Proxies and servers reject long \
                 headers: lower the `#[auth(max = …)]` of the largest claim, or keep it in the database. [cookie_budget]"
            );
            Outcome::Wrong
        }
        _ => {
            let _never = writeln!(
                text,
                "The session token has no maximum size, because the claim `{}` has none: `#[auth(max = …)]` on its field sets \
                 one.",
                unbounded.unwrap_or_default()
            );
            Outcome::Fine
        }
    };
    if answer["is_encrypted"] == false {
        text.push_str(
            "Tokens are signed; the numbers are those of encrypted ones, which are a little longer.\n",
        );
    }
    let mut json = answer;
    json["kind"] = json!("token");
    Ok(Report::new(outcome, text, json))
}
