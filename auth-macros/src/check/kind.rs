//! The kind of callback that a function is, from its attribute and options.

use crate::{
    contract::{attribute::Attribute, callback::Kind, event::Event},
    diag::{Diagnostics, list},
    input::options::Options,
};

/// Returns the kind of callback; `None` if the attribute does not go on functions, or after an error that leaves
/// the kind unknown.
pub(crate) fn kind(attribute: Attribute, options: &Options, errors: &mut Diagnostics) -> Option<Kind> {
    let is_function = attribute.callback().is_some();
    for (key, message) in options.struct_only().filter(|_| is_function) {
        errors.at(key, message);
    }
    let mut modes = options.modes();
    let mode = modes.next();
    if let (Some((first, _)), Some((second, _))) = (mode, modes.next()) {
        let rule = match attribute {
            Attribute::Event => "a function handles one event",
            _ => "a function is called in one situation",
        };
        errors.at(
            second,
            format!("{rule}: `{first}` is given already, so write a second function for `{second}`"),
        );
    }
    match (attribute, mode) {
        (Attribute::Jwt, _) if !errors.is_empty() => None,
        (Attribute::Event, None) => {
            if errors.is_empty() {
                errors.at_span(proc_macro2::Span::call_site(), no_event());
            }
            None
        }
        (_, Some((_, kind))) => Some(kind),
        (_, None) => attribute.callback(),
    }
}

fn no_event() -> String {
    let names: Vec<&str> = Event::ALL.iter().map(|event| event.name()).collect();
    format!("`#[auth::event]` needs the event: write `#[auth::event(sign_in)]`; there are {}", list(&names))
}
