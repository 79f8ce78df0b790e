//! What each argument of a callback is: passed on, or asked of the argument trait.

use quote::{ToTokens, quote};
use syn::{GenericArgument, PathArguments, PathSegment, Type, TypeReference};

use crate::{
    check::{text, uses_impl_trait},
    contract::{Contract, Event, Kind, TokenAccess},
    diag::Diagnostics,
    model::{Argument, Callback},
};

/// Sorts an argument: the token, the session, the form and the profile are passed on, everything else is asked of the
/// argument trait.
pub(crate) fn argument(
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
        ("Jwt", false) if callback.takes_stored_user() => {
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
    if callback.token.is_some() || callback.takes_stored_user() {
        let message = "a session callback takes the token (`&Jwt<…>`), or, for sessions in the database, the stored \
            user (`&User<…>`): keep one of the two";
        errors.at(written, message);
        return;
    }
    let columns = last_segment(&reference.elem).and_then(only_type).cloned();
    callback.arguments.push(match &columns {
        Some(_) => Argument::StoredUser,
        None => Argument::PlainUser(reference.elem.clone()),
    });
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
pub(crate) fn peel(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peel(&group.elem),
        Type::Paren(paren) => peel(&paren.elem),
        _ => ty,
    }
}
