//! Assertions about the types of fields. Each field has one, so that a type which does not fit is one error, however often
//! generated code uses it; and it is about the part of the type that does not fit.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericArgument, Ident, PathArguments, Type, spanned::Spanned};

use super::paths::Paths;
use crate::{
    check::tokens::{last_segment, peel},
    model::{ClaimRole, ColumnRole, Foreign, FormRole, KeyRole, Member, Presence, SessionRole},
};

/// The containers that serde reads and writes if their parts can be, with a requirement for their first parameter.
const CONTAINERS: &[(&str, Option<Key>)] = &[
    ("Option", None),
    ("Box", None),
    ("Vec", None),
    ("VecDeque", None),
    ("LinkedList", None),
    ("HashMap", Some(Key::Hash)),
    ("HashSet", Some(Key::Hash)),
    ("BTreeMap", Some(Key::Ord)),
    ("BTreeSet", Some(Key::Ord)),
];

/// The traits that the keys of a map and the members of a set need.
#[derive(Clone, Copy)]
enum Key {
    Hash,
    Ord,
}

/// The words of the messages about one kind of field.
struct Words {
    /// The end of "`Role` cannot be …".
    role: &'static str,
    /// The derives that the type of such a field needs.
    derives: &'static str,
    /// The end of "… a secret does not belong …".
    secret: &'static str,
    /// `true` if the type is read back.
    is_read: bool,
}

const CLAIM: Words = Words {
    role: "a claim of the session token",
    derives: "serde::Serialize, serde::Deserialize",
    secret: "in a token",
    is_read: true,
};
const COLUMN: Words = Words {
    role: "a column of the table of users",
    derives: "Clone, serde::Serialize, serde::Deserialize",
    secret: "there",
    is_read: true,
};
const SHOWN: Words = Words {
    role: "shown in the session",
    derives: "serde::Serialize",
    secret: "in what the browser may see",
    is_read: false,
};
const CARRIED: Words = Words {
    role: "a part of an API key",
    derives: "serde::Serialize, serde::Deserialize",
    secret: "there",
    is_read: true,
};

/// Asserts, inside of a constant, that the types of claims can be claims.
pub(crate) fn claims(fields: &[Member<ClaimRole>], paths: &Paths) -> TokenStream {
    let asserted = fields.iter().map(|field| {
        let ty = &field.ty;
        let shown = shown(ty);
        let checks = match field.role.presence {
            Presence::Rest => check(
                ty,
                "HOLDS_CLAIMS",
                &format!("`{shown}` cannot hold undeclared claims: give the field the type `auth::OtherClaims`"),
                paths,
            ),
            Presence::Plain => serde(ty, &CLAIM, paths),
            Presence::Default => {
                let serde = serde(ty, &CLAIM, paths);
                let message = format!(
                    "`{shown}` has no default to replace an absent claim: put `#[derive(Default)]` on it, or make the \
                     field an `Option`"
                );
                let default = check(ty, "DEFAULT", &message, paths);
                quote!(#serde #default)
            }
        };
        item(&checks)
    });
    with_fallback(asserted, paths)
}

/// Asserts, inside of a constant, that the types of columns can be columns.
pub(crate) fn columns(fields: &[Member<ColumnRole>], paths: &Paths) -> TokenStream {
    let asserted = fields.iter().map(|field| item(&serde(&field.ty, &COLUMN, paths)));
    with_fallback(asserted, paths)
}

/// Asserts, inside of a constant, that the types of session fields can be shown.
pub(crate) fn shown_fields(fields: &[Member<SessionRole>], paths: &Paths) -> TokenStream {
    let asserted = fields.iter().map(|field| item(&serde(&field.ty, &SHOWN, paths)));
    with_fallback(asserted, paths)
}

/// Asserts, inside of a constant, that the types of the fields of a key can be such. The scopes have a trait of their own.
pub(crate) fn carried_fields<'f>(
    fields: impl Iterator<Item = &'f Member<KeyRole>>,
    paths: &Paths,
) -> TokenStream {
    let asserted = fields.map(|field| {
        let ty = &field.ty;
        let message = format!(
            "`{}` has no default for keys without this field: put `#[derive(Default)]` on it, or make the field an `Option`",
            shown(ty)
        );
        let default = field.role.default.then(|| check(ty, "DEFAULT", &message, paths));
        let serde = serde(ty, &CARRIED, paths);
        item(&quote!(#serde #default))
    });
    with_fallback(asserted, paths)
}

/// Asserts, inside of a constant, that the types of form fields can be such.
pub(crate) fn form(fields: &[Member<FormRole>], paths: &Paths) -> TokenStream {
    let asserted = fields.iter().map(|field| {
        let message = format!(
            "`{}` cannot be a field of a sign-in form: fields are `String`, `Secret`, `bool`, integers, or an `Option` of \
             these",
            shown(&field.ty)
        );
        item(&check(&field.ty, "FORM_FIELD", &message, paths))
    });
    with_fallback(asserted, paths)
}

/// Asserts that a struct with attributes of serde has one of its derives. They may be above the attribute of this crate, where
/// it does not see them.
pub(crate) fn foreign(ident: &Ident, foreign: &[Foreign], paths: &Paths) -> Option<TokenStream> {
    let checks: Vec<TokenStream> = foreign
        .iter()
        .map(|Foreign { path, message }| {
            let span = path.span();
            let derives = paths.in_module_at("derives", "Derives", span);
            quote_spanned! {span=>
                ::core::assert!(#derives::<#ident>::SERIALIZE || #derives::<#ident>::DESERIALIZE, #message);
            }
        })
        .collect();
    let lacks = fallback(&paths.in_module("derives", "Lacks"));
    (!checks.is_empty()).then(|| {
        quote! {
            const _: () = {
                #lacks
                #(#checks)*
            };
        }
    })
}

/// Returns the error type of a `Result` that names one, and the `Result`.
pub(crate) fn error_type(returned: &TokenStream) -> Option<(Type, Type)> {
    let mut ty = peel(&syn::parse2(returned.clone()).ok()?).clone();
    let error = error_of(&mut ty)?.clone();
    Some((error, ty))
}

/// Returns the type of the value of a `Result`.
pub(crate) fn value_type(returned: &TokenStream) -> Option<Type> {
    let ty: Type = syn::parse2(returned.clone()).ok()?;
    let segment = last_segment(&ty).filter(|segment| segment.ident == "Result")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(value)) => Some(value.clone()),
        _ => None,
    }
}

/// Puts another error type into a `Result`.
pub(crate) fn with_error(ty: &mut Type, error: TokenStream) {
    if let Some(found) = error_of(ty) {
        *found = Type::Verbatim(error);
    }
}

fn error_of(ty: &mut Type) -> Option<&mut Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last_mut().filter(|segment| segment.ident == "Result")?;
    let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else { return None };
    match arguments.args.iter_mut().nth(1) {
        Some(GenericArgument::Type(error)) => Some(error),
        _ => None,
    }
}

