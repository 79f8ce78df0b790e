//! The documents for auditors: each test that they name exists, each file that they link exists, and each protection
//! that they promise names a test.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::root;

/// The documents.
const PAPERS: [&str; 4] = ["SECURITY.md", "docs/asvs-5.0.md", "docs/rfc9700.md", "docs/threat-model.md"];

/// The first words of a cell, in a row that promises no protection by the library.
const NO_PROMISE: [&str; 4] = ["Application:", "Document:", "Not applicable:", "Not met:"];

/// The header of the column that names tests.
const TESTS: &str = "shown by";

/// A link of a document.
struct Link {
    /// The text of the link, without the marks of code.
    text: String,
    is_code: bool,
    target: String,
}

impl Link {
    /// Reads the links of a text.
    fn all(text: &str) -> Vec<Self> {
        text.match_indices("](").filter_map(|(at, _)| Self::around(text, at)).collect()
    }

    /// Reads the link whose text ends at `at`.
    fn around(text: &str, at: usize) -> Option<Self> {
        let (before, after) = text.split_at_checked(at)?;
        let (_, label) = before.rsplit_once('[')?;
        let (target, _) = after.strip_prefix("](")?.split_once(')')?;
        let code = label.strip_prefix('`').and_then(|label| label.strip_suffix('`'));
        Some(Self {
            text: code.unwrap_or(label).to_owned(),
            is_code: code.is_some(),
            target: target.to_owned(),
        })
    }

    /// Returns the file that the link leads to; `None` for a page of another site, or a place in the same document.
    fn file(&self, folder: &Path) -> Option<PathBuf> {
        let path = self.target.split('#').next().filter(|path| !path.is_empty() && !path.contains("://"))?;
        Some(folder.join(path))
    }

    /// Returns `true` if the link names a test: the name of a function, or that of a file, as code.
    fn is_test(&self) -> bool {
        self.is_code
            && !self.target.contains("://")
            && [".rs", ".mjs"].iter().any(|ending| self.target.ends_with(ending))
    }

    /// Returns what is wrong with the link.
    fn fault(&self, folder: &Path) -> Option<String> {
        let file = self.file(folder)?;
        let Ok(text) = (if file.is_dir() { Ok(String::new()) } else { fs::read_to_string(&file) }) else {
            return Some(format!("{} does not exist", self.target));
        };
        let is_script = file.file_name().is_some_and(|name| name == self.text.as_str());
        let missing = self.is_test() && !is_script && !has_test(&file, &text, &self.text);
        missing.then(|| format!("{} has no test `{}`", self.target, self.text))
    }
}

/// Returns `true` if a file has a test with this name: a function with an attribute of tests, or a case of the
/// contract suite.
fn has_test(file: &Path, text: &str, name: &str) -> bool {
    let Some((before, after)) = text.split_once(&format!("fn {name}(")) else { return false };
    let (before, start_of_line) = before.rsplit_once('\n').unwrap_or_default();
    let mut attributes = before.lines().rev().map(str::trim).take_while(|line| line.starts_with("#["));
    if attributes.any(|attribute| attribute.contains("test")) {
        return true;
    }
    let is_case = start_of_line.trim() == "pub(super) async" && after.starts_with("f: Fixture) -> Outcome");
    let suite = || fs::read_to_string(file.with_file_name("mod.rs")).unwrap_or_default();
    is_case && suite().split_whitespace().any(|word| word.trim_end_matches(';') == name)
}

/// Reads the documents: the name of each, its folder, and its text.
fn papers() -> Vec<(&'static str, PathBuf, String)> {
    let read = |name: &'static str| {
        let path = root().join(name);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, path.parent().unwrap().to_owned(), text)
    };
    PAPERS.map(read).into()
}

#[test]
fn each_test_that_a_document_names_exists() {
    let mut faults = Vec::new();
    for (name, folder, text) in papers() {
        let links = Link::all(&text);
        assert!(links.iter().any(Link::is_test), "{name} names no test");
        let found = links.iter().filter_map(|link| link.fault(&folder));
        faults.extend(found.map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_protection_names_a_test() {
    let bare: Vec<String> = papers()
        .into_iter()
        .flat_map(|(name, _, text)| {
            let rows = rows_without_a_test(&text).into_iter().map(|row| format!("{name}: {row}"));
            rows.collect::<Vec<_>>()
        })
        .collect();
    assert!(bare.is_empty(), "no test is named:\n{}", bare.join("\n"));
}

/// Returns the rows that promise a protection and name no test, in the tables whose last column is for tests.
fn rows_without_a_test(text: &str) -> Vec<&str> {
    let mut bare = Vec::new();
    let mut is_list_of_tests = false;
    let mut previous_is_row = false;
    for line in text.lines() {
        let is_row = line.starts_with('|');
        if is_row && !previous_is_row {
            is_list_of_tests = cells(line).next_back() == Some(TESTS);
        } else if is_row && is_list_of_tests && !line.starts_with("| ---") {
            let promises_nothing =
                cells(line).any(|cell| NO_PROMISE.iter().any(|word| cell.starts_with(word)));
            if !promises_nothing && !Link::all(line).iter().any(Link::is_test) {
                bare.push(line);
            }
        }
        previous_is_row = is_row;
    }
    bare
}

/// Returns the cells of a row.
fn cells(row: &str) -> impl DoubleEndedIterator<Item = &str> {
    row.trim().trim_matches('|').split('|').map(str::trim)
}

#[test]
fn links_and_rows_are_read() {
    let text = "[a b](c.md), [`d`](../e/f.rs) and [`g`](https://h.example/i.rs)";
    let links = Link::all(text);
    let read: Vec<_> =
        links.iter().map(|link| (link.text.as_str(), link.target.as_str(), link.is_test())).collect();
    let expected = [("a b", "c.md", false), ("d", "../e/f.rs", true), ("g", "https://h.example/i.rs", false)];
    assert_eq!(read, expected);
    assert_eq!(links.iter().filter_map(|link| link.file(Path::new("x"))).count(), 2);

    let table = "\
        | number | how it is met | shown by |\n| --- | --- | --- |\n\
        | 1 | It is. | [`d`](e.rs) |\n| 2 | It is, too. | |\n| 3 | Not met: it is hard. | |\n\n\
        | number | reason |\n| --- | --- |\n| 4 | None. |\n";
    assert_eq!(rows_without_a_test(table), ["| 2 | It is, too. | |"]);
}

#[test]
fn a_test_has_an_attribute_or_is_a_case() {
    let text = "fn no() {}\n#[test]\nfn yes() {}\n#[tokio::test]\n#[ignore]\nasync fn late() {}\n";
    let found = ["no", "yes", "late", "ye"].map(|name| has_test(Path::new("x.rs"), text, name));
    assert_eq!(found, [false, true, true, false]);
}
