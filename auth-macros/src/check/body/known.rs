//! The values in a body whose types are certain: the arguments of the callback, and their fields.

use proc_macro2::{TokenStream, TokenTree};
use syn::{FnArg, Pat, Signature};

use crate::{
    check::{
        arguments::is_input,
        tokens::{last_segment, only_type},
        written::{behind_reference, takes_an_input},
    },
    contract::{callback::Kind, event::Event},
};

/// A value of which something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    User,
    Account,
    Token,
    Session,
    SessionUser,
    Event(Event),
    Trigger,
    Method,
    Url,
    /// A struct of the application, whose fields own what they hold.
    Owned,
    /// A field of such a struct, which is no `&str`.
    OwnedField,
    /// An ID or a `String`, which can be compared with a string, and cannot be matched.
    Text,
    /// An `Option<String>`.
    OptionalText,
    /// The kind of an account.
    ProviderType,
    /// An `Option<bool>`.
    OptionalBool,
    Cookies,
    /// A field that does not exist.
    NoField,
    /// An `Option` of an argument.
    Optional(Inner),
}

/// The argument that is inside of an `Option`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inner {
    Form,
    Profile,
    VerifiedEmail,
}

impl Value {
    /// Returns what is known of a field.
    pub(super) fn field(self, name: &str) -> Option<Self> {
        Some(match (self, name) {
            (Self::User, "id") => Self::Text,
            (Self::User | Self::SessionUser, "name" | "email" | "image") => Self::OptionalText,
            (Self::SessionUser, "id" | "role" | "roles") => Self::NoField,
            (Self::Account, "provider" | "provider_account_id") => Self::Text,
            (Self::Account, "kind") => Self::ProviderType,
            (Self::Token, "sub" | "name" | "email" | "picture") => Self::OptionalText,
            (Self::Session, "user") | (Self::Event(Event::Session), "user") => Self::SessionUser,
            (Self::Event(Event::SignIn), "is_new_user") => Self::OptionalBool,
            (Self::Event(event), "user") if event != Event::SignOut => Self::User,
            (Self::Event(Event::SignIn | Event::LinkAccount | Event::UnlinkAccount), "account") => {
                Self::Account
            }
            // Standard claims other than those are no strings.
            (Self::Token, "iat" | "exp" | "jti" | "claims") => return None,
            (Self::Session, "expires" | "data") => return None,
            (Self::Token | Self::Session | Self::Owned, _) => Self::OwnedField,
            _ => return None,
        })
    }
}

/// The arguments that are known, by their names.
pub(super) struct Known {
    arguments: Vec<(String, Value)>,
    /// `true` if an argument is a `SignInMethod<'_>`, so that the name is certain.
    pub(super) has_method: bool,
    /// `true` in the callback that changes the token.
    pub(super) changes_the_token: bool,
}

impl Known {
    /// Reads the arguments. Those whose name the body may bind again are left out.
    pub(super) fn of(kind: Kind, sig: &Signature, body: &TokenStream) -> Self {
        let arguments: Vec<(String, Value)> = sig
            .inputs
            .iter()
            .filter_map(|input| {
                let FnArg::Typed(input) = input else { return None };
                let (name, ty) = name_of(&input.pat)?;
                let value = match ty {
                    Some(_) => Value::Owned,
                    None => value_of(kind, &input.ty)?,
                };
                Some((name, value))
            })
            .collect();
        let has_method = arguments.iter().any(|(_, value)| *value == Value::Method);
        let is_certain = |(name, _): &(String, Value)| !may_be_bound(body.clone(), name, &Before::Nothing);
        Self {
            arguments: arguments.into_iter().filter(is_certain).collect(),
            has_method,
            changes_the_token: kind == Kind::JwtUpdate,
        }
    }

    /// Returns what is known of `a.b.c`.
    pub(super) fn value(&self, path: &[String]) -> Option<Value> {
        let (root, fields) = path.split_first()?;
        let (_, value) = self.arguments.iter().find(|(name, _)| name == root)?;
        fields.iter().try_fold(*value, |value, field| value.field(field))
    }
}

impl Known {
    /// Returns the first use of a borrowed argument.
    pub(super) fn borrowed_in(&self, tokens: TokenStream) -> Option<TokenTree> {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_point = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == '.');
        tokens.iter().enumerate().find_map(|(at, token)| match token {
            TokenTree::Group(group) => self.borrowed_in(group.stream()),
            TokenTree::Ident(ident) => {
                let before = at.checked_sub(1).and_then(|before| tokens.get(before));
                let is_borrowed = self.arguments.iter().any(|(name, value)| {
                    let borrows = matches!(
                        value,
                        Value::User
                            | Value::Account
                            | Value::Token
                            | Value::Session
                            | Value::Event(_)
                            | Value::Url
                    );
                    borrows && ident == name
                });
                (is_borrowed && is_point(tokens.get(at + 1)) && !is_point(before)).then(|| token.clone())
            }
            _ => None,
        })
    }
}

