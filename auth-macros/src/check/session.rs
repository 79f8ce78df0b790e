//! The rules of session structs.

use std::collections::HashSet;

use syn::ItemStruct;

use super::fields::{doubled, extension};
use crate::{
    contract::{
        attribute::Attribute,
        option::{ROOT, WITH},
        reserved::List,
    },
    diag::Diagnostics,
    model::{Extension, SessionRole},
};

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
