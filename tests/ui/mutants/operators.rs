//! The operators: each returns every place of a program where one mistake can be made, with the mistake.

use std::ops::Range;

use super::{
    program::{Function, Program},
    types, wiring,
};

/// One mistake: a part of the source, and what replaces it.
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) with: String,
    /// The attribute or the builder's method that it is about, if it is about one.
    pub(super) about: String,
    /// The name of the function, struct or enum that it is in.
    pub(super) item: String,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, with: impl Into<String>) -> Self {
        Self { range, with: with.into(), about: String::new(), item: String::new() }
    }
}

/// The operators that change a signature alone, so that the body would not fit. It becomes `todo!()`.
const OF_SIGNATURES: [&str; 9] = [
    "swap two parts",
    "drop a part",
    "exchange a type",
    "wrap a type",
    "borrow a type",
    "type of an extractor",
    "rename an argument",
    "argument by habit",
    "change what is returned",
];

/// Returns all mistakes of an operator in a program.
pub(super) fn edits(name: &str, find: Operator, program: &Program) -> Vec<Edit> {
    let mut edits = find(program);
    for edit in &mut edits {
        edit.item = program.item_at(edit.range.start);
    }
    if OF_SIGNATURES.contains(&name) {
        for edit in &mut edits {
            let changed = program.functions.iter().find(|function| {
                let signature = program.range(function.name, function.body.start);
                signature.start <= edit.range.start && edit.range.end < signature.end
            });
            if let Some(function) = changed {
                let body = program.range(function.body.start, function.body.end);
                edit.with =
                    format!("{}{}{{ todo!() }}", edit.with, &program.source[edit.range.end..body.start]);
                edit.range.end = body.end;
            }
        }
    }
    edits
}

pub(super) type Operator = fn(&Program) -> Vec<Edit>;

/// All operators by name.
pub(super) const OPERATORS: [(&str, Operator); 37] = [
    ("drop `async`", |program| words(program, &["async"], "")),
    ("drop `pub`", |program| words(program, &["pub"], "")),
    ("drop `&`", |program| words(program, &["&"], "")),
    ("drop `?`", |program| words(program, &["?"], "")),
    ("drop `.await`", awaits),
    ("drop `mut`", |program| words(program, &["mut"], "")),
    ("drop a separator", |program| words(program, &[",", ":", ";", "->", "="], "")),
    ("drop a bracket", |program| words(program, &["<", ">"], "")),
    ("double a separator", |program| words(program, &[",", "::", "&"], "twice")),
    ("drop `Ok`, `Some` or `Err`", constructors),
    ("swap two parts", swapped),
    ("drop a part", |program| parts(program, false)),
    ("double a part", |program| parts(program, true)),
    ("exchange a type", types::exchanged),
    ("wrap a type", types::wrapped),
    ("unwrap a type", types::unwrapped),
    ("borrow a type", types::borrowed),
    ("type of an extractor", types::arguments),
    ("misspell a name", misspelt),
    ("drop an attribute", |program| attributes(program, "")),
    ("double an attribute", |program| attributes(program, "twice")),
    ("attribute on another item", |program| attributes(program, "moved")),
    ("another attribute", |program| attributes(program, "renamed")),
    ("drop a derive", derives),
    ("value of an option", options),
    ("unknown option", unknown_options),
    ("rename an argument", renamed_arguments),
    ("argument by habit", habits),
    ("generics and qualifiers", qualifiers),
    ("change what is returned", returned),
    ("drop a registration", |program| wiring::calls(program, wiring::Change::Drop)),
    ("double a registration", |program| wiring::calls(program, wiring::Change::Double)),
    ("swap registrations", |program| wiring::calls(program, wiring::Change::Swap)),
    ("another callback", |program| wiring::calls(program, wiring::Change::Exchange)),
    ("callback in parentheses", |program| wiring::calls(program, wiring::Change::Value)),
    ("guess a method", |program| wiring::calls(program, wiring::Change::Rename)),
    ("wrong value", |program| wiring::calls(program, wiring::Change::Argument)),
];

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

