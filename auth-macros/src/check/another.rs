//! Functions under the attribute of another callback, which their signatures tell.

use syn::{FnArg, ReturnType, Signature, Type};

use super::{
    habits,
    tokens::{last_segment, only_type, peel},
    written::behind_reference,
};
use crate::contract::{attribute::Attribute, callback::Kind, event::Event};

/// Returns the error about a function that is a callback of another kind.
///
/// Only what the attribute can never mean counts: an argument or a value of the other callback that this one can neither
/// take nor return.
pub(crate) fn another(kind: Kind, sig: &Signature) -> Option<(Kind, syn::Error)> {
    let signature = Parts::of(kind, sig);
    let (meant, tokens) = by_arguments(kind, &signature).or_else(|| by_outcome(kind, &signature))?;
    let what = kind.contract().what;
    let (meant_name, written) = (written(meant), written(kind));
    let message = format!(
        "this is no signature of {what}: write `#[auth::{meant_name}]` in place of `#[auth::{written}]`"
    );
    Some((meant, syn::Error::new_spanned(tokens, message)))
}

/// Returns the attribute of a callback, as it is written.
fn written(kind: Kind) -> String {
    let attribute = |attribute: &&Attribute| attribute.callback() == Some(kind);
    match kind {
        Kind::Event(event) => format!("event({})", event.name()),
        Kind::JwtUpdate => "jwt(update)".to_owned(),
        Kind::JwtAccess => "jwt(access)".to_owned(),
        Kind::Provider => "provider(…)".to_owned(),
        _ => Attribute::ALL.iter().find(attribute).map_or("", |attribute| attribute.name()).to_owned(),
    }
}

/// The parts of a signature that tell callbacks apart.
struct Parts<'a> {
    arguments: Vec<(&'a Type, String, bool, bool)>,
    is_refused: bool,
    returned: Option<&'a Type>,
    /// The name of the value, without `Result` and `Option`.
    outcome: String,
}

impl<'a> Parts<'a> {
    fn of(kind: Kind, sig: &'a Signature) -> Self {
        let typed = sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(input) => Some(input),
            FnArg::Receiver(_) => None,
        });
        let is_refused = typed.clone().any(|input| habits::instead(kind, input).is_some());
        let arguments = typed.map(|input| {
            let ty = peel(&input.ty);
            let (is_reference, is_mutable) = match ty {
                Type::Reference(reference) => (true, reference.mutability.is_some()),
                _ => (false, false),
            };
            (ty, name(behind_reference(ty)), is_reference, is_mutable)
        });
        let returned = match &sig.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(&**ty),
        };
        let outcome = returned.map(|ty| name(inner(ty))).unwrap_or_default();
        Self { arguments: arguments.collect(), is_refused, returned, outcome }
    }

    /// Returns the type of an argument by value.
    fn value(&self, wanted: &str) -> Option<&'a Type> {
        self.arguments
            .iter()
            .find(|(_, name, is_reference, _)| name == wanted && !is_reference)
            .map(|(ty, ..)| *ty)
    }

    /// Returns the type of a borrowed argument.
    fn reference(&self, wanted: &str) -> Option<&'a Type> {
        self.arguments
            .iter()
            .find(|(_, name, is_reference, _)| name == wanted && *is_reference)
            .map(|(ty, ..)| *ty)
    }

    fn returns(&self, names: &[&str]) -> bool {
        names.contains(&self.outcome.as_str())
    }
}

