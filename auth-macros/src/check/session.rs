//! The rules of session structs.

use std::collections::HashSet;

use quote::ToTokens;
use syn::{ItemStruct, Type};

use super::{
    fields::{doubled, extension},
    tokens::{last_segment, only_type, peel, text},
};
use crate::{
    contract::{
        attribute::Attribute,
        option::{ROOT, WITH},
        reserved::List,
    },
    diag::Diagnostics,
    model::{Extension, SessionRole},
};

/// Checks the source of a session: the struct itself, and no wrapper of it. Returns `true` if it is refused.
pub(crate) fn source(from: Option<&Type>, errors: &mut Diagnostics) -> bool {
    let Some(from) = from else { return false };
    let (inner, is_reference) = match peel(from) {
        Type::Reference(reference) => (&*reference.elem, true),
        ty => (ty, false),
    };
    const WRAPPERS: [&str; 5] = ["Jwt", "User", "Session", "Option", "State"];
    let wrapped = last_segment(inner)
        .filter(|segment| WRAPPERS.iter().any(|name| segment.ident == name))
        .and_then(only_type);
    let is_refused = wrapped.is_some() || is_reference;
    if is_refused {
        let meant = text(wrapped.unwrap_or(inner).to_token_stream());
        errors.at(from, format!("`from` names the struct itself: write `from = {meant}`"));
    }
    is_refused
}

/// Checks the fields of a session struct. `from` is `true` if they come from a token or a user.
pub(crate) fn session(
    item: &ItemStruct,
    from: bool,
    exports: bool,
    errors: &mut Diagnostics,
) -> Extension<SessionRole> {
    let mut at_root = HashSet::new();
    extension(Attribute::Session, item, errors, |checked, errors| {
        let options = checked.options;
        let root = options.has(ROOT);
        checked.not_reserved(if root { List::SessionRoot } else { List::SessionUser }, errors);
        if let Some(with) = options.key(WITH).filter(|_| !from) {
            let message = "`with` takes the field from a token or a user, and the struct names neither: write \
                `#[auth::session(from = Token)]` on the struct";
            errors.at(with, message);
        }
        if root && !at_root.insert(checked.wire.to_owned()) {
            errors.at(checked.name(), doubled(checked.wire));
        }
        let ts = checked.typescript(exports, Attribute::Session, errors);
        (SessionRole { root, with: options.path(WITH).cloned(), ts }, !root)
    })
}
