//! Values and the types that they are returned as.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, Lit, PathArguments, ReturnType, Signature, Type};

use super::sort::{Sort, argument, is_the_requested_url, is_true, sort};
use crate::{
    check::tokens::{last_segment, only_type, peel, text},
    contract::callback::Kind,
};

/// The return type, as it is written.
pub(super) struct Returned {
    pub(super) kind: Kind,
    pub(super) ty: Type,
    /// The function that passes an error on, and requires its type.
    pub(super) error: TokenStream,
    /// `true` if a wrong value has been reported. Others in the same body are mostly the same mistake.
    pub(super) is_reported: Cell<bool>,
}

impl Returned {
    /// Reads the return type; `None` if there is none.
    pub(super) fn of(kind: Kind, sig: &Signature, error: TokenStream) -> Option<Self> {
        let ReturnType::Type(_, ty) = &sig.output else { return None };
        if !may_return(kind, ty) {
            return None;
        }
        Some(Self { kind, ty: peel(ty).clone(), error, is_reported: Cell::new(false) })
    }

    /// Returns `true` if a name without a path is in the return type.
    pub(super) fn names(&self, name: &str) -> bool {
        let mut ty = &self.ty;
        loop {
            let Type::Path(path) = peel(ty) else { return false };
            if path.path.is_ident(name) {
                return true;
            }
            let arguments = path.path.segments.last().map(|segment| &segment.arguments);
            let Some(PathArguments::AngleBracketed(arguments)) = arguments else { return false };
            if path.path.segments.len() == 1 && path.path.segments.iter().any(|segment| segment.ident == name)
            {
                return true;
            }
            let Some(syn::GenericArgument::Type(inner)) = arguments.args.first() else { return false };
            ty = inner;
        }
    }

    pub(super) fn of_type(&self, ty: &Type, value: &Expr) -> Option<syn::Error> {
        let error = |message: String| Some(syn::Error::new_spanned(value, message));
        if self.kind == Kind::Redirect && is_the_requested_url(value) {
            return error(match inside(ty, "Result") {
                Some(_) => "write `Ok(Target::Requested)`".to_owned(),
                None => "write `Target::Requested`".to_owned(),
            });
        }
        let sort = sort(value)?;
        // A constant of another type can be anything, and so can a function of a type that is not returned here.
        let is_uncertain = sort == Sort::Status || matches!(sort, Sort::Ours(name) if !self.names(name));
        if let Some(inner) = inside(ty, "Result") {
            return match (sort, argument(value)) {
                (Sort::Result, Some(("Ok", argument))) => self.of_type(inner, argument),
                (Sort::Result, Some(("Err", argument))) => self.refusal(argument),
                (Sort::Result, _) => None,
                (Sort::Bool, _) if self.kind == Kind::DeleteAccount => error(
                    "a refusal is an error: write `Err(\"…\".into())`, and `Ok(())` otherwise".to_owned(),
                ),
                (Sort::Bool, _) if self.kind == Kind::JwtUpdate => {
                    error("write `Ok(())`; `Access` as the value can end the session".to_owned())
                }
                _ if is_uncertain => None,
                _ => error(format!("this callback returns a `Result`: write `{}`", wrapped(ty, sort, value))),
            };
        }
        if let Some(inner) = inside(ty, "Option") {
            return match (sort, argument(value)) {
                (Sort::Option, Some(("Some", argument))) => self.of_type(inner, argument),
                (Sort::Option, _) => None,
                (Sort::Result, _) => error(returns_a_result(ty)),
                (Sort::Unit, _) => error("write `None`, which refuses the user".to_owned()),
                (Sort::Bool, _) if is_true(value).is_none() => error(format!(
                    "this is a `bool`, and the callback returns `{}`: write `Some(…)` with the user, or `None`, which refuses the sign-in",
                    text(&self.ty)
                )),
                (Sort::Bool, _) if is_true(value) == Some(false) => {
                    error("write `None`, which refuses the user".to_owned())
                }
                _ if is_uncertain => None,
                _ => {
                    error(format!("this callback returns an `Option`: write `{}`", wrapped(ty, sort, value)))
                }
            };
        }
        let segment = last_segment(ty)?;
        let name = segment.ident.to_string();
        match (name.as_str(), sort) {
            ("bool" | "SignIn" | "Access" | "SecondFactor" | "Target" | "Set" | "SignUp" | "User" | "KnownUser" | "ProfileUser", Sort::Result) => {
                error(returns_a_result(&self.ty))
            }
            ("bool", Sort::Ours(other @ ("SignIn" | "Access"))) => {
                error(format!("this callback returns a `bool`: write `true` or `false`, or `{other}` as the return type"))
            }
            ("bool", Sort::Number | Sort::Text | Sort::Unit) => {
                error("this callback returns a `bool`: write `true` or `false`".to_owned())
            }
            ("bool", Sort::Status) => error(
                "this callback returns a `bool`: write `true` or `false`, which is answered with 403".to_owned(),
            ),
            ("SignIn", Sort::Unit) => error("write `SignIn::Allow`".to_owned()),
            ("Access", Sort::Unit) => error("write `Access::Allow`".to_owned()),
            ("SignUp", Sort::Option) => error(
                "a refusal is an error: write `Err(SignUpRefused::with_message(\"…\").into())`".to_owned(),
            ),
            ("SignIn", Sort::Bool) => error(match is_true(value) {
                Some(true) => "write `SignIn::Allow`, or `bool` as the return type".to_owned(),
                Some(false) => "write `SignIn::Deny`, or `bool` as the return type".to_owned(),
                None => "this is a `bool`: write `bool` in place of `SignIn` as the return type".to_owned(),
            }),
            ("SignIn", Sort::Text) => error(format!("write `SignIn::redirect({})`", shown(value))),
            ("Access", Sort::Bool) => error(match is_true(value) {
                Some(true) => "write `Access::Allow`, or `bool` as the return type".to_owned(),
                Some(false) => "write `Access::Revoke`, or `bool` as the return type".to_owned(),
                None => "this is a `bool`: write `bool` in place of `Access` as the return type".to_owned(),
            }),
            ("SecondFactor", Sort::Bool) => error(match is_true(value) {
                Some(true) => "write `SecondFactor::Required`".to_owned(),
                Some(false) => "write `SecondFactor::IfEnrolled` or `SecondFactor::NotNeeded`".to_owned(),
                None => "this is a `bool`: write `if … { SecondFactor::Required } else { SecondFactor::IfEnrolled }`".to_owned(),
            }),
            ("Target", Sort::Text | Sort::Format) => error(format!("write `Target::to({})`", shown(value))),
            ("Set", Sort::List) => self.list(value),
            ("Set", Sort::Ours("") | Sort::Status) => self.permission(segment, value),
            ("ProfileUser" | "User" | "KnownUser", Sort::Option) if matches!(self.kind, Kind::Provider | Kind::Authorize) => {
                error(format!("write `Option<{}>` as the return type, in which `None` refuses the user", text(ty)))
            }
            (name, sort) if Self::values(name).is_some() && is_another(name, sort) => error(format!(
                "this callback returns `{name}`: write {}",
                Self::values(name).unwrap_or_default()
            )),
            (_, Sort::Struct) if matches!(self.kind, Kind::Jwt | Kind::Session) => self.borrowed_field(&name, value),
            _ => None,
        }
    }

