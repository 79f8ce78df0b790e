//! A text that is printed, written to a file, or compared with one.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::{
    arguments::File,
    failure::{Failure, Result},
    report::{Outcome, Report},
};

/// Prints `shown`, or writes `text` to a file, or compares the two.
pub(crate) fn report(options: &File, shown: &str, text: &str, json: Value) -> Result<Report> {
    if let Some(path) = &options.out {
        return write(path, text, json);
    }
    let Some(path) = &options.check else { return Ok(Report::fine(shown, json)) };
    // A checkout may have changed the line endings.
    let found = match fs::read_to_string(path) {
        Ok(found) => found.replace("\r\n", "\n"),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure::file(path, &error)),
    };
    let name = path.display();
    if found == text {
        let report = json!({ "file": path, "is_current": true, "content": json });
        return Ok(Report::fine(format!("{name} is up to date"), report));
    }
    let changes = changes(&found, text);
    let shown = format!(
        "{name} is out of date; `--out {name}` in place of `--check {name}` writes it:\n{}",
        changes.join("\n")
    );
    let report = json!({ "file": path, "is_current": false, "changes": changes, "content": json });
    Ok(Report::new(Outcome::Wrong, shown, report))
}

fn write(path: &Path, text: &str, json: Value) -> Result<Report> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| fs::write(path, text)).map_err(|error| Failure::file(path, &error))?;
    let report = json!({ "file": path, "is_current": true, "content": json });
    Ok(Report::fine(format!("{} is written", path.display()), report))
}

/// Returns the lines that only one of two texts has.
fn changes(found: &str, text: &str) -> Vec<String> {
    let only_in = |these: &str, those: &str, mark: char| {
        let is_new = |line: &&str| !those.lines().any(|other| other == *line);
        these.lines().filter(is_new).map(|line| format!("  {mark} {line}")).collect::<Vec<_>>()
    };
    let mut changes = only_in(found, text, '-');
    changes.extend(only_in(text, found, '+'));
    if changes.is_empty() {
        changes.push("  the order of the lines differs".to_owned());
    }
    changes
}
