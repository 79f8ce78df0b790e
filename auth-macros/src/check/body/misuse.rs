//! Options that are used as what they hold, and values that are changed, moved or written out.

use proc_macro2::{Delimiter, TokenTree};

use super::{
    known::{Inner, Value},
    names,
    scan::{Mistake, Place, Scan},
};
use crate::check::tokens::text;

impl Scan<'_> {
    /// A method of a value that does not have it, or that would move it.
    pub(super) fn called(&self, end: usize, value: Value, path: &[String], method: &str) -> Mistake {
        let (written, name) = (path.join("."), path.last()?);
        let token = self.tokens.get(end - 2)?;
        let arguments = match self.tokens.get(end - 1) {
            Some(TokenTree::Group(group)) => text(group.stream()),
            _ => String::new(),
        };
        let message = match (value, method) {
            (Value::Trigger, "is_sign_up" | "is_signup" | "is_new" | "is_new_user") => {
                format!("write `{written} == Trigger::SignUp`")
            }
            (Value::Trigger, "is_sign_in" | "is_signin") => format!("write `{written} == Trigger::SignIn`"),
            (Value::OptionalText, "unwrap_or") if arguments.starts_with('"') => {
                format!("`{written}` is borrowed: write `{written}.as_deref().unwrap_or({arguments})`")
            }
            (Value::OptionalText, "unwrap" | "unwrap_or_default" | "is_some_and" | "is_none_or") => {
                format!("`{written}` is borrowed: write `{written}.as_deref().{method}({arguments})`")
            }
            (Value::OptionalText, method) => match names::of_strings(method)? {
                true => format!(
                    "`{written}` is an `Option<String>`: write `{written}.as_deref().is_some_and(|{name}| {name}.{method}({arguments}))`"
                ),
                false => format!(
                    "`{written}` is an `Option<String>`: take the string out of it first, by `if let Some({name}) = &{written}` or \
                     `{written}.as_deref().unwrap_or_default()`"
                ),
            },
            _ => return None,
        };
        Some((end, syn::Error::new_spanned(token, message)))
    }

    /// `if user.id = "1"`.
    pub(super) fn assigned_in_a_condition(
        &self,
        at: usize,
        end: usize,
        value: Value,
        written: &str,
    ) -> Mistake {
        let is_assigned = self.is_assignment(end) && self.is_word_before(at, &["if"]);
        let is_compared =
            matches!(value, Value::Text | Value::Trigger | Value::OwnedField | Value::ProviderType);
        let rest = self.tokens.get(end..)?.iter();
        let length = rest
            .take_while(
                |token| !matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace),
            )
            .count();
        let message = format!("`=` assigns, and `==` compares: write `{written} == …`");
        (is_assigned && is_compared).then(|| (end + length, self.error(end, end + 1, message)))
    }

    /// `token.role = "…"` in the callback that changes the token.
    pub(super) fn text_is_assigned(&self, at: usize, end: usize, value: Value) -> Mistake {
        let is_statement = self.place == Place::Block && (at == 0 || self.is_sign(at.checked_sub(1), ';'));
        let (text, after) = self.string(end + 1).filter(|_| self.is_assignment(end))?;
        let message = format!("a claim owns its string: write `{text}.to_owned()`");
        (is_statement
            && value == Value::OwnedField
            && self.known.changes_the_token
            && self.is_sign(Some(after), ';'))
        .then(|| (after, self.error(end + 1, after, message)))
    }

    /// `"…" + user.id`.
    pub(super) fn joined(&self, at: usize) -> Mistake {
        let (text, plus) = self.string(at)?;
        let (path, end) = self.path(plus + 1);
        let is_text = self.known.value(&path) == Some(Value::Text) && self.is_sign(Some(plus), '+');
        let is_called = matches!(self.tokens.get(end), Some(TokenTree::Group(_)));
        let written = path.join(".");
        let message = format!("write `format!(\"{}{{}}\", {written})`", text.trim_matches('"'));
        (is_text && !is_called).then(|| (end, self.error(plus, plus + 1, message)))
    }

    /// An assignment to what the callback only reads.
    pub(super) fn changed(&self, at: usize, end: usize, path: &[String], is_called: bool) -> Mistake {
        let is_assigned = self.is_assignment(end);
        let is_statement = self.place == Place::Block && at == 0 || self.is_sign(at.checked_sub(1), ';');
        if is_called || !is_assigned || !is_statement || path.len() < 2 {
            return None;
        }
        let root = path.first()?;
        let message = match self.known.value(std::slice::from_ref(root))? {
            Value::Token if self.known.changes_the_token => return None,
            Value::Token => {
                "only `#[auth::jwt(update)]` changes a token, which it takes as `&mut Jwt<…>`".to_owned()
            }
            Value::User | Value::Account | Value::Session => {
                format!("a callback only reads `{root}`: what it decides, it returns")
            }
            _ => return None,
        };
        let rest = self.tokens.get(end..)?.iter();
        let length = rest
            .take_while(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'))
            .count();
        Some((end + length, self.error(at, end, message)))
    }

    /// `email == Some("…")` of a proven address.
    pub(super) fn compared_option(&self, end: usize, path: &[String], inner: Inner) -> Mistake {
        let [root] = path else { return None };
        let equals = self.comparison(end).filter(|_| inner == Inner::VerifiedEmail)?;
        let (literal, after) = self.string(end + 2)?;
        let not = if equals == "!=" { "!" } else { "" };
        let message = format!(
            "the address may be unproven, and `{root}` is an `Option`: write `{not}{root}.is_some_and(|{root}| {root} == {literal})`"
        );
        Some((after, self.error(end + 2, after, message)))
    }

    /// `cookies.get("…") == "…"`.
    pub(super) fn compared_cookie(&self, end: usize, written: &str) -> Mistake {
        let equals = self.comparison(end)?;
        let (literal, after) = self.string(end + 2)?;
        let Some(TokenTree::Group(name)) = self.tokens.get(end - 1) else { return None };
        let message = format!(
            "a cookie is an `Option<String>`: write `{written}.get({}).as_deref() {equals} Some({literal})`",
            text(name.stream())
        );
        Some((after, self.error(end + 2, after, message)))
    }

    /// `if event.is_new_user`
    pub(super) fn condition(&self, at: usize, end: usize, written: &str) -> Mistake {
        let before = at.checked_sub(1);
        let is_condition =
            self.is_word_before(at, &["if"]) && matches!(self.tokens.get(end), Some(TokenTree::Group(_)));
        let is_negated = self.is_sign(before, '!');
        // The `!` stays.
        let message =
            format!("`{written}` is an `Option<bool>`: compare it, as in `{written} == Some(true)`");
        (is_condition || is_negated).then(|| (end, self.error(at, end, message)))
    }

    /// `Target::to(url)`.
    pub(super) fn text_of_a_url(&self, at: usize) -> Mistake {
        let is_target =
            self.is_word(at, "Target") && self.is_path(Some(at + 2)) && self.is_word(at + 3, "to");
        let Some(TokenTree::Group(argument)) = self.tokens.get(at + 4).filter(|_| is_target) else {
            return None;
        };
        let mut argument = argument.stream().into_iter();
        let (Some(TokenTree::Ident(url)), None) = (argument.next(), argument.next()) else { return None };
        let value = self.known.value(&[url.to_string()]);
        let message =
            format!("write `Target::Requested`, or `Target::to({url}.requested())`, which leaves this site");
        (value == Some(Value::Url)).then(|| (at + 5, syn::Error::new_spanned(url, message)))
    }

    /// A field or a method of what is inside of an `Option`.
    pub(super) fn optional(
        &self,
        at: usize,
        end: usize,
        path: &[String],
        method: Option<&str>,
        inner: Inner,
    ) -> Mistake {
        let root = path.first()?;
        let field = path.get(1).map(String::as_str);
        let message = match (inner, field, method) {
            (_, Some("await"), _) => return None,
            (
                Inner::VerifiedEmail,
                None,
                Some("domain" | "local" | "as_str" | "ends_with" | "starts_with" | "to_string"),
            ) => {
                format!(
                    "the address may be unproven, and `{root}` is an `Option`: write `{root}.is_some_and(|{root}| {root}.{}(…) …)`",
                    method.unwrap_or_default()
                )
            }
            (Inner::Form, Some(_), _) => format!(
                "there is a form only if the user signs in by it, and `{root}` is an `Option`: take it apart first, by \
                 `let Some(Form({root})) = {root} else {{ … }}`"
            ),
            (Inner::Profile, Some(_), _) => format!(
                "there is a profile only if the user signs in by a provider, and `{root}` is an `Option`: take it apart first, by \
                 `let Some(Profile({root})) = {root} else {{ … }}`"
            ),
            _ => return None,
        };
        Some((end, self.error(at + 2, at + 3, message)))
    }

    /// A task or a thread that takes what the callback borrows.
    pub(super) fn task(&self, at: usize) -> Mistake {
        let (mut names, mut end) = (Vec::new(), at);
        while let Some(TokenTree::Ident(name)) = self.tokens.get(end) {
            names.push(name.to_string());
            match self.is_path(Some(end + 2)) {
                true => end += 3,
                false => break,
            }
        }
        const FUNCTIONS: [&str; 6] = [
            "tokio::spawn",
            "tokio::task::spawn",
            "tokio::task::spawn_blocking",
            "std::thread::spawn",
            "thread::spawn",
            "tokio::task::spawn_local",
        ];
        let Some(TokenTree::Group(task)) = self.tokens.get(end + 1) else { return None };
        if !FUNCTIONS.contains(&names.join("::").as_str()) || task.delimiter() != Delimiter::Parenthesis {
            return None;
        }
        let mut tokens = task.stream().into_iter();
        let first = tokens.next()?.to_string();
        let is_moved = first == "move" || first == "async" && tokens.next()?.to_string() == "move";
        let root = self.known.borrowed_in(task.stream()).filter(|_| is_moved)?;
        let message = "the task may outlive what a callback borrows: clone before it what it needs, and use the clones in it";
        Some((end + 2, syn::Error::new_spanned(root, message)))
    }

    /// A struct of this crate, written out field by field.
    pub(super) fn literal(&self, at: usize, name: &str) -> Mistake {
        let new = match name {
            "User" => "`User::new(id)`, with `.with_name(…)` and `.with_email(…)`",
            "ProfileUser" => "`ProfileUser::new(id)`, with `.name(…)` and `.email(…)`",
            "SignUp" => "`SignUp::new()`, with `.with_name(…)`",
            _ => return None,
        };
        let Some(TokenTree::Group(fields)) = self.tokens.get(at + 1) else { return None };
        let last = fields.stream().into_iter().last();
        // A pattern ends with `..`, and is legal.
        let is_pattern = matches!(&last, Some(TokenTree::Punct(punct)) if punct.as_char() == '.');
        let is_literal = fields.delimiter() == Delimiter::Brace
            && !is_pattern
            && !self.is_word_before(
                at,
                &[
                    "let", "struct", "impl", "for", "enum", "union", "trait", "if", "match", "while", "in",
                    "as",
                ],
            );
        if !is_literal || !self.returned?.names(name) {
            return None;
        }
        let message = format!("a `{name}` is made by {new}");
        Some((at + 2, syn::Error::new_spanned(self.tokens.get(at)?, message)))
    }

    /// Returns `true` if a field of a struct is given the ID of a user that is borrowed.
    pub(super) fn is_moved(&self, at: usize, end: usize, value: Value, path: &[String]) -> bool {
        let is_owned = value == Value::Text && path.last().is_some_and(|last| last == "id");
        let before = at.checked_sub(1);
        let is_field = self.is_sign(before, ':') && !self.is_path(before);
        is_owned
            && is_field
            && self.place == Place::Fields
            && (self.tokens.get(end).is_none() || self.is_sign(Some(end), ','))
    }
}
