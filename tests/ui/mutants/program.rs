//! The legal programs that are mutated: from `tests/fixed`, the guide, the README, the documentation, and the examples.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use super::token::{self, Kind, Token};

/// A program that compiles.
pub(super) struct Program {
    /// The file it comes from, with the number of the snippet.
    pub(super) name: String,
    pub(super) source: String,
    pub(super) tokens: Vec<Token>,
    /// The functions that are callbacks or handlers.
    pub(super) functions: Vec<Function>,
    /// The tokens of items under an attribute of ours, of functions in [`Program::functions`] and of builders.
    ours: Vec<Range<usize>>,
}

/// A callback or a handler, by its tokens.
pub(super) struct Function {
    pub(super) name: usize,
    /// The bracket of the arguments.
    pub(super) open: usize,
    /// The brackets of the body.
    pub(super) body: Range<usize>,
}

/// The names of the extractors, which make a function a handler.
const EXTRACTORS: [&str; 6] = ["Session", "Guard", "Can", "Caller", "Proven", "Fresh"];

/// What precedes each program, in one line so that line numbers stay close.
const ALLOWED: &str = "#![allow(dead_code, unused, private_interfaces, non_camel_case_types)]\n";

impl Program {
    pub(super) fn new(name: String, source: &str) -> Self {
        let source = format!("{ALLOWED}{source}");
        let tokens = token::tokens(&source);
        let mut program = Self { name, source, tokens, functions: Vec::new(), ours: Vec::new() };
        program.find_functions();
        program.find_ours();
        program
    }

    fn find_functions(&mut self) {
        let found = (0..self.tokens.len())
            .filter(|at| self.text(*at) == "fn" && self.is_word(at + 1))
            .filter_map(|at| {
                let open = if self.text(at + 2) == "<" { self.close(at + 2)? + 1 } else { at + 2 };
                let close = self.close(open).filter(|_| self.text(open) == "(")?;
                let body = (close..self.tokens.len()).find(|at| ["{", ";"].contains(&self.text(*at)))?;
                let end = self.close(body)?;
                let is_handler = (open..close).any(|at| EXTRACTORS.contains(&self.text(at)));
                let function = Function { name: at + 1, open, body: body..end };
                (is_handler || self.is_under_ours(at)).then_some(function)
            });
        self.functions = found.collect();
    }

    /// Returns `true` if the item of a keyword is under an attribute of ours.
    fn is_under_ours(&self, keyword: usize) -> bool {
        let end = (0..keyword).rev().find(|at| {
            !["pub", "async", "unsafe", "const", "(", ")", "crate", "super"].contains(&self.text(*at))
        });
        let Some(end) = end.filter(|end| self.text(*end) == "]") else { return false };
        let open = (0..end).rev().find(|at| self.close(*at) == Some(end) && self.text(*at) == "[");
        let Some(open) = open else { return false };
        self.text(open + 1) == "auth" || open > 0 && self.is_under_ours(open - 1)
    }

    fn find_ours(&mut self) {
        let mut ours: Vec<Range<usize>> =
            self.functions.iter().map(|function| function.name - 1..function.body.end + 1).collect();
        for at in 0..self.tokens.len() {
            if ["struct", "enum"].contains(&self.text(at)) && self.is_under_ours(at) {
                let body = (at..self.tokens.len()).find(|at| ["{", ";"].contains(&self.text(*at)));
                let end = body.and_then(|body| self.close(body).or(Some(body)));
                ours.extend(end.map(|end| at..end + 1));
            }
            if self.text(at) == "#" && self.text(at + 2) == "auth" {
                ours.extend(self.close(at + 1).map(|end| at..end + 1));
            }
            if self.text(at) == "builder" && self.text(at + 1) == "(" {
                let end = (at..self.tokens.len()).find(|at| [";", "}"].contains(&self.text(*at)));
                ours.extend(end.map(|end| at..end));
            }
        }
        self.ours = ours;
    }

    /// Returns `true` if a token is where a mistake would be about this library.
    pub(super) fn is_ours(&self, index: usize) -> bool {
        self.ours.iter().any(|range| range.contains(&index))
    }

    /// Returns the same program in the body of a function, as `rustdoc` runs snippets.
    pub(super) fn in_main(&self) -> Self {
        Self::new(self.name.clone(), &format!("fn main() {{\n{}\n}}\n", self.body()))
    }

    /// Returns the source without the line that allows warnings.
    pub(super) fn body(&self) -> &str {
        self.source.strip_prefix(ALLOWED).unwrap_or(&self.source)
    }

    /// Returns the name of the function, struct or enum in or before which a place is.
    pub(super) fn item_at(&self, place: usize) -> String {
        let is_item = |at: &usize| ["fn", "struct", "enum"].contains(&self.text(*at)) && self.is_word(at + 1);
        let items: Vec<usize> = (0..self.tokens.len()).filter(is_item).collect();
        let inside = items.iter().rev().find(|at| self.tokens[**at].range.start <= place);
        // A qualifier or an attribute precedes its item.
        let next = items.iter().find(|at| self.tokens[**at].range.start > place);
        let is_inside = inside.is_some_and(|at| {
            let body = (*at..self.tokens.len()).find(|at| ["{", ";"].contains(&self.text(*at)));
            let end = body.and_then(|body| self.close(body).or(Some(body)));
            end.is_some_and(|end| self.tokens[end].range.end > place)
        });
        let item = if is_inside { inside } else { next };
        item.map_or_else(String::new, |at| self.text(at + 1).to_owned())
    }

