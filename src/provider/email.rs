//! Magic links: e-mails, and how they are sent. [`EmailAddress`](crate::EmailAddress) is the type of their recipients.
//!
//! E-mails leave by SMTP ([`SmtpTransport`]), are printed on the terminal ([`ConsoleTransport`]), or take any other
//! way ([`MailTransport`]). A [`MailTemplate`] writes them:
//!
//! ```
//! use auth::provider::{Email, email::{ConsoleTransport, MailBody, SignInLink}};
//!
//! fn german(link: &SignInLink<'_>) -> MailBody {
//!     MailBody::new(format!("Anmeldung bei {}", link.host), format!("Hier geht es weiter: {}", link.url))
//! }
//!
//! let email = Email::new(ConsoleTransport, "Acme <no-reply@acme.example>")?.template(german);
//! # Ok::<(), auth::BoxError>(())
//! ```

#[doc(inline)]
pub use auth_core::provider::email::{
    AccountMail, AccountMailKind, AccountMailTemplate, AccountMails, CodeLength, ConsoleTransport,
    EmailVariableError, IntoAccountMails, InvalidSender, InvalidSmtpUrl, Mail, MailBody, MailContent,
    MailError, MailTemplate, MailTransport, Sender, SignInCode, SignInLink, SmtpTransport,
};
