//! Spans of callbacks: which ran, and for how long. Nothing of what they saw.

use tracing::{Instrument, instrument::Instrumented};

/// Runs a callback in a span of its kind.
pub(crate) fn callback<F: Future>(kind: &'static str, future: F) -> Instrumented<F> {
    future.instrument(tracing::debug_span!(target: "auth", "callback", kind))
}
