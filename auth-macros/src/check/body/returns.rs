//! Values at the end of a body that are certainly not of the return type.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{BinOp, Block, Expr, ExprIf, Stmt, Type, spanned::Spanned};

use super::{
    error::in_place,
    sort::{Sort, argument, needs_into, sort},
    types::{Returned, inside},
};
use crate::check::tokens::{last_segment, text};

impl Returned {
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
            // With a value at its end, the `if` lacks an `else`.
            Some(Stmt::Expr(Expr::If(branches), _)) => {
                let last = branches.then_branch.stmts.last();
                branches.else_branch.is_none() && !matches!(last, Some(Stmt::Expr(_, None)))
            }
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
        !is_unit
            && sort(value).is_some_and(|sort| !matches!(sort, Sort::Unit | Sort::Ours("") | Sort::Status))
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