/// Drops or doubles each of the given tokens.
fn words(program: &Program, which: &[&str], how: &str) -> Vec<Edit> {
    let chosen = (1..program.tokens.len()).filter(|index| which.contains(&program.text(*index)));
    chosen
        .filter(|index| is_keyword_of_ours(program, *index))
        .map(|index| {
            let text = program.text(index);
            let with = if how == "twice" { format!("{text} {text}") } else { String::new() };
            about(program, index, Edit::new(program.range(index, index), with))
        })
        .collect()
}

/// Returns `true` if a token is ours, or a qualifier before the keyword of an item of ours.
fn is_keyword_of_ours(program: &Program, index: usize) -> bool {
    (index..index + 3).any(|at| program.is_ours(at))
}

/// Returns the index of the first token behind the line that allows warnings.
pub(super) fn first(program: &Program) -> usize {
    program.close(2).map_or(0, |close| close + 1)
}

/// Adds the attribute that a token belongs to: the last one before it.
pub(super) fn about(program: &Program, index: usize, mut edit: Edit) -> Edit {
    let before = (0..=index).rev().find(|at| program.text(*at) == "#" && program.text(*at + 1) == "[");
    // The attribute of a field belongs to that of the struct.
    let ours = (0..=index).rev().find(|at| {
        program.text(*at) == "auth" && program.text(*at + 1) == "::" && program.before(*at) == "["
    });
    let at = ours.map(|at| at + 2).or(before.map(|at| at + 2));
    edit.about = at.filter(|at| *at > 2).map_or_else(String::new, |at| program.text(at).to_owned());
    edit
}

fn awaits(program: &Program) -> Vec<Edit> {
    let chosen =
        (1..program.tokens.len()).filter(|index| program.text(*index) == "await" && program.is_ours(*index));
    chosen.map(|index| about(program, index, Edit::new(program.range(index - 1, index), ""))).collect()
}

fn constructors(program: &Program) -> Vec<Edit> {
    let chosen = (1..program.tokens.len())
        .filter(|index| ["Ok", "Some", "Err"].contains(&program.text(*index)) && program.is_ours(*index));
    chosen
        .filter_map(|index| {
            let close = (program.text(index + 1) == "(").then(|| program.close(index + 1))??;
            let inner = program.range(index + 1, close);
            let inner = &program.source[inner.start + 1..inner.end - 1];
            Some(about(program, index, Edit::new(program.range(index, close), inner)))
        })
        .collect()
}

/// Returns each bracket with at least `least` parts.
fn lists(program: &Program, least: usize) -> impl Iterator<Item = (usize, Vec<(usize, usize)>)> + '_ {
    (first(program)..program.tokens.len())
        .filter(|open| program.is_ours(*open))
        .filter(|open| match program.text(*open) {
            "(" | "{" | "[" => true,
            "<" => program.is_word(open - 1) || program.before(*open) == "::",
            _ => false,
        })
        .map(|open| (open, program.parts(open)))
        .filter(move |(_, parts)| parts.len() >= least)
}

fn swapped(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (open, parts) in lists(program, 2) {
        // The order of fields and of imports means nothing.
        if program.text(open) == "{" {
            continue;
        }
        for pair in parts.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            let (left, right) = (program.slice(a.0, a.1), program.slice(b.0, b.1));
            if left != right {
                let edit = Edit::new(program.range(a.0, b.1), format!("{right}, {left}"));
                edits.push(about(program, open, edit));
            }
        }
    }
    edits
}

fn parts(program: &Program, twice: bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (open, parts) in lists(program, 1) {
        for (from, to) in parts {
            // A block is no list.
            if program.text(open) == "{" && (from..to).any(|index| program.text(index) == ";") {
                continue;
            }
            let mut range = program.range(from, to);
            let with = if twice {
                let part = program.slice(from, to);
                format!("{part}, {part}")
            } else {
                if program.text(to + 1) == "," {
                    range.end = program.range(to + 1, to + 1).end;
                }
                String::new()
            };
            edits.push(about(program, from, Edit::new(range, with)));
        }
    }
    edits
}

/// Words that are not ours to misspell.
const KNOWN: [&str; 34] = [
    "async", "await", "const", "enum", "false", "impl", "match", "move", "return", "self", "Self", "static",
    "struct", "trait", "true", "type", "where", "while", "else", "String", "Some", "None", "crate", "super",
    "dyn", "mod", "pub", "let", "for", "use", "loop", "main", "println", "assert",
];

