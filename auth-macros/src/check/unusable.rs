//! Types that no field of a struct of this crate can have, since its values are sent between threads, stored and read back.
//! They are seen in the tokens: later, the compiler would report each use of the struct.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ItemStruct, Type};

use super::tokens::{last_segment, peel, text};
use crate::contract::attribute::Attribute;

/// Returns the fields whose types cannot be used, by their positions, each with its error.
pub(crate) fn fields(attribute: Attribute, item: &ItemStruct) -> Vec<(usize, syn::Error)> {
    let is_named = item.fields.iter().all(|field| field.ident.is_some());
    let fields = item.fields.iter().enumerate().filter(|_| is_named);
    fields
        .filter_map(|(index, field)| {
            let message = message(attribute, &field.ty)?;
            Some((index, syn::Error::new_spanned(&field.ty, message)))
        })
        .collect()
}

fn message(attribute: Attribute, ty: &Type) -> Option<String> {
    let written = || text(ty.to_token_stream());
    let token =
        last_segment(ty).is_some_and(|segment| segment.ident == "Jwt" && !segment.arguments.is_none());
    match peel(ty) {
        Type::Path(path) if path.path.is_ident("str") => {
            Some("the length of a `str` is not known: write `String`".to_owned())
        }
        Type::Slice(slice) => {
            let elem = text(slice.elem.to_token_stream());
            Some(format!("the length of a slice is not known: write `Vec<{elem}>`"))
        }
        Type::Ptr(_) | Type::FnPtr(_) => {
            Some(format!("`{}` cannot be stored and read back: write a type that serde knows", written()))
        }
        _ if token && attribute == Attribute::Session => Some(
            "the browser may not see the whole token: name the fields that it may, each as a field of this struct".to_owned(),
        ),
        _ => match thread_bound(ty.to_token_stream())? {
            Found::Dyn => Some(format!("`{}` cannot be stored and read back: write a type that serde knows", written())),
            Found::Named(name) => {
                Some(format!("a `{name}` cannot be sent between threads: write the value itself, without `{name}`"))
            }
        },
    }
}

/// The reason why a type cannot be used.
enum Found {
    Dyn,
    Named(String),
}

/// Finds `dyn`, and the containers of the standard library that belong to one thread. Each is followed by its parameter.
fn thread_bound(tokens: TokenStream) -> Option<Found> {
    const NAMES: [&str; 3] = ["Rc", "RefCell", "UnsafeCell"];
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.iter().enumerate().find_map(|(index, token)| match token {
        TokenTree::Ident(ident) if ident == "dyn" => Some(Found::Dyn),
        TokenTree::Ident(ident) if NAMES.iter().any(|name| ident == name) => {
            let is_generic = tokens.get(index + 1).is_some_and(|next| next.to_string() == "<");
            is_generic.then(|| Found::Named(ident.to_string()))
        }
        TokenTree::Group(group) => thread_bound(group.stream()),
        _ => None,
    })
}
