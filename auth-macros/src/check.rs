//! The rules of callbacks that the tokens of a function can break.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{FnArg, GenericParam, ReturnType, Safety, Signature, Type, spanned::Spanned};

use crate::{
    arguments::{argument, peel},
    contract::{Contract, Kind},
    diag::Diagnostics,
    input::Function,
    model::Callback,
};

/// Checks a signature. What comes back is only complete when there were no errors.
pub(crate) fn callback(kind: Kind, sig: &Signature, errors: &mut Diagnostics) -> Callback {
    let contract = kind.contract();
    qualifiers(&contract, sig, errors);
    generics(&contract, sig, errors);
    let (outcome, outcome_span) = outcome(&contract, sig, errors);
    let mut callback = Callback {
        kind,
        arguments: Vec::new(),
        parts: Vec::new(),
        token: None,
        session: None,
        columns: None,
        input: None,
        outcome,
        outcome_span,
    };
    for input in &sig.inputs {
        if let FnArg::Typed(input) = input {
            let ty = without_lifetimes(peel(&input.ty), sig);
            argument(&contract, &mut callback, &input.ty, ty, errors);
        }
    }
    missing(&contract, &callback, sig, errors);
    callback
}

/// `async`, and nothing else before `fn`.
fn qualifiers(contract: &Contract, sig: &Signature, errors: &mut Diagnostics) {
    let what = contract.what;
    if sig.asyncness.is_none() {
        let message = format!("{what} is an `async fn`: write `async fn {}`", sig.ident);
        match &sig.constness {
            Some(constness) => errors.at(constness, message),
            None => errors.at(sig.fn_token, message),
        }
    }
    if let Safety::Unsafe(token) = &sig.safety {
        errors.at(token, format!("{what} is a safe function: remove `unsafe`"));
    }
    if let Some(abi) = &sig.abi {
        errors.at(abi, format!("{what} is an ordinary `async fn`: remove `{}`", abi.to_token_stream()));
    }
}

/// Whether the function shows that it stands in an `impl` block or a trait: by `self`, by `Self`, or by
/// having no body. Otherwise nobody can know.
pub(crate) fn in_an_impl_block(kind: Kind, function: &Function, errors: &mut Diagnostics) -> bool {
    let Contract { what, example, .. } = kind.contract();
    let message = |without: &str| {
        format!(
            "{what} stands outside of `impl` blocks and traits, and {without}: `{example}`; what it needs comes as \
                `State<…>`"
        )
    };
    let (inputs, output) = (&function.sig.inputs, &function.sig.output);
    if let Some(receiver) = function.sig.receiver() {
        errors.at(receiver, message("takes no `self`"));
    } else if let Some(of_self) = find_self(quote!(#inputs #output)) {
        errors.at(of_self, message("knows no `Self`"));
    } else if function.no_body.is_some() {
        errors.at(&function.sig.ident, message("has a body"));
    } else {
        return false;
    }
    true
}

fn find_self(tokens: TokenStream) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == "Self" => Some(ident),
        TokenTree::Group(group) => find_self(group.stream()),
        _ => None,
    })
}

/// Lifetimes only.
fn generics(contract: &Contract, sig: &Signature, errors: &mut Diagnostics) {
    let parameter = sig.generics.params.iter().find(|param| !matches!(param, GenericParam::Lifetime(_)));
    if let Some(parameter) = parameter {
        let name = match parameter {
            GenericParam::Type(parameter) => parameter.ident.to_string(),
            GenericParam::Const(parameter) => parameter.ident.to_string(),
            _ => "…".to_owned(),
        };
        let message = format!("{} cannot be generic: write the type in place of `{name}`", contract.what);
        errors.at(parameter, message);
    }
}

/// The return type as it is written, where it can be one, and where it stands.
fn outcome(contract: &Contract, sig: &Signature, errors: &mut Diagnostics) -> (Option<TokenStream>, Span) {
    let ReturnType::Type(_, ty) = &sig.output else {
        if let Some((returns, example)) = contract.returns {
            let what = contract.what;
            errors.at(
                &sig.ident,
                format!("{what} must return something: add `{example}`; it returns {returns}"),
            );
            return (None, sig.ident.span());
        }
        return (Some(quote!(())), sig.ident.span());
    };
    if uses_impl_trait(ty.to_token_stream()) {
        let returns = contract.returns.map_or("nothing, or a `Result`", |(returns, _)| returns);
        errors.at(ty, format!("{} cannot return `impl Trait`: it returns {returns}", contract.what));
        return (None, ty.span());
    }
    if borrows(ty.to_token_stream()) {
        errors.at(ty, format!("{} cannot return what it borrows: return an owned value", contract.what));
        return (None, ty.span());
    }
    (Some(ty.to_token_stream()), ty.span())
}

/// What must be among the arguments.
fn missing(contract: &Contract, callback: &Callback, sig: &Signature, errors: &mut Diagnostics) {
    if callback.kind == Kind::JwtUpdate && callback.token.is_none() && errors.is_empty() {
        let message =
            format!("{} must take the token as `&mut Jwt<…>`: `{}`", contract.what, contract.example);
        errors.at(&sig.ident, message);
    }
    if callback.kind == Kind::Guard && callback.session.is_none() && errors.is_empty() {
        let message =
            format!("{} must take the session as `&Session<…>`: `{}`", contract.what, contract.example);
        errors.at(&sig.ident, message);
    }
    if callback.kind == Kind::Authorize && callback.input.is_none() && errors.is_empty() {
        let message = format!(
            "{} must take a form, a struct under `#[auth::credentials]`: `{}`",
            contract.what, contract.example
        );
        errors.at(&sig.ident, message);
    }
}

/// The type with `'_` in place of the function's own lifetimes, which are unknown beside it.
fn without_lifetimes(ty: &Type, sig: &Signature) -> Type {
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

pub(crate) fn uses_impl_trait(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "impl",
        TokenTree::Group(group) => uses_impl_trait(group.stream()),
        _ => false,
    })
}

/// Whether a type has a reference or a lifetime which is not `'static`.
fn borrows(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |index: usize, word: &str| tokens.get(index).is_some_and(|token| token.to_string() == word);
    tokens.iter().enumerate().any(|(index, token)| match token {
        TokenTree::Punct(punct) if punct.as_char() == '&' => !is(index + 1, "'"),
        TokenTree::Punct(punct) if punct.as_char() == '\'' => !is(index + 1, "static"),
        TokenTree::Group(group) => borrows(group.stream()),
        _ => false,
    })
}

/// Tokens as somebody would write them.
pub(crate) fn text(tokens: TokenStream) -> String {
    let mut text = tokens.to_string();
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
