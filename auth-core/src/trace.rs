//! Tracing spans of callbacks: they record the kind and the duration of a callback, and none of its data.

use tracing::{Instrument, instrument::Instrumented};

/// Runs a callback in a span of its kind.
pub(crate) fn callback<F: Future>(kind: &'static str, future: F) -> Instrumented<F> {
    future.instrument(tracing::debug_span!(target: "auth", "callback", kind))
}
