//! The rules of token structs: the version, and the claims.

use quote::ToTokens;
use syn::ItemStruct;

use super::{fields::extension, tokens::has_reference};
use crate::{
    contract::{
        attribute::Attribute,
        option::{DEFAULT, MAX, MIGRATE, PERSONAL, RENAME, REST, TS, VERSION},
        reserved::List,
    },
    diag::Diagnostics,
    input::options::Options,
    model::{ClaimRole, Extension, Presence, Version},
};

/// Checks the options of a token struct: its version, and none that belongs to functions.
pub(crate) fn version(options: &Options, errors: &mut Diagnostics) -> Version {
    for (key, _) in options.modes() {
        let message = format!(
            "`{key}` goes on functions: a struct under `#[auth::jwt]` is the token itself, so remove it"
        );
        errors.at(key, message);
    }
    let number = options.number(VERSION).unwrap_or(1);
    if let Some(migrate) = options.key(MIGRATE).filter(|_| number == 1) {
        let message = "`migrate` makes this struct from the previous version, and version 1 is the first: write \
            the version of this one, for example `version = 2`";
        // A version that was rejected is an error already.
        if options.has(VERSION) || errors.is_empty() {
            errors.at(migrate, message);
        }
    }
    Version { number, migrate: options.path(MIGRATE).cloned() }
}

/// Checks the claims of a token struct.
pub(crate) fn claims(item: &ItemStruct, exports: bool, errors: &mut Diagnostics) -> Extension<ClaimRole> {
    let mut has_rest = false;
    extension(Attribute::Jwt, item, errors, |checked, errors| {
        let options = checked.options;
        let presence = if let Some(rest) = options.key(REST) {
            if std::mem::replace(&mut has_rest, true) {
                errors.at(rest, "another field keeps the unknown claims already: remove one `rest`");
            }
            checked.conflicts(REST, &[DEFAULT, RENAME, MAX, TS, PERSONAL], errors);
            Presence::Rest
        } else {
            checked.not_reserved(List::Claim, errors);
            let ty = &checked.field.ty;
            if has_reference(ty.to_token_stream()) {
                let message = "a claim is read back from the token, so it cannot borrow: write `String` in place \
                    of `&str`";
                errors.at(ty, message);
            }
            if options.has(DEFAULT) { Presence::Default } else { Presence::Plain }
        };
        let ts = checked.typescript(exports, Attribute::Jwt, errors);
        (
            ClaimRole { presence, max: options.number(MAX), ts, personal: options.has(PERSONAL) },
            !options.has(REST),
        )
    })
}
