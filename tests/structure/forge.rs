//! The files for a public forge: they check each feature, and the version of Rust that the manifest names.

use std::{collections::BTreeSet, fs, path::Path};

use super::root;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the names of the facade's features, without `default`.
fn features() -> BTreeSet<String> {
    let manifest = read("Cargo.toml");
    let (_, section) = manifest.split_once("\n[features]\n").unwrap();
    let section = section.split("\n[").next().unwrap();
    let names = section.lines().filter_map(|line| Some(line.split_once(" = [")?.0.to_owned()));
    names.filter(|name| name != "default").collect()
}

#[test]
fn each_feature_is_checked_alone() {
    let workflow = read(".github/workflows/ci.yml");
    let (_, list) = workflow.split_once("        feature:\n").unwrap();
    let entries = list.lines().map_while(|line| line.trim().strip_prefix("- "));
    let checked: BTreeSet<String> = entries.map(|entry| entry.trim_matches('"').to_owned()).collect();
    let expected = features().into_iter().chain([String::new()]).collect();
    assert_eq!(checked, expected, ".github/workflows/ci.yml");
}

#[test]
fn each_feature_is_in_the_tables_for_users() {
    for page in ["README.md", "src/docs/index.md"] {
        let text = read(page);
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| `")).collect();
        let is_listed = |feature: &String| rows.iter().any(|row| row.contains(&format!("`{feature}`")));
        let missing: Vec<String> = features().into_iter().filter(|feature| !is_listed(feature)).collect();
        assert!(missing.is_empty(), "{page} does not list {missing:?}");
    }
}

#[test]
fn the_version_of_rust_is_the_same_everywhere() {
    let manifest = read("Cargo.toml");
    let (_, rest) = manifest.split_once("\nrust-version = \"").unwrap();
    let version = rest.split('"').next().unwrap();
    for page in ["README.md", "docs/guide/src/start.md"] {
        assert!(read(page).contains(&format!("Rust {version} or newer")), "{page}");
    }
    for workflow in [".github/workflows/ci.yml", ".github/workflows/fuzz.yml"] {
        let text = read(workflow);
        let installed =
            text.split("toolchain install ").skip(1).filter_map(|rest| rest.split_whitespace().next());
        let numbers: BTreeSet<&str> = installed.filter(|name| name.starts_with(char::is_numeric)).collect();
        assert_eq!(numbers, BTreeSet::from([version]), "{workflow}");
    }
}

/// Returns the folders of all lock files, of cargo and of npm, from the root.
fn locked(folder: &Path, found: &mut BTreeSet<String>) {
    const SKIPPED: [&str; 4] = ["target", "node_modules", ".git", ".venv"];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && !SKIPPED.contains(&name) {
            locked(&path, found);
        } else if ["Cargo.lock", "package-lock.json"].contains(&name) {
            let folder = folder.strip_prefix(root()).unwrap().to_str().unwrap();
            found.insert(format!("/{folder}"));
        }
    }
}

#[test]
fn every_lock_file_is_kept_up_to_date() {
    let settings = read(".github/dependabot.yml");
    let listed: BTreeSet<&str> = settings
        .lines()
        .filter_map(|line| {
            line.trim().trim_start_matches("directory: ").trim_start_matches("- ").strip_prefix('/')
        })
        .collect();
    let mut found = BTreeSet::new();
    locked(&root(), &mut found);
    let missing: Vec<_> = found.iter().filter(|folder| !listed.contains(&folder[1..])).collect();
    assert!(found.len() > 4 && missing.is_empty(), ".github/dependabot.yml does not list {missing:?}");
}
