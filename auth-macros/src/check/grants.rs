//! The rules of a grants function: the enum of permissions that it returns a set of.

use syn::{ReturnType, Type};

use super::tokens::{last_segment, only_type, peel};
use crate::{contract::callback::Contract, diag::Diagnostics, model::Permission};

/// Types of the standard library that are no alias of a set.
const COLLECTIONS: &[&str] = &[
    "Vec", "HashSet", "BTreeSet", "HashMap", "BTreeMap", "Option", "Box", "String", "bool", "u64", "u128",
    "Self",
];

/// Returns the enum of permissions in a return type.
pub(super) fn permission(
    contract: &Contract,
    output: &ReturnType,
    errors: &mut Diagnostics,
) -> Option<Permission> {
    let ReturnType::Type(_, ty) = output else { return None };
    let found = find(peel(ty), true);
    // Other checks report what they find.
    if found.is_none() && errors.is_empty() {
        let (returns, _) = contract.returns?;
        errors.at(ty, format!("{} returns {returns}", contract.what));
    }
    found
}

/// Finds `X` of `Set<X>`, also in a `Result`, or a name that may be an alias.
fn find(ty: &Type, outermost: bool) -> Option<Permission> {
    let segment = last_segment(ty)?;
    if segment.ident == "Set" {
        return only_type(segment).map(|permission| Permission::Written(Box::new(permission.clone())));
    }
    if segment.ident == "Result" && outermost {
        let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
        let Some(syn::GenericArgument::Type(first)) = arguments.args.first() else { return None };
        return find(peel(first), false).map(|found| match found {
            Permission::Of(_) => Permission::Of(Box::new(ty.clone())),
            written @ Permission::Written(_) => written,
        });
    }
    let may_be_alias = !COLLECTIONS.iter().any(|name| segment.ident == name);
    may_be_alias.then(|| Permission::Of(Box::new(ty.clone())))
}
