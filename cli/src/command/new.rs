//! `cargo auth new`: a project that runs.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::json;

use crate::{
    arguments::{New, Store, Way},
    failure::{Failure, Result},
    report::Report,
    template::{Library, Project},
};

pub(crate) fn run(options: &New) -> Result<Report> {
    let name = options.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    check_name(name)?;
    let library = match (&options.library, &options.git) {
        (Some(path), _) => Library::Path(checkout(path)?),
        (None, Some(url)) => Library::Git(url.clone()),
        (None, None) => Library::Release(env!("CARGO_PKG_VERSION").to_owned()),
    };
    let mut ways = options.with.clone();
    ways.sort_unstable();
    ways.dedup();
    let project = Project { name: name.to_owned(), ways, store: options.store, library };
    write(&options.path, &project)?;
    let path = options.path.display();
    let github = if project.ways.contains(&Way::Github) {
        "\nSign-in through GitHub needs AUTH_GITHUB_ID and AUTH_GITHUB_SECRET: `.env` says where to get them.\n"
    } else {
        ""
    };
    let postgres = if project.store == Store::Postgres {
        "\nThe database is that of DATABASE_URL in `.env`, which must exist.\n"
    } else {
        ""
    };
    let text = format!(
        "{path} is ready:\n\n  cd {path}\n  cargo run              # http://localhost:3000\n  cargo test             # who may \
         call what\n  cargo auth doctor      # what is wrong, if anything\n{github}{postgres}"
    );
    Ok(Report::fine(text, json!({ "name": project.name, "path": options.path })))
}

/// Writes the files of a project. An existing folder must be empty.
fn write(folder: &Path, project: &Project) -> Result<()> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) => {
            return Err(Failure::new(
                "exists",
                format!("`{}` exists already, and is not empty: choose another folder", folder.display()),
            ));
        }
        Ok(false) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::file(folder, &error)),
    }
    for (name, text) in project.files(&super::secret::generate()?) {
        let path = folder.join(name);
        let parent = path.parent().map_or(Ok(()), fs::create_dir_all);
        let written = parent.and_then(|()| fs::write(&path, text)).and_then(|()| restrict(name, &path));
        written.map_err(|error| Failure::file(&path, &error))?;
    }
    format(folder);
    Ok(())
}

/// Keeps the file with the secret from other users of this machine.
fn restrict(name: &str, path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if name == ".env" {
        fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    }
    let _ = (name, path);
    Ok(())
}

/// Formats the sources, if the toolchain can.
fn format(folder: &Path) {
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.current_dir(folder).args(["--edition", "2024", "src/main.rs"]);
    let _ = rustfmt.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
}

/// Returns the absolute path of a checkout of the library.
fn checkout(path: &Path) -> Result<String> {
    let absolute = path.canonicalize().map_err(|error| Failure::file(path, &error))?;
    let manifest = fs::read_to_string(absolute.join("Cargo.toml")).unwrap_or_default();
    if !manifest.contains("name = \"typed-auth\"") {
        return Err(Failure::new(
            "no_library",
            format!(
                "`{}` is not a checkout of `typed-auth`: name the folder that has its `Cargo.toml`",
                path.display()
            ),
        ));
    }
    // Windows begins absolute paths with `\\?\`, which cargo does not read.
    let absolute = absolute.to_string_lossy().replace('\\', "/");
    Ok(absolute.trim_start_matches("//?/").to_owned())
}

/// Names that cargo refuses, or that hide the library or a crate that the project uses.
const TAKEN: [&str; 10] =
    ["auth", "typed-auth", "axum", "tokio", "dotenvy", "sqlx", "test", "core", "std", "tracing-subscriber"];

fn check_name(name: &str) -> Result<()> {
    let is_plain = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
    if !is_plain {
        return Err(Failure::new(
            "name",
            format!(
                "`{name}` cannot be the name of a package: the last part of the path begins with a letter, and has letters, \
                 digits, `-` and `_`"
            ),
        ));
    }
    if TAKEN.contains(&name) {
        return Err(Failure::new(
            "name",
            format!("a package called `{name}` would hide a crate: choose another name"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_packages() {
        for name in ["my-app", "a", "Shop_2"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in ["", "2nd", "my app", "a/b", "é", "auth", "tokio", "\"x"] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }
}
