//! One change of a program.

use std::ops::Range;

use super::program::Program;

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
