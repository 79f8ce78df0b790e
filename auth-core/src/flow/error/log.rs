//! Errors in the log, with their causes.

use super::AuthError;

impl AuthError {
    /// Writes the error to the log: a refusal as information, a failure as an error with its causes.
    pub(crate) fn log(&self) {
        let causes = causes(self);
        if self.is_refusal() && causes.is_empty() {
            tracing::info!(target: "auth", help = self.help(), code = self.code(), "{self}");
        } else if self.is_refusal() {
            tracing::info!(target: "auth", help = self.help(), code = self.code(), causes, "{self}");
        } else {
            tracing::error!(target: "auth", help = self.help(), code = self.code(), causes, "{self}");
        }
    }
}

/// Joins the causes of an error by colons. A cause whose text is part of an earlier one, or of the error itself, is left
/// out, since the error is logged next to its causes.
pub(crate) fn causes(error: &dyn std::error::Error) -> String {
    let own = error.to_string();
    let mut causes: Vec<String> = Vec::new();
    for cause in std::iter::successors(error.source(), |cause| cause.source()) {
        let text = cause.to_string();
        if !own.contains(&text) && !causes.iter().any(|earlier| earlier.contains(&text)) {
            causes.push(text);
        }
    }
    causes.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("it failed: {0}")]
    struct Outer(#[source] Inner);

    #[derive(Debug, thiserror::Error)]
    #[error("the disk is full")]
    struct Inner;

    #[test]
    fn no_text_is_twice_in_one_line() {
        let error = AuthError::callback("jwt", Outer(Inner).into());
        assert_eq!(causes(&error), "it failed: the disk is full");
        assert_eq!(causes(&Outer(Inner)), "");
    }
}
