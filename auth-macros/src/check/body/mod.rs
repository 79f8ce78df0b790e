//! Mistakes in the body of a callback that its tokens show with certainty.
//!
//! The compiler reports types of the standard library there, without a word of the callback. So the wrong expression is
//! replaced by an error that says what to write, and the rest of the body stays as it is. A body that does not parse is left
//! alone, as is everything that might be legal: a name that the body binds again, a function or a constant that could have
//! any type.

mod enums;
mod error;
mod known;
mod misuse;
mod names;
mod returns;
mod scan;
mod sort;
mod types;
mod values;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Block, Signature};

#[cfg(test)]
pub(crate) use self::names::METHODS;
use self::{known::Known, scan::Place, types::Returned};
use crate::contract::callback::Kind;

/// Returns the function with errors in place of wrong expressions; `None` if the body has none.
///
/// `error` is the path of the function that passes an error on, and requires its type.
pub(crate) fn mended(
    kind: Kind,
    sig: &Signature,
    item: &TokenStream,
    error: TokenStream,
) -> Option<TokenStream> {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let TokenTree::Group(body) = tokens.last()? else { return None };
    if body.delimiter() != Delimiter::Brace {
        return None;
    }
    // A body that does not parse has another mistake, which the compiler reports.
    let _parses: Block = syn::parse2(body.to_token_stream()).ok()?;
    let known = Known::of(kind, sig, &body.stream());
    let returned = Returned::of(kind, sig, error);
    let (stream, is_wrong) = values::mended(body.stream(), &known, returned.as_ref(), Place::Block);
    let mut mended = Group::new(Delimiter::Brace, stream);
    mended.set_span(body.span());
    let tail = returned.as_ref().and_then(|returned| {
        let mut block: Block = syn::parse2(mended.to_token_stream()).ok()?;
        returned.mend(&mut block).then(|| block.to_token_stream())
    });
    if !is_wrong && tail.is_none() {
        return None;
    }
    tokens.pop();
    let body = tail.unwrap_or_else(|| mended.to_token_stream());
    Some(tokens.into_iter().chain(body).collect())
}
