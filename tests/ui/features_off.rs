//! Whatever a cargo feature brings names the feature while it is off. The names come from the sources, so a new one is
//! tried as soon as it is there; a new method needs a line in [`CALLS`].

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

/// A call of each method that a feature brings, for a builder `b` or an application `a`.
const CALLS: [(&str, &str); 45] = [
    ("account_mails", "b.account_mails(())"),
    ("email", "b.email(())"),
    ("sign_up", "b.sign_up::<()>()"),
    ("request_password_reset", "a.request_password_reset((), ())"),
    ("reset_password", "a.reset_password((), (), (), ())"),
    ("request_sign_up", "a.request_sign_up((), ())"),
    ("open_sign_up", "a.open_sign_up((), (), ())"),
    ("finish_sign_up", "a.finish_sign_up((), (), (), ())"),
    ("request_email_verification", "a.request_email_verification(())"),
    ("confirm_email", "a.confirm_email((), ())"),
    ("request_email_change", "a.request_email_change((), ())"),
    ("confirm_email_change", "a.confirm_email_change((), (), ())"),
    ("passkey", "b.passkey(())"),
    ("sms", "b.sms(())"),
    ("signed", "b.signed(())"),
    ("passwords", "b.passwords(())"),
    ("legacy_password", "b.legacy_password::<()>()"),
    ("new_passwords_end_keys", "b.new_passwords_end_keys()"),
    ("has_password", "a.has_password(())"),
    ("set_password", "a.set_password((), ())"),
    ("remove_password", "a.remove_password(())"),
    ("change_password", "a.change_password((), (), ())"),
    ("provider", "b.provider(())"),
    ("http_client", "b.http_client(())"),
    ("provider_tokens", "a.provider_tokens((), ())"),
    ("redirect_proxy_for", "b.redirect_proxy_for(())"),
    ("redirect_proxy_url", "b.redirect_proxy_url(\"\")"),
    ("routes", "a.routes::<()>()"),
    ("scope", "a.scope::<()>()"),
    ("with", "{ fn cookies() -> auth::SetCookies { loop {} } cookies().with(()) }"),
    ("test", "b.test::<(), ()>()"),
    ("totp", "b.totp(\"\")"),
    ("second_factor", "b.second_factor::<()>()"),
    ("pending_second_factor", "a.pending_second_factor(())"),
    ("prove_second_factor", "a.prove_second_factor((), ())"),
    ("remove_second_factor", "a.remove_second_factor(())"),
    ("second_factor_of", "a.second_factor_of(())"),
    ("enrol_totp", "a.enrol_totp(())"),
    ("replace_totp", "a.replace_totp((), ())"),
    ("totp_enrolment", "a.totp_enrolment((), ())"),
    ("confirm_totp", "a.confirm_totp((), (), ())"),
    ("new_recovery_codes", "a.new_recovery_codes((), ())"),
    ("remove_totp", "a.remove_totp((), ())"),
    // Attributes.
    (
        "#[auth::provider]",
        "#[auth::provider(id = \"acme\", issuer = \"https://acme.example\")] async fn acme(_: P) -> auth::User { auth::User::new(\"1\") } struct P;",
    ),
    ("#[auth::session(typescript)]", "#[auth::session(typescript)] struct Visible { admin: bool }"),
];

/// The features of the attributes in [`CALLS`].
const ATTRIBUTES: [(&str, &str); 2] =
    [("#[auth::provider]", "oauth"), ("#[auth::session(typescript)]", "typescript")];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns the lines after each `#[cfg(feature = "…")]`, with the feature, without attributes and comments, up to `;` or `{`.
fn gated(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = source.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let Some(feature) = line.strip_prefix("#[cfg(feature = \"").and_then(|it| it.strip_suffix("\")]"))
        else {
            continue;
        };
        let (mut item, mut is_hidden) = (String::new(), false);
        for line in lines.by_ref() {
            is_hidden |= line == "#[doc(hidden)]";
            if item.is_empty() && (line.starts_with("#[") || line.starts_with("//")) {
                continue;
            }
            item.push_str(line);
            let is_use = item.starts_with("pub use");
            if line.ends_with(';')
                || !is_use && (line.ends_with('{') || line.ends_with('(') || line.is_empty())
            {
                break;
            }
        }
        if !is_hidden {
            found.push((feature.to_owned(), item));
        }
    }
    found
}

