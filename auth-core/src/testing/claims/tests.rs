//! Tests of records of claims, and of the changes that they allow.

use super::*;

fn shape(version: u32, claims: &[(&str, &str)]) -> Shape {
    let owned = |(name, ty): &(&str, &str)| ((*name).to_owned(), (*ty).to_owned());
    Shape { version, claims: claims.iter().map(owned).collect() }
}

#[track_caller]
fn check_lost(before: &[(&str, &str)], after: &[(&str, &str)], expected: &[&str]) {
    let lost = lost(&shape(1, before), &shape(1, after));
    assert_eq!(lost.len(), expected.len(), "{lost:#?}");
    for (line, expected) in lost.iter().zip(expected) {
        assert!(line.contains(expected), "{line}");
    }
    assert!(super::lost(&shape(1, before), &shape(2, after)).is_empty());
}

#[test]
fn changes_that_lose_tokens_are_reported() {
    check_lost(&[], &[("team", "text")], &["`team` is new"]);
    check_lost(&[("team", "text")], &[], &["`team` is gone"]);
    check_lost(&[("team", "text")], &[("group", "text")], &["rename = \"team\"", "`group` is new"]);
    check_lost(&[("id", "text")], &[("id", "u64")], &["`id` was `text` and is `u64`"]);
    check_lost(&[("id?", "text or null")], &[("id", "text")], &["was `text or null` and is `text`"]);
    check_lost(&[("admin?", "boolean")], &[("admin", "boolean")], &["is required now"]);
    check_lost(&[("role", r#""a" | "b""#)], &[("role", r#""a""#)], &["`role` was"]);
    assert!(lost(&shape(2, &[]), &shape(1, &[]))[0].contains("from 2 to 1"));
}

#[test]
fn other_changes_are_not_reported() {
    check_lost(&[], &[("team?", "text")], &[]);
    check_lost(&[("team", "text")], &[("team?", "text or null")], &[]);
    check_lost(&[("role", r#""a""#)], &[("role", r#""b" | "a""#)], &[]);
    check_lost(&[("role?", r#""a" or null"#)], &[("role?", r#""a" | "b" or null"#)], &[]);
}

/// A temporary folder, removed when it is dropped.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("auth-claims-{}", std::process::id())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_record_is_written_and_never_loses_a_session() {
    let folder = Folder::new();
    let path = folder.0.join("tests/claims.json");
    assert!(check::<()>(&path, false).unwrap_err().contains("AUTH_UPDATE=1"));
    check::<()>(&path, true).unwrap();
    check::<()>(&path, false).unwrap();

    record::write(&path, r#"{"version":1,"claims":{"admin":"boolean"}}"#).unwrap();
    for update in [false, true] {
        let message = check::<()>(&path, update).unwrap_err();
        assert!(
            message.contains("`admin` is gone") && message.contains("version = 2, migrate = from_v1"),
            "{message}"
        );
    }
    record::write(&path, "[]").unwrap();
    assert!(check::<()>(&path, true).unwrap_err().contains("is not a record"));
}
