//! Operators on types: one for another, with and without a container, owned and borrowed.

use super::{
    edit::{Edit, about, first},
    program::Program,
};

/// Types that take the place of others.
const OTHERS: [&str; 14] = [
    "String",
    "&str",
    "i64",
    "u8",
    "bool",
    "()",
    "User",
    "UserId",
    "StoredId",
    "Secret",
    "Vec<u8>",
    "Session",
    "(String, String)",
    "Unknown",
];

/// Returns the first and the last token of each type of a field, of an argument and of a return value.
fn places(program: &Program) -> Vec<(usize, usize)> {
    (first(program)..program.tokens.len())
        .filter(|at| {
            let text = program.text(*at);
            let before = program.before(*at);
            let is_name = text.starts_with(char::is_uppercase)
                || ["bool", "str", "u64", "i64", "u32", "i32", "u8", "usize"].contains(&text);
            let is_borrowed = before == "&" && [":", "->", "<"].contains(&program.before(at - 1));
            is_name
                && program.is_ours(*at)
                && !["Some", "None", "Ok", "Err"].contains(&text)
                && ([":", "->", "<"].contains(&before) || is_borrowed)
        })
        .filter_map(|at| Some((at, program.type_end(at)?)))
        .filter(|(_, end)| !["(", "{", "!"].contains(&program.text(end + 1)) || program.text(end + 1) == "{")
        .collect()
}

/// Returns the structs and enums of the program itself.
fn own(program: &Program) -> Vec<String> {
    let names = (first(program)..program.tokens.len())
        .filter(|at| ["struct", "enum"].contains(&program.text(*at)) && program.is_word(at + 1));
    names.map(|at| program.text(at + 1).to_owned()).collect()
}

/// Replaces a type. An argument that takes it apart, `State(db): State<Db>`, gets a plain name.
fn replaced(program: &Program, from: usize, to: usize, with: &str) -> Edit {
    let is_apart = program.before(from) == ":" && from > 2 && program.text(from - 2) == ")";
    let open = is_apart.then(|| (0..from).rev().find(|at| program.close(*at) == Some(from - 2))).flatten();
    let edit = match open {
        Some(open) => Edit::new(program.range(open - 1, to), format!("value: {with}")),
        None => Edit::new(program.range(from, to), with),
    };
    about(program, from, edit)
}

pub(super) fn exchanged(program: &Program) -> Vec<Edit> {
    let mut others: Vec<String> = OTHERS.map(str::to_owned).into();
    others.extend(own(program));
    let mut edits = Vec::new();
    for (from, to) in places(program) {
        let was = program.slice(from, to);
        for other in others.iter().filter(|other| *other != was) {
            edits.push(replaced(program, from, to, other));
        }
    }
    edits
}

pub(super) fn wrapped(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (from, to) in places(program) {
        let was = program.slice(from, to);
        for container in ["Option", "Vec", "Box", "Result", "std::sync::Arc", "State", "Form", "Session"] {
            edits.push(replaced(program, from, to, &format!("{container}<{was}>")));
        }
    }
    edits
}

pub(super) fn unwrapped(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (from, to) in places(program) {
        let Some(open) = (from..to).find(|at| program.text(*at) == "<") else { continue };
        let range = program.range(from, to);
        // Without the container, and without its argument.
        edits.push(about(program, from, Edit::new(range.clone(), program.slice(open + 1, to - 1))));
        edits.push(about(program, from, Edit::new(range, program.slice(from, open - 1))));
    }
    edits
}

pub(super) fn borrowed(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (from, to) in places(program) {
        let was = program.slice(from, to);
        for with in [format!("&{was}"), format!("&mut {was}"), format!("&'static {was}")] {
            edits.push(replaced(program, from, to, &with));
        }
    }
    edits
}

/// Exchanges what stands between the angle brackets of an extractor.
pub(super) fn arguments(program: &Program) -> Vec<Edit> {
    let mut others: Vec<String> = own(program);
    others.extend(program.functions.iter().map(|function| program.text(function.name).to_owned()));
    others.extend(["User", "String", "()", "15", "\"x\"", "_", "Session<Unknown>"].map(str::to_owned));
    let mut edits = Vec::new();
    for at in first(program)..program.tokens.len() {
        let extractors = [
            "Session", "Guard", "Can", "Caller", "Proven", "Fresh", "Jwt", "Auth", "Set", "Form", "Profile",
            "Update",
        ];
        if !extractors.contains(&program.text(at)) || program.text(at + 1) != "<" {
            continue;
        }
        for (from, to) in program.parts(at + 1) {
            let was = program.slice(from, to);
            for other in others.iter().filter(|other| *other != was) {
                let mut edit = Edit::new(program.range(from, to), other.as_str());
                edit.about = format!("{}<…>", program.text(at));
                edits.push(edit);
            }
        }
    }
    edits
}
