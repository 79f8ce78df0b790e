//! Each file in a folder here contains one mistake, and the `.stderr` file next to it the compiler's message.
//!
//! The messages come from the compiler version of the workspace. `TRYBUILD=overwrite` rewrites them. Read them, then
//! update the counts with `UI_README=overwrite`. `README.md` explains the criteria.

#![cfg(test)]

mod editor;
mod features_off;
mod fixed;
mod message;
mod mistake;
mod mutants;
mod table;

use std::{env, fs, path::Path};

use self::{message::Judgement, mistake::Mistake};

/// Reads and judges all mistakes. Panics if a file has no headers.
fn judged() -> Vec<(Mistake, Judgement)> {
    let judged = |mistake: Mistake| {
        let judgement = Judgement::of(&mistake);
        (mistake, judgement)
    };
    mistake::all().into_iter().map(judged).collect()
}

#[test]
fn each_mistake_has_the_message_next_to_it_and_is_one_error_in_an_editor() {
    let cases = trybuild::TestCases::new();
    for mistake in mistake::all() {
        cases.compile_fail(mistake.path);
    }
    // Compares the messages, and leaves the project behind.
    drop(cases);
    let repeated: Vec<String> = editor::errors()
        .into_iter()
        .filter(|(path, errors)| *errors != 1 && !path.starts_with("beyond"))
        .map(|(path, errors)| format!("{}: {errors} errors", path.display()))
        .collect();
    assert!(repeated.is_empty(), "{} of them\n{}", repeated.len(), repeated.join("\n"));
}

#[test]
fn each_mistake_is_one_plain_error() {
    let faults: Vec<String> = judged()
        .iter()
        .filter(|(mistake, _)| !mistake.is_beyond())
        .filter_map(|(mistake, judgement)| {
            Some(format!("{}: {}", mistake.path.display(), judgement.fault()?))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn messages_and_mistakes_belong_together() {
    let (mistakes, messages) = (mistake::files("rs"), mistake::files("stderr"));
    let stems = |files: Vec<std::path::PathBuf>| -> Vec<_> {
        files.into_iter().map(|file| file.with_extension("")).collect()
    };
    assert!(mistakes.len() > 250, "mistakes are missing");
    assert_eq!(stems(mistakes), stems(messages));
}

#[test]
fn messages_are_short_and_most_are_perfect() {
    let mut judged = judged();
    judged.retain(|(mistake, _)| !mistake.is_beyond());
    let lines = |of_types: bool| {
        let chosen = judged.iter().filter(|(_, judgement)| !of_types || judgement.of_types);
        table::median(chosen.map(|(_, judgement)| judgement.lines).collect())
    };
    assert!(lines(false) <= 8, "the median of all is {} lines", lines(false));
    assert!(lines(true) <= 15, "the median of the type checker's is {} lines", lines(true));
    for (of_types, share) in [(false, 97), (true, 95)] {
        let chosen: Vec<_> = judged.iter().filter(|(_, it)| !of_types || it.of_types).collect();
        let perfect = chosen.iter().filter(|(_, it)| it.is_perfect()).count();
        assert!(perfect * 100 >= chosen.len() * share, "{perfect} of {} are perfect", chosen.len());
    }
}

#[test]
fn the_readme_counts_what_is_there() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let written = fs::read_to_string(&path).unwrap();
    let counted = table::readme(&written, &judged());
    if env::var_os("UI_README").is_some_and(|wish| wish == "overwrite") {
        fs::write(&path, &counted).unwrap();
    } else {
        assert!(written == counted, "README.md is stale: `UI_README=overwrite cargo test -p auth-ui-tests`");
    }
}
