//! The rules of callbacks that can be checked on the tokens of a function.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{FnArg, GenericParam, PatType, ReturnType, Safety, Signature, Type, spanned::Spanned};

use super::{
    arguments::{argument, is_input},
    grants, habits,
    tokens::{borrows, find_self, last_segment, only_type, peel, uses_impl_trait, without_lifetimes},
    written::{Written, borrows_its_fields, takes_an_input},
};
use crate::{
    contract::callback::{Contract, Kind},
    diag::Diagnostics,
    input::item::Function,
    model::{Argument, Callback},
};

/// Checks a signature.
pub(crate) fn signature(kind: Kind, sig: &Signature, errors: &mut Diagnostics) -> Callback {
    let contract = kind.contract();
    qualifiers(kind, &contract, sig, errors);
    generics(&contract, sig, errors);
    let is_async = sig.asyncness.is_some();
    let mut callback = Callback { is_async, ..Callback::new(kind) };
    let mut refused = Diagnostics::default();
    for (index, input) in sig.inputs.iter().enumerate() {
        let FnArg::Typed(input) = input else { continue };
        if may_be_an_alias(kind, input, sig) {
            let ty = without_lifetimes(peel(&input.ty), sig);
            callback.arguments.push(Argument::Extracted(Box::new(ty)));
            continue;
        }
        match habits::instead(kind, input) {
            // The mistake is reported at the argument before.
            Some(_) if habits::belongs_to_the_first(kind, input) && !callback.refused.is_empty() => {
                callback.refused.push((index, None));
            }
            Some(message) => refused.at(&input.ty, message),
            None => {
                let ty = without_lifetimes(peel(&input.ty), sig);
                argument(&contract, &mut callback, &input.ty, ty, &mut refused);
            }
        }
        if let Some(error) = refused.take() {
            learn(&mut callback, &input.ty);
            callback.refused.push((index, Some(error)));
        }
    }
    let _taken = refused.drain();
    // A token or a session that is changed in place, as in Auth.js, is one mistake with the missing return type.
    let is_in_place = matches!(kind, Kind::Jwt | Kind::Session) && !callback.refused.is_empty();
    (callback.outcome, callback.outcome_span) = match &sig.output {
        ReturnType::Default if is_in_place => (None, sig.ident.span()),
        _ => outcome(kind, &contract, sig, errors),
    };
    if kind == Kind::Grants {
        callback.permission = grants::permission(&contract, &sig.output, errors);
    }
    one_payload(kind, sig, errors);
    let may_be_another = missing(&contract, &callback, sig, errors) || callback.outcome.is_none();
    Callback { may_be_another, ..callback }
}

/// Returns `true` for a type with a lifetime that is not the form, because another argument is. It may be an alias of what
/// callbacks take, such as `PasswordCheck<'_>`; a form owns what it holds.
fn may_be_an_alias(kind: Kind, input: &PatType, sig: &Signature) -> bool {
    let is_form = |other: &FnArg| match other {
        FnArg::Typed(other) => {
            let segment = last_segment(&other.ty).filter(|_| !borrows(other.ty.to_token_stream()));
            segment.is_some_and(|segment| is_input(kind, segment) && segment.ident != "State")
        }
        FnArg::Receiver(_) => false,
    };
    let written = Written::of(input);
    takes_an_input(kind)
        && !written.is_reference
        && borrows_its_fields(&written)
        && sig.inputs.iter().any(is_form)
}

/// Checks that `async` precedes `fn` where it is needed, and nothing else.
fn qualifiers(kind: Kind, contract: &Contract, sig: &Signature, errors: &mut Diagnostics) {
    let what = contract.what;
    if sig.asyncness.is_none() && !kind.may_be_sync() {
        let message = format!("{what} is an `async fn`: write `async fn {}`", sig.ident);
        match &sig.constness {
            Some(constness) => errors.at(constness, message),
            None => errors.at(sig.fn_token, message),
        }
    }
    if let Some(token) = sig.asyncness.filter(|_| kind.blocks()) {
        errors.at(
            token,
            format!(
                "{what} hashes, which blocks, so it runs on a thread for that and cannot wait: remove `async`"
            ),
        );
    }
    if let Safety::Unsafe(token) = &sig.safety {
        errors.at(token, format!("{what} is a safe function: remove `unsafe`"));
    }
    if let Some(abi) = &sig.abi {
        let function = if kind.may_be_sync() { "function" } else { "`async fn`" };
        errors.at(abi, format!("{what} is an ordinary {function}: remove `{}`", abi.to_token_stream()));
    }
}

