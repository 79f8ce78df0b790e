//! The attributes of serde that change JSON, as far as their effect on types is known.

use syn::{Attribute, Ident, LitStr};

use crate::diag::Diagnostics;

/// The end of errors about types that are not known.
pub(super) const FIX: &str = "so write the type yourself: `#[auth(ts = \"…\")]`";

/// The position of an attribute.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Position {
    /// On a type.
    Type,
    /// On a field or a variant.
    Member,
    /// On a field with a type in TypeScript of its own.
    NamedMember,
}

/// The effects of serde's attributes.
#[derive(Default)]
pub(super) struct Serde {
    /// The name in JSON.
    pub(super) rename: Option<String>,
    /// The rule for the names of members.
    pub(super) rule: Rule,
    /// `true` if the member is not written.
    pub(super) is_skipped: bool,
    /// `true` if the member may be absent.
    pub(super) is_optional: bool,
}

impl Serde {
    /// Reads the attributes.
    pub(super) fn of(attrs: &[Attribute], position: Position, errors: &mut Diagnostics) -> Self {
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
                serde.add(&name, text.as_ref(), &meta, position, errors);
                // The name decides, whatever is in parentheses.
                if meta.input.peek(syn::token::Paren) {
                    let _inside: proc_macro2::Group = meta.input.parse()?;
                }
                Ok(())
            });
            // Serde reports its own errors.
            drop(read);
        }
        serde
    }

    fn add(
        &mut self,
        name: &str,
        text: Option<&LitStr>,
        meta: &syn::meta::ParseNestedMeta<'_>,
        position: Position,
        errors: &mut Diagnostics,
    ) {
        match (name, text) {
            ("rename", Some(text)) => self.rename = Some(text.value()),
            ("rename_all", Some(text)) => self.rule = Rule::of(&text.value()),
            ("skip" | "skip_serializing", _) => self.is_skipped = true,
            ("skip_serializing_if", _) => self.is_optional = true,
            ("with" | "serialize_with", _) if position == Position::NamedMember => {}
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
                let position = if position == Position::Type { "on the type" } else { "here" };
                errors.at(&meta.path, format!("`{name}` changes the JSON, {FIX} {position}"));
            }
        }
    }
}

/// The spelling of names: serde's `rename_all`.
#[derive(Clone, Copy, Default)]
pub(super) enum Rule {
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

    /// Spells the name of a variant, which is in PascalCase.
    pub(super) fn variant(self, name: &str) -> String {
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

    /// Spells the name of a field, which is in snake_case.
    pub(super) fn field(self, name: &str) -> String {
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

    /// Spells a name in snake_case in another case that separates words.
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
