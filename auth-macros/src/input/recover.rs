//! Reads what can be read of an item that does not parse. The compiler has reported the mistake in it already, so all that
//! is left is to keep what the attribute promises.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{
    Field, FnArg, Variant,
    parse::{ParseStream, Parser},
};

/// Returns an item without those of its arguments, fields or variants that do not parse.
pub(crate) fn without_mistakes(item: &TokenStream) -> TokenStream {
    let mut keyword = String::new();
    let tokens = item.clone().into_iter().map(|token| match token {
        TokenTree::Ident(ident) => {
            if ["fn", "struct", "enum"].iter().any(|word| ident == word) {
                keyword = ident.to_string();
            }
            TokenTree::Ident(ident)
        }
        TokenTree::Group(group) => {
            let parses: fn(TokenStream) -> bool = match (keyword.as_str(), group.delimiter()) {
                ("fn", Delimiter::Parenthesis) => |part| syn::parse2::<FnArg>(part).is_ok(),
                ("struct", Delimiter::Brace) => |part| Field::parse_named.parse2(part).is_ok(),
                ("enum", Delimiter::Brace) => {
                    |part| (|input: ParseStream<'_>| input.parse::<Variant>()).parse2(part).is_ok()
                }
                _ => return TokenTree::Group(group),
            };
            keyword.clear();
            let kept = parts(group.stream()).into_iter().filter(|part| parses(part.clone()));
            let kept = kept.flat_map(|part| part.into_iter().chain([comma()]));
            TokenTree::Group(Group::new(group.delimiter(), kept.collect()))
        }
        token => token,
    });
    tokens.collect()
}

fn comma() -> TokenTree {
    TokenTree::Punct(proc_macro2::Punct::new(',', proc_macro2::Spacing::Alone))
}

/// Cuts tokens at the commas outside of angle brackets.
fn parts(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![Vec::new()];
    let (mut depth, mut after_dash) = (0_usize, false);
    for token in tokens {
        let sign = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match sign {
            '<' => depth += 1,
            '>' if !after_dash => depth = depth.saturating_sub(1),
            _ => {}
        }
        after_dash = sign == '-';
        if sign == ',' && depth == 0 {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(token);
        }
    }
    parts.into_iter().map(|part| part.into_iter().collect()).collect()
}

/// Removes the options of this crate, `#[auth(…)]`, in the braces of an item.
pub(crate) fn without_options(item: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = item.into_iter().collect();
    let is_options = |index: usize| {
        let is_hash = matches!(tokens.get(index), Some(TokenTree::Punct(punct)) if punct.as_char() == '#');
        let brackets = match tokens.get(index + 1) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => group.stream(),
            _ => return false,
        };
        let mut content = brackets.into_iter();
        let is_ours = matches!(content.next(), Some(TokenTree::Ident(ident)) if ident == "auth");
        let is_path = matches!(content.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
        is_hash && is_ours && !is_path
    };
    let kept = tokens
        .iter()
        .enumerate()
        .filter(|(index, _)| !is_options(*index) && !index.checked_sub(1).is_some_and(is_options));
    kept.map(|(_, token)| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            let mut inner = Group::new(Delimiter::Brace, without_options(group.stream()));
            inner.set_span(group.span());
            TokenTree::Group(inner)
        }
        token => token.clone(),
    })
    .collect()
}

#[test]
fn what_parses_is_kept() {
    let kept = |item: &str| without_mistakes(&item.parse().unwrap()).to_string().replace([' ', '\n'], "");
    assert_eq!(kept("async fn f(a A, b: M<B, C>, , c: D) -> E { f(,) }"), "asyncfnf(b:M<B,C>,c:D,)->E{f(,)}");
    assert_eq!(kept("pub struct S { pub a: A, , b B }"), "pubstructS{puba:A,}");
    assert_eq!(kept("enum E { A B, C, D(,) }"), "enumE{C,}");
    let item = "struct S { #[auth(default)] #[auth::x] a: A }".parse().unwrap();
    assert_eq!(without_options(item).to_string().replace(' ', ""), "structS{#[auth::x]a:A}");
}
