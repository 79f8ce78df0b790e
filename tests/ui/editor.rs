//! Counts errors as an editor shows them. The compiler reports some errors several times; a terminal folds those that are
//! equal, and so does `trybuild`.

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

/// A line of `cargo check --message-format=json`.
#[derive(Deserialize)]
struct Line {
    target: Target,
    message: Message,
}

#[derive(Deserialize)]
struct Target {
    src_path: PathBuf,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    code: Option<serde::de::IgnoredAny>,
    spans: Vec<serde::de::IgnoredAny>,
}

/// Compiles the project that `trybuild` has left behind, with every mistake as a program, and returns the number of errors
/// of each.
pub(crate) fn errors() -> BTreeMap<PathBuf, usize> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("../../target"), PathBuf::from);
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([
            "check",
            "--offline",
            "--bins",
            "--keep-going",
            "--quiet",
            "--message-format=json",
            "--target-dir",
        ])
        .arg(target.join("tests/trybuild"))
        .current_dir(target.join("tests/trybuild/auth-ui-tests"))
        .env("RUSTFLAGS", "--cfg trybuild")
        .output()
        .expect("cargo runs");
    let mut errors = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(Line { target, message }) = serde_json::from_str(line) else { continue };
        let Ok(path) = target.src_path.strip_prefix(root) else { continue };
        // The summary, "aborting due to …", has neither code nor place.
        let is_error =
            message.level.starts_with("error") && (message.code.is_some() || !message.spans.is_empty());
        *errors.entry(path.to_owned()).or_insert(0) += usize::from(is_error);
    }
    errors
}
