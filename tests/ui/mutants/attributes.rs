//! Operators on attributes and their options.

use super::{
    edit::{Edit, about, first},
    program::Program,
};

/// The kinds of items to which an attribute is moved.
const ITEMS: [&str; 8] = [
    "const MOVED: u8 = 0;",
    "static MOVED: u8 = 0;",
    "type Moved = u8;",
    "mod moved {}",
    "struct Moved { moved: u8 }",
    "enum Moved { Moved }",
    "trait Moved {}",
    "fn moved() {}",
];

/// Returns the first and the last token of each attribute of ours, `#[auth::…]` or `#[auth(…)]`.
fn ours(program: &Program) -> Vec<(usize, usize)> {
    (first(program)..program.tokens.len())
        .filter(|at| {
            program.text(*at) == "#" && program.text(*at + 1) == "[" && program.text(*at + 2) == "auth"
        })
        .filter_map(|at| Some((at, program.close(at + 1)?)))
        .collect()
}

/// The names of the attributes.
const ATTRIBUTES: [&str; 17] = [
    "jwt",
    "jwt(update)",
    "jwt(access)",
    "session",
    "credentials",
    "authorize",
    "sign_in",
    "redirect",
    "event(sign_in)",
    "guard",
    "permissions",
    "grants",
    "api_key(prefix = \"acme\")",
    "user",
    "second_factor",
    "sign_up",
    "provider",
];

pub(super) fn attributes(program: &Program, how: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (from, to) in ours(program) {
        let text = program.slice(from, to);
        let is_item = program.text(from + 3) == "::";
        let withs: Vec<String> = match how {
            "twice" => vec![format!("{text} {text}")],
            "moved" if is_item => ITEMS.iter().map(|item| format!("{text} {item} {text}")).collect(),
            "renamed" if is_item => {
                let others = ATTRIBUTES.into_iter().filter(|name| !text.contains(&format!("::{name}]")));
                others.map(|name| format!("#[auth::{name}]")).collect()
            }
            "" => vec![String::new()],
            _ => Vec::new(),
        };
        edits.extend(
            withs.into_iter().map(|with| about(program, from + 2, Edit::new(program.range(from, to), with))),
        );
    }
    edits
}

pub(super) fn derives(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in (first(program)..program.tokens.len()).filter(|at| program.text(*at) == "derive") {
        let Some(close) = program.close(at + 1) else { continue };
        edits.push(Edit::new(program.range(at - 2, close + 1), ""));
        for (from, to) in program.parts(at + 1) {
            let end = to + usize::from(program.text(to + 1) == ",");
            edits.push(Edit::new(program.range(from, end), ""));
        }
    }
    edits
}

/// Returns the options of an attribute: the first and the last token of each.
fn listed(program: &Program, (from, to): (usize, usize)) -> Vec<(usize, usize)> {
    let open = (from + 2..to).find(|index| program.text(*index) == "(");
    open.map(|open| program.parts(open)).unwrap_or_default()
}

pub(super) fn options(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for attribute in ours(program) {
        for (from, to) in listed(program, attribute) {
            let name = program.text(from);
            let withs = match program.text(from + 1) {
                "=" => vec![
                    name.to_owned(),
                    format!("{name} = 1"),
                    format!("{name} = \"other\""),
                    format!("{name} = other"),
                    format!("{name} = "),
                    format!("{name}({})", program.slice((from + 2).min(to), to)),
                    format!("{name}: {}", program.slice((from + 2).min(to), to)),
                    format!("\"{name}\""),
                ],
                _ => vec![
                    format!("{name} = true"),
                    format!("{name} = \"x\""),
                    format!("{name}(x)"),
                    format!("\"{name}\""),
                    format!("!{name}"),
                ],
            };
            edits.extend(
                withs.into_iter().map(|with| about(program, from, Edit::new(program.range(from, to), with))),
            );
        }
    }
    edits
}

pub(super) fn unknown_options(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (from, to) in ours(program) {
        let close = program.text(to - 1) == ")";
        for option in [
            "skip",
            "rename_all = \"camelCase\"",
            "optional",
            "validate(email)",
            "id = \"x\"",
            "debug",
            "()",
            "1",
        ] {
            let with = if close {
                format!("{}, {option})]", program.slice(from, to - 2))
            } else {
                format!("{}({option})]", program.slice(from, to - 1))
            };
            edits.push(about(program, from + 2, Edit::new(program.range(from, to), with)));
        }
    }
    edits
}
