//! `cargo auth doctor`: the configuration of the application, and what is wrong with it.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::{
    arguments::Doctor,
    ask::{Answer, ask},
    failure::{Failure, Result},
    finding::{self, Finding, Level},
    report::{Outcome, Report},
};

pub(crate) fn run(options: &Doctor) -> Result<Report> {
    let question = json!({ "command": "doctor", "headers": options.headers });
    let Answer { program, mut findings, value } = ask(&options.target, &question)?;
    if let Some(value) = &value {
        let more = serde_json::from_value(value["findings"].clone());
        let more: Vec<Finding> = more.map_err(|error| {
            Failure::new("answer", format!("the answer of the application cannot be read: {error}"))
        })?;
        findings.extend(more);
    }
    let mut text = match &value {
        Some(value) => description(value, !options.headers.is_empty()),
        None => format!("`{}` does not start: its configuration has problems.\n", program.name),
    };
    let shown = finding::to_text(&findings);
    if !shown.is_empty() {
        let _never = write!(text, "\n{shown}");
    }
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    let _never = writeln!(text, "\n{}", verdict(errors, warnings));
    let outcome = if errors > 0 || (options.strict && warnings > 0) { Outcome::Wrong } else { Outcome::Fine };
    let mut application = value.unwrap_or(Value::Null);
    if let Some(members) = application.as_object_mut() {
        members.remove("findings");
    }
    let json = json!({
        "program": program.name,
        "package": program.package,
        "errors": errors,
        "warnings": warnings,
        "findings": findings.iter().map(Finding::to_json).collect::<Vec<_>>(),
        "application": application,
    });
    Ok(Report::new(outcome, text, json))
}

fn verdict(errors: usize, warnings: usize) -> String {
    let many = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => "Nothing is wrong.".to_owned(),
        (0, warnings) => many(warnings, "warning"),
        (errors, 0) => many(errors, "error"),
        (errors, warnings) => format!("{}, {}", many(errors, "error"), many(warnings, "warning")),
    }
}

/// Describes the application, one fact a line.
fn description(answer: &Value, has_headers: bool) -> String {
    let string = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines: Vec<(&str, String)> = Vec::new();
    lines.push(("origin", origin(&answer["origin"])));
    let seen = answer["request"]["origin"].as_str();
    if has_headers {
        lines.push((
            "the request",
            seen.map_or("is refused".to_owned(), |origin| format!("is seen under {origin}")),
        ));
    }
    let address = answer["request"]["client_address"].as_str();
    let source = address_source(&answer["client_address"]);
    let source = address.map_or(source.clone(), |address| format!("{source}: {address}"));
    lines.push(("client address", source));
    let (here, public) = (string(&answer["base_path"]), string(&answer["public_path"]));
    let moved =
        if here == public { String::new() } else { format!(", which browsers see at {}", slash(&public)) };
    lines.push(("routes", format!("{}{moved}", slash(&here))));
    let sessions = &answer["sessions"];
    let max_age = sessions["max_age"].as_u64().map(duration).unwrap_or_default();
    let lifetime = sessions["lifetime"]
        .as_u64()
        .map(|seconds| format!(", {} in all", duration(seconds)))
        .unwrap_or_default();
    let cookie = sessions["cookie"].as_str().map(|name| format!(", in `{name}`")).unwrap_or_default();
    lines.push((
        "sessions",
        format!("{}, {max_age} after the last use{lifetime}{cookie}", string(&sessions["kind"])),
    ));
    let database = match (answer["has_database"].as_bool(), answer["database"].as_str()) {
        (_, Some(name)) => name.to_owned(),
        (Some(true), None) => "without tables that could be checked".to_owned(),
        _ => "none".to_owned(),
    };
    lines.push(("database", database));
    for (index, provider) in answer["providers"].as_array().into_iter().flatten().enumerate() {
        let kind = string(&provider["type"]);
        let leads_back = matches!(kind.as_str(), "oauth" | "oidc");
        let redirect = provider["callback_url"].as_str().filter(|_| leads_back);
        let redirect = redirect.map(|url| format!(", redirect URI {url}")).unwrap_or_default();
        let label = if index == 0 { "providers" } else { "" };
        lines.push((label, format!("{} ({kind}){redirect}", string(&provider["id"]))));
    }
    lines.into_iter().map(|(label, text)| format!("{label:<16}{text}\n")).collect()
}

fn slash(path: &str) -> &str {
    if path.is_empty() { "/" } else { path }
}

fn origin(answer: &Value) -> String {
    match (answer["source"].as_str(), answer["url"].as_str(), answer["hosts"].as_array()) {
        (Some("fixed"), Some(url), _) => url.to_owned(),
        (Some("request"), _, None) => "that of each request, of any host".to_owned(),
        (Some("request"), _, Some(hosts)) => {
            let hosts: Vec<&str> = hosts.iter().filter_map(Value::as_str).collect();
            format!("that of each request, of the hosts {}", hosts.join(", "))
        }
        _ => "none: every request is refused".to_owned(),
    }
}

fn address_source(answer: &Value) -> String {
    match (answer["header"].as_str(), answer["proxies"].as_u64()) {
        (Some(header), Some(1)) => format!("the header `{header}`"),
        (Some(header), Some(proxies)) => format!("the header `{header}`, behind {proxies} proxies"),
        _ => "the connection".to_owned(),
    }
}

/// Writes a number of seconds in the largest unit that divides it.
pub(super) fn duration(seconds: u64) -> String {
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let (size, unit) =
        units.into_iter().find(|(size, _)| seconds >= *size && seconds % size == 0).unwrap_or((1, "second"));
    let count = seconds / size;
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_behind_a_proxy_is_described() {
        let answer = json!({
            "origin": { "source": "request", "hosts": ["a.test", "b.test"] },
            "request": { "origin": "https://a.test", "client_address": "192.0.2.7" },
            "client_address": { "source": "header", "header": "x-forwarded-for", "proxies": 2 },
            "base_path": "/auth", "public_path": "/app/auth",
            "sessions": { "kind": "encrypted tokens", "max_age": 2_592_000, "lifetime": 5_400, "cookie": "c" },
            "has_database": true, "database": "SQLite",
            "providers": [
                { "id": "github", "type": "oauth", "callback_url": "https://a.test/app/auth/callback/github" },
                { "id": "email", "type": "email", "callback_url": "https://a.test/app/auth/callback/email" },
            ],
        });
        assert_eq!(
            description(&answer, true),
            "origin          that of each request, of the hosts a.test, b.test\n\
             the request     is seen under https://a.test\n\
             client address  the header `x-forwarded-for`, behind 2 proxies: 192.0.2.7\n\
             routes          /auth, which browsers see at /app/auth\n\
             sessions        encrypted tokens, 30 days after the last use, 90 minutes in all, in `c`\n\
             database        SQLite\n\
             providers       github (oauth), redirect URI https://a.test/app/auth/callback/github\n\
             \u{20}               email (email)\n"
        );
    }

    #[test]
    fn the_verdict_counts() {
        assert_eq!(verdict(0, 0), "Nothing is wrong.");
        assert_eq!((verdict(1, 0), verdict(0, 2)), ("1 error".to_owned(), "2 warnings".to_owned()));
        assert_eq!(verdict(2, 1), "2 errors, 1 warning");
    }
}
