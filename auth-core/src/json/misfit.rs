//! The error of one attempt to read JSON: the place, and what is wrong there.

use std::fmt::{self, Display, Write};

use serde::de;

use super::{
    ForeignJsonError,
    node::{Node, Segment},
};

/// The longest name of a member in a message.
const MAX_NAME: usize = 64;

/// A value that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    /// The way to the value, from the inside to the outside.
    steps: Vec<Segment>,
    pub(super) fault: Fault,
    /// The message for comparisons. It may quote values, and is never shown.
    text: String,
}

/// The reason why a value does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A member of this name is missing.
    Missing(String),
    /// A member of this name must not be there.
    Unknown(String),
    /// The value itself is of another type.
    Type(&'static str),
    /// The value, or one in it, is not as expected.
    Unfit(String),
    /// The type refuses the value, or one in it, for a reason of its own.
    Refused,
}

impl Misfit {
    /// The error of a value that is of another type.
    pub(super) fn not(expected: &'static str) -> Self {
        Self::new(Fault::Type(expected), String::new())
    }

    fn new(fault: Fault, text: String) -> Self {
        Self { steps: Vec::new(), fault, text }
    }

    /// Adds the step that led to the value.
    pub(super) fn inside(mut self, segment: Segment) -> Self {
        self.steps.push(segment);
        self
    }

    /// Returns the way to the value, from the outside to the inside.
    pub(super) fn path(&self) -> Vec<Segment> {
        self.steps.iter().rev().cloned().collect()
    }

    /// Returns the error to show for this misfit in `root`. A member is missing if it was taken out; the error then is
    /// the one for which it was.
    pub(super) fn report(&self, root: &mut Node) -> ForeignJsonError {
        let mut path = self.path();
        if let Fault::Missing(name) | Fault::Unknown(name) = &self.fault {
            path.push(Segment::Member(name.clone()));
        }
        let fault = match (&self.fault, root.at(&path)) {
            (_, Some(Node::Removed(reason))) => return reason.clone(),
            (Fault::Missing(_), _) | (_, Some(Node::Null)) => "missing".to_owned(),
            (Fault::Unknown(_), _) => "unknown".to_owned(),
            (Fault::Type(expected), _) => format!("not {expected}"),
            (Fault::Unfit(expected), _) => format!("not {expected}"),
            (Fault::Refused, _) => "not valid".to_owned(),
        };
        ForeignJsonError(match &*written(&path) {
            "" => fault,
            path => format!("{path}: {fault}"),
        })
    }
}

/// Writes a path, with names that fit a line of a log.
fn written(path: &[Segment]) -> String {
    path.iter().fold(String::new(), |mut text, segment| {
        match segment {
            Segment::Item(index) => text.extend(["[", &index.to_string(), "]"]),
            Segment::Member(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                let mut characters = name.chars();
                characters.by_ref().take(MAX_NAME).for_each(|character| {
                    text.extend(character.escape_debug());
                });
                if !characters.as_str().is_empty() {
                    text.push('…');
                }
            }
        }
        text
    })
}

impl Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member does not fit")
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<M: Display>(message: M) -> Self {
        Self::new(Fault::Refused, message.to_string())
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = write!(text, "{found}");
        Self::new(Fault::Unfit(expected.to_string()), text)
    }

    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn de::Expected) -> Self {
        Self::new(Fault::Unfit(expected.to_string()), length.to_string())
    }

    fn unknown_variant(variant: &str, _: &'static [&'static str]) -> Self {
        Self::new(Fault::Unfit("one of the known values".to_owned()), variant.to_owned())
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::new(Fault::Unknown(field.to_owned()), String::new())
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Fault::Missing(field.to_owned()), String::new())
    }
}