/// Returns the attribute whose argument the function takes, and that argument.
fn by_arguments<'a>(kind: Kind, parts: &Parts<'a>) -> Option<(Kind, &'a Type)> {
    let meant = |kind: Kind, ty: &'a Type| Some((kind, ty));
    let of_token = matches!(
        kind,
        Kind::JwtUpdate | Kind::JwtAccess | Kind::Session | Kind::Event(_) | Kind::Guard | Kind::Grants
    );
    let event = parts.arguments.iter().find_map(|(ty, name, is_reference, _)| {
        let event = Event::ALL.iter().find(|event| event.payload() == name && !is_reference)?;
        Some((Kind::Event(*event), *ty))
    });
    if let Some((event, ty)) = event.filter(|_| !matches!(kind, Kind::Event(_) | Kind::DeleteAccount)) {
        return meant(event, ty);
    }
    if let Some(ty) = parts.value("RedirectUrl").filter(|_| kind != Kind::Redirect) {
        return meant(Kind::Redirect, ty);
    }
    if let Some(ty) = parts.value("DeletionTransaction").filter(|_| kind != Kind::DeleteAccount) {
        return meant(Kind::DeleteAccount, ty);
    }
    let password = parts.reference("Secret").filter(|_| kind != Kind::LegacyPassword);
    if let Some(ty) = password.filter(|_| parts.reference("str").is_some()) {
        return meant(Kind::LegacyPassword, ty);
    }
    let changed = parts.arguments.iter().find(|(_, name, _, is_mutable)| name == "Jwt" && *is_mutable);
    let has_payload = parts.value("Update").is_some();
    if let Some((ty, ..)) = changed.filter(|_| kind != Kind::JwtUpdate && has_payload) {
        return meant(Kind::JwtUpdate, ty);
    }
    // With its own return type, an argument is the mistake.
    let is_of_sign_in = match kind {
        Kind::SignIn => parts.returns(&["bool", "SignIn"]),
        Kind::SecondFactor => parts.returns(&["SecondFactor"]),
        _ => false,
    };
    let knows_the_user = ["User", "Account"].iter().any(|name| parts.reference(name).is_some());
    if let Some(ty) =
        parts.reference("Jwt").filter(|_| !of_token && !is_of_sign_in && !knows_the_user && changed.is_none())
    {
        let claims = last_segment(behind_reference(ty)).and_then(only_type).map(name).unwrap_or_default();
        return match parts.outcome.as_str() {
            "bool" | "Access" => meant(Kind::JwtAccess, ty),
            "" | "SignIn" | "Set" | "Jwt" => None,
            outcome if outcome == claims => None,
            _ => meant(Kind::Session, ty),
        };
    }
    let takes_sessions = matches!(kind, Kind::Guard | Kind::Grants | Kind::Event(_));
    if let Some(ty) = parts.reference("Session").filter(|_| !takes_sessions && !knows_the_user) {
        let others = parts.arguments.iter().filter(|(_, name, ..)| name != "State").count();
        return match parts.outcome.as_str() {
            "bool" if others == 1 => meant(Kind::Guard, ty),
            "Set" => meant(Kind::Grants, ty),
            _ => None,
        };
    }
    if kind == Kind::Session
        && let Some(ty) = parts.reference("Account")
    {
        return match (parts.outcome.as_str(), parts.returned) {
            ("SecondFactor", Some(ty)) => meant(Kind::SecondFactor, ty),
            ("SignIn" | "bool", Some(ty)) => meant(Kind::SignIn, ty),
            _ => meant(Kind::Jwt, ty),
        };
    }
    if kind == Kind::Authorize
        && let Some(ty) = parts.reference("User").filter(|_| parts.returns(&["bool", "SignIn"]))
    {
        return meant(Kind::SignIn, ty);
    }
    None
}

/// Returns the attribute whose value the function returns, and the return type.
fn by_outcome<'a>(kind: Kind, parts: &Parts<'a>) -> Option<(Kind, &'a Type)> {
    let returned = parts.returned?;
    // These return structs of the application, which may have any name.
    if matches!(kind, Kind::Jwt | Kind::Session) && !parts.is_refused {
        return None;
    }
    let takes_the_token = parts.reference("Jwt").is_some();
    let meant = match parts.outcome.as_str() {
        "Target" if kind != Kind::Redirect => Kind::Redirect,
        "SecondFactor" if kind != Kind::SecondFactor => Kind::SecondFactor,
        "SignIn" if !matches!(kind, Kind::SignIn | Kind::SecondFactor) => Kind::SignIn,
        "SignUp" if kind != Kind::SignUp => Kind::SignUp,
        "Access" if !matches!(kind, Kind::JwtAccess | Kind::JwtUpdate) && takes_the_token => Kind::JwtAccess,
        "ProfileUser" if kind != Kind::Provider => Kind::Provider,
        "KnownUser" | "User"
            if !matches!(
                kind,
                Kind::Authorize | Kind::Provider | Kind::SignUp | Kind::Jwt | Kind::Session
            ) =>
        {
            Kind::Authorize
        }
        "Set" if kind != Kind::Grants => Kind::Grants,
        "Token" | "Claims" | "Jwt"
            if !matches!(kind, Kind::Jwt | Kind::Session | Kind::Grants)
                && parts.reference("User").is_some() =>
        {
            Kind::Jwt
        }
        _ => return None,
    };
    // In an access or session callback, what is returned may be the mistake, and not the attribute.
    let is_of_token = matches!(kind, Kind::JwtAccess | Kind::JwtUpdate) && takes_the_token;
    (!is_of_token).then_some((meant, returned))
}

/// Returns the value of a `Result` or an `Option`.
fn inner(ty: &Type) -> &Type {
    let ty = peel(ty);
    let Some(segment) =
        last_segment(ty).filter(|segment| segment.ident == "Result" || segment.ident == "Option")
    else {
        return ty;
    };
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else { return ty };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(first)) => inner(first),
        _ => ty,
    }
}

fn name(ty: &Type) -> String {
    last_segment(ty).map(|segment| segment.ident.to_string()).unwrap_or_default()
}