    /// Returns the values of a type of this crate.
    fn values(name: &str) -> Option<&'static str> {
        Some(match name {
            "SignIn" => "`SignIn::Allow`, `SignIn::Deny` or `SignIn::redirect(\"/…\")`",
            "Access" => "`Access::Allow` or `Access::Revoke`",
            "SecondFactor" => {
                "`SecondFactor::Required`, `SecondFactor::IfEnrolled` or `SecondFactor::NotNeeded`"
            }
            "Target" => "`Target::Requested`, `Target::Home` or `Target::to(\"https://…\")`",
            _ => return None,
        })
    }

    /// A refusal of the callback that is returned as an error.
    fn refusal(&self, argument: &Expr) -> Option<syn::Error> {
        let message = match (sort(argument), argument) {
            (Some(Sort::Ours(name @ ("SignIn" | "Access" | "SecondFactor" | "Target"))), _)
                if self.names(name) =>
            {
                format!("this is a decision and no error: write `Ok({})`", shown(argument))
            }
            // An error that is written out is checked itself.
            _ if names_its_error(&self.ty) => return None,
            (_, Expr::Path(path))
                if path.path.segments.iter().any(|segment| segment.ident == "StatusCode") =>
            {
                match self.kind {
                    Kind::Guard | Kind::SignIn => {
                        "a status is no error, and a refusal has its own: write `Ok(false)`".to_owned()
                    }
                    _ => "a status is no error: write `Err(\"…\".into())`".to_owned(),
                }
            }
            _ => return None,
        };
        Some(syn::Error::new_spanned(argument, message))
    }

    /// A claim that is given a string in quotes, or a field that is given a reference.
    fn borrowed_field(&self, name: &str, value: &Expr) -> Option<syn::Error> {
        let Expr::Struct(literal) = value else { return None };
        if !literal.path.is_ident(name) {
            return None;
        }
        literal.fields.iter().find_map(|field| {
            let message = match &field.expr {
                Expr::Lit(literal) if self.kind == Kind::Jwt => match &literal.lit {
                    Lit::Str(text) => {
                        format!("a claim owns its string: write `{}.to_owned()`", text.to_token_stream())
                    }
                    _ => return None,
                },
                Expr::Reference(reference) if matches!(&*reference.expr, Expr::Field(_)) => {
                    format!("the struct owns its values: write `{}.clone()`", shown(&reference.expr))
                }
                _ => return None,
            };
            Some(syn::Error::new_spanned(&field.expr, message))
        })
    }

    /// `[Permission::Read]` in place of a set.
    fn list(&self, value: &Expr) -> Option<syn::Error> {
        let array = match value {
            Expr::Macro(list) => {
                let elements = &list.mac.tokens;
                text(quote!([#elements]))
            }
            Expr::Reference(array) => text(&array.expr),
            array => text(array),
        };
        Some(syn::Error::new_spanned(value, format!("an array becomes a set: write `{array}.into()`")))
    }

    /// A variant in place of a set.
    fn permission(&self, segment: &syn::PathSegment, value: &Expr) -> Option<syn::Error> {
        let (Expr::Path(path), Some(permission)) = (value, only_type(segment)) else { return None };
        let mut segments = path.path.segments.iter();
        let (first, variant) = (segments.next()?, segments.next()?);
        let is_variant = variant.ident.to_string().contains(|sign: char| sign.is_ascii_lowercase())
            && variant.ident.to_string().starts_with(|first: char| first.is_ascii_uppercase());
        let is_permission = last_segment(permission).is_some_and(|last| last.ident == first.ident);
        let message = format!("one permission becomes a set: write `{}.into()`", text(path));
        (segments.next().is_none() && is_variant && is_permission)
            .then(|| syn::Error::new_spanned(value, message))
    }
}

/// Returns `true` if a value is certainly not of a type of this crate.
fn is_another(name: &str, sort: Sort) -> bool {
    match sort {
        Sort::Ours(other) => !other.is_empty() && other != name,
        Sort::Option | Sort::Text | Sort::Number | Sort::Format | Sort::List | Sort::Status => true,
        Sort::Bool | Sort::Result | Sort::Struct | Sort::Unit => false,
    }
}

/// Returns `true` if a callback may return a type. About another one, the type checker reports the type.
fn may_return(kind: Kind, ty: &Type) -> bool {
    let value = inside(ty, "Result").unwrap_or(ty);
    let is_optional = matches!(kind, Kind::Jwt | Kind::Authorize | Kind::Provider);
    let value = inside(value, "Option").filter(|_| is_optional).unwrap_or(value);
    let is_unit = matches!(value, Type::Tuple(tuple) if tuple.elems.is_empty());
    let name = last_segment(value).map(|segment| segment.ident.to_string()).unwrap_or_default();
    let is = |names: &[&str]| names.contains(&name.as_str());
    match kind {
        Kind::SignIn => is(&["bool", "SignIn"]),
        Kind::SignUp => is(&["SignUp"]),
        Kind::SecondFactor => is(&["SecondFactor"]),
        Kind::Redirect => is(&["Target"]),
        Kind::JwtAccess => is(&["bool", "Access"]),
        Kind::JwtUpdate => is_unit || is(&["Access"]),
        Kind::DeleteAccount | Kind::Event(_) => is_unit,
        Kind::Authorize => is(&["User", "KnownUser"]),
        Kind::Provider => is(&["User", "ProfileUser"]),
        Kind::Guard | Kind::LegacyPassword => is(&["bool"]),
        Kind::Grants => is(&["Set"]),
        Kind::Jwt | Kind::Session => true,
    }
}

/// Returns `true` if the error of a `Result` is written out.
fn names_its_error(ty: &Type) -> bool {
    let arguments = last_segment(ty).map(|segment| &segment.arguments);
    matches!(arguments, Some(PathArguments::AngleBracketed(arguments)) if arguments.args.len() > 1)
}

/// Returns `X` of `Result<X>` or `Option<X>`.
pub(super) fn inside<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
    let segment = last_segment(ty).filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first()? {
        syn::GenericArgument::Type(inner) => Some(peel(inner)),
        _ => None,
    }
}

/// Returns a value in the wrappers of a type, as far as it fits: `Ok(Some(…))`.
fn wrapped(ty: &Type, sort: Sort, value: &Expr) -> String {
    if let Some(inner) = inside(ty, "Result") {
        return format!("Ok({})", wrapped(inner, sort, value));
    }
    if let Some(inner) = inside(ty, "Option") {
        return match sort {
            Sort::Option => shown(value),
            _ => format!("Some({})", wrapped(inner, sort, value)),
        };
    }
    let name = last_segment(ty).map(|segment| segment.ident.to_string()).unwrap_or_default();
    let fits = match sort {
        Sort::Bool => name == "bool",
        Sort::Ours(ours) => name == ours,
        Sort::Unit => name.is_empty(),
        Sort::Struct => true,
        _ => false,
    };
    if fits { shown(value) } else { "…".to_owned() }
}

fn returns_a_result(ty: &Type) -> String {
    format!("write `Result<{}>` as the return type", text(ty))
}

/// Returns a short value as it is written, and `…` for a long one.
fn shown(value: &Expr) -> String {
    let written = match value {
        Expr::Struct(literal) => return format!("{} {{ … }}", text(&literal.path)),
        value => text(value).replace(" . ", ".").replace(" (", "(").replace(" !", "!"),
    };
    if written.len() > 40 || written.contains('\n') { "…".to_owned() } else { written }
}
