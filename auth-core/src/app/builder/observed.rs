//! `build()` as `cargo auth` observes it: the command learns the problems of a configuration that does not work, and what
//! is logged about one that does.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Value, json};
use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

use super::BuildError;
use crate::tooling::question::Question;

/// Runs `build`. If `cargo auth` asks, tells it the outcome.
pub(super) fn build<T>(build: impl FnOnce() -> Result<T, BuildError>) -> Result<T, BuildError> {
    let Some(question) = Question::asked() else { return build() };
    let recorder = Recorder::default();
    let built = tracing::subscriber::with_default(recorder.clone(), build);
    // If the file cannot be written, the command finds no answer and says so.
    let _ = question.tell(&outcome(built.as_ref().err(), &recorder.take()));
    built
}

fn outcome(error: Option<&BuildError>, logged: &[Value]) -> Value {
    let problem = |problem: &super::BuildProblem| json!({ "level": "error", "code": problem.code(), "message": problem.to_string() });
    let problems = error.map_or(&[][..], BuildError::problems).iter().map(problem);
    json!({
        "event": "build",
        "is_built": error.is_none(),
        "findings": problems.chain(logged.iter().cloned()).collect::<Vec<_>>(),
    })
}

/// Records the lines of the log that have a code.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<Value>>>);

impl Recorder {
    fn take(&self) -> Vec<Value> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "auth" && *metadata.level() <= Level::INFO
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        let level = if *event.metadata().level() <= Level::WARN { "warning" } else { "note" };
        let finding = json!({ "level": level, "code": line.code, "message": line.message });
        if !line.code.is_empty() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(finding);
        }
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// The code and the message of a line.
#[derive(Default)]
struct Line {
    code: String,
    message: String,
}

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "help" {
            self.code = value.to_owned();
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.message = format!("{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::BuildProblem;

    #[test]
    fn the_command_learns_problems_and_lines_with_a_code() {
        let recorder = Recorder::default();
        tracing::subscriber::with_default(recorder.clone(), || {
            tracing::info!(target: "auth", help = "attempts_per_process", "counted here");
            tracing::warn!(target: "auth", help = "short_secret", size = 3, "a secret is short");
            tracing::warn!(target: "auth", "without a code");
            tracing::debug!(target: "auth", help = "short_secret", "too fine");
            tracing::warn!(target: "other", help = "short_secret", "of another library");
        });
        let error = BuildError::new(vec![BuildProblem::MissingSecret]);
        let message = BuildProblem::MissingSecret.to_string();
        assert_eq!(
            outcome(Some(&error), &recorder.take()),
            json!({ "event": "build", "is_built": false, "findings": [
                { "level": "error", "code": "missing_secret", "message": message },
                { "level": "note", "code": "attempts_per_process", "message": "counted here" },
                { "level": "warning", "code": "short_secret", "message": "a secret is short" },
            ]})
        );
        assert_eq!(outcome(None, &[])["is_built"], true);
    }
}
