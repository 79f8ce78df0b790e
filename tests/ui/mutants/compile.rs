//! Compiles one file with `rustc` against the libraries that `cargo` has built.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use serde::Deserialize;

/// A message of the compiler.
#[derive(Deserialize)]
pub(super) struct Message {
    pub(super) message: String,
    pub(super) level: String,
    pub(super) code: Option<Code>,
    pub(super) spans: Vec<Span>,
    pub(super) children: Vec<Message>,
    pub(super) rendered: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Code {
    pub(super) code: String,
}

/// A place that a message shows.
#[derive(Deserialize)]
pub(super) struct Span {
    pub(super) file_name: String,
    pub(super) byte_start: usize,
    pub(super) byte_end: usize,
    pub(super) is_primary: bool,
    pub(super) label: Option<String>,
    pub(super) expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
pub(super) struct Expansion {
    pub(super) span: Span,
}

#[derive(Deserialize)]
struct Artifact {
    target: Target,
    filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Where the libraries are, found once.
pub(super) struct Compiler {
    folder: PathBuf,
    libraries: Vec<(String, PathBuf)>,
}

impl Compiler {
    pub(super) fn get() -> &'static Self {
        static COMPILER: OnceLock<Compiler> = OnceLock::new();
        COMPILER.get_or_init(|| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
            let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
                .args([
                    "build",
                    "--offline",
                    "--quiet",
                    "--package",
                    "auth-ui-tests",
                    "--lib",
                    "--message-format=json",
                ])
                .current_dir(&root)
                .output()
                .expect("cargo runs");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let mut libraries = Vec::new();
            for line in String::from_utf8_lossy(&output.stdout).lines() {
                let Ok(Artifact { target, filenames }) = serde_json::from_str(line) else { continue };
                let name = target.name.replace('-', "_");
                let file = filenames.into_iter().find(|file| file.extension().is_some_and(|it| it == "rlib"));
                if ["auth", "actix_web", "axum", "serde", "tokio"].contains(&name.as_str()) {
                    libraries.extend(file.map(|file| (name, file)));
                }
            }
            let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
            let folder = target.join("tests/mutants");
            fs::create_dir_all(&folder).unwrap();
            Self { folder, libraries }
        })
    }

    /// Returns the messages for a file, which is written under a name that no other thread uses.
    pub(super) fn messages(&self, name: &str, source: &str) -> Vec<Message> {
        let path = self.folder.join(format!("{name}.rs"));
        fs::write(&path, source).unwrap();
        let dependencies = self.libraries.first().and_then(|(_, file)| file.parent()).unwrap();
        let mut command = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        command
            .args(["--edition", "2024", "--crate-type", "lib", "--crate-name", "mutant", "--emit=metadata"])
            .args(["--error-format=json", "-o"])
            .arg(path.with_extension("rmeta"))
            .arg("-L")
            .arg(format!("dependency={}", dependencies.display()))
            .arg(&path);
        for (name, file) in &self.libraries {
            command.arg("--extern").arg(format!("{name}={}", file.display()));
        }
        let output = command.current_dir(&self.folder).output().expect("rustc runs");
        let lines = String::from_utf8_lossy(&output.stderr).into_owned();
        lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }
}

impl Message {
    /// Returns `true` for an error, and `false` for the summary at the end and for warnings.
    pub(super) fn is_error(&self) -> bool {
        self.level.starts_with("error") && (self.code.is_some() || !self.spans.is_empty())
    }
}
