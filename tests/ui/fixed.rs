//! The words after "write" in the messages. Each of them is applied to its mistake in `tests/fixed`, whose files compile.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::mistake::{self, Mistake};

/// Returns what a message says to write, apart from patterns such as `Can<…>`, which no code contains.
fn advised(message: &str) -> Vec<String> {
    let mut advised = Vec::new();
    for part in message.split("rite `").skip(1).chain(message.split("Did you mean `").skip(1)) {
        let mut rest = part;
        while let Some((word, after)) = rest.split_once('`') {
            if !word.contains('…') && !advised.iter().any(|known| known == word) {
                advised.push(word.to_owned());
            }
            let Some(next) = ["` or `", "`, `", "` and `"]
                .iter()
                .find_map(|joint| after.strip_prefix(joint.strip_prefix('`').unwrap_or(joint)))
            else {
                break;
            };
            rest = next;
        }
    }
    advised
}

/// Returns a text without white space, which `rustfmt` decides.
fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Returns the path of the mended mistake for each piece of advice, relative to `tests/fixed`.
fn mended(mistake: &Mistake) -> Vec<(PathBuf, String)> {
    let path = |index: usize| match index {
        0 => mistake.path.clone(),
        index => {
            let stem = mistake.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            mistake.path.with_file_name(format!("{stem}_{}.rs", index + 1))
        }
    };
    advised(&crate::message::advice(&mistake.message()))
        .into_iter()
        .enumerate()
        .map(|(index, words)| (path(index), words))
        .collect()
}

#[test]
fn everything_that_a_message_says_to_write_compiles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixed");
    let modules = dense(&fs::read_to_string(root.join("lib.rs")).unwrap());
    let wanted: Vec<_> = mistake::all().iter().flat_map(mended).collect();
    assert!(wanted.len() > 90, "only {} messages say what to write", wanted.len());
    let faults: Vec<String> = wanted
        .into_iter()
        .filter_map(|(path, words)| {
            let stem = path.file_stem()?.to_str()?;
            let shown = path.display();
            match fs::read_to_string(root.join(&path)) {
                Err(_) => Some(format!("tests/fixed/{shown} is missing, with `{words}`")),
                Ok(code) if !dense(&code).contains(&dense(&words)) => {
                    Some(format!("tests/fixed/{shown} does not contain `{words}`"))
                }
                Ok(_) if !modules.contains(&format!("mod{stem};")) => {
                    Some(format!("tests/fixed/lib.rs does not name {shown}"))
                }
                Ok(_) => None,
            }
        })
        .collect();
    assert!(faults.is_empty(), "{} of them\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn advice_is_found() {
    let advice =
        advised("write `a: B` or `c = D`, not `e`; Did you mean `f`?\n = note: write `Can<…>`, or `g`");
    assert_eq!(advice, ["a: B", "c = D", "f"]);
}
