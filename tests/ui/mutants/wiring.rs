//! Operators on the calls of a builder.

use super::{
    edit::{Edit, first},
    program::Program,
};

/// What happens to a call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Drop,
    Double,
    /// Exchanged with the next one.
    Swap,
    /// The callback is another function or struct of the program.
    Exchange,
    /// The callback is given as a value, called, or named by a string.
    Value,
    /// The method has a name that one could guess.
    Rename,
    /// The arguments are others.
    Argument,
}

/// One call: the point, the name, the brackets.
struct Call {
    dot: usize,
    end: usize,
    /// The first and the last token between the angle brackets.
    callback: Option<(usize, usize)>,
    open: usize,
}

/// Returns the chains of calls that begin with `Auth::builder()`.
fn chains(program: &Program) -> Vec<Vec<Call>> {
    let starts = (first(program)..program.tokens.len()).filter(|at| {
        program.text(*at) == "builder" && program.text(*at + 1) == "(" && program.text(*at + 2) == ")"
    });
    starts
        .map(|at| {
            let mut calls = Vec::new();
            let mut dot = at + 3;
            while program.text(dot) == "." && program.is_word(dot + 1) {
                let (mut open, mut callback) = (dot + 2, None);
                if program.text(open) == "::" {
                    let Some(close) = program.close(open + 1) else { break };
                    callback = Some((open + 2, close - 1));
                    open = close + 1;
                }
                let Some(end) = (program.text(open) == "(").then(|| program.close(open)).flatten() else {
                    break;
                };
                calls.push(Call { dot, end, callback, open });
                dot = end + 1;
            }
            calls
        })
        .collect()
}

pub(super) fn calls(program: &Program, change: Change) -> Vec<Edit> {
    let mut edits = Vec::new();
    for chain in chains(program) {
        for (index, call) in chain.iter().enumerate() {
            let whole = program.range(call.dot, call.end);
            let text = program.slice(call.dot, call.end);
            let name = program.text(call.dot + 1);
            let mut push = |range, with: String| {
                edits.push(Edit { about: format!(".{name}"), ..Edit::new(range, with) });
            };
            match change {
                Change::Drop => push(whole, String::new()),
                Change::Double => push(whole, format!("{text}{text}")),
                Change::Swap => {
                    if let Some(next) = chain.get(index + 1) {
                        let other = program.slice(next.dot, next.end);
                        push(program.range(call.dot, next.end), format!("{other}{text}"));
                    }
                }
                Change::Exchange => {
                    let Some((from, to)) = call.callback else { continue };
                    for other in callbacks(program) {
                        if other != program.slice(from, to) {
                            push(program.range(from, to), other);
                        }
                    }
                }
                Change::Value => {
                    let Some((from, to)) = call.callback else { continue };
                    let callback = program.slice(from, to);
                    for with in [
                        format!(".{name}({callback})"),
                        format!(".{name}({callback}())"),
                        format!(".{name}(\"{callback}\")"),
                        format!(".{name}::<{callback}()>()"),
                        format!(".{name}::<\"{callback}\">()"),
                        format!(".{name}(&{callback})"),
                        format!(".{name}()"),
                        format!(".{name}::<>()"),
                        format!(".{name}::<{callback}, {callback}>()"),
                    ] {
                        push(whole.clone(), with);
                    }
                }
                Change::Rename => {
                    for guess in ["with_", "add_", "on_", "set_"] {
                        push(program.range(call.dot + 1, call.dot + 1), format!("{guess}{name}"));
                    }
                    for guess in ["s", "_callback", "_fn", "_options"] {
                        push(program.range(call.dot + 1, call.dot + 1), format!("{name}{guess}"));
                    }
                }
                Change::Argument => {
                    for (from, to) in program.parts(call.open) {
                        for with in ["\"x\"", "1", "true", "None", "()", "vec![]", "String::new()"] {
                            push(program.range(from, to), with.to_owned());
                        }
                    }
                    if call.end == call.open + 1 {
                        let at = program.range(call.end, call.end).start;
                        push(at..at, "1".to_owned());
                    }
                }
            }
        }
    }
    edits
}

/// Returns the functions and structs of a program.
fn callbacks(program: &Program) -> Vec<String> {
    let structs = (first(program)..program.tokens.len())
        .filter(|at| program.text(*at) == "struct" && program.is_word(at + 1))
        .map(|at| at + 1);
    let functions = program.functions.iter().map(|function| function.name);
    functions.chain(structs).map(|at| program.text(at).to_owned()).collect()
}
