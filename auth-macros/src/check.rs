//! The rules of callbacks that the tokens of a function can break.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    FnArg, GenericArgument, GenericParam, PathArguments, PathSegment, ReturnType, Safety, Signature, Type,
    TypeReference, spanned::Spanned,
};

use crate::{
    contract::{Contract, Event, Kind, TokenAccess},
    diag::Diagnostics,
    model::{Argument, Callback},
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
    let Contract { what, example, .. } = contract;
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
    if let Some(receiver) = sig.receiver() {
        errors.at(
            receiver,
            format!(
                "{what} stands outside of `impl` blocks and takes no `self`: `{example}`; what it needs \
                comes as `State<…>`"
            ),
        );
    }
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

/// Sorts an argument: the token, the session, the form and the profile are passed on, everything else is asked of the
/// argument trait.
fn argument(
    contract: &Contract,
    callback: &mut Callback,
    written: &Type,
    ty: Type,
    errors: &mut Diagnostics,
) {
    let what = contract.what;
    if uses_impl_trait(written.to_token_stream()) {
        errors.at(written, format!("{what} cannot be generic: write the type in place of `impl …`"));
        return;
    }
    match &ty {
        Type::Reference(reference) => reference_argument(contract, callback, written, reference, errors),
        Type::Path(_) => value_argument(contract, callback, written, &ty, errors),
        _ => callback.arguments.push(Argument::Extracted(Box::new(ty))),
    }
}

fn reference_argument(
    contract: &Contract,
    callback: &mut Callback,
    written: &Type,
    reference: &TypeReference,
    errors: &mut Diagnostics,
) {
    let what = contract.what;
    let name = last_segment(&reference.elem).map(|segment| segment.ident.to_string()).unwrap_or_default();
    let takes_token = contract.token != TokenAccess::None;
    match (name.as_str(), reference.mutability.is_some()) {
        ("Jwt", true) if contract.token == TokenAccess::Exclusive => {
            subject(&mut callback.token, &reference.elem, written, "the token", errors);
            callback.arguments.push(Argument::Token);
        }
        ("Jwt", false) if callback.arguments.iter().any(|a| matches!(a, Argument::StoredUser { .. })) => {
            stored_user(callback, written, reference, errors);
        }
        ("Jwt", false) if contract.token == TokenAccess::Shared => {
            subject(&mut callback.token, &reference.elem, written, "the token", errors);
            callback.arguments.push(Argument::Token);
        }
        ("Jwt", false) if contract.token == TokenAccess::Exclusive => {
            let elem = &reference.elem;
            let fix = text(quote!(&mut #elem));
            errors.at(written, format!("{what} changes the token: take it as `{fix}`"));
            callback.token = Some(extension_of(elem));
        }
        ("User", false) if callback.kind == Kind::Session => {
            stored_user(callback, written, reference, errors);
        }
        ("User", false) if contract.users => {
            let columns = last_segment(&reference.elem).and_then(only_type).cloned();
            callback.columns = columns.or(callback.columns.take());
            callback.arguments.push(Argument::Extracted(Box::new(Type::Reference(reference.clone()))));
        }
        ("Session", false) if contract.session => {
            subject(&mut callback.session, &reference.elem, written, "the session", errors);
            callback.arguments.push(Argument::Session);
        }
        (_, true) => {
            let elem = &reference.elem;
            let fix = text(quote!(&#elem));
            let can = match name.as_str() {
                "Jwt" if takes_token => {
                    "only reads the token: only `#[auth::jwt(update)]` changes it. Take it as"
                }
                _ => "only reads what it is given: write",
            };
            errors.at(written, format!("{what} {can} `{fix}`"));
        }
        _ => callback.arguments.push(Argument::Extracted(Box::new(Type::Reference(reference.clone())))),
    }
}

/// The stored user of a session in the database, which has no token.
fn stored_user(callback: &mut Callback, written: &Type, reference: &TypeReference, errors: &mut Diagnostics) {
    if callback.token.is_some() || callback.arguments.iter().any(|a| matches!(a, Argument::StoredUser { .. }))
    {
        let message = "a session callback takes the token (`&Jwt<…>`), or, for sessions in the database, the stored \
            user (`&User<…>`): keep one of the two";
        errors.at(written, message);
        return;
    }
    let columns = last_segment(&reference.elem).and_then(only_type).cloned();
    callback.arguments.push(Argument::StoredUser { typed: columns.is_some() });
    callback.columns = columns;
}

fn value_argument(
    contract: &Contract,
    callback: &mut Callback,
    written: &Type,
    ty: &Type,
    errors: &mut Diagnostics,
) {
    let Some(segment) = last_segment(ty) else {
        callback.arguments.push(Argument::Extracted(Box::new(ty.clone())));
        return;
    };
    let owned = match segment.ident.to_string().as_str() {
        "Jwt" if contract.token == TokenAccess::Exclusive => Some(("the token", quote!(&mut #ty))),
        "Jwt" if contract.token == TokenAccess::Shared => Some(("the token", quote!(&#ty))),
        "Session" if contract.session => Some(("the session", quote!(&#ty))),
        _ => None,
    };
    if let Some((subject, fix)) = owned {
        errors.at(written, format!("{} borrows {subject}: take it as `{}`", contract.what, text(fix)));
        match subject {
            "the token" => callback.token = Some(extension_of(ty)),
            _ => callback.session = Some(extension_of(ty)),
        }
    } else if let Some(event) = other_event(callback.kind, segment) {
        errors.at(
            written,
            format!(
                "a handler of `{}` is given `{}<'_>`: take that in place of `{}`",
                event.name(),
                event.payload(),
                text(ty.to_token_stream())
            ),
        );
    } else if segment.ident == "State" {
        callback.parts.extend(only_type(segment).cloned());
        callback.arguments.push(Argument::Extracted(Box::new(ty.clone())));
    } else if is_input(callback.kind, segment) {
        input_argument(contract, callback, written, ty, segment, errors);
    } else {
        callback.arguments.push(Argument::Extracted(Box::new(ty.clone())));
    }
}

/// The event that a handler is for, where its argument tells of another.
fn other_event(kind: Kind, segment: &PathSegment) -> Option<Event> {
    let Kind::Event(event) = kind else { return None };
    let is_payload = |event: &Event| segment.ident == event.payload();
    (!is_payload(&event) && Event::ALL.iter().any(is_payload)).then_some(event)
}

/// The form of an authorize callback, the profile of a provider: its one argument by value that is nothing
/// else.
fn input_argument(
    contract: &Contract,
    callback: &mut Callback,
    written: &Type,
    ty: &Type,
    segment: &PathSegment,
    errors: &mut Diagnostics,
) {
    let (wrapper, name) = contract.input.unwrap_or_default();
    let what = contract.what;
    let inner = (segment.ident == wrapper).then(|| only_type(segment)).flatten();
    if let Some(input) = &callback.input {
        let message = format!(
            "{what} takes one {name}, and `{}` is there already: put the fields into one struct",
            text(input.to_token_stream())
        );
        errors.at(written, message);
    } else if let Some(inner) = inner {
        let message = format!(
            "{what} is given the {name} itself: write `{}` in place of `{}`",
            text(inner.to_token_stream()),
            text(ty.to_token_stream())
        );
        errors.at(written, message);
        callback.input = Some(inner.clone());
    } else {
        callback.input = Some(ty.clone());
        callback.arguments.push(Argument::Input);
    }
}

/// Whether an argument by value can be what the callback is given so.
fn is_input(kind: Kind, segment: &PathSegment) -> bool {
    match kind {
        Kind::Authorize => !is_well_known(segment),
        // Any struct that can be read is a profile, and only its maker knows how it is called.
        Kind::Provider => !["Option", "Cookies", "ClientIp", "HeaderMap", "TokenSet"]
            .contains(&segment.ident.to_string().as_str()),
        _ => false,
    }
}

/// Types by value that are arguments of some callback, and therefore never a form.
fn is_well_known(segment: &PathSegment) -> bool {
    const NAMES: [&str; 11] = [
        "Option",
        "Cookies",
        "ClientIp",
        "Trigger",
        "RedirectUrl",
        "Update",
        "User",
        "Account",
        "Jwt",
        "Session",
        "HeaderMap",
    ];
    let name = segment.ident.to_string();
    NAMES.contains(&name.as_str()) || name.ends_with("Event")
}

fn subject(slot: &mut Option<Type>, elem: &Type, written: &Type, what: &str, errors: &mut Diagnostics) {
    if slot.is_some() {
        errors.at(written, format!("{what} is an argument already: remove one of the two"));
    } else {
        *slot = Some(extension_of(elem));
    }
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

/// `X` of `Jwt<X>` or `Session<X>`; `()` where nothing is said.
fn extension_of(ty: &Type) -> Type {
    last_segment(ty).and_then(only_type).cloned().unwrap_or_else(|| syn::parse_quote!(()))
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match peel(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// `X` of `Name<X>`.
fn only_type(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match (arguments.args.first(), arguments.args.len()) {
        (Some(GenericArgument::Type(ty)), 1) => Some(ty),
        _ => None,
    }
}

/// The type inside parentheses and invisible groups.
fn peel(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peel(&group.elem),
        Type::Paren(paren) => peel(&paren.elem),
        _ => ty,
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

fn uses_impl_trait(tokens: TokenStream) -> bool {
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
