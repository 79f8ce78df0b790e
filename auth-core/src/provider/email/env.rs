//! The mail server and the sender from the environment.

use super::{Email, InvalidSender, InvalidSmtpUrl, SmtpTransport};

/// The variables for the URL of the SMTP server. The second one is that of Auth.js's guides.
const SERVER: [&str; 2] = ["AUTH_EMAIL_SERVER", "EMAIL_SERVER"];

/// The variables for the sender. The second one is that of Auth.js's guides.
const FROM: [&str; 2] = ["AUTH_EMAIL_FROM", "EMAIL_FROM"];

impl Email {
    /// Creates a provider that sends mails by the SMTP server named in the environment.
    ///
    /// `AUTH_EMAIL_SERVER` or `EMAIL_SERVER` is a URL for [`SmtpTransport::from_url`], `AUTH_EMAIL_FROM` or
    /// `EMAIL_FROM` is the sender.
    ///
    /// ```no_run
    /// use auth::provider::{email::{ConsoleTransport, EmailVariableError}, Email};
    ///
    /// // By SMTP if it is configured, and on the terminal if not, as on a developer's machine.
    /// let email = match Email::from_env() {
    ///     Err(EmailVariableError::Missing { .. }) => Email::new(ConsoleTransport, "no-reply@localhost")?,
    ///     configured => configured?,
    /// };
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Fails if a variable is missing or invalid. The error names the variable.
    pub fn from_env() -> Result<Self, EmailVariableError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// Creates a provider as [`from_env`](Self::from_env) does, from the variables that `read` returns.
    ///
    /// # Errors
    /// Fails if a variable is missing or invalid. The error names the variable.
    pub fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self, EmailVariableError> {
        let (variable, server) = first(&read, SERVER)?;
        let transport = SmtpTransport::from_url(&server)
            .map_err(|fault| EmailVariableError::Server { variable, fault })?;
        let (variable, from) = first(&read, FROM)?;
        let from = from.parse().map_err(|fault| EmailVariableError::From { variable, fault })?;
        Ok(Self::sent_by(transport, from))
    }
}

/// Returns the first of two variables that is set and not empty.
fn first(
    read: impl Fn(&str) -> Option<String>,
    names: [&'static str; 2],
) -> Result<(&'static str, String), EmailVariableError> {
    let [variable, alternative] = names;
    let non_empty = |name| read(name).filter(|value| !value.is_empty()).map(|value| (name, value));
    non_empty(variable)
        .or_else(|| non_empty(alternative))
        .ok_or(EmailVariableError::Missing { variable, alternative })
}

/// The reason why no provider can be created from the environment. It shows no values.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum EmailVariableError {
    /// Neither of the two variables is set.
    #[error("neither {variable} nor {alternative} is set [missing_email_variable]")]
    Missing {
        /// The first name.
        variable: &'static str,
        /// The second name.
        alternative: &'static str,
    },
    /// The URL of the server is invalid.
    #[error("{variable}: {fault} [invalid_email_variable]")]
    Server {
        /// The variable.
        variable: &'static str,
        /// The error of the URL.
        #[source]
        fault: InvalidSmtpUrl,
    },
    /// The sender is invalid.
    #[error("{variable}: {fault} [invalid_email_variable]")]
    From {
        /// The variable.
        variable: &'static str,
        /// The error of the sender.
        #[source]
        fault: InvalidSender,
    },
}

crate::contract::readable::debug_by_message!(EmailVariableError);

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
    fn errors_name_the_variable_and_not_its_value() {
        let neither = "neither AUTH_EMAIL_SERVER nor EMAIL_SERVER is set [missing_email_variable]";
        assert_eq!(read(&[("EMAIL_SERVER", "")]), Err(neither.to_owned()));
        let server = ("AUTH_EMAIL_SERVER", "smtp://u:hunter2@mail.test");
        assert_eq!(
            read(&[server]),
            Err("neither AUTH_EMAIL_FROM nor EMAIL_FROM is set [missing_email_variable]".to_owned())
        );
        let error = read(&[server, ("EMAIL_FROM", "nobody")]).unwrap_err();
        assert!(error.starts_with("EMAIL_FROM: not a sender"), "{error}");
        let error = read(&[("EMAIL_SERVER", "http://u:hunter2@mail.test")]).unwrap_err();
        assert!(error.starts_with("EMAIL_SERVER: ") && !error.contains("hunter2"), "{error}");
    }
}
