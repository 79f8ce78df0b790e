//! Reads the options of attributes: `key` and `key = value`, separated by commas. An unknown, repeated or
//! half-written option is one error.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Attribute, LitInt, LitStr, Meta, Path, Token, Type,
    ext::IdentExt,
    parse::{ParseStream, Parser},
};

use super::suggest;
use crate::{
    contract::{
        callback::Kind,
        option::{self, Expect, Place, Role, Spec},
        option_habit as habit,
    },
    diag::{Diagnostics, list},
};

/// One option that was given.
struct Given {
    key: Ident,
    spec: Spec,
    value: Value,
}

enum Value {
    None,
    Type(Box<Type>),
    Name(Ident),
    Path(Path),
    String(LitStr),
    Number(u32),
}

/// The options that were given. Each is known to its place, and none is repeated.
#[derive(Default)]
pub(crate) struct Options(Vec<Given>);

impl Options {
    /// Reads the tokens between the parentheses of an attribute.
    pub(crate) fn parse(tokens: TokenStream, place: Place, errors: &mut Diagnostics) -> Self {
        let mut options = Self::default();
        options.add(tokens, place, errors);
        options
    }

    /// Reads the attributes called `name` of a type or field.
    pub(crate) fn of(attrs: &[Attribute], name: &str, place: Place, errors: &mut Diagnostics) -> Self {
        let mut options = Self::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident(name)) {
            match &attr.meta {
                Meta::List(list) => options.add(list.tokens.clone(), place, errors),
                meta => errors.at(meta, without_parentheses(name, place)),
            }
        }
        options
    }

    fn add(&mut self, tokens: TokenStream, place: Place, errors: &mut Diagnostics) {
        let specs = place.options();
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                match given(input, place, &specs) {
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
        if self.has(given.spec) {
            let key = given.spec.key();
            errors.at(&given.key, format!("`{key}` appears here twice: keep one of the two"));
        } else {
            self.0.push(given);
        }
    }

    fn get(&self, option: Spec) -> Option<&Given> {
        self.0.iter().find(|given| given.spec.key() == option.key())
    }

    /// Returns `true` if the option was given.
    pub(crate) fn has(&self, option: Spec) -> bool {
        self.get(option).is_some()
    }

    /// Returns the user's key of an option.
    pub(crate) fn key(&self, option: Spec) -> Option<&Ident> {
        self.get(option).map(|given| &given.key)
    }

    /// Returns the options that choose a kind of callback, in the order in which they are written.
    pub(crate) fn modes(&self) -> impl Iterator<Item = (&Ident, Kind)> {
        self.0.iter().filter_map(|given| match given.spec.role {
            Role::Mode(kind) => Some((&given.key, kind)),
            Role::Any | Role::StructOnly(_) => None,
        })
    }

    /// Returns the options that belong on structs, each with the error for a function.
    pub(crate) fn struct_only(&self) -> impl Iterator<Item = (&Ident, &'static str)> {
        self.0.iter().filter_map(|given| match given.spec.role {
            Role::StructOnly(message) => Some((&given.key, message)),
            Role::Any | Role::Mode(_) => None,
        })
    }

    /// Returns the value of an option that is a type.
    pub(crate) fn ty(&self, option: Spec) -> Option<&Type> {
        match &self.get(option)?.value {
            Value::Type(ty) => Some(ty),
            _ => None,
        }
    }

    /// Returns the value of an option that is a name.
    pub(crate) fn name(&self, option: Spec) -> Option<&Ident> {
        match &self.get(option)?.value {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    /// Returns the value of an option that is a path.
    pub(crate) fn path(&self, option: Spec) -> Option<&Path> {
        match &self.get(option)?.value {
            Value::Path(path) => Some(path),
            _ => None,
        }
    }

    /// Returns the value of an option that is a string.
    pub(crate) fn string(&self, option: Spec) -> Option<&LitStr> {
        match &self.get(option)?.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the value of an option that is a number.
    pub(crate) fn number(&self, option: Spec) -> Option<u32> {
        match &self.get(option)?.value {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// Reads one option: a known key with its value.
fn given(input: ParseStream<'_>, place: Place, specs: &[Spec]) -> syn::Result<Given> {
    let attribute = place.written();
    if let Some(text) = input.fork().parse::<Option<LitStr>>()? {
        let known = specs.iter().any(|spec| spec.key() == text.value());
        let fix =
            if known { format!("Write it without quotes: `{}`", text.value()) } else { there_are(specs) };
        return Err(syn::Error::new_spanned(
            text,
            format!("`{attribute}` takes options, not a string. {fix}"),
        ));
    }
    if !input.peek(syn::Ident::peek_any) {
        let message = format!("this is not an option of `{attribute}`. {}", there_are(specs));
        return Err(input.error(message));
    }
    let key = Ident::parse_any(input)?;
    let Some(spec) = specs.iter().find(|spec| key == spec.key()) else {
        return Err(unknown(&key, place, specs));
    };
    let has_value = input.peek(Token![=]);
    if has_value {
        input.parse::<Token![=]>()?;
    }
    let value = match spec.expect {
        Expect::Flag if has_value || input.peek(syn::token::Paren) => {
            let default = match spec.key() == option::DEFAULT.key() {
                true => ", which is `Default::default()` of the type",
                false => "",
            };
            let message = format!("`{key}` takes no value: write `{}`{default}", spec.example);
            return Err(syn::Error::new_spanned(&key, message));
        }
        Expect::Flag => Value::None,
        _ if !has_value || input.is_empty() || input.peek(Token![,]) => {
            let message = format!("`{key}` needs a value: write `{}`", spec.example);
            return Err(syn::Error::new_spanned(&key, message));
        }
        _ => value(input, &key, spec)?,
    };
    if matches!(spec.expect, Expect::Path) && input.peek(syn::token::Paren) {
        let message = match &value {
            Value::Path(path) => {
                let path = path.to_token_stream().to_string().replace(' ', "");
                format!("`{key}` names a function, and does not call it: write `{key} = {path}`")
            }
            _ => format!("`{key}` names a function, and does not call it"),
        };
        return Err(input.error(message));
    }
    if !input.is_empty() && !input.peek(Token![,]) {
        return Err(input.error("options are separated by commas: put a `,` before this"));
    }
    Ok(Given { key, spec: *spec, value })
}

fn value(input: ParseStream<'_>, key: &Ident, spec: &Spec) -> syn::Result<Value> {
    let start = input.span();
    let meant = meant(input, key, spec);
    let wrong = |kind: &str| {
        let write = meant.clone().unwrap_or_else(|| format!("write `{}`", spec.example));
        syn::Error::new(start, format!("the value of `{key}` is {kind}: {write}"))
    };
    match spec.expect {
        Expect::Flag => Ok(Value::None),
        Expect::Type => match input.parse() {
            Ok(ty) => Ok(Value::Type(Box::new(ty))),
            Err(_) => Err(wrong("a type")),
        },
        Expect::Name => input.parse().map(Value::Name).map_err(|_| wrong("a name")),
        Expect::Path => input.parse().map(Value::Path).map_err(|_| wrong("a path")),
        // A name alone is that of the crate in `Cargo.toml`, or of an import: the generated code is next to the item.
        Expect::CratePath => match input.parse::<LitStr>() {
            Ok(literal) => {
                let message =
                    format!("`crate` takes a path without quotes: write `crate = {}`", literal.value());
                Err(syn::Error::new_spanned(literal, message))
            }
            Err(_) => input.parse().map(Value::Path).map_err(|_| wrong("a path")),
        },
        Expect::String => input.parse().map(Value::String).map_err(|_| wrong("a string in quotes")),
        Expect::Number => {
            const KIND: &str = "a whole number of at least 1";
            let literal: LitInt = input.parse().map_err(|_| wrong(KIND))?;
            match literal.base10_parse() {
                Ok(number @ 1..) if literal.suffix().is_empty() => Ok(Value::Number(number)),
                _ => Err(wrong(KIND)),
            }
        }
    }
}

/// Returns what to write in place of a value that is right apart from its quotes.
fn meant(input: ParseStream<'_>, key: &Ident, spec: &Spec) -> Option<String> {
    let ahead = input.fork();
    match spec.expect {
        Expect::Type | Expect::Name | Expect::Path | Expect::Number => {
            let text = ahead.parse::<LitStr>().ok()?.value();
            let fits = match spec.expect {
                Expect::Type => syn::parse_str::<Type>(&text).is_ok(),
                Expect::Number => text.parse::<u32>().is_ok(),
                _ => syn::parse_str::<Path>(&text).is_ok(),
            };
            fits.then(|| format!("write `{key} = {text}`, without quotes"))
        }
        Expect::String => {
            let word = match ahead.peek(LitInt) {
                true => ahead.parse::<LitInt>().ok()?.to_string(),
                false => ahead.parse::<Ident>().ok()?.to_string(),
            };
            // A name in capitals is a constant, whose value is not known here.
            let is_word = word.chars().any(|sign| !sign.is_uppercase() && sign != '_');
            let is_whole = ahead.is_empty() || ahead.peek(Token![,]);
            match is_word {
                true => is_whole.then(|| format!("write `{key} = \"{word}\"`")),
                false => {
                    Some(format!("write the string itself, as in `{}`, in place of a constant", spec.example))
                }
            }
        }
        Expect::Flag | Expect::CratePath => None,
    }
}

fn unknown(key: &Ident, place: Place, specs: &[Spec]) -> syn::Error {
    let attribute = place.written();
    let guess = || {
        let guess = suggest::nearest(&key.to_string(), specs.iter().map(Spec::key))?;
        Some(format!("Did you mean `{guess}`? "))
    };
    let habit = || habit::of(place, &key.to_string()).map(|habit| format!("{habit}. "));
    let hint = habit().or_else(|| elsewhere(key, place)).or_else(guess).unwrap_or_default();
    syn::Error::new_spanned(key, format!("`{attribute}` has no option `{key}`. {hint}{}", there_are(specs)))
}

/// Returns where an option goes that does not go here.
fn elsewhere(key: &Ident, place: Place) -> Option<String> {
    let places = option::places(&key.to_string());
    let example = places.iter().flat_map(|place| place.options()).find(|option| key == option.key())?.example;
    match place {
        Place::Item(attribute) if places.contains(&Place::Field(attribute)) => {
            return Some(format!("It goes on a field: `#[auth({example})]`. "));
        }
        Place::Field(attribute) if places.contains(&Place::Item(attribute)) => {
            return Some(format!("It goes on the struct: `#[auth::{}({example})]`. ", attribute.name()));
        }
        _ => {}
    }
    let fields: Vec<&str> = places
        .iter()
        .filter_map(|place| match place {
            Place::Field(attribute) => Some(attribute.name()),
            _ => None,
        })
        .collect();
    let names: Vec<String> = fields.iter().map(|name| format!("#[auth::{name}]")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| format!("It goes on fields under {}. ", list(&names)))
}

/// Lists the options of a field as they are written.
pub(crate) fn examples(place: Place) -> String {
    let specs = place.options();
    list(&specs.iter().map(|spec| spec.example).collect::<Vec<_>>())
}

fn without_parentheses(name: &str, place: Place) -> String {
    match place.options().as_slice() {
        [only] => format!("the option goes in parentheses: `#[{name}({})]`", only.example),
        _ => format!("options go in parentheses: `{}` with {}", place.written(), examples(place)),
    }
}

/// A message shows so many options in full.
const MANY: usize = 8;

fn there_are(specs: &[Spec]) -> String {
    // If there are many, the keys alone: examples would be a wall of text.
    let text = |spec: &Spec| if specs.len() > MANY { spec.key() } else { spec.example };
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
