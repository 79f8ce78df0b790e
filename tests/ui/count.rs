//! Reads what the compiler said about each mistake, as a user would: one error, in the user's words, and no
//! wall of text.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// All files below `ui` with an extension.
fn files(extension: &str) -> Vec<PathBuf> {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    let folders = fs::read_dir(ui).unwrap().map(|folder| folder.unwrap().path());
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>())
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

/// Words of a text: names with their underscores.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
}

/// What is wrong with a message, if anything is.
fn fault(text: &str) -> Option<&'static str> {
    let starts = |word: &str| text.lines().filter(|line| line.starts_with(word)).count();
    let is_hidden = |word: &str| word.starts_with("__");
    match () {
        () if starts("error") != 1 => Some("it is not exactly one error"),
        () if starts("warning") != 0 => Some("it warns besides"),
        () if words(text).any(is_hidden) => Some("it shows a hidden name"),
        () if text.contains("the following other types implement") => Some("it lists types"),
        () if text.lines().count() > 25 => Some("it is a wall of text"),
        () if !text.contains("--> ui/") => Some("it points nowhere"),
        () => None,
    }
}

#[test]
fn each_mistake_is_one_plain_error() {
    let faults: Vec<String> = files("stderr")
        .iter()
        .filter_map(|file| {
            let fault = fault(&fs::read_to_string(file).unwrap())?;
            Some(format!("{}: {fault}", file.display()))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn messages_and_mistakes_belong_together() {
    let mistakes: Vec<PathBuf> = files("rs").iter().map(|file| file.with_extension("")).collect();
    let messages: Vec<PathBuf> = files("stderr").iter().map(|file| file.with_extension("")).collect();
    assert!(mistakes.len() > 100, "the mistakes are gone");
    assert_eq!(mistakes, messages);
}

#[test]
fn faults_are_found() {
    let good = "error: no\n --> ui/a.rs:1:1\n";
    assert_eq!(fault(good), None);
    let wall = format!("{good}{}", "  |\n".repeat(25));
    for bad in [
        "",
        "error: a\nerror: b\n",
        "error: `__S`\n",
        "error: auth::__private::x\n",
        "error: a\nwarning: b\n",
        &wall,
    ] {
        assert!(fault(bad).is_some(), "{bad}");
    }
}
