//! An error in the place of an expression or a pattern.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Returns an error as an expression or a pattern. In parentheses, it is an expression at the end of a block as well.
pub(super) fn in_place(error: &syn::Error) -> TokenStream {
    let parenthesized = error.to_compile_error().into_iter().map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            let mut parentheses = Group::new(Delimiter::Parenthesis, group.stream());
            parentheses.set_span(group.span());
            TokenTree::Group(parentheses)
        }
        token => token,
    });
    parenthesized.collect()
}
