//! Comparisons, matches, methods and literals of values whose types are certain.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::{
    enums::plain,
    error::in_place,
    known::{Known, Value},
    names,
    scan::{Mistake, Place, Scan},
    types::Returned,
};

/// Returns the tokens with errors in place of wrong expressions, and `true` if there are any.
///
/// `returned` is the return type; `None` if it is unknown, as in a closure.
pub(super) fn mended(
    tokens: TokenStream,
    known: &Known,
    returned: Option<&Returned>,
    place: Place,
) -> (TokenStream, bool) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let scan = Scan { tokens: &tokens, known, returned, place };
    let (mut mended, mut is_wrong, mut at) = (TokenStream::new(), false, 0);
    while let Some(token) = tokens.get(at) {
        let early = scan.returned_early(at);
        let mistake = || scan.mistake(at).map(|(end, error)| (end, in_place(&error)));
        if let Some((end, replacement)) = early.or_else(mistake) {
            mended.extend(replacement);
            (is_wrong, at) = (true, end);
            continue;
        }
        at += 1;
        match token {
            TokenTree::Group(group) => {
                let Some(place) = scan.place(at - 1, group) else {
                    mended.extend([token.clone()]);
                    continue;
                };
                let returned = returned.filter(|_| !scan.is_another_function(at - 1));
                let (stream, inner_is_wrong) = self::mended(group.stream(), known, returned, place);
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

impl Scan<'_> {
    fn mistake(&self, at: usize) -> Mistake {
        if let TokenTree::Literal(_) = self.tokens.get(at)? {
            return self.joined(at);
        }
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
        literal.or_else(|| self.task(at)).or_else(|| self.text_of_a_url(at)).or_else(|| self.value(at))
    }

    /// `return true` in a callback that returns a `Result`.
    fn returned_early(&self, at: usize) -> Option<(usize, TokenStream)> {
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
        let (word, replacement) = (self.tokens.get(at)?, self.returned?.replacement(&expression)?);
        Some((end, quote!(#word #replacement)))
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
        if let Some(mistake) = self.changed(at, end, &path, is_called) {
            return Some(mistake);
        }
        // `form.email` of an `Option`
        if let Some(Value::Optional(inner)) =
            path.first().and_then(|root| self.known.value(std::slice::from_ref(root)))
        {
            let compared = self.compared_option(end, &path, inner).filter(|_| !is_called);
            return compared.or_else(|| self.optional(at, end, &path, method.as_deref(), inner));
        }
        let is_cookie = is_called && self.known.value(&path) == Some(Value::Cookies);
        if is_cookie && method.as_deref() == Some("get") {
            return self.compared_cookie(end, &written);
        }
        let value = self.known.value(&path)?;
        if let Some(method) = method {
            return self.called(end, value, &path, &method);
        }
        if self.is_moved(at, end, value, &path) {
            let message = format!("`{}` is borrowed: write `{written}.clone()`", path.first()?);
            return Some((end, self.error(at, end, message)));
        }
        if value == Value::Text && self.is_word(end, "as") {
            let message =
                format!("`{written}` is a string: write `{written}.as_str().parse()?`, for a number");
            return Some((end + 2, self.error(at, end + 2, message)));
        }
        if value == Value::NoField {
            return Some((end, self.error(end - 1, end, no_field(&path)?)));
        }
        if value == Value::OptionalBool {
            return self.condition(at, end, &written);
        }
        if let Some(mistake) = self.assigned_in_a_condition(at, end, value, &written) {
            return Some(mistake);
        }
        if let Some(mistake) = self.text_is_assigned(at, end, value) {
            return Some(mistake);
        }
        let equals = self.comparison(end)?;
        if let Some(mistake) = self.compared_number(end, value, &path, (&written, equals)) {
            return Some(mistake);
        }
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
        Some((after, self.error(end + 2, after, message)))
    }
}

impl Scan<'_> {
    /// `account.provider_account_id == 1`. The ID of a user is compared with an integer, too.
    fn compared_number(
        &self,
        end: usize,
        value: Value,
        path: &[String],
        (written, equals): (&str, &str),
    ) -> Mistake {
        let Some(TokenTree::Literal(number)) = self.tokens.get(end + 2) else { return None };
        let number = number.to_string();
        let is_id = path.last().is_some_and(|last| last == "id");
        let is_wrong = |first: char| first == '\'' || first.is_ascii_digit() && !is_id;
        if value != Value::Text || !number.starts_with(is_wrong) {
            return None;
        }
        let message =
            format!("`{written}` is a string: write `{written} {equals} \"{}\"`", number.trim_matches('\''));
        Some((end + 3, self.error(end + 2, end + 3, message)))
    }
}

/// Returns the message about a field that the user of a session does not have.
fn no_field(path: &[String]) -> Option<String> {
    let [session @ .., user, field] = path else { return None };
    let session = session.join(".");
    let own = match field.as_str() {
        "id" => "give your session struct a field `id: UserId`, and",
        _ => "the fields of your session struct are next to it:",
    };
    Some(format!("`{session}.{user}` has a name, an address and a picture; {own} write `{session}.{field}`"))
}
