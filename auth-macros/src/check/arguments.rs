//! Sorts the arguments of a callback into those that are passed on and those that the argument trait extracts.

use quote::{ToTokens, quote};
use syn::{PathSegment, Type, TypeReference};

use super::tokens::{last_segment, only_type, text, uses_impl_trait};
use crate::{
    contract::{
        callback::{Contract, Kind},
        event::Event,
        subject::Subject,
    },
    diag::Diagnostics,
    model::{Argument, Callback},
};

/// Sorts an argument: the token, the session, the form and the profile are passed on, and the argument trait
/// extracts everything else.
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
    let takes = |subject| contract.takes(subject);
    match (name.as_str(), reference.mutability.is_some()) {
        ("Jwt", true) if takes(Subject::TokenMut) => {
            subject(&mut callback.token, &reference.elem, written, "the token", errors);
            callback.arguments.push(Argument::Token);
        }
        ("Jwt", false) if callback.takes_stored_user() => {
            stored_user(callback, written, reference, errors);
        }
        ("Jwt", false) if takes(Subject::Token) => {
            subject(&mut callback.token, &reference.elem, written, "the token", errors);
            callback.arguments.push(Argument::Token);
        }
        ("Jwt", false) if takes(Subject::TokenMut) => {
            let elem = &reference.elem;
            let fix = text(quote!(&mut #elem));
            errors.at(written, format!("{what} changes the token: take it as `{fix}`"));
            callback.token = Some(extension_of(elem));
        }
        ("User", false) if callback.kind == Kind::Session => {
            stored_user(callback, written, reference, errors);
        }
        ("User", false) if takes(Subject::User) => {
            let columns = last_segment(&reference.elem).and_then(only_type).cloned();
            callback.columns = columns.or(callback.columns.take());
            callback.arguments.push(Argument::Extracted(Box::new(Type::Reference(reference.clone()))));
        }
        ("Session", false) if takes(Subject::Session) => {
            subject(&mut callback.session, &reference.elem, written, "the session", errors);
            callback.arguments.push(Argument::Session);
        }
        (_, true) => {
            let elem = &reference.elem;
            let fix = text(quote!(&#elem));
            let can = match name.as_str() {
                "Jwt" if takes(Subject::Token) || takes(Subject::TokenMut) => {
                    "only reads the token: only `#[auth::jwt(update)]` changes it. Take it as"
                }
                _ => "only reads what it is given: write",
            };
            errors.at(written, format!("{what} {can} `{fix}`"));
        }
        _ => callback.arguments.push(Argument::Extracted(Box::new(Type::Reference(reference.clone())))),
    }
}

/// Takes the stored user of a database session, which has no token.
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
        "Jwt" if contract.takes(Subject::TokenMut) => Some(("the token", quote!(&mut #ty))),
        "Jwt" if contract.takes(Subject::Token) => Some(("the token", quote!(&#ty))),
        "Session" if contract.takes(Subject::Session) => Some(("the session", quote!(&#ty))),
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
                text(ty)
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

/// Returns the event of the handler if its argument belongs to another event.
fn other_event(kind: Kind, segment: &PathSegment) -> Option<Event> {
    let Kind::Event(event) = kind else { return None };
    let is_payload = |event: &Event| segment.ident == event.payload();
    (!is_payload(&event) && Event::ALL.iter().any(is_payload)).then_some(event)
}

/// Takes the form of an authorize callback or the profile of a provider: the one argument by value that is
/// nothing else.
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
        let part = text(ty);
        let message = format!(
            "{what} takes one {name}, and `{}` is one already: put the fields into one struct, or take a part of the state as \
             `State<{part}>`",
            text(input)
        );
        errors.at(written, message);
    } else if let Some(inner) = inner {
        let message =
            format!("{what} is given the {name} itself: write `{}` in place of `{}`", text(inner), text(ty));
        errors.at(written, message);
        callback.input = Some(inner.clone());
    } else {
        callback.input = Some(ty.clone());
        callback.arguments.push(Argument::Input);
    }
}

/// Returns `true` if an argument by value can be the form or the profile.
pub(super) fn is_input(kind: Kind, segment: &PathSegment) -> bool {
    match kind {
        Kind::Authorize => !is_well_known(segment),
        Kind::SignUp => !is_well_known(segment) && !is_known_to_sign_up(segment),
        // A profile is any struct that can be deserialized, under any name.
        Kind::Provider => !["Option", "Cookies", "ClientIp", "HeaderMap", "TokenSet"]
            .contains(&segment.ident.to_string().as_str()),
        _ => false,
    }
}

/// Returns `true` for types that a sign-up callback takes, or is written with by mistake, which are never its form.
fn is_known_to_sign_up(segment: &PathSegment) -> bool {
    let name = segment.ident.to_string();
    ["VerifiedEmail", "EmailAddress", "Password", "Secret", "String", "UserId", "StoredId", "SignInMethod"]
        .contains(&name.as_str())
}

/// Returns `true` for types that some callback takes by value, which are never a form.
fn is_well_known(segment: &PathSegment) -> bool {
    const NAMES: [&str; 12] = [
        "Option",
        "PasswordCheck",
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

/// Returns `X` of `Jwt<X>` or `Session<X>`; `()` if there is none.
fn extension_of(ty: &Type) -> Type {
    last_segment(ty).and_then(only_type).cloned().unwrap_or_else(|| syn::parse_quote!(()))
}
