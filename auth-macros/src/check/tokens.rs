//! Questions about the tokens of types.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, PathSegment, Signature, Type};

/// Returns the type inside parentheses and invisible groups.
pub(crate) fn peel(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peel(&group.elem),
        Type::Paren(paren) => peel(&paren.elem),
        _ => ty,
    }
}

/// Returns the last segment of a path.
pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match peel(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// Returns `X` of `Name<X>`.
pub(crate) fn only_type(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match (arguments.args.first(), arguments.args.len()) {
        (Some(GenericArgument::Type(ty)), 1) => Some(ty),
        _ => None,
    }
}

/// Returns the first `Self`.
pub(crate) fn find_self(tokens: TokenStream) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == "Self" => Some(ident),
        TokenTree::Group(group) => find_self(group.stream()),
        _ => None,
    })
}

/// Returns `true` if `impl` occurs.
pub(crate) fn uses_impl_trait(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "impl",
        TokenTree::Group(group) => uses_impl_trait(group.stream()),
        _ => false,
    })
}

/// Returns `true` if a reference occurs.
pub(crate) fn has_reference(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '&',
        TokenTree::Group(group) => has_reference(group.stream()),
        _ => false,
    })
}

/// Returns `true` if a reference or a lifetime other than `'static` occurs.
pub(crate) fn borrows(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |index: usize, word: &str| tokens.get(index).is_some_and(|token| token.to_string() == word);
    tokens.iter().enumerate().any(|(index, token)| match token {
        TokenTree::Punct(punct) if punct.as_char() == '&' => !is(index + 1, "'"),
        TokenTree::Punct(punct) if punct.as_char() == '\'' => !is(index + 1, "static"),
        TokenTree::Group(group) => borrows(group.stream()),
        _ => false,
    })
}

/// Replaces the function's own lifetimes, which generated code cannot name, by `'_`.
pub(crate) fn without_lifetimes(ty: &Type, sig: &Signature) -> Type {
    let own: Vec<String> = sig.generics.lifetimes().map(|param| param.lifetime.ident.to_string()).collect();
    if own.is_empty() {
        return ty.clone();
    }
    syn::parse2(elide(ty.to_token_stream(), &own)).unwrap_or_else(|_| ty.clone())
}

fn elide(tokens: TokenStream, own: &[String]) -> TokenStream {
    let mut after_quote = false;
    let replaced = tokens.into_iter().map(|token| {
        let is_lifetime = std::mem::take(&mut after_quote);
        match token {
            TokenTree::Ident(ident) if is_lifetime && own.contains(&ident.to_string()) => {
                TokenTree::Ident(proc_macro2::Ident::new("_", ident.span()))
            }
            TokenTree::Punct(punct) => {
                after_quote = punct.as_char() == '\'';
                TokenTree::Punct(punct)
            }
            TokenTree::Group(group) => {
                let mut elided = proc_macro2::Group::new(group.delimiter(), elide(group.stream(), own));
                elided.set_span(group.span());
                TokenTree::Group(elided)
            }
            token => token,
        }
    });
    replaced.collect()
}

/// Writes tokens with the spaces that a person would use.
pub(crate) fn text(tokens: impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        ("< ", "<"),
        ("& ", "&"),
        (" ,", ","),
        ("' ", "'"),
    ] {
        text = text.replace(spaced, tight);
    }
    text
}
