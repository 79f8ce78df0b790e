//! The rules of sign-in forms.

use syn::{ItemStruct, LitStr, Type};

use super::{
    fields::{Checked, extension},
    tokens::{last_segment, only_type},
};
use crate::{
    contract::{
        attribute::Attribute,
        option::{AUTOCOMPLETE, EMAIL, INPUT, LABEL, PASSWORD, PLACEHOLDER, REQUIRED, Spec},
        reserved::List,
    },
    diag::Diagnostics,
    input::suggest::nearest,
    model::{Extension, FormRole},
};

/// Checks the fields of a form.
pub(crate) fn form(item: &ItemStruct, errors: &mut Diagnostics) -> Extension<FormRole> {
    extension(Attribute::Credentials, item, errors, |checked, errors| {
        checked.not_reserved(List::FormField, errors);
        checked.conflicts(PASSWORD, &[EMAIL, INPUT], errors);
        checked.conflicts(EMAIL, &[INPUT], errors);
        fits_its_type(checked, errors);
        let options = checked.options;
        let text = |option| options.string(option).map(LitStr::value);
        let input_type = |option: Spec| options.has(option).then(|| option.key().to_owned());
        let role = FormRole {
            input: text(INPUT).or_else(|| input_type(PASSWORD)).or_else(|| input_type(EMAIL)),
            label: text(LABEL),
            placeholder: text(PLACEHOLDER),
            autocomplete: text(AUTOCOMPLETE),
            required: options.has(REQUIRED),
            is_password: is_password(&checked.field.ty),
        };
        (role, true)
    })
}

/// The input types of HTML whose value is a single string.
const INPUT_TYPES: &[&str] = &[
    "text",
    "search",
    "tel",
    "url",
    "email",
    "password",
    "date",
    "month",
    "week",
    "time",
    "datetime-local",
    "number",
    "range",
    "color",
    "checkbox",
    "hidden",
];

/// Checks the options of a field against its type.
fn fits_its_type(checked: &Checked<'_>, errors: &mut Diagnostics) {
    let (options, ty) = (checked.options, &checked.field.ty);
    let optional = last_segment(ty).filter(|segment| segment.ident == "Option").and_then(only_type);
    let name =
        last_segment(optional.unwrap_or(ty)).map(|segment| segment.ident.to_string()).unwrap_or_default();
    if let Some(twice) = optional.filter(|ty| name_of(ty).is_some_and(|name| name == "Option")) {
        errors.at(twice, "a field of a form is there or not: write one `Option`");
    }
    let is_no_text = name == "bool" || INTEGERS.contains(&name.as_str());
    if let Some(email) = options.key(EMAIL).filter(|_| is_no_text || name == "Secret") {
        errors.at(email, format!("an e-mail address is a `String`, and this field is a `{name}`: remove `email`, or change the type"));
    } else if let Some(password) = options.key(PASSWORD).filter(|_| is_no_text) {
        errors.at(password, format!("a password is a `Secret`, and this field is a `{name}`: remove `password`, or change the type"));
    }
    if let Some(required) = options.key(REQUIRED).filter(|_| optional.is_some()) {
        errors
            .at(required, "a required field has a value: remove `required`, or the `Option` around the type");
    }
    if let Some(input) = options.string(INPUT).filter(|input| !INPUT_TYPES.contains(&input.value().as_str()))
    {
        let given = input.value();
        let meant = nearest(&given, INPUT_TYPES.iter().copied());
        let fix = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write one of HTML, such as `text`, `tel`, `url`, `date` or `number`".to_owned(),
        };
        errors.at(input, format!("`{given}` is not an input type: {fix}"));
    }
}

fn name_of(ty: &Type) -> Option<String> {
    last_segment(ty).map(|segment| segment.ident.to_string())
}

/// Returns `true` if a type is called `Password`, or an `Option` of it.
fn is_password(ty: &Type) -> bool {
    let optional = last_segment(ty).filter(|segment| segment.ident == "Option").and_then(only_type);
    last_segment(optional.unwrap_or(ty)).is_some_and(|segment| segment.ident == "Password")
}

const INTEGERS: [&str; 8] = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"];
