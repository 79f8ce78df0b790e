//! Values at the end of a body that are certainly not of the return type.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    BinOp, Block, Expr, ExprIf, Lit, PathArguments, ReturnType, Signature, Stmt, Type, spanned::Spanned,
};

use super::{
    error::in_place,
    sort::{Sort, argument, is_the_requested_url, is_true, needs_into, sort},
};
use crate::{
    check::tokens::{last_segment, only_type, peel, text},
    contract::callback::Kind,
};

/// The return type, as it is written.
pub(super) struct Returned {
    kind: Kind,
    ty: Type,
    /// The function that passes an error on, and requires its type.
    error: TokenStream,
    /// `true` if a wrong value has been reported. Others in the same body are mostly the same mistake.
    is_reported: Cell<bool>,
}

impl Returned {
    /// Reads the return type; `None` if there is none.
    pub(super) fn of(kind: Kind, sig: &Signature, error: TokenStream) -> Option<Self> {
        let ReturnType::Type(_, ty) = &sig.output else { return None };
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

    /// Puts errors in place of wrong values at the end of a block, and returns `true` if there are any.
    pub(super) fn mend(&self, block: &mut Block) -> bool {
        if let Some(message) = self.lacks_value(block) {
            let error = in_place(&syn::Error::new_spanned(&self.ty, message));
            block.stmts.push(Stmt::Expr(Expr::Verbatim(error), None));
            return true;
        }
        self.mend_block(block)
    }

    fn mend_block(&self, block: &mut Block) -> bool {
        let ends = !block.stmts.iter().any(never_ends);
        let error = match block.stmts.last_mut() {
            Some(Stmt::Expr(value, None)) => return self.mend_value(value),
            Some(Stmt::Expr(value, Some(semi))) if ends && self.is_a_value(value) => {
                syn::Error::new_spanned(semi, "remove this `;`, so that the value before it is returned")
            }
            _ => return false,
        };
        let error = Expr::Verbatim(in_place(&error));
        block.stmts.pop();
        block.stmts.push(Stmt::Expr(error, None));
        true
    }

    fn mend_value(&self, value: &mut Expr) -> bool {
        match value {
            Expr::If(branches) => self.mend_branches(branches),
            Expr::Match(arms) => {
                let mended = arms.arms.iter_mut().map(|arm| self.mend_value(&mut arm.body));
                mended.fold(false, |any, one| any | one)
            }
            Expr::Block(block) if block.label.is_none() => self.mend_block(&mut block.block),
            value => match self.replacement(value) {
                Some(replacement) => {
                    *value = Expr::Verbatim(replacement);
                    true
                }
                None => false,
            },
        }
    }

    fn mend_branches(&self, branches: &mut ExprIf) -> bool {
        // Without `else`, the compiler has another error.
        let Some((_, otherwise)) = &mut branches.else_branch else { return false };
        let first = self.mend_block(&mut branches.then_branch);
        self.mend_value(otherwise) | first
    }

    /// Returns the message about a block that ends without a value.
    fn lacks_value(&self, block: &Block) -> Option<String> {
        let is_result = inside(&self.ty, "Result");
        let ty = is_result.unwrap_or(&self.ty);
        let value = match last_segment(ty).map(|segment| segment.ident.to_string()).as_deref() {
            None if matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty()) && is_result.is_some() => "()",
            Some("bool") => "true",
            Some("Access") => "Access::Allow",
            Some("SignIn") => "SignIn::Allow",
            Some("SecondFactor") => "SecondFactor::IfEnrolled",
            Some("Target") => "Target::Requested",
            _ => return None,
        };
        let value = if is_result.is_some() { format!("Ok({value})") } else { value.to_owned() };
        let returns = text(&self.ty);
        self.ends_without_a_value(block).then(|| match value.as_str() {
            "Ok(())" => "this callback returns a `Result`: end it with `Ok(())`".to_owned(),
            value => format!("this callback returns `{returns}`: end it with a value, such as `{value}`"),
        })
    }

    fn ends_without_a_value(&self, block: &Block) -> bool {
        if block.stmts.iter().any(never_ends) {
            return false;
        }
        match block.stmts.last() {
            None => true,
            Some(Stmt::Local(_)) => true,
            Some(Stmt::Expr(Expr::Assign(_) | Expr::Try(_), Some(_))) => true,
            Some(Stmt::Expr(Expr::Binary(binary), Some(_))) => is_assignment(&binary.op),
            Some(Stmt::Expr(Expr::ForLoop(_), _)) => true,
            Some(Stmt::Expr(Expr::If(branches), _)) => branches.else_branch.is_none(),
            Some(Stmt::Macro(statement)) => {
                const LOGS: [&str; 9] =
                    ["println", "eprintln", "print", "dbg", "info", "debug", "warn", "error", "trace"];
                let name = statement.mac.path.segments.last().map(|segment| segment.ident.to_string());
                statement.semi_token.is_some() && name.is_some_and(|name| LOGS.contains(&name.as_str()))
            }
            _ => false,
        }
    }

    /// Returns `true` for a value with a semicolon that the callback should return.
    fn is_a_value(&self, value: &Expr) -> bool {
        let is_unit = matches!(&self.ty, Type::Tuple(tuple) if tuple.elems.is_empty());
        !is_unit && sort(value).is_some_and(|sort| !matches!(sort, Sort::Unit | Sort::Ours("")))
    }

