//! Options of attributes: `key` and `key = value`, separated by commas. Unknown, doubled, half-written: each
//! is one error.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    LitInt, LitStr, Path, Token, Type,
    ext::IdentExt,
    parse::{ParseStream, Parser},
};

use crate::{diag::Diagnostics, diag::list, suggest};

/// What may stand behind `key =`.
#[derive(Clone, Copy)]
pub(crate) enum Expect {
    /// Nothing: the key alone.
    Flag,
    /// A type.
    Type,
    /// A path.
    Path,
    /// An absolute path: that of this crate.
    CratePath,
    /// A text in quotes.
    Text,
    /// A whole number, at least 1.
    Number,
}

/// One option that an attribute knows.
pub(crate) struct Spec {
    /// The key.
    pub(crate) key: &'static str,
    /// Its value.
    pub(crate) expect: Expect,
    /// How it is written.
    pub(crate) example: &'static str,
}

impl Spec {
    /// An option.
    pub(crate) const fn new(key: &'static str, expect: Expect, example: &'static str) -> Self {
        Self { key, expect, example }
    }
}

/// `crate = path`, which every attribute takes.
pub(crate) const CRATE: Spec = Spec::new("crate", Expect::CratePath, "crate = ::auth");

/// One option that was given.
struct Given {
    key: Ident,
    value: Value,
}

enum Value {
    None,
    Type(Box<Type>),
    Path(Path),
    Text(LitStr),
    Number(u32),
}

/// The options that were given, all known and each once.
#[derive(Default)]
pub(crate) struct Options(Vec<Given>);

impl Options {
    /// Reads the tokens between the parentheses of `attribute` (as it is written, for messages).
    pub(crate) fn parse(
        tokens: TokenStream,
        attribute: &str,
        specs: &[Spec],
        errors: &mut Diagnostics,
    ) -> Self {
        let mut options = Self::default();
        options.add(tokens, attribute, specs, errors);
        options
    }

