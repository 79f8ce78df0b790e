//! The sort of a value, as far as its tokens show it.

use syn::{BinOp, Expr, Lit, Path, UnOp};

/// The sort of a value that its tokens show.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Bool,
    Text,
    Number,
    /// `Ok(…)` or `Err(…)`.
    Result,
    /// `Some(…)` or `None`.
    Option,
    /// A struct, field by field.
    Struct,
    /// A variant or a constructor of a type of this crate.
    Ours(&'static str),
    /// An array, or a `vec![…]`.
    List,
    /// `format!(…)`.
    Format,
    Unit,
    /// `StatusCode::…`.
    Status,
}

/// Returns what the tokens of a value show of its type.
pub(super) fn sort(value: &Expr) -> Option<Sort> {
    Some(match value {
        Expr::Paren(inner) => return sort(&inner.expr),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Bool(_) => Sort::Bool,
            Lit::Str(_) => Sort::Text,
            Lit::Int(_) | Lit::Float(_) => Sort::Number,
            _ => return None,
        },
        Expr::Binary(binary) => match binary.op {
            BinOp::Eq(_)
            | BinOp::Ne(_)
            | BinOp::Lt(_)
            | BinOp::Le(_)
            | BinOp::Gt(_)
            | BinOp::Ge(_)
            | BinOp::And(_)
            | BinOp::Or(_) => Sort::Bool,
            _ => return None,
        },
        Expr::Unary(not) if matches!(not.op, UnOp::Not(_)) => Sort::Bool,
        Expr::Tuple(tuple) if tuple.elems.is_empty() => Sort::Unit,
        Expr::Struct(_) => Sort::Struct,
        Expr::Array(_) => Sort::List,
        Expr::Reference(reference) if matches!(&*reference.expr, Expr::Array(_)) => Sort::List,
        Expr::Macro(list) if list.mac.path.is_ident("vec") => Sort::List,
        Expr::Macro(format) if format.mac.path.is_ident("format") => Sort::Format,
        Expr::Macro(matches) if matches.mac.path.is_ident("matches") => Sort::Bool,
        Expr::Path(path) if path.path.is_ident("None") => Sort::Option,
        Expr::Path(path) => of_path(&path.path, true)?,
        Expr::Call(call) => {
            let Expr::Path(path) = &*call.func else { return None };
            match path.path.get_ident().map(ToString::to_string).as_deref() {
                Some("Ok" | "Err") => Sort::Result,
                Some("Some") => Sort::Option,
                _ => of_path(&path.path, false)?,
            }
        }
        Expr::MethodCall(call) if is_a_setter(&call.method.to_string()) => match sort(&call.receiver)? {
            ours @ Sort::Ours("User" | "KnownUser" | "SignUp" | "ProfileUser") => ours,
            _ => return None,
        },
        _ => return None,
    })
}

/// Returns the type of this crate that a path makes a value of: `SignIn::Allow`, `User::new`.
fn of_path(path: &Path, is_value: bool) -> Option<Sort> {
    if path.segments.len() != 2 || path.leading_colon.is_some() {
        return None;
    }
    let mut segments = path.segments.iter().map(|segment| segment.ident.to_string());
    let (ty, name) = (segments.next()?, segments.next()?);
    let is_known = |names: &[&str]| names.contains(&name.as_str());
    Some(match ty.as_str() {
        "SignIn" if is_known(&["Allow", "Deny", "redirect", "allow_for", "allow_until_browser_closes"]) => {
            Sort::Ours("SignIn")
        }
        "Access" if is_known(&["Allow", "Revoke"]) => Sort::Ours("Access"),
        "SecondFactor" if is_known(&["Required", "IfEnrolled", "NotNeeded"]) => Sort::Ours("SecondFactor"),
        "Target" if is_known(&["Requested", "Home", "to"]) => Sort::Ours("Target"),
        "Set" if is_known(&["all", "new"]) => Sort::Ours("Set"),
        "SignUp" if is_known(&["new"]) => Sort::Ours("SignUp"),
        "User" if is_known(&["new"]) => Sort::Ours("User"),
        "KnownUser" if is_known(&["stored", "new"]) => Sort::Ours("KnownUser"),
        "ProfileUser" if is_known(&["new"]) => Sort::Ours("ProfileUser"),
        "StatusCode" if is_value => Sort::Status,
        // The variant of another enum, perhaps of the permissions.
        _ if is_value => Sort::Ours(""),
        _ => return None,
    })
}

/// Returns the name and the argument of `Ok(…)`, `Err(…)` and `Some(…)`.
pub(super) fn argument(value: &Expr) -> Option<(&'static str, &Expr)> {
    let Expr::Call(call) = value else { return None };
    let Expr::Path(path) = &*call.func else { return None };
    let name = ["Ok", "Err", "Some"].into_iter().find(|name| path.path.is_ident(name))?;
    Some((name, call.args.first()?))
}

pub(super) fn is_true(value: &Expr) -> Option<bool> {
    match value {
        Expr::Paren(inner) => is_true(&inner.expr),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Bool(literal) => Some(literal.value),
            _ => None,
        },
        _ => None,
    }
}

/// Returns `true` for the methods that return the user whom they change.
fn is_a_setter(method: &str) -> bool {
    method.starts_with("with_") || ["name", "email", "email_verified", "image"].contains(&method)
}

/// Returns `true` for strings and refusals of this crate, which are errors only by `.into()`.
pub(super) fn needs_into(error: &Expr) -> bool {
    match error {
        Expr::Lit(literal) => matches!(literal.lit, Lit::Str(_)),
        Expr::Macro(format) => format.mac.path.is_ident("format"),
        Expr::MethodCall(call) => {
            (call.method == "to_string" || call.method == "to_owned") && needs_into(&call.receiver)
        }
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => {
                let first = path.path.segments.first().map(|segment| segment.ident.to_string());
                matches!(first.as_deref(), Some("String" | "CredentialsSignin" | "SignUpRefused"))
            }
            _ => false,
        },
        _ => false,
    }
}

/// Returns `true` for `url.requested()`.
pub(super) fn is_the_requested_url(value: &Expr) -> bool {
    matches!(value, Expr::MethodCall(call) if call.method == "requested" && call.args.is_empty())
}
