//! Values that are matched with strings, and variants that `SignInMethod` does not have.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{
    known::Value,
    names,
    scan::{Mistake, Scan},
};

impl Scan<'_> {
    /// A value that cannot be matched with strings.
    pub(super) fn matched(&self, at: usize) -> Mistake {
        let start = if self.is_sign(Some(at + 1), '&') { at + 2 } else { at + 1 };
        let (path, end) = self.path(start);
        let Some(TokenTree::Group(arms)) = self.tokens.get(end).filter(|_| !path.is_empty()) else {
            return None;
        };
        let first = arms.stream().into_iter().next()?;
        let is_string = matches!(&first, TokenTree::Literal(literal) if literal.to_string().starts_with('"'));
        if let Some(error) = self.matched_option(&path, arms) {
            return Some((end + 1, error));
        }
        if arms.delimiter() != Delimiter::Brace {
            return None;
        }
        let value = self.known.value(&path)?;
        if value == Value::Method {
            // The names that a wrong pattern binds are unknown as well.
            if let Some(error) = wrong_variant(arms.stream()) {
                return Some((end + 1, error));
            }
        }
        if !is_string {
            return None;
        }
        let (written, literal) = (path.join("."), first.to_string());
        let message = match value {
            Value::Url => format!("`{written}` is no `&str`: write `match {written}.requested()`"),
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

    /// `Some("…")` as a pattern of an `Option<String>`.
    fn matched_option(&self, path: &[String], arms: &Group) -> Option<syn::Error> {
        let mut arms = arms.stream().into_iter();
        let (Some(TokenTree::Ident(some)), Some(TokenTree::Group(inner))) = (arms.next(), arms.next()) else {
            return None;
        };
        let literal = inner.stream().into_iter().next()?;
        let is_string = literal.to_string().starts_with('"') && some == "Some";
        let written = path.join(".");
        let message = format!("`{written}` is an `Option<String>`: write `match {written}.as_deref()`");
        let is_optional = self.known.value(path) == Some(Value::OptionalText);
        (is_string && is_optional).then(|| syn::Error::new_spanned(literal, message))
    }

    /// A variant that `SignInMethod` does not have.
    pub(super) fn variant(&self, at: usize) -> Mistake {
        let TokenTree::Ident(variant) =
            self.tokens.get(at + 3).filter(|_| self.known.has_method && self.is_path(Some(at + 2)))?
        else {
            return None;
        };
        if let Some(text) = text_of_a_provider(variant, self.tokens.get(at + 4)) {
            let message = format!(
                "the provider is in the account: take `account: &Account`, and write `account.provider == {text}`"
            );
            return Some((at + 5, syn::Error::new_spanned(text, message)));
        }
        let message = names::method(&variant.to_string())?;
        let fields = matches!(self.tokens.get(at + 4), Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::Bracket && !self.is_body(at));
        Some((at + 4 + usize::from(fields), syn::Error::new_spanned(variant, message)))
    }

    /// Returns `true` if a brace after a path is the body of an `if` or a `match`.
    pub(super) fn is_body(&self, at: usize) -> bool {
        let before = self.tokens.get(..at).unwrap_or_default();
        let is_condition = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == "if" || ident == "match" || ident == "while");
        let last = before
            .iter()
            .rposition(|token| matches!(token, TokenTree::Punct(punct) if ";,>".contains(punct.as_char())));
        before.get(last.map_or(0, |last| last + 1)..).unwrap_or_default().iter().any(is_condition)
            && !matches!(self.tokens.get(at + 4), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
    }
}

/// Returns the string in `Provider("…")`.
fn text_of_a_provider(variant: &proc_macro2::Ident, fields: Option<&TokenTree>) -> Option<TokenTree> {
    let Some(TokenTree::Group(fields)) = fields.filter(|_| variant == "Provider") else { return None };
    let first = fields.stream().into_iter().next()?;
    matches!(&first, TokenTree::Literal(literal) if literal.to_string().starts_with('"')).then_some(first)
}

/// Returns the error about the first variant in the arms of a `match` that `SignInMethod` does not have.
fn wrong_variant(arms: TokenStream) -> Option<syn::Error> {
    let arms: Vec<TokenTree> = arms.into_iter().collect();
    arms.iter().enumerate().find_map(|(at, token)| {
        let is_name = matches!(token, TokenTree::Ident(ident) if ident == "SignInMethod");
        let is_pattern = !matches!(at.checked_sub(1).and_then(|at| arms.get(at)), Some(TokenTree::Punct(punct)) if ":>=".contains(punct.as_char()));
        let Some(TokenTree::Ident(variant)) = arms.get(at + 3).filter(|_| is_name && is_pattern) else { return None };
        Some(syn::Error::new_spanned(variant, names::method(&variant.to_string())?))
    })
}

/// Returns a string without its quotes.
pub(super) fn plain(literal: &str) -> &str {
    literal.trim_matches('"')
}
