//! `cargo auth doctor`: the configuration of the application, and what is wrong with it.

use std::fmt::Write;

use serde_json::json;

use self::application::Application;
use crate::{
    arguments::Doctor,
    ask::{Answer, ask, read},
    failure::Result,
    finding::{self, Finding, Level},
    report::{Outcome, Report},
};

mod application;

pub(crate) fn run(options: &Doctor) -> Result<Report> {
    let question = json!({ "command": "doctor", "headers": options.headers });
    let Answer { program, mut findings, value } = ask(&options.target, &question)?;
    let application: Option<Application> = value.map(read).transpose()?;
    let mut text = match &application {
        Some(application) => application.describe(!options.headers.is_empty()),
        None => format!("`{}` does not start: its configuration has problems.\n", program.name),
    };
    findings.extend(application.iter().flat_map(|application| application.findings.iter().cloned()));
    let shown = finding::to_text(&findings);
    if !shown.is_empty() {
        let _never = write!(text, "\n{shown}");
    }
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    let _never = writeln!(text, "\n{}", verdict(errors, warnings));
    let outcome = if errors > 0 || (options.strict && warnings > 0) { Outcome::Wrong } else { Outcome::Fine };
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

/// Writes a number of seconds in the largest unit that divides it.
pub(super) fn duration(seconds: u64) -> String {
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let (size, unit) = units
        .into_iter()
        .find(|(size, _)| seconds >= *size && seconds.is_multiple_of(*size))
        .unwrap_or((1, "second"));
    let count = seconds / size;
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_counts() {
        assert_eq!(verdict(0, 0), "Nothing is wrong.");
        assert_eq!((verdict(1, 0), verdict(0, 2)), ("1 error".to_owned(), "2 warnings".to_owned()));
        assert_eq!(verdict(2, 1), "2 errors, 1 warning");
    }
}
