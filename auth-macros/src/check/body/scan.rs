//! A list of tokens, and what is at a position of it.

use proc_macro2::{Delimiter, Group, Spacing, TokenTree};
use quote::quote;

use super::{known::Known, types::Returned};

/// The tokens of a group, and what is known around them.
pub(super) struct Scan<'a> {
    pub(super) tokens: &'a [TokenTree],
    pub(super) known: &'a Known,
    pub(super) returned: Option<&'a Returned>,
    pub(super) place: Place,
}

/// The sort of group that tokens are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A block.
    Block,
    /// The fields of a struct that is written out.
    Fields,
    /// Anything else, such as the arguments of a call.
    Other,
}

/// The end of what a mistake replaces, and its error.
pub(super) type Mistake = Option<(usize, syn::Error)>;

impl Scan<'_> {
    /// Returns the sort of a group; `None` for the tokens of an unknown macro, which may mean anything.
    pub(super) fn place(&self, at: usize, group: &Group) -> Option<Place> {
        const KNOWN: [&str; 12] = [
            "assert",
            "assert_eq",
            "assert_ne",
            "dbg",
            "eprintln",
            "format",
            "matches",
            "panic",
            "print",
            "println",
            "vec",
            "write",
        ];
        let before = |back: usize| at.checked_sub(back).and_then(|at| self.tokens.get(at));
        match (before(2), before(1)) {
            (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(punct))) if punct.as_char() == '!' => {
                KNOWN.iter().any(|known| name == known).then_some(Place::Other)
            }
            _ if group.delimiter() != Delimiter::Brace => Some(Place::Other),
            (_, Some(TokenTree::Ident(name)))
                if name.to_string().starts_with(|first: char| first.is_ascii_uppercase()) =>
            {
                Some(Place::Fields)
            }
            _ => Some(Place::Block),
        }
    }

    /// Returns `true` if a token may be in a closure, a function or an `async` block, from which `return` returns.
    pub(super) fn is_another_function(&self, at: usize) -> bool {
        let before = self.tokens.get(..at).unwrap_or_default().iter().rev();
        let mut statement =
            before.take_while(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'));
        statement.any(|token| match token {
            TokenTree::Punct(punct) => punct.as_char() == '|',
            TokenTree::Ident(ident) => ident == "async" || ident == "fn",
            _ => false,
        })
    }

    /// Returns the names in `a.b.c`, and the index after them.
    pub(super) fn path(&self, at: usize) -> (Vec<String>, usize) {
        let (mut path, mut at) = (Vec::new(), at);
        while let Some(TokenTree::Ident(ident)) = self.tokens.get(at) {
            path.push(ident.to_string());
            at += 1;
            match self.is_sign(Some(at), '.') && matches!(self.tokens.get(at + 1), Some(TokenTree::Ident(_)))
            {
                true => at += 1,
                false => break,
            }
        }
        (path, at)
    }

    /// Returns `true` for a single `=`.
    pub(super) fn is_assignment(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == '=' && punct.spacing() == Spacing::Alone)
    }

    /// Returns the comparison at an index.
    pub(super) fn comparison(&self, at: usize) -> Option<&'static str> {
        let is_joint =
            matches!(self.tokens.get(at), Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Joint);
        if !is_joint || !self.is_sign(Some(at + 1), '=') {
            return None;
        }
        match (self.is_sign(Some(at), '='), self.is_sign(Some(at), '!')) {
            (true, _) => Some("=="),
            (_, true) => Some("!="),
            _ => None,
        }
    }

    /// Returns the string in quotes at an index, or inside of `Some(…)` there, and the index after it.
    pub(super) fn string(&self, at: usize) -> Option<(String, usize)> {
        let is_string = |token: &TokenTree| matches!(token, TokenTree::Literal(literal) if literal.to_string().starts_with('"'));
        let (literal, after) = match self.tokens.get(at)? {
            TokenTree::Ident(some) if some == "Some" => {
                let Some(TokenTree::Group(group)) = self.tokens.get(at + 1) else { return None };
                let mut inner = group.stream().into_iter();
                (inner.next().filter(|_| inner.next().is_none())?, at + 2)
            }
            token => (token.clone(), at + 1),
        };
        (is_string(&literal) && !self.is_sign(Some(after), '.')).then(|| (literal.to_string(), after))
    }

    pub(super) fn error(&self, from: usize, to: usize, message: String) -> syn::Error {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        syn::Error::new_spanned(quote!(#(#tokens)*), message)
    }

    pub(super) fn is_sign(&self, at: Option<usize>, sign: char) -> bool {
        let token = at.and_then(|at| self.tokens.get(at));
        matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
    }

    /// Returns `true` if the index is that of the second sign of `::`.
    pub(super) fn is_path(&self, at: Option<usize>) -> bool {
        let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| self.tokens.get(at));
        self.is_sign(at, ':')
            && matches!(before, Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
    }

    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        matches!(self.tokens.get(at), Some(TokenTree::Ident(ident)) if ident == word)
    }

    pub(super) fn is_word_before(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|at| words.iter().any(|word| self.is_word(at, word)))
    }
}
