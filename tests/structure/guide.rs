//! The guide: the book, its pages in rustdoc and the files are the same, the codes of errors and log lines are those of the
//! sources, and its shell snippets can be parsed.

use std::{
    collections::BTreeSet,
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use super::{links::Document, root, tree};

/// The languages of code blocks. Blocks in Rust are compiled as documentation tests.
const LANGUAGES: [&str; 13] = [
    "rust",
    "rust,no_run",
    PROGRAM,
    "sh",
    "sql",
    "ts",
    "tsx",
    "json",
    "toml",
    "nginx",
    "http",
    "html",
    "text",
];

/// The language of a block that is a program of `tests/frameworks`.
const PROGRAM: &str = "rust,ignore";

fn folder() -> PathBuf {
    root().join("docs/guide/src")
}

/// Returns the names of the pages, without the ending.
fn pages() -> BTreeSet<String> {
    let names = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.filter_map(|name| Some(name.to_str()?.strip_suffix(".md")?.to_owned()));
    names.filter(|name| name != "SUMMARY").collect()
}

fn page(name: &str) -> String {
    fs::read_to_string(folder().join(format!("{name}.md"))).unwrap()
}

/// Returns the strings between two others.
fn between<'t>(text: &'t str, before: &'t str, after: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(before).skip(1).filter_map(move |rest| Some(rest.split_once(after)?.0))
}

#[test]
fn the_book_and_rustdoc_have_the_same_pages() {
    let summary = page("SUMMARY");
    let in_book: BTreeSet<String> = between(&summary, "](", ".md)").map(str::to_owned).collect();
    assert_eq!(in_book, pages(), "docs/guide/src/SUMMARY.md");

    let module = fs::read_to_string(root().join("src/guide.rs")).unwrap();
    let files = module.lines().map(str::trim).filter(|line| line.ends_with(".md\","));
    let in_rustdoc = files.filter_map(|line| line.split_once(" = \""));
    for (name, file) in in_rustdoc.clone() {
        assert_eq!(format!("{}.md\",", name.replace('_', "-")), file, "src/guide.rs");
    }
    let in_rustdoc: BTreeSet<String> = in_rustdoc.map(|(name, _)| name.replace('_', "-")).collect();
    assert_eq!(in_rustdoc, pages(), "src/guide.rs");
}

