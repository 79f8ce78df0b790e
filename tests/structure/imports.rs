//! The imports of one file, read from its tokens: comments and tests are no imports.

use std::{collections::BTreeMap, iter::Peekable};

use proc_macro2::{Delimiter, TokenStream, TokenTree, token_stream::IntoIter};

use super::tree::Module;

/// A path that is imported, from the root of the crate.
pub(crate) type Target = Vec<String>;

/// What a file imports and exports.
#[derive(Default)]
pub(crate) struct Source {
    /// The paths that begin with `crate`, `super` or `self`, in a `use` or in code.
    pub(crate) targets: Vec<Target>,
    /// The names that `pub use` exports, with the path of each.
    pub(crate) exports: BTreeMap<String, Target>,
    /// The modules that exist in tests only.
    pub(crate) tests: Vec<Module>,
}

type Tokens = Peekable<IntoIter>;

impl Source {
    /// Reads the file of a module.
    pub(crate) fn read(module: Module, text: &str) -> Self {
        let mut source = Self::default();
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{module:?}: {error}"));
        source.items(tokens, &module);
        source
    }

    fn items(&mut self, tokens: TokenStream, module: &Module) {
        let mut tokens = tokens.into_iter().peekable();
        let (mut is_test, mut is_public) = (false, false);
        while let Some(token) = tokens.next() {
            match &token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => is_test |= take_attribute(&mut tokens),
                TokenTree::Ident(ident) if ident == "mod" && is_test => {
                    let name = tokens.next().map(|name| name.to_string()).unwrap_or_default();
                    self.tests.push([module.as_slice(), &[name]].concat());
                    skip_item(&mut tokens);
                    (is_test, is_public) = (false, false);
                }
                _ if is_test => {
                    skip_item(&mut tokens);
                    (is_test, is_public) = (false, false);
                }
                TokenTree::Ident(ident) if ident == "pub" => {
                    is_public = true;
                    let restricted = |token: &TokenTree| is_group(token, Delimiter::Parenthesis);
                    tokens.next_if(restricted);
                }
                TokenTree::Ident(ident) if ident == "use" && !captures(&mut tokens) => {
                    for (target, name) in tree(&mut tokens, Vec::new()) {
                        let Some(target) = absolute(&target, module) else { continue };
                        if is_public {
                            self.exports.insert(name, target.clone());
                        }
                        self.targets.push(target);
                    }
                    is_public = false;
                }
                TokenTree::Ident(ident) if is_start(&ident.to_string()) => {
                    let mut path = vec![ident.to_string()];
                    path.extend(segments(&mut tokens));
                    self.targets.extend(absolute(&path, module));
                }
                TokenTree::Group(group) => {
                    self.items(group.stream(), module);
                    is_public = false;
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => is_public = false,
            }
        }
    }
}

/// Takes an attribute. Returns `true` if it is `#[cfg(test)]`.
fn take_attribute(tokens: &mut Tokens) -> bool {
    tokens.next_if(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '!'));
    let attribute = tokens.next_if(|token| is_group(token, Delimiter::Bracket));
    attribute.is_some_and(|attribute| {
        let text: String = attribute.to_string().split_whitespace().collect();
        text.starts_with("[cfg(test)") || text.starts_with("[cfg(all(test")
    })
}

/// Skips the rest of an item: to its semicolon or its braces.
fn skip_item(tokens: &mut Tokens) {
    for token in tokens.by_ref() {
        let ends = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';');
        if ends || is_group(&token, Delimiter::Brace) {
            return;
        }
    }
}

/// Reads the tree of a `use`: each path with the name that it gets.
fn tree(tokens: &mut Tokens, prefix: Vec<String>) -> Vec<(Target, String)> {
    let mut path = prefix;
    while let Some(token) = tokens.peek().cloned() {
        match token {
            TokenTree::Ident(ident) if ident == "as" => {
                tokens.next();
                let name = tokens.next().map(|name| name.to_string()).unwrap_or_default();
                return vec![(path, name)];
            }
            TokenTree::Ident(ident) => path.push(ident.to_string()),
            TokenTree::Group(group) => {
                tokens.next();
                let mut inner = group.stream().into_iter().peekable();
                let mut paths = Vec::new();
                while inner.peek().is_some() {
                    paths.extend(tree(&mut inner, path.clone()));
                    inner.next_if(ends_path);
                }
                return paths;
            }
            token if ends_path(&token) => break,
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        tokens.next();
    }
    let name = path.last().cloned().unwrap_or_default();
    vec![(path, name)]
}

/// Returns `true` behind the `use` of `impl Trait + use<'a, T>`, which imports nothing.
fn captures(tokens: &mut Tokens) -> bool {
    matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '<')
}

fn ends_path(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if ";,".contains(punct.as_char()))
}

/// Reads `::a::b` behind the start of a path.
fn segments(tokens: &mut Tokens) -> Vec<String> {
    let mut segments = Vec::new();
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    while tokens.next_if(is_colon).is_some() && tokens.next_if(is_colon).is_some() {
        match tokens.next_if(|token| matches!(token, TokenTree::Ident(_))) {
            Some(segment) => segments.push(segment.to_string()),
            None => break,
        }
    }
    segments
}

/// The path from the root of the crate; nothing for paths of other crates.
fn absolute(path: &[String], module: &Module) -> Option<Target> {
    let (start, mut rest) = path.split_first()?;
    let mut base = match start.as_str() {
        "crate" => Vec::new(),
        "self" => module.clone(),
        "super" => parent(module),
        _ => return None,
    };
    while let Some(("super", tail)) = rest.split_first().map(|(first, tail)| (first.as_str(), tail)) {
        base = parent(&base);
        rest = tail;
    }
    base.extend(rest.iter().filter(|segment| *segment != "self").cloned());
    Some(base)
}

fn parent(module: &Module) -> Module {
    module.split_last().map(|(_, parent)| parent.to_vec()).unwrap_or_default()
}

fn is_start(ident: &str) -> bool {
    matches!(ident, "crate" | "super" | "self")
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}
