//! The rules of sign-in forms.

use syn::{ItemStruct, LitStr};

use super::fields::extension;
use crate::{
    contract::{
        attribute::Attribute,
        option::{AUTOCOMPLETE, EMAIL, INPUT, LABEL, PASSWORD, PLACEHOLDER, REQUIRED, Spec},
        reserved::List,
    },
    diag::Diagnostics,
    model::{Extension, FormRole},
};

/// Checks the fields of a form.
pub(crate) fn form(item: &ItemStruct, errors: &mut Diagnostics) -> Extension<FormRole> {
    extension(Attribute::Credentials, item, errors, |checked, errors| {
        checked.not_reserved(List::FormField, errors);
        checked.conflicts(PASSWORD, &[EMAIL, INPUT], errors);
        checked.conflicts(EMAIL, &[INPUT], errors);
        let options = checked.options;
        let text = |option| options.string(option).map(LitStr::value);
        let input_type = |option: Spec| options.has(option).then(|| option.key().to_owned());
        let role = FormRole {
            input: text(INPUT).or_else(|| input_type(PASSWORD)).or_else(|| input_type(EMAIL)),
            label: text(LABEL),
            placeholder: text(PLACEHOLDER),
            autocomplete: text(AUTOCOMPLETE),
            required: options.has(REQUIRED),
        };
        (role, true)
    })
}