/// Asserts that a type can be the error of a callback.
pub(crate) fn error(error: &Type, paths: &Paths) -> TokenStream {
    let name = last_segment(error).map(|segment| segment.ident.to_string()).unwrap_or_default();
    let is_boxed = name == "Box" && shown(error).contains("dyn");
    // For a type of the language or of another crate, no trait can be implemented.
    let is_foreign = matches!(error, Type::Tuple(_) | Type::Never(_) | Type::Reference(_))
        || ["StatusCode", "Response", "Redirect", "bool", "char"].contains(&name.as_str())
        || is_number(&name);
    let instead = match (is_boxed, is_foreign) {
        (true, _) => "add `+ Send + Sync`, or return `auth::Result<…>`",
        (_, true) => {
            "return `auth::Result<…>`, whose errors are strings, as in `Err(\"…\".into())`, or of any error type"
        }
        _ => "implement `std::error::Error` for it, or return `auth::Result<…>`",
    };
    let shown = shown(error);
    let message =
        format!("the error of this `Result` must convert into `BoxError`, and `{shown}` does not: {instead}");
    let lacks = fallback(&paths.in_module("derives", "Lacks"));
    let check = check(error, "ERROR", &message, paths);
    quote!(#lacks #check)
}

/// Returns `true` for the name of a type of numbers.
fn is_number(name: &str) -> bool {
    let (kind, bits) = name.split_at(name.len().min(1));
    ["u", "i", "f"].contains(&kind) && (bits == "size" || bits.parse::<u8>().is_ok())
}

/// Returns the constant that holds the checks of one field.
fn item(checks: &TokenStream) -> TokenStream {
    quote!(const _: () = { #checks };)
}

/// Puts assertions below the fallback for the traits that a type lacks.
fn with_fallback(asserted: impl Iterator<Item = TokenStream>, paths: &Paths) -> TokenStream {
    let asserted: Vec<TokenStream> = asserted.collect();
    if asserted.is_empty() {
        return TokenStream::new();
    }
    let lacks = fallback(&paths.in_module("derives", "Lacks"));
    quote!(#lacks #(#asserted)*)
}

/// Brings the trait into scope that stands in for what a type lacks.
pub(crate) fn fallback(of: &TokenStream) -> TokenStream {
    quote! {
        #[allow(unused_imports)]
        use #of as _;
    }
}

/// Checks that serde reads and writes a type: its parts first, so that the message names the part.
fn serde(ty: &Type, words: &Words, paths: &Paths) -> TokenStream {
    let ty = peel(ty);
    let parts = parts(ty);
    let inner = parts.iter().map(|(part, _)| serde(part, words, paths));
    let keys = parts.iter().filter_map(|(part, key)| {
        let (name, derives) = match (*key)? {
            Key::Hash => ("HASH", "PartialEq, Eq, Hash"),
            Key::Ord => ("ORD", "PartialEq, Eq, PartialOrd, Ord"),
        };
        let message = format!(
            "`{}` cannot be the key of a map or the member of a set: put `#[derive({derives})]` on it",
            shown(part)
        );
        Some(check(part, name, &message, paths))
    });
    let own = (!is_unsized(ty)).then(|| own(ty, words, paths));
    quote!(#(#inner)* #(#keys)* #own)
}

/// Returns `true` for `str` and slices, which only a `Box` holds.
fn is_unsized(ty: &Type) -> bool {
    matches!(ty, Type::Slice(_)) || matches!(ty, Type::Path(path) if path.path.is_ident("str"))
}

/// Checks that serde reads and writes a type as a whole.
fn own(ty: &Type, words: &Words, paths: &Paths) -> TokenStream {
    let Words { role, derives, secret, is_read } = words;
    let shown = shown(ty);
    if let Some(instead) = instead(ty, secret) {
        return check(ty, "SERIALIZE", &format!("`{shown}` cannot be {role}: {instead}"), paths);
    }
    let neither = format!("`{shown}` cannot be {role}: put `#[derive({derives})]` on it");
    if !is_read {
        return check(ty, "SERIALIZE", &neither, paths);
    }
    let one = |lacks: &str| format!("`{shown}` cannot be {role}: it lacks `#[derive(serde::{lacks})]`");
    let written = constant(ty, "SERIALIZE", paths);
    let read = constant(ty, "DESERIALIZE", paths);
    let neither = quote_spanned!(ty.span()=> ::core::assert!(#written || #read, #neither););
    let (not_written, not_read) = (one("Serialize"), one("Deserialize"));
    let (written, read) =
        (check(ty, "SERIALIZE", &not_written, paths), check(ty, "DESERIALIZE", &not_read, paths));
    quote!(#neither #written #read)
}

/// Returns what to do about a type of this crate or of another one that serde does not write, since no derive can be put on
/// it.
fn instead(ty: &Type, secret: &str) -> Option<String> {
    let name = last_segment(ty)?.ident.to_string();
    Some(match name.as_str() {
        "Secret" | "Password" | "TokenSet" | "KeyText" | "SecretString" => {
            format!("a secret does not belong {secret}")
        }
        "Instant" => "a point in time is `auth::time::UnixTime`".to_owned(),
        "VerifiedEmail" => "take the address as a `String`, by `email.as_str()`".to_owned(),
        "Profile" | "RawProfile" | "Form" | "Account" | "Jwt" | "Session" | "KnownUser" | "AdapterUser" => {
            "take the members that are needed, each as a field".to_owned()
        }
        "HeaderMap" | "HeaderValue" | "Method" | "StatusCode" | "Uri" => {
            "take what is needed as a `String` or a number".to_owned()
        }
        "Uuid" | "Ulid" | "DateTime" | "NaiveDate" | "NaiveDateTime" | "OffsetDateTime" | "Date"
        | "Decimal" | "BigDecimal" | "Url" | "IpNet" => {
            format!("turn on the feature `serde` of the crate that `{name}` is from")
        }
        "Set" => "put `#[auth::permissions]` on the enum of the `Set`".to_owned(),
        "Arc" | "Rc" | "Mutex" | "RwLock" | "RefCell" | "Cell" | "OnceLock" => {
            "the value itself belongs here, and no shared or locked one".to_owned()
        }
        _ => return None,
    })
}

/// Asserts a constant of `Derives`, with the error at the type.
fn check(ty: &Type, name: &str, message: &str, paths: &Paths) -> TokenStream {
    let holds = constant(ty, name, paths);
    quote_spanned!(ty.span()=> ::core::assert!(#holds, #message);)
}

fn constant(ty: &Type, name: &str, paths: &Paths) -> TokenStream {
    let span = ty.span();
    let (derives, name) = (paths.in_module_at("derives", "Derives", span), Ident::new(name, span));
    quote_spanned!(span=> #derives::<#ty>::#name)
}

/// Returns the parts of a container, and what each must be besides.
fn parts(ty: &Type) -> Vec<(&Type, Option<Key>)> {
    match ty {
        Type::Tuple(tuple) => tuple.elems.iter().map(|part| (part, None)).collect(),
        Type::Array(array) => vec![(&array.elem, None)],
        Type::Slice(slice) => vec![(&slice.elem, None)],
        _ => {
            let Some(segment) = last_segment(ty) else { return Vec::new() };
            let Some((_, key)) = CONTAINERS.iter().find(|(name, _)| segment.ident == name) else {
                return Vec::new();
            };
            let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return Vec::new() };
            let types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            // A third parameter is the hasher of a map, which serde does not read.
            types.take(2).enumerate().map(|(index, part)| (part, key.filter(|_| index == 0))).collect()
        }
    }
}

/// Returns a type as the user would write it. Braces, which formats give a meaning to, do not occur in messages.
fn shown(ty: &Type) -> String {
    let text = ty.to_token_stream().to_string();
    let text = [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" <", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
    ]
    .iter()
    .fold(text, |text, (from, to)| text.replace(from, to));
    text.replace(['{', '}'], "")
}