/// Returns the public names of the facade that a feature brings: path and feature.
fn names() -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for file in fs::read_dir(root().join("src")).unwrap().map(|file| file.unwrap().path()) {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        if !file.is_file() || ["__private", "prelude"].contains(&stem.as_str()) {
            continue;
        }
        let module = if stem == "lib" { "auth".to_owned() } else { format!("auth::{stem}") };
        for (feature, item) in gated(&fs::read_to_string(&file).unwrap()) {
            if let Some(child) = item.strip_prefix("pub mod ") {
                names.insert(format!("{module}::{}", child.trim_end_matches([';', ' ', '{'])), feature);
            } else if let Some(used) = item.strip_prefix("pub use ") {
                let listed = used.trim_end_matches(';').replace('}', "").replace('{', ",");
                for name in listed.split(',').filter_map(|path| path.trim().rsplit("::").next()) {
                    if !name.is_empty() && name != "*" {
                        names.insert(format!("{module}::{name}"), feature.clone());
                    }
                }
            }
        }
    }
    // A name in a module of a feature is missing with the module.
    let modules = names.clone();
    for (path, feature) in &mut names {
        let module = path.rsplit_once("::").and_then(|(module, _)| modules.get(module));
        if let Some(of_module) = module.filter(|of_module| *of_module != "server") {
            feature.clone_from(of_module);
        }
    }
    names
}

/// Returns the methods that a feature brings, with the feature: those below its `cfg`, and those of modules below it.
fn methods() -> BTreeMap<String, String> {
    let mut methods: BTreeMap<String, String> =
        ATTRIBUTES.map(|(name, feature)| (name.to_owned(), feature.to_owned())).into();
    let mut of_modules = Vec::new();
    let mut folders =
        ["app", "integration", "testing"].map(|it| root().join("auth-core/src").join(it)).to_vec();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            for (feature, item) in gated(&fs::read_to_string(&path).unwrap()) {
                let module = item.strip_suffix(';').and_then(|item| item.rsplit_once("mod "));
                if let Some((_, module)) = module {
                    let folder =
                        if path.ends_with("mod.rs") { folder.clone() } else { path.with_extension("") };
                    of_modules.extend(methods_of_module(&folder, module).map(|name| (name, feature.clone())));
                }
                let name = item.strip_prefix("pub fn ").or_else(|| item.strip_prefix("pub async fn "));
                let name = name.and_then(|name| name.split(['(', '<']).next());
                methods.extend(name.map(|name| (name.to_owned(), feature)));
            }
        }
    }
    // A method with a `cfg` of its own needs the feature of its module, too, and names the first.
    for (name, feature) in of_modules {
        methods.entry(name).or_insert(feature);
    }
    methods
}

/// Returns the public methods of `Auth` and of its builder in a module.
fn methods_of_module(folder: &Path, module: &str) -> impl Iterator<Item = String> {
    let file = folder.join(module).with_extension("rs");
    let file = if file.is_file() { file } else { folder.join(module).join("mod.rs") };
    let (mut is_ours, mut is_hidden) = (false, false);
    let source = fs::read_to_string(file).unwrap();
    let mut names = Vec::new();
    for line in source.lines() {
        if line.starts_with("impl") {
            is_ours =
                [" Auth<", " AuthBuilder<"].iter().any(|ty| line.contains(ty)) && !line.contains(" for ");
        }
        is_hidden |= line.trim() == "#[doc(hidden)]";
        if let Some((_, name)) = line.split_once("    pub fn ").filter(|_| is_ours) {
            names.extend(name.split(['(', '<']).next().filter(|_| !is_hidden).map(str::to_owned));
        }
        is_hidden &= line.trim_start().starts_with(['#', '/']);
    }
    names.into_iter()
}

