//! The server of mails as the environment names it.

use super::{Email, InvalidSender, InvalidSmtpUrl, SmtpTransport};

/// The URL of the SMTP server, and who sends. The second names are those of Auth.js's guides.
const SERVER: [&str; 2] = ["AUTH_EMAIL_SERVER", "EMAIL_SERVER"];
const FROM: [&str; 2] = ["AUTH_EMAIL_FROM", "EMAIL_FROM"];

impl Email {
    /// Mails by the SMTP server of the environment: `AUTH_EMAIL_SERVER`, a URL as
    /// [`SmtpTransport::from_url`] takes it, and `AUTH_EMAIL_FROM`; or `EMAIL_SERVER` and `EMAIL_FROM`.
    ///
    /// ```no_run
    /// use auth::provider::{email::{ConsoleTransport, EmailVariableError}, Email};
    ///
    /// // By SMTP where it is configured; on the developer's machine, on the terminal.
    /// let email = match Email::from_env() {
    ///     Err(EmailVariableError::Missing { .. }) => Email::new(ConsoleTransport, "no-reply@localhost")?,
    ///     configured => configured?,
    /// };
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Names the variable that is not set, or makes no sense.
    pub fn from_env() -> Result<Self, EmailVariableError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// The same with variables from elsewhere.
    ///
    /// # Errors
    /// Names the variable that is not there, or makes no sense.
    pub fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self, EmailVariableError> {
        let (variable, server) = first(&read, SERVER)?;
        let transport = SmtpTransport::from_url(&server)
            .map_err(|fault| EmailVariableError::Server { variable, fault })?;
        let (variable, from) = first(&read, FROM)?;
        let from = from.parse().map_err(|fault| EmailVariableError::From { variable, fault })?;
        Ok(Self::sent_by(transport, from))
    }
}

/// The first of two variables that is set, and not empty.
fn first(
    read: impl Fn(&str) -> Option<String>,
    names: [&'static str; 2],
) -> Result<(&'static str, String), EmailVariableError> {
    let [variable, alternative] = names;
    let given = |name| read(name).filter(|value| !value.is_empty()).map(|value| (name, value));
    given(variable)
        .or_else(|| given(alternative))
        .ok_or(EmailVariableError::Missing { variable, alternative })
}

/// Why the environment does not say how to send mails. No value is shown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EmailVariableError {
    /// Neither of two variables is set.
    #[error("neither {variable} nor {alternative} is set")]
    Missing {
        /// The one.
        variable: &'static str,
        /// The other.
        alternative: &'static str,
    },
    /// The server is none.
    #[error("{variable}: {fault}")]
    Server {
        /// The variable.
        variable: &'static str,
        /// What is wrong.
        #[source]
        fault: InvalidSmtpUrl,
    },
    /// The sender is none.
    #[error("{variable}: {fault}")]
    From {
        /// The variable.
        variable: &'static str,
        /// What is wrong.
        #[source]
        fault: InvalidSender,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<String, String> {
        let email = Email::from_variables(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        });
        email.map(|email| email.from.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_names_of_this_library_come_before_those_of_the_guides() {
        let server = ("EMAIL_SERVER", "smtp://u:hunter2@mail.test");
        assert_eq!(read(&[server, ("EMAIL_FROM", "a@b.example")]), Ok("a@b.example".to_owned()));
        let both = [server, ("EMAIL_FROM", "a@b.example"), ("AUTH_EMAIL_FROM", "c@d.example")];
        assert_eq!(read(&both), Ok("c@d.example".to_owned()));
    }

    #[test]
    fn what_is_wrong_is_named_and_not_shown() {
        let neither = "neither AUTH_EMAIL_SERVER nor EMAIL_SERVER is set";
        assert_eq!(read(&[("EMAIL_SERVER", "")]), Err(neither.to_owned()));
        let server = ("AUTH_EMAIL_SERVER", "smtp://u:hunter2@mail.test");
        assert_eq!(read(&[server]), Err("neither AUTH_EMAIL_FROM nor EMAIL_FROM is set".to_owned()));
        let error = read(&[server, ("EMAIL_FROM", "nobody")]).unwrap_err();
        assert!(error.starts_with("EMAIL_FROM: not a sender"), "{error}");
        let error = read(&[("EMAIL_SERVER", "http://u:hunter2@mail.test")]).unwrap_err();
        assert!(error.starts_with("EMAIL_SERVER: ") && !error.contains("hunter2"), "{error}");
    }
}
