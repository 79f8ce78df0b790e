//! The operators: each returns every place of a program where one mistake can be made, with the mistake.

use super::{
    attributes,
    edit::{Edit, about, first},
    program::{Function, Program},
    types, wiring,
};

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
    ("drop an attribute", |program| attributes::attributes(program, "")),
    ("double an attribute", |program| attributes::attributes(program, "twice")),
    ("attribute on another item", |program| attributes::attributes(program, "moved")),
    ("another attribute", |program| attributes::attributes(program, "renamed")),
    ("drop a derive", attributes::derives),
    ("value of an option", attributes::options),
    ("unknown option", attributes::unknown_options),
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