    /// Returns the text of a token, or nothing behind the last.
    pub(super) fn text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &self.source[token.range.clone()])
    }

    /// Returns the text of the token before another.
    pub(super) fn before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |before| self.text(before))
    }

    /// Returns `true` if a token is a name or a keyword.
    pub(super) fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == Kind::Word)
    }

    /// Returns the place of the tokens from one to another, both included.
    pub(super) fn range(&self, from: usize, to: usize) -> Range<usize> {
        self.tokens[from].range.start..self.tokens[to].range.end
    }

    /// Returns the text of the tokens from one to another, both included.
    pub(super) fn slice(&self, from: usize, to: usize) -> &str {
        &self.source[self.range(from, to)]
    }

    /// Returns the bracket that closes the one at a token.
    pub(super) fn close(&self, open: usize) -> Option<usize> {
        let (opens, closes) = match self.text(open) {
            "<" => ("<", ">"),
            "(" => ("(", ")"),
            "[" => ("[", "]"),
            "{" => ("{", "}"),
            _ => return None,
        };
        let mut depth = 0_usize;
        for index in open..self.tokens.len() {
            let text = self.text(index);
            if text == opens {
                depth += 1;
            } else if text == closes {
                depth -= 1;
                if depth == 0 {
                    return Some(index);
                }
            } else if opens == "<" && [";", "{", "&&", "||"].contains(&text) {
                return None;
            }
        }
        None
    }

    /// Returns the first and the last token of each part between two brackets, which commas separate.
    pub(super) fn parts(&self, open: usize) -> Vec<(usize, usize)> {
        let Some(close) = self.close(open) else { return Vec::new() };
        let mut parts = Vec::new();
        let (mut from, mut index) = (open + 1, open + 1);
        while index < close {
            if self.text(index) == "," {
                parts.extend((from < index).then(|| (from, index - 1)));
                from = index + 1;
            }
            index = match self.text(index) {
                "(" | "[" | "{" => self.close(index).unwrap_or(index) + 1,
                "<" if index > open => self.close(index).filter(|end| *end < close).unwrap_or(index) + 1,
                _ => index + 1,
            };
        }
        parts.extend((from < close).then(|| (from, close - 1)));
        parts
    }

    /// Returns the last token of the type that begins at a token, if it is the path of a type.
    pub(super) fn type_end(&self, from: usize) -> Option<usize> {
        let mut end = from;
        if !self.is_word(end) {
            return None;
        }
        while self.text(end + 1) == "::" && self.is_word(end + 2) {
            end += 2;
        }
        match self.text(end + 1) {
            "<" => self.close(end + 1),
            "::" => None,
            _ => Some(end),
        }
    }
}

/// Returns all programs, sorted by name. Some of them may not compile by themselves.
pub(super) fn all() -> Vec<Program> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for (folder, extension) in [
        ("tests/fixed", "rs"),
        ("docs/guide/src", "md"),
        ("auth-macros/src", "rs"),
        ("auth-core/src/integration/axum", "rs"),
        ("auth-core/src/app", "rs"),
        ("auth-core/src/contract", "rs"),
        ("examples", "rs"),
    ] {
        collect(&root.join(folder), extension, &mut files);
    }
    files.push(root.join("README.md"));
    files.sort();
    files
        .into_iter()
        .flat_map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            let is_library = name.starts_with("auth-");
            if path.extension().is_some_and(|it| it == "md") || is_library {
                let named = |(index, code): (usize, String)| Program::new(format!("{name}#{index}"), &code);
                snippets(&text).into_iter().enumerate().map(named).collect()
            } else {
                vec![Program::new(name, &text)]
            }
        })
        .filter(|program| program.source.contains("auth::") && !program.name.contains("conformance"))
        .collect()
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            collect(&entry, extension, files);
        } else if entry.extension().is_some_and(|found| found == extension) {
            files.push(entry);
        }
    }
}

/// Returns the Rust code of a text in Markdown, or of the documentation in a Rust file.
fn snippets(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        let comment = bare.strip_prefix("///").or_else(|| bare.strip_prefix("//!"));
        let line = comment.map_or(line, |line| line.strip_prefix(' ').unwrap_or(line));
        if let Some(language) = line.trim_start().strip_prefix("```") {
            match open.take() {
                Some(code) => found.push(code),
                None if ["rust", "rust,no_run", ""].contains(&language.trim()) => {
                    open = Some(String::new());
                }
                // A block in another language is read and forgotten.
                None => open = Some("//".to_owned()),
            }
        } else if let Some(code) = &mut open {
            // A line that `rustdoc` hides.
            let shown = line.trim_start();
            let shown = shown.strip_prefix("# ").or((shown == "#").then_some("")).unwrap_or(line);
            code.push_str(shown);
            code.push('\n');
        }
    }
    found.retain(|code| !code.starts_with("//") && code.contains("auth::"));
    found
}

#[test]
fn programs_are_cut_into_parts() {
    let program = Program::new(String::new(), "fn f(a: A<B, C>, b: (D, E)) {} // g");
    let open = (0..program.tokens.len())
        .find(|index| program.text(*index) == "(" && program.before(*index) == "f")
        .unwrap();
    let parts: Vec<&str> =
        program.parts(open).into_iter().map(|(from, to)| program.slice(from, to)).collect();
    assert_eq!(parts, ["a: A<B, C>", "b: (D, E)"]);
    let text =
        "a\n```rust\n# use auth::A;\nfn f() {}\n```\n```sh\nauth::\n```\n/// ```\n/// auth::b();\n/// ```\n";
    assert_eq!(snippets(text), ["use auth::A;\nfn f() {}\n", "auth::b();\n"]);
}
