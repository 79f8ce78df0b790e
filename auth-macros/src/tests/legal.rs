//! Functions that are known to compile: the attributes report nothing about them, and leave their bodies as they are.

use std::{fs, path::Path};

use quote::ToTokens;
use syn::{Item, ItemFn, Meta};

use super::messages::messages;
use crate::{contract::attribute::Attribute, pipeline};

/// Places of programs that compile.
const PLACES: [&str; 9] = [
    "README.md",
    "auth-core/src",
    "docs/guide/src",
    "examples",
    "src",
    "tests/fixed",
    "tests/flow",
    "tests/frameworks",
    "tests/run",
];

/// Returns the text of all files below a path.
fn texts(path: &Path) -> Vec<String> {
    if path.is_file() {
        let is_code = path.extension().is_some_and(|extension| extension == "rs" || extension == "md");
        return is_code.then(|| fs::read_to_string(path).unwrap()).into_iter().collect();
    }
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let entries = entries.filter(|entry| !entry.ends_with("target") && !entry.ends_with("node_modules"));
    entries.flat_map(|entry| texts(&entry)).collect()
}

/// Returns the code in a text: all of a Rust file, and the snippets of its documentation or of a page.
fn programs(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    let mut snippet: Option<String> = None;
    for line in text.lines() {
        let line = line.trim_start();
        let line = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).unwrap_or(line);
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (&mut snippet, line.strip_prefix("```")) {
            (None, Some(language)) if !language.contains("compile_fail") => snippet = Some(String::new()),
            (Some(code), Some(_)) => {
                all.push(format!("fn snippet() {{ {code} }}"));
                all.push(std::mem::take(code));
                snippet = None;
            }
            (Some(code), None) => {
                let line = line.strip_prefix("# ").unwrap_or(if line == "#" { "" } else { line });
                code.push_str(line);
                code.push('\n');
            }
            _ => {}
        }
    }
    all
}

/// Returns the functions in items, also in those inside of modules and functions.
fn functions(items: Vec<Item>, found: &mut Vec<ItemFn>) {
    for item in items {
        match item {
            Item::Mod(module) => functions(module.content.map(|(_, items)| items).unwrap_or_default(), found),
            Item::Fn(function) => {
                let inner = function.block.stmts.iter().filter_map(|statement| match statement {
                    syn::Stmt::Item(item) => Some(item.clone()),
                    _ => None,
                });
                functions(inner.collect(), found);
                found.push(function);
            }
            _ => {}
        }
    }
}

/// Returns the attribute of this crate on a function, and its options.
fn attribute(function: &mut ItemFn) -> Option<(Attribute, proc_macro2::TokenStream)> {
    let is_ours =
        |attr: &syn::Attribute| attr.path().segments.first().is_some_and(|first| first.ident == "auth");
    let at = function.attrs.iter().position(is_ours)?;
    let attr = function.attrs.remove(at);
    let name = attr.path().segments.last()?.ident.to_string();
    let attribute = Attribute::ALL.iter().find(|attribute| attribute.name() == name)?;
    let options = match &attr.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => proc_macro2::TokenStream::new(),
    };
    Some((*attribute, options))
}

#[test]
fn functions_that_compile_stay_as_they_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for place in PLACES {
        let texts = texts(&root.join(place));
        let programs = texts.iter().flat_map(|text| programs(text));
        for file in programs.filter_map(|code| syn::parse_str::<syn::File>(&code).ok()) {
            functions(file.items, &mut found);
        }
    }
    let mut checked = 0;
    let mut faults = Vec::new();
    for mut function in found {
        let Some((attribute, options)) = attribute(&mut function) else { continue };
        let body = function.block.to_token_stream().to_string();
        let expanded = pipeline::attribute(attribute, options, function.to_token_stream());
        let messages = messages(expanded.clone());
        if !messages.is_empty() {
            faults.push(format!("{}: {}", function.sig.ident, messages.join("; ")));
        } else if !expanded.to_string().contains(&body) {
            faults.push(format!("{}: another body", function.sig.ident));
        }
        checked += 1;
    }
    assert!(checked > 300, "only {checked} functions");
    assert!(faults.is_empty(), "{} of {checked}\n{}", faults.len(), faults.join("\n"));
}
