//! The commands that only work on files, and the help.

use std::{fs, process::Command};

use crate::site::{FAILED, FINE, USAGE, WRONG, empty, run};

#[test]
fn help_has_examples_and_exit_codes() {
    let folder = empty("help");
    let help = run(&folder, &["--help"], &[]).with(FINE);
    assert!(help.out.contains("Exit codes:") && help.out.contains("Usage: cargo auth"), "{}", help.out);
    for command in ["new", "secret", "doctor", "migrate", "types", "routes", "size"] {
        let help = run(&folder, &[command, "--help"], &[]).with(FINE);
        assert!(help.out.contains(&format!("Examples:\n  cargo auth {command}")), "{}", help.out);
    }
    run(&folder, &[], &[]).with(USAGE);
    let mistake = run(&folder, &["docter"], &[]).with(USAGE);
    assert!(mistake.err.contains("'doctor'"), "{}", mistake.err);
}

#[test]
fn a_secret_is_printed() {
    let folder = empty("secret-printed");
    let ran = run(&folder, &["secret"], &[]).with(FINE);
    assert_eq!(ran.out.trim().len(), 44, "{}", ran.out);
    assert!(ran.err.is_empty() && fs::read_dir(&folder).unwrap().next().is_none());
    assert_ne!(run(&folder, &["secret"], &[]).out, ran.out);
    let json = run(&folder, &["secret", "--json"], &[]).with(FINE).json();
    assert!(json["secret"].as_str().unwrap().len() == 44 && json["variable"] == "AUTH_SECRET");
    let rotated = run(&folder, &["secret", "--rotate"], &[("AUTH_SECRET", "old")]).with(FINE);
    assert!(rotated.out.starts_with("AUTH_SECRET_1=") && rotated.err.contains("the old one still decrypts"));
    run(&folder, &["secret", "--rotate"], &[]).with(WRONG);
}

#[test]
fn a_secret_is_written_once_and_rotated() {
    let folder = empty("secret-written");
    let env = || fs::read_to_string(folder.join(".env")).unwrap();
    fs::write(folder.join(".env"), "# mine\nAUTH_URL=http://localhost:3000").unwrap();
    let ran = run(&folder, &["secret", "--write"], &[]).with(FINE);
    let first = env();
    let secret = first.lines().last().unwrap().strip_prefix("AUTH_SECRET=").unwrap().to_owned();
    assert!(first.starts_with("# mine\nAUTH_URL=http://localhost:3000\n") && secret.len() == 44, "{first}");
    assert!(ran.out.contains("AUTH_SECRET is written") && !ran.out.contains(&secret));
    let again = run(&folder, &["secret", "--write"], &[]).with(WRONG);
    assert!(again.err.contains("--rotate") && env() == first, "{}", again.err);
    run(&folder, &["secret", "--write", "--rotate"], &[]).with(FINE);
    run(&folder, &["secret", "--write", "--rotate"], &[]).with(FINE);
    let names: Vec<String> =
        env().lines().filter_map(|line| Some(line.split_once('=')?.0.to_owned())).collect();
    assert_eq!(names, ["AUTH_URL", "AUTH_SECRET", "AUTH_SECRET_1", "AUTH_SECRET_2"]);
    run(&folder, &["secret", "--write", "--rotate"], &[]).with(FINE);
    let last = run(&folder, &["secret", "--write", "--rotate", "--json"], &[]).with(WRONG).json();
    assert_eq!(last["error"]["code"], "rotation");
    run(&folder, &["secret", "--write", "no/such/folder/.env"], &[]).with(FAILED);
}

/// Git's repository is of the test, not that of the checkout.
#[test]
fn a_file_that_git_does_not_ignore_is_warned_of() {
    let folder = empty("secret-in-git");
    let git = |arguments: &[&str]| {
        Command::new("git")
            .current_dir(&folder)
            .args(arguments)
            .output()
            .is_ok_and(|output| output.status.success())
    };
    assert!(git(&["init", "--quiet"]));
    let ran = run(&folder, &["secret", "--write"], &[]).with(FINE);
    assert!(ran.err.contains("git does not ignore `.env`"), "{}", ran.err);
    fs::write(folder.join(".gitignore"), "*.local\n").unwrap();
    let ran = run(&folder, &["secret", "--write", "my.local"], &[]).with(FINE);
    assert!(!ran.err.contains("git"), "{}", ran.err);
}

#[test]
fn a_project_is_made_in_an_empty_folder_only() {
    let folder = empty("new");
    run(&folder, &["new", "full"], &[]).with(FINE);
    let made = |name: &str| fs::read_to_string(folder.join("full").join(name)).unwrap();
    assert!(made("Cargo.toml").contains(concat!(
        "typed-auth = { version = \"",
        env!("CARGO_PKG_VERSION"),
        "\""
    )));
    assert!(made(".gitignore").lines().any(|line| line == "/.env") && made(".env").contains("AUTH_SECRET="));
    let again = run(&folder, &["new", "full"], &[]).with(FAILED);
    assert!(again.err.contains("exists already"), "{}", again.err);
    run(&folder, &["new", "2nd"], &[]).with(FAILED);
    run(&folder, &["new", "auth"], &[]).with(FAILED);
    run(&folder, &["new", "x", "--with", "fax"], &[]).with(USAGE);
    run(&folder, &["new", "x", "--store", "drawer"], &[]).with(USAGE);
    let library = run(&folder, &["new", "x", "--library", "full"], &[]).with(FAILED);
    assert!(library.err.contains("is not a checkout"), "{}", library.err);
    run(&folder, &["new", "y", "--git", "https://example.com/repository"], &[]).with(FINE);
    let manifest = fs::read_to_string(folder.join("y/Cargo.toml")).unwrap();
    assert!(manifest.contains("git = \"https://example.com/repository\""), "{manifest}");
}