    /// Reads further options, as of a second attribute on the same field.
    pub(crate) fn add(
        &mut self,
        tokens: TokenStream,
        attribute: &str,
        specs: &[Spec],
        errors: &mut Diagnostics,
    ) {
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                match given(input, attribute, specs) {
                    Ok(given) => self.push(given, errors),
                    Err(error) => {
                        errors.syntax(error);
                        skip_to_comma(input)?;
                    }
                }
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        };
        if let Err(error) = parser.parse2(tokens) {
            errors.syntax(error);
        }
    }

    fn push(&mut self, given: Given, errors: &mut Diagnostics) {
        let key = given.key.unraw();
        if self.key(&key.to_string()).is_some() {
            errors.at(&given.key, format!("`{key}` stands here twice: keep one of the two"));
        } else {
            self.0.push(given);
        }
    }

    fn get(&self, key: &str) -> Option<&Given> {
        self.0.iter().find(|given| given.key == key)
    }

    /// The key, if the option was given.
    pub(crate) fn key(&self, key: &str) -> Option<&Ident> {
        self.get(key).map(|given| &given.key)
    }

    /// All keys, in the order in which they stand.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Ident> {
        self.0.iter().map(|given| &given.key)
    }

    /// The value of an option that is a type.
    pub(crate) fn ty(&self, key: &str) -> Option<&Type> {
        match &self.get(key)?.value {
            Value::Type(ty) => Some(ty),
            _ => None,
        }
    }

    /// The value of an option that is a path.
    pub(crate) fn path(&self, key: &str) -> Option<&Path> {
        match &self.get(key)?.value {
            Value::Path(path) => Some(path),
            _ => None,
        }
    }

    /// The value of an option that is a text.
    pub(crate) fn text(&self, key: &str) -> Option<&LitStr> {
        match &self.get(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of an option that is a number.
    pub(crate) fn number(&self, key: &str) -> Option<u32> {
        match &self.get(key)?.value {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// One option: a known key with the value that it takes.
fn given(input: ParseStream<'_>, attribute: &str, specs: &[Spec]) -> syn::Result<Given> {
    if let Some(text) = input.fork().parse::<Option<LitStr>>()? {
        let known = specs.iter().any(|spec| spec.key == text.value());
        let fix =
            if known { format!("Write it without quotes: `{}`", text.value()) } else { there_are(specs) };
        return Err(syn::Error::new_spanned(text, format!("`{attribute}` takes options, not a text. {fix}")));
    }
    if !input.peek(syn::Ident::peek_any) {
        let message = format!("this is not an option of `{attribute}`. {}", there_are(specs));
        return Err(input.error(message));
    }
    let key = Ident::parse_any(input)?;
    let Some(spec) = specs.iter().find(|spec| key == spec.key) else {
        return Err(unknown(&key, attribute, specs));
    };
    let has_value = input.peek(Token![=]);
    if has_value {
        input.parse::<Token![=]>()?;
    }
    let value = match spec.expect {
        Expect::Flag if has_value || input.peek(syn::token::Paren) => {
            let message = format!("`{key}` takes no value: write `{}`", spec.example);
            return Err(syn::Error::new_spanned(&key, message));
        }
        Expect::Flag => Value::None,
        _ if !has_value || input.is_empty() || input.peek(Token![,]) => {
            let message = format!("`{key}` needs a value: write `{}`", spec.example);
            return Err(syn::Error::new_spanned(&key, message));
        }
        _ => value(input, &key, spec)?,
    };
    if !input.is_empty() && !input.peek(Token![,]) {
        return Err(input.error("options are separated by commas: put a `,` before this"));
    }
    Ok(Given { key, value })
}

fn value(input: ParseStream<'_>, key: &Ident, spec: &Spec) -> syn::Result<Value> {
    let start = input.span();
    let wrong = |kind: &str| {
        syn::Error::new(start, format!("the value of `{key}` is {kind}: write `{}`", spec.example))
    };
    match spec.expect {
        Expect::Flag => Ok(Value::None),
        Expect::Type => match input.parse() {
            Ok(ty) => Ok(Value::Type(Box::new(ty))),
            Err(_) => Err(wrong("a type")),
        },
        Expect::Path => input.parse().map(Value::Path).map_err(|_| wrong("a path")),
        Expect::CratePath => {
            let path: Path = input.parse().map_err(|_| wrong("a path"))?;
            let absolute = path.leading_colon.is_some()
                || path.segments.first().is_some_and(|segment| segment.ident == "crate");
            if absolute {
                Ok(Value::Path(path))
            } else {
                let written = quote::quote!(#path).to_string().replace(' ', "");
                let message = format!(
                    "the path of the crate must be absolute: write `crate = ::{written}` or `crate = \
                        crate::{written}`"
                );
                Err(syn::Error::new_spanned(path, message))
            }
        }
        Expect::Text => input.parse().map(Value::Text).map_err(|_| wrong("a text in quotes")),
        Expect::Number => {
            const KIND: &str = "a whole number from 1 on";
            let literal: LitInt = input.parse().map_err(|_| wrong(KIND))?;
            match literal.base10_parse() {
                Ok(number @ 1..) if literal.suffix().is_empty() => Ok(Value::Number(number)),
                _ => Err(wrong(KIND)),
            }
        }
    }
}

fn unknown(key: &Ident, attribute: &str, specs: &[Spec]) -> syn::Error {
    let guess = suggest::nearest(&key.to_string(), specs.iter().map(|spec| spec.key));
    let guess = guess.map(|guess| format!("Did you mean `{guess}`? ")).unwrap_or_default();
    syn::Error::new_spanned(key, format!("`{attribute}` has no option `{key}`. {guess}{}", there_are(specs)))
}

/// More options than a message shows in full.
const MANY: usize = 8;

fn there_are(specs: &[Spec]) -> String {
    // Of many the names alone: examples would be a wall.
    let text = |spec: &Spec| if specs.len() > MANY { spec.key } else { spec.example };
    let written: Vec<&str> = specs.iter().map(text).collect();
    match written.as_slice() {
        [only] => format!("There is only `{only}`"),
        _ => format!("There are {}", list(&written)),
    }
}

fn skip_to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
