//! `Debug` of errors: what `Display` writes, with the causes, since `main` shows the error that it returns with `Debug`.

use std::{error::Error, fmt};

/// Writes an error and its causes, without those that its message contains already.
pub(crate) fn write(error: &dyn Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut written = error.to_string();
    f.write_str(&written)?;
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !written.contains(&text) {
            write!(f, ": {text}")?;
            written = text;
        }
        cause = error.source();
    }
    Ok(())
}

/// Implements `Debug` of errors by their messages.
macro_rules! debug_by_message {
    ($($Error:ty),+ $(,)?) => {$(
        impl ::std::fmt::Debug for $Error {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::contract::readable::write(self, f)
            }
        }
    )+};
}

pub(crate) use debug_by_message;

#[cfg(test)]
mod tests {
    #[derive(thiserror::Error)]
    enum Failure {
        #[error("the file cannot be read")]
        Hidden(#[source] std::io::Error),
        #[error("the file cannot be read: {0}")]
        Shown(#[source] std::io::Error),
    }

    debug_by_message!(Failure);

    #[test]
    fn the_cause_is_written_once() {
        let cause = || std::io::Error::other("no disk");
        for error in [Failure::Hidden(cause()), Failure::Shown(cause())] {
            assert_eq!(format!("{error:?}"), "the file cannot be read: no disk");
        }
    }
}
