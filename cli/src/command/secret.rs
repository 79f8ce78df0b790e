//! `cargo auth secret`: a secret, printed or written into a file, and its rotation.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::{
    arguments::Secret,
    env_file,
    failure::{Failure, Result},
    report::{Outcome, Report},
};

/// The variables of secrets. The last one that is set is the newest.
const NAMES: [&str; 4] = ["AUTH_SECRET", "AUTH_SECRET_1", "AUTH_SECRET_2", "AUTH_SECRET_3"];

/// The number of random bytes: the 44 characters of `openssl rand -base64 33`.
const BYTES: usize = 33;

const NEXT_STEPS: &str = "\
The new secret encrypts, and the old one still decrypts. With several processes, let all of them know the new one before
one encrypts with it: the guide, on its page about secrets, says how. When the sessions of the old one have ended (30 days),
set AUTH_SECRET to the new one and remove the variables with a number.";

pub(crate) fn run(options: &Secret) -> Result<Report> {
    let set: Vec<String> = match &options.write {
        Some(path) => names_of(env_file::read_if_exists(path)?),
        None => names_of(
            env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))),
        ),
    };
    let name = match next(&set, options.rotate, options.write.as_deref()) {
        Ok(name) => name,
        Err(refusal) => {
            let json = json!({ "error": { "code": refusal.code, "message": refusal.message } });
            return Ok(Report::new(Outcome::Wrong, "", json).with_notes(format!("error: {refusal}")));
        }
    };
    let secret = generate()?;
    let steps = if options.rotate { NEXT_STEPS } else { "" };
    let Some(path) = &options.write else {
        let text = if options.rotate { format!("{name}={secret}") } else { secret.clone() };
        return Ok(Report::fine(text, json!({ "variable": name, "secret": secret })).with_notes(steps));
    };
    env_file::add(path, name, &secret)?;
    let mut notes = steps.to_owned();
    if is_tracked(path) {
        notes = format!("warning: git does not ignore `{}`: add it to `.gitignore`\n{notes}", path.display());
    }
    let text = format!("{name} is written into `{}`", path.display());
    Ok(Report::fine(text, json!({ "variable": name, "file": path })).with_notes(notes))
}

/// Returns the names of the secrets that have a value.
fn names_of(variables: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
    let set =
        variables.into_iter().filter(|(name, value)| !value.is_empty() && NAMES.contains(&name.as_str()));
    set.map(|(name, _)| name).collect()
}

/// Returns the variable for a new secret.
fn next(set: &[String], rotates: bool, file: Option<&Path>) -> Result<&'static str> {
    let [first, ..] = NAMES;
    let newest = NAMES.iter().rposition(|name| set.iter().any(|found| found == name));
    match (newest, rotates) {
        // A secret that is only printed does not replace another one.
        (Some(_), false) if file.is_none() => Ok(first),
        (None, false) => Ok(first),
        (None, true) => Err(Failure::new(
            "no_secret",
            "there is no secret that could be rotated: leave out `--rotate`, or set AUTH_SECRET to the present one",
        )),
        (Some(_), false) => Err(Failure::new(
            "secret_is_set",
            format!(
                "`{}` has a secret, and another one in its place would sign everyone out: `--rotate` adds one that follows it",
                file.unwrap_or(Path::new(".env")).display()
            ),
        )),
        (Some(newest), true) => NAMES.get(newest + 1).copied().ok_or_else(|| {
            Failure::new(
                "rotation",
                "AUTH_SECRET_3 is the last one: finish the earlier rotation, by setting AUTH_SECRET to the newest secret and \
                 removing the variables with a number",
            )
        }),
    }
}

pub(super) fn generate() -> Result<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::new("random", format!("the system has no randomness: {error}")))?;
    Ok(STANDARD.encode(bytes))
}

/// Returns `true` if the file is in a repository of git that does not ignore it.
fn is_tracked(path: &Path) -> bool {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = path.file_name() else { return false };
    let mut git = Command::new("git");
    git.current_dir(folder).args(["check-ignore", "--quiet", "--"]).arg(name);
    let status = git.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    // 0: ignored; 1: not ignored; 128: not a repository.
    status.is_ok_and(|status| status.code() == Some(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(set: &[&str], rotates: bool, in_file: bool) -> std::result::Result<&'static str, &'static str> {
        let set: Vec<String> = set.iter().map(|name| (*name).to_owned()).collect();
        next(&set, rotates, in_file.then_some(Path::new(".env"))).map_err(|failure| failure.code)
    }

    #[test]
    fn a_secret_never_replaces_another_one() {
        assert_eq!(of(&[], false, true), Ok("AUTH_SECRET"));
        assert_eq!(of(&["AUTH_SECRET"], false, false), Ok("AUTH_SECRET"), "it is only printed");
        assert_eq!(of(&["AUTH_SECRET"], false, true), Err("secret_is_set"));
        assert_eq!(of(&["AUTH_SECRET_2"], false, true), Err("secret_is_set"));
        assert_eq!(of(&[], true, true), Err("no_secret"));
        assert_eq!(of(&["AUTH_SECRET"], true, true), Ok("AUTH_SECRET_1"));
        assert_eq!(of(&["AUTH_SECRET", "AUTH_SECRET_2"], true, false), Ok("AUTH_SECRET_3"));
        assert_eq!(of(&["AUTH_SECRET_3"], true, true), Err("rotation"));
    }

    #[test]
    fn secrets_are_long_and_different() {
        let (one, other) = (generate().unwrap(), generate().unwrap());
        assert!(one.len() == 44 && one != other);
    }

    #[test]
    fn empty_variables_are_not_set() {
        let variables = [("AUTH_SECRET", ""), ("AUTH_SECRET_1", "x"), ("PATH", "y")];
        assert_eq!(
            names_of(variables.map(|(name, value)| (name.to_owned(), value.to_owned()))),
            ["AUTH_SECRET_1"]
        );
    }
}
