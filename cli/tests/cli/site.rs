//! The projects of the tests, below the target directory, and the command that runs there.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// The exit codes of the command.
pub(crate) const FINE: i32 = 0;
pub(crate) const WRONG: i32 = 1;
pub(crate) const USAGE: i32 = 2;
pub(crate) const FAILED: i32 = 3;

/// The secret of the applications, which no output may have.
pub(crate) const SECRET: &str = "a secret of these tests, longer than 32 bytes";

/// The checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// The folder for the files of tests, which is kept between runs.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cargo-auth")
}

/// A lock that the tests of several processes take in turn. It is given back when the file is closed.
pub(crate) fn turn() -> File {
    fs::create_dir_all(folder()).unwrap();
    let file = File::create(folder().join("lock")).unwrap();
    file.lock().unwrap();
    file
}

/// An empty folder of a test.
pub(crate) fn empty(name: &str) -> PathBuf {
    let path = folder().join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// Writes a file, unless it has the text already: cargo would build anew.
pub(crate) fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Makes a workspace of the folders in it, with the dependencies of the checkout.
pub(crate) fn make_workspace(folder: &Path, members: &[&str]) {
    let members: Vec<String> = members.iter().map(|member| format!("{member:?}")).collect();
    let profile = "[profile.dev]\ndebug = \"line-tables-only\"\n";
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n{profile}", members.join(", "));
    write(&folder.join("Cargo.toml"), &manifest);
    // Cargo removes from the copy what the workspace does not need, so the original is kept next to it.
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    if fs::read_to_string(folder.join("Cargo.lock.origin")).ok().as_ref() != Some(&lock) {
        write(&folder.join("Cargo.lock"), &lock);
        write(&folder.join("Cargo.lock.origin"), &lock);
    }
}

/// Returns the application of the tests, in a workspace of its own.
pub(crate) fn fixture() -> PathBuf {
    let _turn = turn();
    let site = folder().join("fixture");
    make_workspace(&site, &["application"]);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/fixture");
    let application = site.join("application");
    let manifest = fs::read_to_string(source.join("Cargo.toml")).unwrap();
    let manifest = manifest.replace("@root@", &root().to_string_lossy().replace('\\', "/"));
    write(&application.join("Cargo.toml"), &manifest);
    for entry in fs::read_dir(source.join("src/bin")).unwrap() {
        let entry = entry.unwrap();
        let text = fs::read_to_string(entry.path()).unwrap();
        write(&application.join("src/bin").join(entry.file_name()), &text);
    }
    application
}

/// What a command has printed, and its exit code.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Returns the JSON, of a command with `--json`.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.out, self.err))
    }

    /// Checks the exit code.
    pub(crate) fn with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self
    }
}

/// Returns a command without variables of the library, whose builds are those of the checkout.
pub(crate) fn clean(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    let is_ours = |name: &str| name.contains("AUTH") || name == "DATABASE_URL";
    for name in
        std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(|name| is_ours(name))
    {
        command.env_remove(name);
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    // Cargo sets these for tests, and its own `cargo` would be found by them.
    command.env_remove("CARGO_MANIFEST_DIR").env("CARGO_TARGET_DIR", target).env("CARGO_TERM_COLOR", "never");
    command.current_dir(folder);
    command
}

/// Runs `cargo auth` in a folder, with variables.
pub(crate) fn run(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut command = clean(Path::new(env!("CARGO_BIN_EXE_cargo-auth")), folder);
    command.arg("auth").args(arguments).envs(variables.iter().copied());
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Asks a program of the fixture, with its secret and its URL. No output has the secret.
pub(crate) fn ask(program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let known = [("AUTH_SECRET", SECRET), ("AUTH_URL", "http://localhost:3000")];
    let variables: Vec<_> = known.into_iter().chain(variables.iter().copied()).collect();
    let mut all = arguments.to_vec();
    let end = all.iter().position(|argument| *argument == "--").unwrap_or(all.len());
    all.splice(end..end, ["--bin", program]);
    let ran = run(&fixture(), &all, &variables);
    assert!(!ran.out.contains(SECRET) && !ran.err.contains(SECRET), "{}{}", ran.out, ran.err);
    ran
}
