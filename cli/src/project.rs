//! The program to ask: found by cargo's metadata, and built.

use std::{
    env,
    ffi::OsString,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde::Deserialize;

use crate::{
    arguments::Target,
    failure::{Failure, Result},
};

/// A program of a package.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Program {
    pub(crate) package: String,
    pub(crate) name: String,
    kind: Kind,
    manifest: PathBuf,
    /// `true` if the package itself depends on the library.
    pub(crate) has_library: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Binary,
    Example,
}

impl Kind {
    fn flag(self) -> &'static str {
        if self == Self::Binary { "--bin" } else { "--example" }
    }

    fn word(self) -> &'static str {
        if self == Self::Binary { "bin" } else { "example" }
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_default_members: Vec<String>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    manifest_path: PathBuf,
    default_run: Option<String>,
    targets: Vec<CargoTarget>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct CargoTarget {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
}

/// Returns cargo, as it has called this command.
fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Runs cargo, and returns what it prints.
fn output_of(mut command: Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| Failure::new("cargo", format!("cargo cannot be run: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let text = text.trim().trim_start_matches("error: ");
    if text.contains("could not find `Cargo.toml`") {
        return Err(Failure::new(
            "no_project",
            "there is no project here: run the command in the folder of your application, name its `Cargo.toml` by \
             `--manifest-path …`, or make one by `cargo auth new my-app`",
        ));
    }
    Err(Failure::new("cargo", format!("cargo cannot read the project: {text}")))
}

/// Finds the program that the arguments name.
pub(crate) fn find(target: &Target) -> Result<Program> {
    let at = |command: &mut Command| {
        if let Some(path) = &target.manifest_path {
            command.arg("--manifest-path").arg(path);
        }
    };
    let mut locate = cargo();
    locate.args(["locate-project", "--message-format", "plain"]);
    at(&mut locate);
    let manifest = PathBuf::from(output_of(locate)?.trim());
    let mut metadata = cargo();
    metadata.args(["metadata", "--format-version", "1", "--no-deps"]);
    at(&mut metadata);
    let metadata = output_of(metadata)?;
    let metadata: Metadata = serde_json::from_str(&metadata)
        .map_err(|error| Failure::new("cargo", format!("the metadata of cargo cannot be read: {error}")))?;
    choose(metadata, &manifest, target)
}

fn choose(metadata: Metadata, manifest: &Path, target: &Target) -> Result<Program> {
    let Metadata { packages, workspace_default_members: defaults } = metadata;
    let is_wanted = |package: &&Package| match &target.package {
        Some(name) => package.name == *name,
        None => package.manifest_path == manifest,
    };
    let mut wanted: Vec<&Package> = packages.iter().filter(is_wanted).collect();
    if wanted.is_empty() && target.package.is_none() {
        wanted = packages.iter().filter(|package| defaults.contains(&package.id)).collect();
    }
    if let (Some(name), true) = (&target.package, wanted.is_empty()) {
        let names = list(packages.iter().map(|package| package.name.as_str()));
        return Err(Failure::new(
            "no_package",
            format!("the workspace has no package `{name}`; it has {names}"),
        ));
    }
    let (kind, name) = match (&target.bin, &target.example) {
        (_, Some(example)) => (Kind::Example, Some(example)),
        (bin, None) => (Kind::Binary, bin.as_ref()),
    };
    let programs: Vec<(&Package, &str)> = wanted
        .iter()
        .flat_map(|package| programs_of(package, kind).map(move |name| (*package, name)))
        .collect();
    let default = match wanted.as_slice() {
        [only] if kind == Kind::Binary => only.default_run.as_ref(),
        _ => None,
    };
    let named: Vec<_> = match name.or(default) {
        Some(name) => programs.iter().filter(|(_, program)| program == name).copied().collect(),
        None => programs.clone(),
    };
    let commands = |programs: &[(&Package, &str)]| {
        let command =
            |(package, name): &(&Package, &str)| format!("\n  -p {} {} {name}", package.name, kind.flag());
        programs.iter().map(command).collect::<String>()
    };
    match named.as_slice() {
        [(package, name)] => Ok(Program {
            package: package.name.clone(),
            name: (*name).to_owned(),
            kind,
            manifest: package.manifest_path.clone(),
            has_library: package.dependencies.iter().any(|dependency| dependency.name == "typed-auth"),
        }),
        [] if programs.is_empty() => Err(Failure::new(
            "no_program",
            format!("the project has no {}: the command asks a program, so name one by `-p …`", kind.word()),
        )),
        [] => {
            let programs = commands(&programs);
            Err(Failure::new("no_program", format!("there is no such program; there are{programs}")))
        }
        several => {
            let programs = commands(several);
            Err(Failure::new(
                "several_programs",
                format!("there are several programs: choose one of{programs}"),
            ))
        }
    }
}

fn programs_of(package: &Package, kind: Kind) -> impl Iterator<Item = &str> {
    let is_program = move |target: &&CargoTarget| target.kind.iter().any(|found| found == kind.word());
    package.targets.iter().filter(is_program).map(|target| target.name.as_str())
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Message {
    CompilerArtifact {
        target: CargoTarget,
        executable: Option<PathBuf>,
    },
    #[serde(other)]
    Other,
}

impl Program {
    /// Returns the folder of the package.
    pub(crate) fn folder(&self) -> &Path {
        self.manifest.parent().unwrap_or(Path::new("."))
    }

    /// Builds the program, and returns its file. Cargo shows its progress, and the errors of the compiler.
    pub(crate) fn build(&self, arguments: &[String]) -> Result<PathBuf> {
        let mut command = cargo();
        command.args(["build", "--message-format", "json-render-diagnostics", "--manifest-path"]);
        command.arg(&self.manifest).args(["--package", &self.package, self.kind.flag(), &self.name]);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped());
        let failed = |error| Failure::new("cargo", format!("cargo cannot be run: {error}"));
        let mut child = command.spawn().map_err(failed)?;
        let messages = child.stdout.take().map(|stdout| BufReader::new(stdout).lines());
        let mut file = None;
        for line in messages.into_iter().flatten().map_while(std::io::Result::ok) {
            if let Ok(Message::CompilerArtifact { target, executable: Some(executable) }) =
                serde_json::from_str(&line)
                && target.name == self.name
                && target.kind.iter().any(|kind| kind == self.kind.word())
            {
                file = Some(executable);
            }
        }
        let status = child.wait().map_err(failed)?;
        file.filter(|_| status.success()).ok_or_else(|| {
            Failure::new(
                "not_built",
                format!(
                    "`{}` does not compile: the errors are above; arguments of cargo, such as features, follow `--`",
                    self.name
                ),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn metadata(packages: &[(&str, &[&str], Option<&str>)]) -> Metadata {
        let package = |(name, bins, default): &(&str, &[&str], Option<&str>)| {
            let targets: Vec<_> = bins.iter().map(|bin| json!({ "name": bin, "kind": ["bin"] })).collect();
            json!({
                "id": name, "name": name, "manifest_path": format!("/w/{name}/Cargo.toml"), "default_run": default,
                "targets": targets, "dependencies": [{ "name": "typed-auth" }],
            })
        };
        let packages: Vec<_> = packages.iter().map(package).collect();
        let members: Vec<_> = packages.iter().map(|package| package["id"].clone()).collect();
        serde_json::from_value(json!({ "packages": packages, "workspace_default_members": members })).unwrap()
    }

    fn target(package: Option<&str>, bin: Option<&str>) -> Target {
        Target {
            package: package.map(str::to_owned),
            bin: bin.map(str::to_owned),
            example: None,
            manifest_path: None,
            env_file: None,
            timeout: 1,
            cargo: Vec::new(),
        }
    }

    fn chosen(here: &str, package: Option<&str>, bin: Option<&str>) -> std::result::Result<String, String> {
        let metadata = metadata(&[
            ("one", &["one"], None),
            ("two", &["a", "b"], None),
            ("three", &["c", "d"], Some("d")),
            ("none", &[], None),
        ]);
        let program = choose(metadata, Path::new(here), &target(package, bin));
        program.map(|program| program.name).map_err(|failure| format!("{}: {failure}", failure.code))
    }

    #[test]
    fn the_program_is_that_of_cargo_run() {
        assert_eq!(chosen("/w/one/Cargo.toml", None, None).unwrap(), "one");
        assert_eq!(chosen("/w/Cargo.toml", Some("one"), None).unwrap(), "one");
        assert_eq!(chosen("/w/two/Cargo.toml", None, Some("b")).unwrap(), "b");
        assert_eq!(chosen("/w/three/Cargo.toml", None, None).unwrap(), "d", "default-run");
        assert_eq!(chosen("/w/three/Cargo.toml", None, Some("c")).unwrap(), "c");
        assert_eq!(chosen("/w/Cargo.toml", None, Some("a")).unwrap(), "a", "the root of a workspace");
    }

    #[test]
    fn a_choice_is_shown() {
        let several = chosen("/w/two/Cargo.toml", None, None).unwrap_err();
        assert!(
            several.starts_with("several_programs") && several.contains("\n  -p two --bin b"),
            "{several}"
        );
        let root = chosen("/w/Cargo.toml", None, None).unwrap_err();
        assert!(root.contains("\n  -p one --bin one") && root.contains("\n  -p three --bin c"), "{root}");
        assert!(chosen("/w/one/Cargo.toml", None, Some("x")).unwrap_err().starts_with("no_program"));
        assert!(chosen("/w/none/Cargo.toml", None, None).unwrap_err().starts_with("no_program"));
        let unknown = chosen("/w/one/Cargo.toml", Some("x"), None).unwrap_err();
        assert!(unknown.starts_with("no_package") && unknown.contains("`two`"), "{unknown}");
    }
}
