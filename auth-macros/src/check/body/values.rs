//! Comparisons, matches, methods and literals of values whose types are certain.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::quote;

use super::{
    in_place,
    known::{Inner, Known, Value},
    names,
    returns::Returned,
};
use crate::check::tokens::text;

/// Returns the tokens with errors in place of wrong expressions, and `true` if there are any.
///
/// `returned` is the return type; `None` if it is unknown, as in a closure.
pub(super) fn mended(tokens: TokenStream, known: &Known, returned: Option<&Returned>) -> (TokenStream, bool) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let scan = Scan { tokens: &tokens, known, returned };
    let (mut mended, mut is_wrong, mut at) = (TokenStream::new(), false, 0);
    while let Some(token) = tokens.get(at) {
        if let Some((end, error)) = scan.mistake(at) {
            mended.extend(in_place(&error));
            (is_wrong, at) = (true, end);
            continue;
        }
        at += 1;
        match token {
            TokenTree::Group(group) => {
                let returned = returned.filter(|_| !scan.is_another_function(at - 1));
                let (stream, inner_is_wrong) = self::mended(group.stream(), known, returned);
                is_wrong |= inner_is_wrong;
                let mut inner = Group::new(group.delimiter(), stream);
                inner.set_span(group.span());
                mended.extend([TokenTree::Group(inner)]);
            }
            token => mended.extend([token.clone()]),
        }
    }
    (mended, is_wrong)
}

struct Scan<'a> {
    tokens: &'a [TokenTree],
    known: &'a Known,
    returned: Option<&'a Returned>,
}

/// The end of what a mistake replaces, and its error.
type Mistake = Option<(usize, syn::Error)>;