fn misspelt(program: &Program) -> Vec<Edit> {
    (first(program)..program.tokens.len())
        .filter(|index| program.is_word(*index) && program.is_ours(*index))
        .filter_map(|index| {
            let word = program.text(index);
            if word.len() < 4 || word == "auth" || !word.is_ascii() || KNOWN.contains(&word) {
                return None;
            }
            // Two letters are exchanged, or one is left out.
            let middle = word.len() / 2;
            let with = match index % 2 {
                0 => format!("{}{}", &word[..middle], &word[middle + 1..]),
                _ => format!(
                    "{}{}{}{}",
                    &word[..middle - 1],
                    &word[middle..=middle],
                    &word[middle - 1..middle],
                    &word[middle + 1..]
                ),
            };
            (with != word).then(|| about(program, index, Edit::new(program.range(index, index), with)))
        })
        .collect()
}

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

fn attributes(program: &Program, how: &str) -> Vec<Edit> {
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

fn derives(program: &Program) -> Vec<Edit> {
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

fn options(program: &Program) -> Vec<Edit> {
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

fn unknown_options(program: &Program) -> Vec<Edit> {
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

fn renamed_arguments(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for &Function { open, .. } in &program.functions {
        for (from, _) in program.parts(open) {
            if program.is_word(from) && program.text(from + 1) == ":" {
                for with in ["data", "_", "(a, b)", "mut value", "ref value"] {
                    edits.push(about(program, from, Edit::new(program.range(from, from), with)));
                }
            }
        }
    }
    edits
}

/// Arguments that people expect by habit.
const HABITS: [&str; 16] = [
    "user: User",
    "token: Token",
    "session: Session",
    "account: Account",
    "profile: Profile",
    "trigger: Trigger",
    "request: Request",
    "state: Db",
    "State(db): State<String>",
    "headers: HeaderMap",
    "email: String",
    "credentials: Credentials",
    "&self",
    "db: &Db",
    "base_url: &str",
    "session: Option<Session<Visible>>",
];

fn habits(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for &Function { open, .. } in &program.functions {
        for habit in HABITS {
            let at = program.range(open, open).end;
            let comma = if program.parts(open).is_empty() { "" } else { ", " };
            edits.push(about(program, open, Edit::new(at..at, format!("{habit}{comma}"))));
        }
    }
    edits
}

fn qualifiers(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for &Function { name, open, .. } in &program.functions {
        let end = program.range(name, name).end;
        if open == name + 1 {
            for with in ["<T>", "<'a>", "<const N: usize>", "<T: Clone>"] {
                edits.push(about(program, name, Edit::new(end..end, with)));
            }
        }
        let start = program.range(name - 1, name - 1).start;
        for with in ["unsafe ", "extern \"C\" "] {
            edits.push(about(program, name, Edit::new(start..start, with)));
        }
    }
    for at in first(program)..program.tokens.len() {
        if ["struct", "enum"].contains(&program.text(at)) && program.is_word(at + 1) {
            let end = program.range(at + 1, at + 1).end;
            for with in ["<T>", "<'a>", "<const N: usize>"] {
                edits.push(about(program, at, Edit::new(end..end, with)));
            }
        }
    }
    edits
}

fn returned(program: &Program) -> Vec<Edit> {
    let mut edits = Vec::new();
    for &Function { open, .. } in &program.functions {
        let Some(close) = program.close(open) else { continue };
        if program.text(close + 1) != "->" {
            continue;
        }
        let body =
            (close + 2..program.tokens.len()).find(|at| ["{", "where", ";"].contains(&program.text(*at)));
        let Some(body) = body else { continue };
        let range = program.range(close + 1, body - 1);
        let was = program.slice(close + 2, body - 1);
        for with in
            ["bool", "String", "Option<String>", "()", "impl Sized", "Option<User>", "User", "&str", "Self"]
        {
            edits.push(about(program, close, Edit::new(range.clone(), format!("-> {with}"))));
        }
        for with in [
            String::new(),
            format!("-> Result<{was}, u8>"),
            format!("-> Option<{was}>"),
            format!("-> Box<{was}>"),
        ] {
            edits.push(about(program, close, Edit::new(range.clone(), with)));
        }
    }
    edits
}
