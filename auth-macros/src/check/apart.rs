//! Arguments that take a value apart, `State(db): State<Db>`, and whose type is another one.

use syn::{Pat, PatType, Type};

use super::tokens::{last_segment, only_type, peel, text};

/// Returns what to write in place of a pattern such as `State(db)` for a value of another type, which the compiler would
/// report at the pattern as well.
pub(crate) fn taken_apart(argument: &PatType) -> Option<String> {
    let Pat::TupleStruct(pattern) = &*argument.pat else { return None };
    let (name, ty) = (pattern.path.segments.last()?.ident.to_string(), peel(&argument.ty));
    let Type::Path(path) = ty else { return None };
    let outer = path.path.segments.last()?;
    if !["State", "Form", "Update", "Profile"].contains(&name.as_str()) || outer.ident == name {
        return None;
    }
    let inner = text(&pattern.elems);
    let fix = match only_type(outer) {
        // `State(db): Data<Db>`
        Some(part) if outer.ident != "Option" => format!("{name}({inner}): {name}<{}>", text(part)),
        // `Form(login): Option<Form<Login>>`
        Some(part) if last_segment(part).is_some_and(|segment| segment.ident == name) => {
            return (name != "State").then(|| {
                let plain = name.to_lowercase();
                format!(
                    "there may be no `{name}` to take apart: write `{plain}: {}`, and match on it in the body",
                    text(ty)
                )
            });
        }
        Some(_) => return None,
        None => format!("{name}({inner}): {name}<{}>", text(ty)),
    };
    Some(format!("the pattern takes a `{name}` apart, and the type is another one: write `{fix}`"))
}
