//! The contract of transports, which send mails.

use std::{fmt, pin::Pin, str::FromStr};

use lettre::{Address, message::Mailbox};

use crate::contract::{BoxError, EmailAddress};

/// A mail to one person. It has no `Debug`, because it holds the link that signs in.
#[non_exhaustive]
pub struct Mail {
    /// The sender.
    pub from: Sender,
    /// The only recipient, in the envelope and in the header.
    pub to: EmailAddress,
    /// The subject, without control characters.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same mail as HTML.
    pub html: Option<String>,
}

/// A way to send mails: [`SmtpTransport`](super::SmtpTransport), or an implementation for the API of a mail
/// provider.
///
/// The browser waits until the mail is sent, so an implementation should give up after a few seconds. It
/// should not log the mails that it sends.
///
/// ```
/// use auth::provider::email::{Mail, MailError, MailTransport};
///
/// /// A queue of mails for a task that sends them.
/// struct Queue(std::sync::mpsc::SyncSender<Mail>);
///
/// impl MailTransport for Queue {
///     async fn send(&self, mail: Mail) -> Result<(), MailError> {
///         self.0.try_send(mail).map_err(|_| MailError::failed("the queue is full"))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not send mails",
    label = "not a mail transport",
    note = "take `Email::from_env()?`, which sends by the SMTP server in `AUTH_EMAIL_SERVER`, an `SmtpTransport`, a \
        `ConsoleTransport` while you develop, or implement `MailTransport` for a type of your own"
)]
pub trait MailTransport: Send + Sync + 'static {
    /// Sends a mail, or hands it over to be sent later.
    ///
    /// # Errors
    /// Fails if the mail is not accepted. The kind of the error decides what the user sees.
    fn send(&self, mail: Mail) -> impl Future<Output = Result<(), MailError>> + Send;
}

/// The reason why a mail was not sent. It contains neither the link nor a password.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum MailError {
    /// The mail server refused the address of the recipient. It may be mistyped: the user sees that the mail could not be
    /// sent (`EmailSignin`). The log has a line for information.
    #[error("the mail server refused the e-mail address of the recipient")]
    Refused(#[source] BoxError),
    /// The mail server cannot take the mail now. The user sees that it could not be sent, and can try again later
    /// (`EmailUnavailable`). The log has an error.
    #[error("the mail server cannot take the mail now")]
    Unavailable(#[source] BoxError),
    /// Sending the mail took too long. The user sees what they see of [`Unavailable`](Self::Unavailable).
    #[error("the mail could not be sent in time")]
    TimedOut,
    /// Any other failure: name resolution, connection, TLS, a wrong password, or a sender that may not send. The user sees
    /// that there is a problem with the server (`Configuration`). The log has an error.
    #[error("the mail could not be sent")]
    Failed(#[source] BoxError),
}

crate::contract::readable::debug_by_message!(MailError);

impl MailError {
    /// Creates the error for a recipient whose address the mail server refused.
    pub fn refused(cause: impl Into<BoxError>) -> Self {
        Self::Refused(cause.into())
    }

    /// Creates the error for a mail that the mail server cannot take now.
    pub fn unavailable(cause: impl Into<BoxError>) -> Self {
        Self::Unavailable(cause.into())
    }

    /// Creates the error for any other failure.
    pub fn failed(cause: impl Into<BoxError>) -> Self {
        Self::Failed(cause.into())
    }
}

/// The sender of mails: `no-reply@app.example`, or with a name `Acme <no-reply@app.example>`.
///
/// ```
/// use auth::provider::email::Sender;
///
/// let sender: Sender = "Acme <no-reply@app.example>".parse()?;
/// assert_eq!((sender.name(), sender.address()), (Some("Acme"), "no-reply@app.example"));
/// # Ok::<(), auth::provider::email::InvalidSender>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender(Mailbox);

impl Sender {
    /// Returns the name, if there is one.
    pub fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// Returns the e-mail address.
    pub fn address(&self) -> &str {
        self.0.email.as_ref()
    }

    /// Converts the sender into lettre's type.
    pub(super) fn into_mailbox(self) -> Mailbox {
        self.0
    }
}

impl FromStr for Sender {
    type Err = InvalidSender;

    fn from_str(text: &str) -> Result<Self, InvalidSender> {
        let mut mailbox: Mailbox = text.trim().parse().map_err(|_| InvalidSender)?;
        // With A-labels, the server needs no SMTPUTF8. The spelling of the local part is that of the configuration.
        if let Ok(address) = EmailAddress::parse(mailbox.email.as_ref()) {
            mailbox.email = Address::new_dangerous(mailbox.email.user(), address.domain());
        }
        if text.trim().contains(char::is_control) { Err(InvalidSender) } else { Ok(Self(mailbox)) }
    }
}

impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The error for a string that is not a sender.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a sender: write `no-reply@app.example` or `Acme <no-reply@app.example>`")]
#[non_exhaustive]
pub struct InvalidSender;

crate::contract::readable::debug_by_message!(InvalidSender);

/// The type-erased form of [`MailTransport`].
pub(super) trait ErasedTransport: Send + Sync {
    fn send(&self, mail: Mail) -> Pin<Box<dyn Future<Output = Result<(), MailError>> + Send + '_>>;
}

impl<T: MailTransport> ErasedTransport for T {
    fn send(&self, mail: Mail) -> Pin<Box<dyn Future<Output = Result<(), MailError>> + Send + '_>> {
        Box::pin(MailTransport::send(self, mail))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_one_address_with_or_without_a_name() {
        let plain: Sender = " no-reply@app.example ".parse().unwrap();
        assert_eq!((plain.name(), plain.address()), (None, "no-reply@app.example"));
        let named: Sender = "\"Acme, Inc.\" <No-Reply@app.example>".parse().unwrap();
        assert_eq!((named.name(), named.address()), (Some("Acme, Inc."), "No-Reply@app.example"));
        let international: Sender = "Acme <No-Reply@Bücher.example>".parse().unwrap();
        assert_eq!(international.address(), "No-Reply@xn--bcher-kva.example");
        for text in ["", "Acme", "a@b.example, c@d.example", "Acme <a@b.example", "A\r\nB <a@b.example>"] {
            assert_eq!(text.parse::<Sender>(), Err(InvalidSender), "{text:?}");
        }
    }
}
