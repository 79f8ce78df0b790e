//! The names in generated code: plain type parameters that the user's item does not use, and local variables.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::format_ident;

/// The identifiers that an item uses.
pub(crate) struct Names(HashSet<String>);

impl Names {
    /// Collects the identifiers.
    pub(crate) fn of(item: TokenStream) -> Self {
        let mut names = HashSet::new();
        collect(item, &mut names);
        Self(names)
    }

    /// Returns `wish`, or `wish` with a number if the item uses it already.
    pub(crate) fn fresh(&self, wish: &str) -> Ident {
        let mut name = Ident::new(wish, Span::call_site());
        let mut number = 2_u32;
        while self.0.contains(&name.to_string()) {
            name = format_ident!("{wish}{number}");
            number += 1;
        }
        name
    }
}

fn collect(tokens: TokenStream, names: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                names.insert(ident.to_string());
            }
            TokenTree::Group(group) => collect(group.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Returns a local variable of generated code, which the user's code cannot see and which cannot hide the user's
/// names.
pub(crate) fn local(name: &str) -> Ident {
    local_at(name, Span::mixed_site())
}

/// Returns a local variable, with errors at `span`.
pub(crate) fn local_at(name: &str, span: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(span))
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn a_used_name_gets_a_number() {
        let names = Names::of(quote!(fn f(s: State<S>, (t, S2): T)));
        assert_eq!(names.fresh("S"), "S3");
        assert_eq!(names.fresh("V"), "V");
    }
}
