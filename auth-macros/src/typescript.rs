//! `#[derive(TypeScript)]`: what serde writes of a struct or an enum, as far as its attributes tell.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Attribute, Data, DataEnum, DeriveInput, Fields, FieldsNamed, Ident, LitStr, Meta, ext::IdentExt};

use crate::{
    diag::Diagnostics,
    expand::typescript::{if_available, type_name},
    input,
    names::local,
    options::{CRATE, Expect, Options, Spec},
    paths::Paths,
};

const TS: Spec = Spec::new("ts", Expect::Text, "ts = \"string\"");
const FIX: &str = "so say the type yourself: `#[auth(ts = \"…\")]`";

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Diagnostics::default();
    let options = own_options(&item.attrs, &[TS, CRATE], &mut errors);
    let paths = Paths::new(options.path("crate"));
    let name = match options.text("ts") {
        Some(written) => Some(quote!(::std::string::String::from(#written))),
        None => type_of(&item, &paths, &mut errors),
    };
    let is_wrong = !errors.is_empty();
    let errors = errors.drain();
    // A name that stands in for the unknown one, so that uses of the type are no further errors.
    let name = name.filter(|_| !is_wrong).unwrap_or_else(|| quote!(::std::string::String::from("unknown")));
    let (ident, beside) = (&item.ident, input::beside(&item.attrs));
    let (generics, parameters, bounds) = item.generics.split_for_impl();
    let in_typescript = |name| paths.in_module("typescript", name);
    let (named, declarations) = (in_typescript("TypeScript"), in_typescript("Declarations"));
    let types = local("types");
    let implementation = quote! {
        #beside
        #[automatically_derived]
        impl #generics #named for #ident #parameters #bounds {
            #[allow(unused_variables)]
            fn type_name(#types: &mut #declarations) -> ::std::string::String {
                #name
            }
        }
    };
    let implementation = if_available(&implementation, Span::call_site(), &paths);
    quote!(#implementation #(#errors)*)
}

/// What makes the name of the type.
fn type_of(item: &DeriveInput, paths: &Paths, errors: &mut Diagnostics) -> Option<TokenStream> {
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, format!("what a generic type becomes is not known, {FIX} on it"));
        return None;
    }
    let serde = Serde::of(&item.attrs, Place::Type, errors);
    let types = local("types");
    let text = match &item.data {
        Data::Enum(data) => {
            let union = union(data, &serde, errors)?;
            quote!(::std::string::String::from(#union))
        }
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => object(fields, &serde, paths, errors),
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                // Serde writes it as what it holds.
                let field = fields.unnamed.first()?;
                let own = own_options(&field.attrs, &[TS], errors);
                let name = type_name(&field.ty, own.text("ts"), paths);
                return Some(quote!((#name)(#types)));
            }
            fields => {
                errors.at(fields, format!("fields without names are not looked into, {FIX} on the type"));
                return None;
            }
        },
        Data::Union(data) => {
            errors.at(data.union_token, "`#[derive(auth::TypeScript)]` goes on a struct or an enum");
            return None;
        }
    };
    let name = item.ident.unraw().to_string();
    Some(quote!(#types.declare::<Self>(#name, |#types| #text)))
}

/// An enum of plain variants: their names.
fn union(item: &DataEnum, serde: &Serde, errors: &mut Diagnostics) -> Option<String> {
    let mut names = Vec::new();
    for variant in &item.variants {
        let own = Serde::of(&variant.attrs, Place::Member, errors);
        if own.is_skipped {
            continue;
        }
        if !matches!(variant.fields, Fields::Unit) {
            errors
                .at(&variant.fields, format!("variants with fields are not looked into, {FIX} on the enum"));
            return None;
        }
        let name = own.rename.unwrap_or_else(|| serde.rule.variant(&variant.ident.unraw().to_string()));
        names.push(format!("{name:?}"));
    }
    Some(if names.is_empty() { "never".to_owned() } else { names.join(" | ") })
}

/// A struct with named fields: `{ a: string, b?: number }`.
fn object(fields: &FieldsNamed, serde: &Serde, paths: &Paths, errors: &mut Diagnostics) -> TokenStream {
    let members = fields.named.iter().filter_map(|field| {
        let options = own_options(&field.attrs, &[TS], errors);
        let place = if options.key("ts").is_some() { Place::NamedMember } else { Place::Member };
        let own = Serde::of(&field.attrs, place, errors);
        if own.is_skipped {
            return None;
        }
        let plain = field.ident.as_ref()?.unraw().to_string();
        let name = own.rename.unwrap_or_else(|| serde.rule.field(&plain));
        let ty = type_name(&field.ty, options.text("ts"), paths);
        let optional = own.is_optional;
        Some(quote!((#name, #ty, #optional)))
    });
    let (members, types) = (members.collect::<Vec<_>>(), local("types"));
    let object = paths.in_module("typescript", "object");
    quote!(#object(#types, &[#(#members),*]))
}

/// The options in our own attributes.
fn own_options(attrs: &[Attribute], specs: &[Spec], errors: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("auth")) {
        match &attr.meta {
            Meta::List(list) => options.add(list.tokens.clone(), "#[auth(…)]", specs, errors),
            meta => errors.at(meta, "the option stands in parentheses: `#[auth(ts = \"string\")]`"),
        }
    }
    options
}

/// Where an attribute of serde stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Type,
    Member,
    /// A field whose type is said.
    NamedMember,
}

/// What serde's attributes change.
#[derive(Default)]
struct Serde {
    rename: Option<String>,
    rule: Rule,
    is_skipped: bool,
    is_optional: bool,
}

impl Serde {
    fn of(attrs: &[Attribute], place: Place, errors: &mut Diagnostics) -> Self {
        let mut serde = Self::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("serde")) {
            let read = attr.parse_nested_meta(|meta| {
                let Some(name) = meta.path.get_ident().map(Ident::to_string) else { return Ok(()) };
                let text = if meta.input.peek(syn::Token![=]) {
                    meta.value()?.parse::<syn::Lit>().ok().and_then(|lit| match lit {
                        syn::Lit::Str(text) => Some(text),
                        _ => None,
                    })
                } else {
                    None
                };
                serde.add(&name, text.as_ref(), &meta, place, errors);
                // What stands in parentheses was judged by its name.
                if meta.input.peek(syn::token::Paren) {
                    let _inside: proc_macro2::Group = meta.input.parse()?;
                }
                Ok(())
            });
            // What serde does not understand is serde's to tell.
            drop(read);
        }
        serde
    }

    fn add(
        &mut self,
        name: &str,
        text: Option<&LitStr>,
        meta: &syn::meta::ParseNestedMeta<'_>,
        place: Place,
        errors: &mut Diagnostics,
    ) {
        match (name, text) {
            ("rename", Some(text)) => self.rename = Some(text.value()),
            ("rename_all", Some(text)) => self.rule = Rule::of(&text.value()),
            ("skip" | "skip_serializing", _) => self.is_skipped = true,
            ("skip_serializing_if", _) => self.is_optional = true,
            ("with" | "serialize_with", _) if place == Place::NamedMember => {}
            (
                "default"
                | "alias"
                | "skip_deserializing"
                | "deserialize_with"
                | "borrow"
                | "bound"
                | "deny_unknown_fields"
                | "crate"
                | "try_from"
                | "from"
                | "expecting"
                | "other"
                | "transparent",
                _,
            ) => {}
            _ => {
                let whose = if place == Place::Type { "on the type" } else { "here" };
                errors.at(
                    &meta.path,
                    format!("what `{name}` makes of the JSON is not looked into, {FIX} {whose}"),
                );
            }
        }
    }
}

/// How names are spelled: serde's `rename_all`.
#[derive(Clone, Copy, Default)]
enum Rule {
    #[default]
    None,
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Rule {
    fn of(text: &str) -> Self {
        match text {
            "lowercase" => Self::Lower,
            "UPPERCASE" => Self::Upper,
            "PascalCase" => Self::Pascal,
            "camelCase" => Self::Camel,
            "snake_case" => Self::Snake,
            "SCREAMING_SNAKE_CASE" => Self::ScreamingSnake,
            "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            _ => Self::None,
        }
    }

    /// The name of a variant, which is in PascalCase.
    fn variant(self, name: &str) -> String {
        let snake = name.char_indices().fold(String::new(), |mut snake, (index, c)| {
            if index > 0 && c.is_uppercase() {
                snake.push('_');
            }
            snake.push(c.to_ascii_lowercase());
            snake
        });
        match self {
            Self::None | Self::Pascal => name.to_owned(),
            Self::Lower => name.to_ascii_lowercase(),
            Self::Upper => name.to_ascii_uppercase(),
            Self::Camel => lower_first(name),
            other => other.spelled(&snake),
        }
    }

    /// The name of a field, which is in snake_case.
    fn field(self, name: &str) -> String {
        let pascal = || -> String {
            let words = name.split('_').map(|word| {
                let mut chars = word.chars();
                let first = chars.next().map(|c| c.to_ascii_uppercase());
                first.into_iter().chain(chars).collect::<String>()
            });
            words.collect()
        };
        match self {
            Self::None | Self::Lower | Self::Snake => name.to_owned(),
            Self::Upper => name.to_ascii_uppercase(),
            Self::Pascal => pascal(),
            Self::Camel => lower_first(&pascal()),
            other => other.spelled(name),
        }
    }

    /// A name in snake_case in another one that keeps its words apart.
    fn spelled(self, snake: &str) -> String {
        match self {
            Self::ScreamingSnake => snake.to_ascii_uppercase(),
            Self::Kebab => snake.replace('_', "-"),
            Self::ScreamingKebab => snake.to_ascii_uppercase().replace('_', "-"),
            _ => snake.to_owned(),
        }
    }
}

fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|c| c.to_ascii_lowercase()).into_iter().chain(chars).collect()
}
