//! The rules of a grants function: the enum of permissions that it returns a set of.

use syn::{GenericArgument, PathArguments, ReturnType, Type};

use super::tokens::{last_segment, only_type, peel};
use crate::{contract::callback::Contract, diag::Diagnostics};

/// Returns the enum of permissions in a return type. It must be written there: the generated code implements a trait
/// for it, and the compiler takes no alias of the whole type in its place.
pub(super) fn permission(contract: &Contract, output: &ReturnType, errors: &mut Diagnostics) -> Option<Type> {
    let ReturnType::Type(_, ty) = output else { return None };
    let found = find(ty).cloned();
    // Other checks report what they find.
    if found.is_none() && errors.is_empty() {
        let (returns, _) = contract.returns?;
        errors.at(ty, format!("{} returns {returns} (written out, no alias)", contract.what));
    }
    found
}

/// Types of the standard library that no result is an alias of.
const WRAPPERS: [&str; 9] =
    ["Option", "Vec", "VecDeque", "HashSet", "BTreeSet", "HashMap", "BTreeMap", "Box", "Arc"];

/// Finds `X` of `Set<X>`, also in a `Result` of any name.
fn find(ty: &Type) -> Option<&Type> {
    let segment = last_segment(peel(ty))?;
    if segment.ident == "Set" {
        return only_type(segment);
    }
    if WRAPPERS.iter().any(|name| segment.ident == name) {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => find(ty),
        _ => None,
    })
}
