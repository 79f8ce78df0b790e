//! Compares the record of routes with a file that is checked in.

use std::{collections::BTreeMap, fmt::Write, path::Path};

use serde_json::Value;

use super::{Record, one_line};
use crate::tooling::golden_file as file;

/// Fails if a record and a file differ. Writes the file instead, if the environment says so.
///
/// # Panics
/// Panics if they differ.
#[track_caller]
#[expect(clippy::panic, reason = "it is an assertion")]
pub(crate) fn assert_equal(record: &Record, path: &Path) {
    if let Err(message) = check(record, path, file::is_update()) {
        panic!("{message}");
    }
}

fn check(record: &Record, path: &Path, update: bool) -> Result<(), String> {
    let then = file::read(path)?;
    if update {
        let now = record.to_text();
        return if then.as_deref() == Some(now.as_str()) { Ok(()) } else { file::write(path, &now) };
    }
    let then = then.unwrap_or_else(|| "{}".to_owned());
    let then: BTreeMap<String, Value> = serde_json::from_str(&then)
        .map_err(|error| format!("{} is not a record of routes: {error}", path.display()))?;
    let changes = changes(record, &then);
    if changes.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the access to routes has changed. Read the changes, and if they are right, run this test with {}=1 and check {} \
         in:{changes}",
        file::UPDATE,
        path.display(),
    ))
}

/// Lists the routes that are new, changed or gone.
fn changes(record: &Record, then: &BTreeMap<String, Value>) -> String {
    let mut changes = String::new();
    let mut add = |line: std::fmt::Arguments<'_>| {
        let _never = write!(changes, "\n  {line}");
    };
    let now: Vec<(String, &Value)> = record.lines().collect();
    for (route, says) in &now {
        match then.get(route) {
            None => add(format_args!("+ {route}  {}", one_line(says))),
            Some(before) if before != *says => {
                add(format_args!("~ {route}  {} -> {}", one_line(before), one_line(says)));
            }
            Some(_) => {}
        }
    }
    for (route, says) in then {
        if !now.iter().any(|(other, _)| other == route) {
            add(format_args!("- {route}  {}", one_line(says)));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::Methods, *};

    #[test]
    fn changes_are_reported_and_written() {
        let folder = std::env::temp_dir().join(format!("auth-routes-{}", std::process::id()));
        let path = folder.join("routes.json");
        let mut record = Record::default();
        record.add("/close", Methods::all(json!({ "of": "session", "can": "close" })));
        record.add("/", Methods::all(json!("public")));
        let message = check(&record, &path, false).unwrap_err();
        assert!(message.contains("AUTH_UPDATE=1"), "{message}");
        assert!(
            message.ends_with(
                "\n  + * /  \"public\"\n  + * /close  { \"can\": \"close\", \"of\": \"session\" }"
            ),
            "{message}"
        );
        check(&record, &path, true).unwrap();
        check(&record, &path, false).unwrap();

        let mut record = Record::default();
        record.add("/close", Methods::all(json!("session")));
        record.add("/new", Methods::all(json!("public")));
        let message = check(&record, &path, false).unwrap_err();
        assert!(
            message.ends_with(
                "\n  ~ * /close  { \"can\": \"close\", \"of\": \"session\" } -> \"session\"\n  + * /new  \"public\"\
                 \n  - * /  \"public\""
            ),
            "{message}"
        );
        std::fs::write(&path, "{").unwrap();
        assert!(check(&record, &path, false).unwrap_err().contains("is not a record of routes"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
