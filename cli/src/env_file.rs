//! Files of variables such as `.env`: what they set, and lines that are added to them.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use crate::failure::{Failure, Result};

/// Returns the variables of a file, as their names and values.
pub(crate) fn read(path: &Path) -> Result<Vec<(String, String)>> {
    let text = fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    Ok(parse(&text))
}

/// Returns the variables of a file, or none if it does not exist.
pub(crate) fn read_if_exists(path: &Path) -> Result<Vec<(String, String)>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(parse(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Failure::file(path, &error)),
    }
}

fn parse(text: &str) -> Vec<(String, String)> {
    text.lines().filter_map(assignment).collect()
}

fn assignment(line: &str) -> Option<(String, String)> {
    let line = line.trim();
    let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
    let (name, value) = line.split_once('=')?;
    let name = name.trim_end();
    let is_name = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
    is_name.then(|| (name.to_owned(), unquoted(value.trim())))
}

/// Returns a value without its quotes, or without the comment behind it.
fn unquoted(value: &str) -> String {
    for quote in ['"', '\''] {
        if let Some((inner, _)) = value.strip_prefix(quote).and_then(|rest| rest.split_once(quote)) {
            return inner.to_owned();
        }
    }
    let end = value.find(" #").unwrap_or(value.len());
    value.split_at(end).0.trim_end().to_owned()
}

/// Adds a variable to a file. A new file is for its owner alone.
pub(crate) fn add(path: &Path, name: &str, value: &str) -> Result<()> {
    let failed = |error: io::Error| Failure::file(path, &error);
    let is_open = match fs::read(path) {
        Ok(before) => before.last().is_some_and(|last| *last != b'\n'),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(failed(error)),
    };
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(failed)?;
    let separator = if is_open { "\n" } else { "" };
    file.write_all(format!("{separator}{name}={value}\n").as_bytes()).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_shells_and_dotenv_read_them() {
        let text = "# a comment\nA=1\nexport B = two # of them\n C='x # y'\nD=\"q\" # z\nE=\n=no\nno line\nF=a=b#c\n";
        let read = parse(text);
        let read: Vec<(&str, &str)> =
            read.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(read, [("A", "1"), ("B", "two"), ("C", "x # y"), ("D", "q"), ("E", ""), ("F", "a=b#c")]);
    }

    #[test]
    fn a_variable_is_added_on_a_line_of_its_own() {
        let path = std::env::temp_dir().join(format!("cargo-auth-env-{}", std::process::id()));
        add(&path, "A", "1").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "A=1\n");
        fs::write(&path, "A=1").unwrap();
        add(&path, "B", "2").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "A=1\nB=2\n");
        fs::remove_file(path).unwrap();
    }
}
