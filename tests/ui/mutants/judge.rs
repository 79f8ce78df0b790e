//! Judges the messages about a mutant, by rules that need nobody who knows the mistake.

use std::ops::Range;

use super::{
    compile::{Message, Span},
    edit::Edit,
};

/// The maximum number of lines of a message.
const WALL: usize = 25;

/// What is wrong with the messages about a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// More than one error.
    Several,
    /// The error is in no file of the user.
    Foreign,
    /// The error is far from the mistake.
    Away,
    /// The message has a name that users do not know.
    Hidden,
    /// The message is long, or lists types.
    Wall,
    /// The message has no help, no note and no sentence of ours.
    Mute,
}

impl Fault {
    pub(super) const ALL: [Self; 6] =
        [Self::Several, Self::Foreign, Self::Away, Self::Hidden, Self::Wall, Self::Mute];
}

/// Returns the faults of the messages about one mistake. `None` if it compiles.
pub(super) fn faults(edit: &Edit, before: &str, source: &str, messages: &[Message]) -> Option<Vec<Fault>> {
    let errors: Vec<&Message> = messages.iter().filter(|message| message.is_error()).collect();
    let error = errors.first()?;
    let mut faults = Vec::new();
    if errors.len() > 1 {
        faults.push(Fault::Several);
    }
    match error.spans.iter().find(|span| span.is_primary).and_then(own) {
        None => faults.push(Fault::Foreign),
        Some(span) if !is_near(edit, before, source, span.byte_start..span.byte_end) => {
            faults.push(Fault::Away);
        }
        Some(_) => {}
    }
    let text: String = errors.iter().filter_map(|error| error.rendered.as_deref()).collect();
    if is_hidden(&text, source) {
        faults.push(Fault::Hidden);
    }
    let lines = error.rendered.as_deref().unwrap_or_default().trim_end().lines().count();
    if lines > WALL || text.contains("other types implement") {
        faults.push(Fault::Wall);
    }
    if !says_something(error) {
        faults.push(Fault::Mute);
    }
    Some(faults)
}

/// Returns the span in the user's own file: that of the call, if the error is in a macro.
fn own(span: &Span) -> Option<&Span> {
    if span.file_name.contains("/mutants/") {
        return Some(span);
    }
    own(&span.expansion.as_deref()?.span)
}

/// Returns `true` if the underlined text is in the lines of the mistake, or shares a name with it or with its item.
fn is_near(edit: &Edit, before: &str, source: &str, underlined: Range<usize>) -> bool {
    let line = |at: usize| source[..at.min(source.len())].matches('\n').count();
    let (first, last) =
        (line(edit.range.start).saturating_sub(1), line(edit.range.start + edit.with.len()) + 1);
    if line(underlined.start) <= last && first <= line(underlined.end) {
        return true;
    }
    let shown = source.get(underlined).unwrap_or_default();
    let changed = [&before[edit.range.clone()], edit.with.as_str(), edit.item.as_str()];
    let mut names = changed.into_iter().flat_map(names).filter(|name| name.len() > 2);
    names.any(|name| self::names(shown).any(|word| word == name))
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).filter(|word| !word.is_empty())
}

fn is_hidden(text: &str, source: &str) -> bool {
    let is_inner = |word: &str| word.starts_with('_') && word.contains(char::is_alphanumeric);
    names(text).any(|word| is_inner(word) && !source.contains(word))
        || ["$crate", "{closure#", "private::", "internal::"].iter().any(|path| text.contains(path))
}

/// Returns `true` if a message says more than that something is wrong: a macro's error or a bound's sentence of ours, or the
/// compiler's help.
fn says_something(error: &Message) -> bool {
    let Some(code) = &error.code else { return true };
    // What a constant of ours says, for example that a claim cannot be read back.
    if code.code == "E0080" {
        return true;
    }
    let is_ours = code.code == "E0277"
        && !error.message.starts_with("the trait bound")
        && !error.message.starts_with("the size for");
    let is_advice = |child: &Message| {
        let text = child.message.as_str();
        ["help", "note"].contains(&child.level.as_str())
            && ![
                "required ",
                "this error originates",
                "the trait ",
                "the full name",
                "consider using `--verbose`",
            ]
            .iter()
            .any(|start| text.starts_with(start))
    };
    let is_expectation = |span: &Span| span.label.as_deref().is_some_and(|label| label.contains("expected"));
    is_ours || error.children.iter().any(is_advice) || error.spans.iter().any(is_expectation)
}
