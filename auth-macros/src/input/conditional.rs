//! Fields and arguments under `#[cfg(…)]`. Only the compiler knows the condition, and attributes cannot ask for
//! it. So the item is emitted twice: under the condition with the field or argument, and otherwise without it.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

/// An item with and without a part that is under a condition.
pub(crate) struct Conditional {
    /// The condition.
    pub(crate) condition: TokenStream,
    /// The item with the part.
    pub(crate) with: TokenStream,
    /// The item without the part.
    pub(crate) without: TokenStream,
}

impl Conditional {
    /// Finds the first such part among the arguments of a function or the fields of a struct.
    pub(crate) fn find(item: &TokenStream) -> Option<Self> {
        let tokens: Vec<TokenTree> = item.clone().into_iter().collect();
        let keyword = tokens.iter().position(|token| is_word(token, "fn") || is_word(token, "struct"))?;
        let delimiter = match is_word(tokens.get(keyword)?, "fn") {
            true => Delimiter::Parenthesis,
            false => Delimiter::Brace,
        };
        let is_parts =
            |token: &TokenTree| matches!(token, TokenTree::Group(it) if it.delimiter() == delimiter);
        let at = keyword + tokens.iter().skip(keyword).position(is_parts)?;
        let TokenTree::Group(group) = tokens.get(at)? else { return None };
        let parts = parts(group.stream());
        let (index, (condition, part)) =
            parts.iter().enumerate().find_map(|(index, part)| Some((index, without_condition(part)?)))?;
        let item = |replaced: Option<&TokenStream>| -> TokenStream {
            let parts = parts.iter().enumerate().filter_map(|(other, part)| match other == index {
                true => replaced.cloned(),
                false => Some(part.iter().cloned().collect()),
            });
            let mut group_with = Group::new(delimiter, parts.collect());
            group_with.set_span(group.span());
            let (before, after) = (tokens.iter().take(at), tokens.iter().skip(at + 1));
            before.cloned().chain([TokenTree::Group(group_with)]).chain(after.cloned()).collect()
        };
        Some(Self { with: item(Some(&part)), without: item(None), condition })
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// Splits at commas. Each part keeps the comma that follows it.
fn parts(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let (mut parts, mut part) = (Vec::new(), Vec::new());
    let (mut depth, mut before) = (0_u32, ' ');
    for token in tokens {
        let sign = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        match sign {
            '<' => depth += 1,
            '>' if before != '-' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = sign;
        part.push(token);
        if sign == ',' && depth == 0 {
            parts.push(std::mem::take(&mut part));
        }
    }
    parts.push(part);
    parts
}

/// Separates the condition of a part from the part.
fn without_condition(part: &[TokenTree]) -> Option<(TokenStream, TokenStream)> {
    let (at, condition) = part.iter().enumerate().find_map(|(at, token)| {
        let TokenTree::Group(brackets) = token else { return None };
        let before = at.checked_sub(1).and_then(|before| part.get(before));
        let is_hash = matches!(before, Some(TokenTree::Punct(sign)) if sign.as_char() == '#');
        let is_attribute = is_hash && brackets.delimiter() == Delimiter::Bracket;
        let mut tokens = brackets.stream().into_iter();
        match (tokens.next()?, tokens.next()?) {
            (name, TokenTree::Group(condition)) if is_attribute && is_word(&name, "cfg") => {
                Some((at, condition.stream()))
            }
            _ => None,
        }
    })?;
    let rest = part.iter().take(at.saturating_sub(1)).chain(part.iter().skip(at + 1)).cloned();
    Some((condition, quote!(#(#rest)*)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(item: &str, expected: [&str; 3]) {
        let found = Conditional::find(&item.parse().unwrap()).unwrap();
        let text = |expected: &str| expected.parse::<TokenStream>().unwrap().to_string();
        let found = [found.condition, found.with, found.without].map(|tokens| tokens.to_string());
        assert_eq!(found, expected.map(text));
    }

    #[test]
    fn an_item_comes_with_and_without_its_first_conditional_part() {
        check(
            "pub(crate) async fn f(a: Map<A, B>, #[cfg(unix)] b: fn(A) -> B, #[cfg(c)] c: C) {}",
            [
                "unix",
                "pub(crate) async fn f(a: Map<A, B>, b: fn(A) -> B, #[cfg(c)] c: C) {}",
                "pub(crate) async fn f(a: Map<A, B>, #[cfg(c)] c: C) {}",
            ],
        );
        check(
            "#[derive(Clone)] struct S { #[doc = \"b\"] #[cfg(all(a, b))] #[auth(default)] b: B }",
            [
                "all(a, b)",
                "#[derive(Clone)] struct S { #[doc = \"b\"] #[auth(default)] b: B }",
                "#[derive(Clone)] struct S { }",
            ],
        );
        for other in
            ["#[cfg(unix)] fn f(a: A) {}", "struct S;", "enum E { #[cfg(a)] A }", "fn f", "# [cfg]", ""]
        {
            assert!(Conditional::find(&other.parse().unwrap()).is_none(), "{other}");
        }
    }
}