    /// Returns what takes the place of a value: an error if it is certainly of another type, and a check if the type of an
    /// error is uncertain.
    pub(super) fn replacement(&self, value: &Expr) -> Option<TokenStream> {
        let error = self.of_type(&self.ty, value);
        match error {
            Some(_) if self.is_reported.replace(true) => Some(quote!(::core::unreachable!())),
            Some(error) => Some(in_place(&error)),
            None => self.checked_error(value),
        }
    }

    /// Returns an `Err(…)` of a string or a refusal in a check, whose message says how it becomes an error. An error type of
    /// the application may be a string, so that the tokens alone do not tell.
    fn checked_error(&self, value: &Expr) -> Option<TokenStream> {
        inside(&self.ty, "Result")?;
        let (Expr::Call(call), Some(("Err", error))) = (value, argument(value)) else { return None };
        if !needs_into(error) {
            return None;
        }
        // At the argument, the compiler would underline the beginning of it in another way.
        let (function, span) = (&call.func, call.func.span());
        let check = self.error.clone().into_iter().map(|mut token| {
            token.set_span(token.span().located_at(span));
            token
        });
        let check: TokenStream = check.collect();
        Some(quote_spanned!(span=> #function(#check(#error))))
    }

    fn of_type(&self, ty: &Type, value: &Expr) -> Option<syn::Error> {
        let error = |message: String| Some(syn::Error::new_spanned(value, message));
        if self.kind == Kind::Redirect && is_the_requested_url(value) {
            return error(match inside(ty, "Result") {
                Some(_) => "write `Ok(Target::Requested)`".to_owned(),
                None => "write `Target::Requested`".to_owned(),
            });
        }
        let sort = sort(value)?;
        // A constant of another type can be anything, and so can a function of a type that is not returned here.
        let is_uncertain = matches!(sort, Sort::Ours(name) if !self.names(name));
        if let Some(inner) = inside(ty, "Result") {
            return match (sort, argument(value)) {
                (Sort::Result, Some(("Ok", argument))) => self.of_type(inner, argument),
                (Sort::Result, Some(("Err", argument))) => self.refusal(argument),
                (Sort::Result, _) => None,
                (Sort::Bool, _) if self.kind == Kind::DeleteAccount => error(
                    "a refusal is an error: write `Err(\"…\".into())`, and `Ok(())` otherwise".to_owned(),
                ),
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
            ("Set", Sort::Ours("")) => self.permission(segment, value),
            ("ProfileUser" | "User" | "KnownUser", Sort::Option) if matches!(self.kind, Kind::Provider | Kind::Authorize) => {
                error(format!("write `Option<{}>` as the return type, in which `None` refuses the user", text(ty)))
            }
            (_, Sort::Struct) if self.kind == Kind::Jwt => text_of_a_claim(value),
            _ => None,
        }
    }

    /// A refusal of the callback that is returned as an error.
    fn refusal(&self, argument: &Expr) -> Option<syn::Error> {
        let message = match (sort(argument), argument) {
            (Some(Sort::Ours(name @ ("SignIn" | "Access" | "SecondFactor" | "Target"))), _)
                if self.names(name) =>
            {
                format!("this is a decision and no error: write `Ok({})`", shown(argument))
            }
            (_, Expr::Path(path))
                if path.path.segments.first().is_some_and(|first| first.ident == "StatusCode") =>
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

    /// `[Permission::Read]` in place of a set.
    fn list(&self, value: &Expr) -> Option<syn::Error> {
        let array = match value {
            Expr::Macro(list) => {
                let elements = &list.mac.tokens;
                text(quote!([#elements]))
            }
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

/// Returns `X` of `Result<X>` or `Option<X>`.
fn inside<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
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

/// A claim that is given a string in quotes, or a reference.
fn text_of_a_claim(value: &Expr) -> Option<syn::Error> {
    let Expr::Struct(literal) = value else { return None };
    literal.fields.iter().find_map(|field| {
        let message = match &field.expr {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => {
                    format!("a claim owns its string: write `{}.to_owned()`", text.to_token_stream())
                }
                _ => return None,
            },
            Expr::Reference(reference) if matches!(&*reference.expr, Expr::Field(_)) => {
                format!("a claim owns its value: write `{}.clone()`", shown(&reference.expr))
            }
            _ => return None,
        };
        Some(syn::Error::new_spanned(&field.expr, message))
    })
}

/// Returns a short value as it is written, and `…` for a long one.
fn shown(value: &Expr) -> String {
    let written = match value {
        Expr::Struct(literal) => return format!("{} {{ … }}", text(&literal.path)),
        value => text(value).replace(" . ", ".").replace(" (", "(").replace(" !", "!"),
    };
    if written.len() > 40 || written.contains('\n') { "…".to_owned() } else { written }
}

fn is_assignment(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::BitOrAssign(_)
    )
}

/// Returns `true` for a statement after which nothing runs.
fn never_ends(statement: &Stmt) -> bool {
    match statement {
        Stmt::Expr(value, _) => matches!(value, Expr::Return(_) | Expr::Loop(_) | Expr::While(_)),
        Stmt::Macro(statement) => ["todo", "unimplemented", "panic", "unreachable"]
            .iter()
            .any(|name| statement.mac.path.is_ident(name)),
        Stmt::Local(_) | Stmt::Item(_) => false,
    }
}