/// Returns the name of an argument, and the wrapper that its pattern takes apart.
fn name_of(pattern: &Pat) -> Option<(String, Option<&'static str>)> {
    match pattern {
        Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => {
            Some((name.ident.to_string(), None))
        }
        Pat::TupleStruct(pattern) => {
            let wrapper = pattern.path.segments.last()?.ident.to_string();
            let (name, _) = name_of(pattern.elems.first()?)?;
            (wrapper == "Update").then_some((name, Some("Update")))
        }
        _ => None,
    }
}

/// Returns what is known of an argument by its type.
fn value_of(kind: Kind, ty: &syn::Type) -> Option<Value> {
    let elem = behind_reference(ty);
    let segment = last_segment(elem)?;
    let name = segment.ident.to_string();
    let is_reference = matches!(ty, syn::Type::Reference(_));
    Some(match (name.as_str(), is_reference) {
        ("User", true) => Value::User,
        ("Account", true) => Value::Account,
        ("Jwt", true) => Value::Token,
        ("Session", true) => Value::Session,
        ("Trigger", false) => Value::Trigger,
        ("SignInMethod", false) => Value::Method,
        ("RedirectUrl", false) => Value::Url,
        ("Cookies", false) => Value::Cookies,
        ("Option", false) => match last_segment(only_type(segment)?)?.ident.to_string().as_str() {
            "Form" => Value::Optional(Inner::Form),
            "Profile" => Value::Optional(Inner::Profile),
            "VerifiedEmail" => Value::Optional(Inner::VerifiedEmail),
            _ => return None,
        },
        (name, false) => match Event::ALL.iter().find(|event| event.payload() == name) {
            Some(event) => Value::Event(*event),
            None if takes_an_input(kind) && is_plain(segment) && is_input(kind, segment) => Value::Owned,
            None => return None,
        },
        _ => return None,
    })
}

/// Returns `true` for a form, as opposed to `State<…>` and `PasswordCheck<'_>`.
fn is_plain(segment: &syn::PathSegment) -> bool {
    let is_other = ["ClientIp", "Cookies", "PasswordCheck", "State"].iter().any(|name| segment.ident == name);
    segment.arguments.is_none() && !is_other
}

/// The tokens before a group.
enum Before {
    Nothing,
    /// A function, a method or a macro, whose arguments bind nothing.
    Call,
    /// Anything else, such as the name of a variant, whose fields may be bound.
    Other,
}

/// Returns `true` if the tokens may bind a name.
fn may_be_bound(tokens: TokenStream, name: &str, before: &Before) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_sign = |at: Option<usize>, signs: &str| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|token| matches!(token, TokenTree::Punct(punct) if signs.contains(punct.as_char())))
    };
    let is_word = |at: Option<usize>, words: &[&str]| {
        at.and_then(|at| tokens.get(at)).is_some_and(
            |token| matches!(token, TokenTree::Ident(ident) if words.iter().any(|word| ident == word)),
        )
    };
    tokens.iter().enumerate().any(|(at, token)| {
        let (previous, next) = (at.checked_sub(1), Some(at + 1));
        match token {
            TokenTree::Ident(ident) if ident == name => {
                // A field, a method or a path of the same name.
                if is_sign(previous, ".") || is_sign(next, ".") && !is_word(previous, &["let"]) {
                    return false;
                }
                let is_used = is_word(previous, &["match", "if", "return", "in", "while"])
                    || is_sign(next, "=!") && !is_sign(Some(at + 2), ">") && is_sign(Some(at + 2), "=");
                let is_argument =
                    matches!(before, Before::Call) && !is_sign(previous, "|") && !is_sign(next, "|");
                !is_used && !is_argument
            }
            TokenTree::Group(group) => {
                let before = match previous.and_then(|at| tokens.get(at)) {
                    None => Before::Other,
                    Some(TokenTree::Ident(ident)) => {
                        let name = ident.to_string();
                        let is_keyword =
                            ["let", "match", "in", "for", "move", "ref", "mut"].contains(&name.as_str());
                        match !is_keyword && name.starts_with(|first: char| first.is_ascii_lowercase()) {
                            true if group.delimiter() == proc_macro2::Delimiter::Parenthesis => Before::Call,
                            _ => Before::Other,
                        }
                    }
                    Some(_) => Before::Other,
                };
                may_be_bound(group.stream(), name, &before)
            }
            _ => false,
        }
    })
}
