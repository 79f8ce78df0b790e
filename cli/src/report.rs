//! What a command prints, as text or as JSON, and the code with which it exits.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use serde_json::{Value, json};

use crate::failure::Failure;

/// The outcome of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything is as it should be.
    Fine,
    /// Something is wrong with the application, or a file differs.
    Wrong,
    /// The command could not do its work.
    Failed,
}

/// What a command prints.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) outcome: Outcome,
    /// For standard output.
    pub(crate) text: String,
    /// For standard error, which also has it next to JSON.
    pub(crate) notes: String,
    /// For standard output, with `--json`.
    pub(crate) json: Value,
}

impl Report {
    pub(crate) fn new(outcome: Outcome, text: impl Into<String>, json: Value) -> Self {
        Self { outcome, text: text.into(), notes: String::new(), json }
    }

    pub(crate) fn fine(text: impl Into<String>, json: Value) -> Self {
        Self::new(Outcome::Fine, text, json)
    }

    pub(crate) fn with_notes(self, notes: impl Into<String>) -> Self {
        Self { notes: notes.into(), ..self }
    }

    /// Prints the report, and returns the exit code. A reader that has gone away is no failure.
    pub(crate) fn print(self, as_json: bool) -> ExitCode {
        let mut text = if as_json { format!("{:#}\n", self.json) } else { self.text };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let _ = io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush());
        let is_shown = !self.notes.is_empty() && (!as_json || self.outcome == Outcome::Failed);
        if is_shown {
            let _ = writeln!(io::stderr(), "{}", self.notes.trim_end());
        }
        match self.outcome {
            Outcome::Fine => ExitCode::SUCCESS,
            Outcome::Wrong => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(3),
        }
    }
}

impl From<Failure> for Report {
    fn from(failure: Failure) -> Self {
        let json = json!({ "error": { "code": failure.code, "message": failure.message } });
        Self::new(Outcome::Failed, "", json).with_notes(format!("error: {failure}"))
    }
}
