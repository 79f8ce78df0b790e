//! References without a lifetime, in items that are refused: the compiler would report them as well.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Signature;

/// Returns `true` if a reference without a lifetime occurs, which the compiler rejects in a field.
pub(crate) fn has_elided_reference(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_quote =
        |index: usize| matches!(tokens.get(index), Some(TokenTree::Punct(punct)) if punct.as_char() == '\'');
    tokens.iter().enumerate().any(|(index, token)| match token {
        TokenTree::Punct(punct) => punct.as_char() == '&' && !is_quote(index + 1),
        TokenTree::Group(group) => has_elided_reference(group.stream()),
        _ => false,
    })
}

/// Gives `'static` to each reference without a lifetime, so that the compiler does not ask for one where the reference has
/// been refused.
pub(crate) fn with_static_references(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut found = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), with_static_references(group.stream()));
                inner.set_span(group.span());
                found.extend([TokenTree::Group(inner)]);
            }
            token => {
                let is_sign = |token: &TokenTree, sign| matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign);
                let is_elided =
                    is_sign(&token, '&') && !tokens.peek().is_some_and(|next| is_sign(next, '\''));
                found.extend([token]);
                found.extend(is_elided.then(|| quote!('static)).into_iter().flatten());
            }
        }
    }
    found
}

/// Gives `'static` to the references in the return type of a refused function, unless they can be those of an argument. The
/// compiler would ask for a lifetime.
pub(crate) fn with_static_return(item: TokenStream, sig: &Signature) -> TokenStream {
    if sig.inputs.to_token_stream().to_string().contains(['&', '\'']) {
        return item;
    }
    let (mut arguments, mut is_return) = (false, false);
    let tokens = item.into_iter().map(|token| {
        match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis && !arguments => {
                arguments = true;
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => is_return = false,
            TokenTree::Punct(punct) if arguments && punct.as_char() == '>' => is_return = true,
            _ => {}
        }
        (is_return, token)
    });
    let tokens: Vec<(bool, TokenTree)> = tokens.collect();
    let part = |wanted: &dyn Fn(usize) -> bool| -> TokenStream {
        tokens.iter().enumerate().filter(|(at, _)| wanted(*at)).map(|(_, (_, token))| token.clone()).collect()
    };
    let Some(from) = tokens.iter().position(|(is_return, _)| *is_return) else { return part(&|_| true) };
    let to = tokens.iter().rposition(|(is_return, _)| *is_return).unwrap_or(from);
    let (before, after) = (part(&|at| at < from), part(&|at| at > to));
    let returns = with_static_references(part(&|at| from <= at && at <= to));
    quote!(#before #returns #after)
}