#[derive(Deserialize)]
struct Line {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    rendered: Option<String>,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    is_primary: bool,
    line_start: usize,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

impl Span {
    /// Returns the line of the project's own file: that of the call, if the error is in a macro.
    fn line(&self) -> usize {
        match &self.expansion {
            Some(expansion) if self.file_name != "lib.rs" => expansion.span.line(),
            _ => self.line_start,
        }
    }
}

/// Compiles lines of code, one item each, with the given features, and returns the errors of each line.
fn errors(name: &str, features: &[&str], lines: &[String]) -> Vec<Vec<String>> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let project = target.join("tests/features").join(name);
    fs::create_dir_all(&project).unwrap();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\n[dependencies.auth]\n\
         package = \"typed-auth\"\npath = {:?}\ndefault-features = false\nfeatures = {features:?}\n\n[workspace]\n",
        root().canonicalize().unwrap()
    );
    fs::write(project.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), project.join("Cargo.lock")).unwrap();
    fs::write(project.join("lib.rs"), lines.join("\n")).unwrap();
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["check", "--offline", "--quiet", "--message-format=json", "--target-dir"])
        .arg(target.join("tests/features/target"))
        .current_dir(&project)
        .output()
        .expect("cargo runs");
    let mut errors = vec![Vec::new(); lines.len()];
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(Line { message }) = serde_json::from_str(line) else { continue };
        let Some(span) = message.spans.iter().find(|span| span.is_primary) else { continue };
        if message.level == "error"
            && let Some(errors) = errors.get_mut(span.line() - 1)
        {
            errors.push(message.rendered.unwrap_or_default());
        }
    }
    errors
}

/// Returns what is wrong with the errors of a line.
fn fault(what: &str, feature: &str, errors: &[String]) -> Option<String> {
    match errors {
        [error]
            if error.contains(&format!("gated behind the `{feature}` feature"))
                || error.contains(&format!("`cargo add typed-auth --features {feature}`")) =>
        {
            None
        }
        errors => {
            Some(format!("{what} does not name `{feature}`: {} errors\n{}", errors.len(), errors.join("\n")))
        }
    }
}

#[test]
fn names_of_features_that_are_off_say_which() {
    let names = names();
    assert!(names.len() > 60, "only {} names", names.len());
    // What `server` brings is tried without it, and the rest with it, since most features turn it on.
    let faults: Vec<String> = [("auth-no-features", [].as_slice(), true), ("auth-names", &["server"], false)]
        .into_iter()
        .flat_map(|(project, features, of_server)| {
            let names: Vec<_> =
                names.iter().filter(|(_, feature)| (*feature == "server") == of_server).collect();
            let lines: Vec<String> = names.iter().map(|(path, _)| format!("use {path} as _;")).collect();
            let errors = errors(project, features, &lines);
            names
                .into_iter()
                .zip(errors)
                .filter_map(|((path, feature), errors)| fault(path, feature, &errors))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), names.len(), faults.join("\n"));
}

#[test]
fn methods_and_attributes_of_features_that_are_off_say_which() {
    let methods = methods();
    let calls: BTreeMap<&str, &str> = CALLS.into();
    let missing: Vec<&String> = methods.keys().filter(|name| !calls.contains_key(name.as_str())).collect();
    assert!(missing.is_empty(), "without a line in `CALLS`: {missing:?}");
    let stale: Vec<&&str> = calls.keys().filter(|name| !methods.contains_key(**name)).collect();
    assert!(stale.is_empty(), "no feature brings {stale:?}");
    let lines: Vec<String> = methods
        .keys()
        .enumerate()
        .map(|(index, name)| match calls[name.as_str()] {
            item if item.starts_with('#') => format!("mod m{index} {{ {item} }}"),
            call => format!(
                "fn f{index}<S: auth::callback::AppState>(a: auth::Auth, b: auth::AuthBuilder<S, ()>) {{ let _ = {call}; }}"
            ),
        })
        .collect();
    let errors = errors("auth-server-only", &["server"], &lines);
    let faults: Vec<String> = methods
        .iter()
        .zip(&errors)
        .filter_map(|((name, feature), errors)| fault(name, feature, errors))
        .collect();
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), methods.len(), faults.join("\n"));
}
