//! Half-typed items: every prefix of a legal item is emitted, and nothing panics.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::CASES;
use crate::{contract::attribute::Attribute, pipeline};

#[test]
fn every_prefix_comes_back() {
    for case in CASES {
        for item in prefixes(case.item.parse().unwrap()) {
            let written = identifiers(without_options(item.clone()));
            let expanded = pipeline::attribute(case.attribute, case.options.parse().unwrap(), item);
            let kept = identifiers(without_options(expanded));
            assert!(kept.starts_with(&written), "{}: {written:?} became {kept:?}", case.name);
        }
    }
}

#[test]
fn every_attribute_is_half_typed_here() {
    for attribute in Attribute::ALL {
        assert!(CASES.iter().any(|case| case.attribute == *attribute), "{attribute:?}");
    }
}

#[test]
fn every_prefix_of_its_own_options_keeps_the_item() {
    for case in CASES {
        // Without any option, a function may be another kind of callback.
        for options in prefixes(case.options.parse().unwrap()).into_iter().skip(1) {
            let item: TokenStream = case.item.parse().unwrap();
            let written = identifiers(without_options(item.clone()));
            let kept = identifiers(without_options(pipeline::attribute(case.attribute, options, item)));
            assert!(kept.starts_with(&written), "{}: {written:?} became {kept:?}", case.name);
        }
    }
}

#[test]
fn every_prefix_of_the_options_is_read() {
    for options in
        ["update, crate = ::a::b", "from = A<B, C>, crate = crate", "sign_in = , , (", "\"x\" = 1 2 3"]
    {
        let tokens = TokenStream::from_iter(options.parse::<TokenStream>().into_iter().flatten());
        for options in prefixes(tokens) {
            for case in CASES {
                let expanded =
                    pipeline::attribute(case.attribute, options.clone(), case.item.parse().unwrap());
                assert!(!expanded.is_empty());
            }
        }
    }
}

/// Returns all prefixes of a token stream, including those that end inside groups.
fn prefixes(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut all = vec![TokenStream::new()];
    for (index, token) in tokens.iter().enumerate() {
        let before = || tokens[..index].iter().cloned();
        if let TokenTree::Group(group) = token {
            for inner in prefixes(group.stream()) {
                let cut = TokenTree::Group(Group::new(group.delimiter(), inner));
                all.push(before().chain([cut]).collect());
            }
        } else {
            all.push(before().chain([token.clone()]).collect());
        }
    }
    all
}

/// Removes `#[auth(…)]`, as the attributes do.
fn without_options(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_own = |index: usize| {
        let starts = |token: &TokenTree| match token {
            TokenTree::Group(group) => {
                group.delimiter() == Delimiter::Bracket && group.stream().to_string().starts_with("auth")
            }
            _ => false,
        };
        matches!(tokens.get(index), Some(TokenTree::Punct(punct)) if punct.as_char() == '#')
            && tokens.get(index + 1).is_some_and(starts)
            || index > 0 && starts(&tokens[index])
    };
    let kept = tokens.iter().enumerate().filter(|(index, _)| !is_own(*index)).map(|(_, token)| match token {
        TokenTree::Group(group) => {
            TokenTree::Group(Group::new(group.delimiter(), without_options(group.stream())))
        }
        token => token.clone(),
    });
    kept.collect()
}

fn identifiers(tokens: TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => all.push(ident.to_string()),
            TokenTree::Group(group) => all.extend(identifiers(group.stream())),
            _ => {}
        }
    }
    all
}