/// A page defines the labels that it uses, by files for the book. `links.md` defines the same labels for rustdoc.
#[test]
fn each_label_is_defined_for_the_book_and_for_rustdoc() {
    let for_rustdoc = Document::read(&root().join("docs/guide/links.md")).definitions();
    let mut faults = Vec::new();
    for name in pages() {
        let document = Document::read(&folder().join(format!("{name}.md")));
        let definitions = document.definitions();
        let defined = definitions.keys().cloned().collect();
        if document.labels() != defined {
            let different: Vec<_> = document.labels().symmetric_difference(&defined).cloned().collect();
            faults.push(format!("{name}.md: only used, or only defined: {different:?}"));
        }
        for (label, target) in definitions {
            let expected = match target.strip_suffix(".md") {
                Some(page) => format!("crate::guide::{}", page.replace('-', "_")),
                None => match target.strip_prefix("https://docs.rs/typed-auth/latest/auth/attr.") {
                    Some(attribute) => format!("macro@crate::{}", attribute.trim_end_matches(".html")),
                    None => continue,
                },
            };
            if for_rustdoc.get(&label) != Some(&expected) {
                faults.push(format!("links.md lacks `[{label}]: {expected}`, of {name}.md"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_block_has_a_language() {
    let mut faults = Vec::new();
    for name in pages() {
        let text = page(&name);
        for (index, line) in text.lines().map(str::trim).filter(|line| line.starts_with("```")).enumerate() {
            let language = line.trim_start_matches('`');
            if index % 2 == 0 && !LANGUAGES.contains(&language) {
                faults.push(format!("{name}.md: {line}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The project does not depend on these frameworks, so documentation tests cannot compile them.
#[test]
fn each_block_that_is_not_compiled_here_is_a_program_of_its_own() {
    let programs = tree::files(&root().join("tests/frameworks/src"))
        .into_iter()
        .map(|path| fs::read_to_string(path).unwrap());
    let programs: BTreeSet<String> = programs.collect();
    let blocks = pages().into_iter().flat_map(|name| {
        let page = page(&name);
        between(&page, &format!("```{PROGRAM}\n"), "```\n")
            .map(|block| (name.clone(), block.to_owned()))
            .collect::<Vec<_>>()
    });
    let blocks: Vec<_> = blocks.collect();
    // All programs but `lib.rs` are shown.
    assert_eq!(blocks.len() + 1, programs.len());
    for (name, block) in blocks {
        assert!(programs.contains(&block), "{name}.md differs from tests/frameworks:\n{block}");
    }
}

#[test]
fn shell_snippets_can_be_parsed() {
    for name in pages() {
        for snippet in between(&page(&name), "```sh\n", "```") {
            let mut shell = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn().unwrap();
            std::io::Write::write_all(&mut shell.stdin.take().unwrap(), snippet.as_bytes()).unwrap();
            assert!(shell.wait().unwrap().success(), "{name}.md:\n{snippet}");
        }
    }
}

/// A source file: its path, and its text without tests.
fn sources() -> Vec<(PathBuf, String)> {
    let folder = root().join("auth-core/src");
    let is_test = |path: &PathBuf| path.strip_prefix(&folder).unwrap().to_string_lossy().contains("test");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
        (path, text)
    };
    tree::files(&folder).into_iter().filter(|path| !is_test(path)).map(read).collect()
}

/// The functions that return the code of an error.
const CODES: [&str; 2] = ["fn code(&self) -> &'static str {", "pub fn help(&self) -> &'static str {"];

/// The files whose function `code` is for browsers.
const FOR_BROWSERS: [&str; 1] = ["flow/error.rs"];

fn is_code(text: &str) -> bool {
    text.contains('_') && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// Returns the codes in the sources: those of errors, and those of log lines.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (path, text) in sources() {
        codes.extend(between(&text, "help = \"", "\"").map(str::to_owned));
        codes.extend(between(&text, "[", "]\")]").filter(|code| is_code(code)).map(str::to_owned));
        let has_codes = CODES.iter().any(|function| text.contains(function));
        if has_codes && !FOR_BROWSERS.iter().any(|file| path.ends_with(file)) {
            codes.extend(between(&text, "=> \"", "\"").filter(|code| is_code(code)).map(str::to_owned));
        }
    }
    codes
}

#[test]
fn each_code_is_explained_and_nothing_else() {
    let page = page("errors");
    let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let explained: BTreeSet<String> = headings.iter().map(|code| (*code).to_owned()).collect();
    assert_eq!(headings.len(), explained.len(), "a heading appears twice");
    let codes = codes();
    assert!(codes.len() > 100, "{codes:?}");
    let missing: Vec<_> = codes.difference(&explained).collect();
    let surplus: Vec<_> = explained.difference(&codes).collect();
    assert!(missing.is_empty(), "docs/guide/src/errors.md does not explain {missing:?}");
    assert!(surplus.is_empty(), "docs/guide/src/errors.md explains what does not exist: {surplus:?}");

    for name in pages() {
        let text = self::page(&name);
        let named = text.split('`').skip(1).step_by(2).filter(|code| is_code(code));
        let unknown: Vec<_> =
            named.filter(|code| code.contains("_without_adapter") && !codes.contains(*code)).collect();
        assert!(unknown.is_empty(), "{name}.md names {unknown:?}");
    }
}

/// Each line of the log at `INFO` and above has a code.
#[test]
fn each_log_line_has_a_code() {
    let mut bare = Vec::new();
    for (path, text) in sources() {
        for level in ["error", "warn", "info"] {
            for call in text.split(&format!("tracing::{level}!(")).skip(1) {
                let fields =
                    call.split("tracing::").next().unwrap_or_default().chars().take(200).collect::<String>();
                if !fields.contains("help = ") {
                    bare.push(format!("{}: {}", path.display(), call.lines().take(4).collect::<String>()));
                }
            }
        }
    }
    assert!(bare.is_empty(), "lines without `help = \"…\"`:\n{}", bare.join("\n"));
}

/// `main` shows the error that it returns with `Debug`. A derived one would show a struct in place of the message.
#[test]
fn no_error_has_a_derived_debug() {
    let mut derived = Vec::new();
    for (path, text) in sources() {
        for item in text.split("#[derive(").skip(1) {
            let Some((traits, rest)) = item.split_once(")]") else { continue };
            let is_public = rest.split_once('{').is_some_and(|(head, _)| head.contains("\npub "))
                || rest.split_once(';').is_some_and(|(head, _)| head.contains("\npub "));
            let names = |name: &str| traits.split(',').any(|derived| derived.trim() == name);
            if is_public && names("Debug") && names("thiserror::Error") {
                derived.push(format!("{}: {}", path.display(), rest.lines().nth(1).unwrap_or_default()));
            }
        }
    }
    assert!(derived.is_empty(), "use `debug_by_message!`:\n{}", derived.join("\n"));
}
