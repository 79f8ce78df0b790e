//! The strings of definitions, and their lists of parameters.

use std::borrow::Cow;

/// A string: static in the catalogue, or owned by an application.
pub(crate) type Text = Cow<'static, str>;

/// Sets a parameter. It takes the place of an earlier one of the same name.
pub(super) fn put(params: &mut Vec<(Text, Text)>, name: Text, value: Text) {
    match params.iter_mut().find(|(earlier, _)| *earlier == name) {
        Some((_, earlier)) => *earlier = value,
        None => params.push((name, value)),
    }
}