impl Scan<'_> {
    fn mistake(&self, at: usize) -> Mistake {
        let TokenTree::Ident(word) = self.tokens.get(at)? else { return None };
        // Within a longer path, or after a point.
        if self.is_sign(at.checked_sub(1), '.') || self.is_path(at.checked_sub(1)) {
            return None;
        }
        if word == "match" {
            return self.matched(at);
        }
        if word == "SignInMethod" {
            return self.variant(at);
        }
        let literal = self.literal(at, &word.to_string());
        literal.or_else(|| self.task(at)).or_else(|| self.returned_early(at)).or_else(|| self.value(at))
    }

    /// `return true` in a callback that returns a `Result`.
    fn returned_early(&self, at: usize) -> Mistake {
        if !self.is_word(at, "return") {
            return None;
        }
        if self.is_another_function(at) {
            return None;
        }
        let rest = self.tokens.get(at + 1..)?.iter();
        let value = rest
            .take_while(|token| !matches!(token, TokenTree::Punct(punct) if ",;".contains(punct.as_char())));
        let value: Vec<TokenTree> = value.cloned().collect();
        let end = at + 1 + value.len();
        let expression: syn::Expr = syn::parse2(value.into_iter().collect()).ok()?;
        Some((end, self.returned?.mistake(&expression)?))
    }

    /// Returns `true` if a token may be in a closure, a function or an `async` block, from which `return` returns.
    fn is_another_function(&self, at: usize) -> bool {
        let before = self.tokens.get(..at).unwrap_or_default().iter().rev();
        let mut statement =
            before.take_while(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'));
        statement.any(|token| match token {
            TokenTree::Punct(punct) => punct.as_char() == '|',
            TokenTree::Ident(ident) => ident == "async" || ident == "fn",
            _ => false,
        })
    }

    /// A comparison or a method call of a value.
    fn value(&self, at: usize) -> Mistake {
        let (mut path, mut end) = self.path(at);
        let is_called = matches!(self.tokens.get(end), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
        let method = match is_called {
            true => path.pop(),
            false => None,
        };
        if is_called {
            end += 1;
        }
        let written = path.join(".");
        // `form.email` of an `Option`
        if let Some(Value::Optional(inner)) =
            path.first().and_then(|root| self.known.value(std::slice::from_ref(root)))
        {
            return self.optional(at, end, &path, method.as_deref(), inner);
        }
        let value = self.known.value(&path)?;
        if let Some(method) = method {
            let returns_bool = names::of_strings(&method).filter(|_| value == Value::OptionalText)?;
            let name = path.last()?;
            let arguments = match self.tokens.get(end - 1) {
                Some(TokenTree::Group(group)) => text(group.stream()),
                _ => String::new(),
            };
            let message = match returns_bool {
                true => format!(
                    "`{written}` is an `Option<String>`: write `{written}.as_deref().is_some_and(|{name}| {name}.{method}({arguments}))`"
                ),
                false => format!(
                    "`{written}` is an `Option<String>`: take the string out of it first, by `if let Some({name}) = &{written}` or \
                     `{written}.as_deref().unwrap_or_default()`"
                ),
            };
            return Some((end, syn::Error::new_spanned(self.tokens.get(end - 2)?, message)));
        }
        if self.is_moved(at, end, value, &path) {
            let message = format!("`{}` is borrowed: write `{written}.clone()`", path.first()?);
            return Some((end, self.error(at, end, message)));
        }
        let equals = self.comparison(end)?;
        let (literal, after) = self.string(end + 2)?;
        let message = match value {
            Value::OptionalText => {
                format!(
                    "`{written}` is an `Option<String>`: write `{written}.as_deref() {equals} Some({literal})`"
                )
            }
            Value::Trigger if literal.contains("pdate") => {
                "`Trigger` is `SignIn` or `SignUp`; updates go to `#[auth::jwt(update)]`".to_owned()
            }
            Value::Trigger => {
                format!(
                    "`Trigger` is an enum: write `{written} {equals} {}`",
                    names::trigger(plain(&literal))
                )
            }
            Value::Method => {
                let not = if equals == "!=" { "!" } else { "" };
                let variant = names::meant(plain(&literal)).unwrap_or("SignInMethod::Provider(_)");
                format!("`SignInMethod` is an enum: write `{not}matches!({written}, {variant})`")
            }
            Value::ProviderType => format!(
                "the kind of an account is an enum: write `{written} {equals} auth::provider::ProviderType::{}`",
                names::provider_type(plain(&literal))
            ),
            _ => return None,
        };
        Some((after, self.error(end + 2, after, message))).map(|(after, error)| (after, error))
    }

    /// A field or a method of what is inside of an `Option`.
    fn optional(
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

    /// A value that cannot be matched with strings.
    fn matched(&self, at: usize) -> Mistake {
        let start = if self.is_sign(Some(at + 1), '&') { at + 2 } else { at + 1 };
        let (path, end) = self.path(start);
        let Some(TokenTree::Group(arms)) = self.tokens.get(end).filter(|_| !path.is_empty()) else {
            return None;
        };
        let first = arms.stream().into_iter().next()?;
        let is_string = matches!(&first, TokenTree::Literal(literal) if literal.to_string().starts_with('"'));
        if arms.delimiter() != Delimiter::Brace || !is_string {
            return None;
        }
        let (written, literal) = (path.join("."), first.to_string());
        let message = match self.known.value(&path)? {
            Value::Text => format!("`{written}` is no `&str`: write `match {written}.as_str()`"),
            Value::OwnedField => format!(
                "a string in quotes is a `&str`, and a field holds a `String` or an enum: write `match {written}.as_str()`, or \
                 match on the variants"
            ),
            Value::OptionalText => format!(
                "`{written}` is an `Option<String>`: write `match {written}.as_deref()`, and `Some({literal})` in place of \
                 `{literal}`"
            ),
            Value::Trigger => {
                "`Trigger` is an enum: write `Trigger::SignIn` and `Trigger::SignUp`".to_owned()
            }
            Value::Method => {
                let variant = names::meant(plain(&literal)).unwrap_or("SignInMethod::Provider(_)");
                format!("`SignInMethod` is an enum: write `{variant}`")
            }
            Value::ProviderType => format!(
                "the kind of an account is an enum: write `auth::provider::ProviderType::{}`",
                names::provider_type(plain(&literal))
            ),
            _ => return None,
        };
        Some((end + 1, syn::Error::new_spanned(first, message)))
    }

    /// A variant that `SignInMethod` does not have.
    fn variant(&self, at: usize) -> Mistake {
        let TokenTree::Ident(variant) =
            self.tokens.get(at + 3).filter(|_| self.known.has_method && self.is_path(Some(at + 2)))?
        else {
            return None;
        };
        let message = names::method(&variant.to_string())?;
        let fields = matches!(self.tokens.get(at + 4), Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::Bracket && !self.is_body(at));
        Some((at + 4 + usize::from(fields), syn::Error::new_spanned(variant, message)))
    }

    /// Returns `true` if a brace after a path is the body of an `if` or a `match`.
    fn is_body(&self, at: usize) -> bool {
        let before = self.tokens.get(..at).unwrap_or_default();
        let is_condition = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == "if" || ident == "match" || ident == "while");
        let last = before
            .iter()
            .rposition(|token| matches!(token, TokenTree::Punct(punct) if ";,>".contains(punct.as_char())));
        before.get(last.map_or(0, |last| last + 1)..).unwrap_or_default().iter().any(is_condition)
            && !matches!(self.tokens.get(at + 4), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
    }

    /// A task or a thread that takes what the callback borrows.
    fn task(&self, at: usize) -> Mistake {
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
    fn literal(&self, at: usize, name: &str) -> Mistake {
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
    fn is_moved(&self, at: usize, end: usize, value: Value, path: &[String]) -> bool {
        let is_owned = value == Value::Text && path.last().is_some_and(|last| last == "id");
        let before = at.checked_sub(1);
        let is_field = self.is_sign(before, ':') && !self.is_path(before);
        is_owned && is_field && (self.tokens.get(end).is_none() || self.is_sign(Some(end), ','))
    }

    /// Returns the names in `a.b.c`, and the index after them.
    fn path(&self, at: usize) -> (Vec<String>, usize) {
        let (mut path, mut at) = (Vec::new(), at);
        while let Some(TokenTree::Ident(ident)) = self.tokens.get(at) {
            path.push(ident.to_string());
            at += 1;
            match self.is_sign(Some(at), '.') && matches!(self.tokens.get(at + 1), Some(TokenTree::Ident(_)))
            {
                true => at += 1,
                false => break,
            }
        }
        (path, at)
    }

    /// Returns the comparison at an index.
    fn comparison(&self, at: usize) -> Option<&'static str> {
        let is_joint =
            matches!(self.tokens.get(at), Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Joint);
        if !is_joint || !self.is_sign(Some(at + 1), '=') {
            return None;
        }
        match (self.is_sign(Some(at), '='), self.is_sign(Some(at), '!')) {
            (true, _) => Some("=="),
            (_, true) => Some("!="),
            _ => None,
        }
    }

    /// Returns the string in quotes at an index, or inside of `Some(…)` there, and the index after it.
    fn string(&self, at: usize) -> Option<(String, usize)> {
        let is_string = |token: &TokenTree| matches!(token, TokenTree::Literal(literal) if literal.to_string().starts_with('"'));
        let (literal, after) = match self.tokens.get(at)? {
            TokenTree::Ident(some) if some == "Some" => {
                let Some(TokenTree::Group(group)) = self.tokens.get(at + 1) else { return None };
                let mut inner = group.stream().into_iter();
                (inner.next().filter(|_| inner.next().is_none())?, at + 2)
            }
            token => (token.clone(), at + 1),
        };
        (is_string(&literal) && !self.is_sign(Some(after), '.')).then(|| (literal.to_string(), after))
    }

    fn error(&self, from: usize, to: usize, message: String) -> syn::Error {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        syn::Error::new_spanned(quote!(#(#tokens)*), message)
    }

    fn is_sign(&self, at: Option<usize>, sign: char) -> bool {
        let token = at.and_then(|at| self.tokens.get(at));
        matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
    }

    /// Returns `true` if the index is that of the second sign of `::`.
    fn is_path(&self, at: Option<usize>) -> bool {
        let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| self.tokens.get(at));
        self.is_sign(at, ':')
            && matches!(before, Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        matches!(self.tokens.get(at), Some(TokenTree::Ident(ident)) if ident == word)
    }

    fn is_word_before(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|at| words.iter().any(|word| self.is_word(at, word)))
    }
}

/// Returns a string without its quotes.
fn plain(literal: &str) -> &str {
    literal.trim_matches('"')
}
