//! Generated code names nothing that a user's module may lack or define differently.

use proc_macro2::{TokenStream, TokenTree};

use super::{CASES, Case};

/// Returns the generated code, which follows the user's item.
fn generated(case: &Case, options: &str) -> TokenStream {
    let expanded = case.expand_with(options);
    let own = TokenStream::from_iter(case.item.parse::<TokenStream>().into_iter().flatten());
    let length = if case.item.contains("enum ") {
        own.into_iter().count()
    } else if case.item.contains("struct") {
        // Options of fields are gone, so the item ends with its braces.
        expanded.clone().into_iter().take_while(|token| !is_brace(token)).count() + 1
    } else {
        let (_, signature) = case.item.split_once("fn ").unwrap();
        let is_generic = signature.split('(').next().unwrap().contains('<');
        // `<>` is added after the name.
        own.into_iter().count() + if is_generic { 0 } else { 2 }
    };
    expanded.into_iter().skip(length).collect()
}

fn is_brace(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Brace)
}

#[test]
fn no_default_path_is_left_under_a_renamed_crate() {
    for case in CASES {
        let comma = if case.options.is_empty() { "" } else { ", " };
        let generated = generated(case, &format!("{}{comma}crate = ::renamed", case.options)).to_string();
        assert!(generated.contains(":: renamed :: __private"), "{}: {generated}", case.name);
        assert!(!generated.contains(":: auth ::"), "{}: {generated}", case.name);
    }
}

#[test]
fn the_standard_library_is_named_by_its_full_path() {
    let banned = ["Ok", "Err", "Some", "None", "Result", "Option", "Default", "Clone", "Send", "Sync", "std"];
    for case in CASES {
        let tokens: Vec<String> = flat(generated(case, case.options));
        for (index, token) in tokens.iter().enumerate() {
            let behind_a_path = index >= 2 && tokens[index - 1] == ":" && tokens[index - 2] == ":";
            let by_user =
                case.item.contains(&format!("{token}<")) || case.item.contains(&format!("{token}("));
            assert!(!banned.contains(&token.as_str()) || behind_a_path || by_user, "{}: {token}", case.name);
        }
    }
}

fn flat(tokens: TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => all.extend(flat(group.stream())),
            token => all.push(token.to_string()),
        }
    }
    all
}