/// Returns `true`, with an error, if the function is visibly part of an `impl` block or a trait: it has `self`,
/// `Self` or no body. Other such functions cannot be recognised here.
pub(crate) fn in_an_impl_block(kind: Kind, function: &Function, errors: &mut Diagnostics) -> bool {
    let Contract { what, example, .. } = kind.contract();
    let message = |without: &str| {
        format!(
            "{what} belongs outside of `impl` blocks and traits, and {without}: `{example}`; it takes what it needs as \
                `State<…>`"
        )
    };
    let (inputs, output) = (&function.sig.inputs, &function.sig.output);
    if let Some(receiver) = function.sig.receiver() {
        errors.at(receiver, message("takes no `self`"));
    } else if let Some(of_self) = find_self(quote!(#inputs #output)) {
        errors.at(of_self, message("cannot name `Self`"));
    } else if function.no_body.is_some() {
        errors.at(&function.sig.ident, message("has a body"));
    } else {
        return false;
    }
    true
}

/// Checks that the function is generic over lifetimes only.
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

/// Returns the return type as the user wrote it, if it can be one, and its span.
fn outcome(
    kind: Kind,
    contract: &Contract,
    sig: &Signature,
    errors: &mut Diagnostics,
) -> (Option<TokenStream>, Span) {
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
        // A function that returns a future lacks `async`, which is reported already.
        if sig.asyncness.is_none() && !kind.may_be_sync() {
            return (None, ty.span());
        }
        let returns = contract.returns.map_or("nothing, or a `Result`", |(returns, _)| returns);
        errors.at(ty, format!("{} cannot return `impl Trait`: it returns {returns}", contract.what));
        return (None, ty.span());
    }
    if borrows(ty.to_token_stream()) {
        let returns = contract.returns.map_or("nothing, or a `Result`", |(returns, _)| returns);
        let what = contract.what;
        errors.at(
            ty,
            format!("{what} cannot return what it borrows: return an owned value; it returns {returns}"),
        );
        return (None, ty.span());
    }
    (Some(ty.to_token_stream()), ty.span())
}

/// Learns from the type of a refused argument what the callback is about, for its stub.
fn learn(callback: &mut Callback, ty: &Type) {
    let elem = match ty {
        Type::Reference(reference) => &*reference.elem,
        ty => ty,
    };
    let Some(segment) = last_segment(elem) else { return };
    match segment.ident.to_string().as_str() {
        "Jwt" => callback.token = callback.token.take().or_else(|| only_type(segment).cloned()),
        "User" | "State" => {}
        _ if matches!(callback.kind, Kind::Guard | Kind::Grants) => {
            callback.session = callback.session.take().or_else(|| Some(session_fields(elem)));
        }
        _ => {}
    }
}

/// Returns the fields of a session that is written in any way: `X` of `Session<X>` and `Option<Session<X>>`.
fn session_fields(ty: &Type) -> Type {
    let mut ty = ty;
    while let Some(segment) = last_segment(ty)
        && let Some(inner) = only_type(segment)
    {
        ty = inner;
    }
    match last_segment(ty) {
        Some(segment) if segment.ident == "Session" => syn::parse_quote!(()),
        _ => ty.clone(),
    }
}

/// Checks that an update callback takes one payload.
fn one_payload(kind: Kind, sig: &Signature, errors: &mut Diagnostics) {
    let is_payload = |input: &&FnArg| match input {
        FnArg::Typed(input) => last_segment(&input.ty).is_some_and(|segment| segment.ident == "Update"),
        FnArg::Receiver(_) => false,
    };
    if kind == Kind::JwtUpdate
        && let Some(FnArg::Typed(second)) = sig.inputs.iter().filter(is_payload).nth(1)
    {
        errors.at(
            &second.ty,
            "the browser sends one payload, which both arguments would be: put the fields into one struct",
        );
    }
}

/// Returns `true` if the callback takes a reference to a type.
fn takes_borrowed(callback: &Callback, name: &str) -> bool {
    callback.arguments.iter().any(|argument| match argument {
        Argument::Extracted(ty) => match &**ty {
            Type::Reference(reference) => {
                last_segment(&reference.elem).is_some_and(|segment| segment.ident == name)
            }
            _ => false,
        },
        _ => false,
    })
}

/// Checks that required arguments are present. Returns `true` if one is missing.
fn missing(contract: &Contract, callback: &Callback, sig: &Signature, errors: &mut Diagnostics) -> bool {
    let Contract { what, example, .. } = contract;
    let needs = match callback.kind {
        Kind::JwtUpdate if callback.token.is_none() => "the token as `&mut Jwt<…>`",
        Kind::Guard | Kind::Grants if callback.session.is_none() => "the session as `&Session<…>`",
        Kind::LegacyPassword if !takes_borrowed(callback, "Secret") => "the password as `&Secret`",
        Kind::LegacyPassword if !takes_borrowed(callback, "str") => "the stored hash as `&str`",
        Kind::Authorize | Kind::SignUp if callback.input.is_none() => {
            "a form, a struct under `#[auth::credentials]`"
        }
        Kind::Provider if callback.input.is_none() => "the profile, a struct that can be deserialized",
        _ => return false,
    };
    if errors.is_empty() && callback.refused.is_empty() {
        errors.at(&sig.ident, format!("{what} must take {needs}: `{example}`"));
    }
    true
}
