//! Sign-in by magic links: the provider mails a link, and opening it proves that the user owns the e-mail
//! address.
//!
//! ```
//! use auth::{Auth, adapter::MemoryAdapter, provider::{email::ConsoleTransport, Email}};
//!
//! let auth: Auth<()> = Auth::builder()
//!     .secret("thirty-two random bytes, better from AUTH_SECRET")
//!     .url("http://localhost:3000")
//!     .adapter(MemoryAdapter::new())
//!     .email(Email::new(ConsoleTransport, "no-reply@localhost")?)
//!     .build()?;
//! # Ok::<(), auth::BoxError>(())
//! ```
//!
//! Mails are sent by SMTP ([`Email::from_env`], [`SmtpTransport`]), printed on the terminal
//! ([`ConsoleTransport`]), or handed to any other [`MailTransport`]. A [`MailTemplate`] writes them.
//!
//! A mail can hold a code in place of the link, or both ([`Email::content`]).
//!
//! A link works once, until it expires. The database keeps a hash of it. In the browser that requested the
//! link, it signs in at once. In any other browser a page asks first, because programs that scan mails for
//! malware open links too. Guards run twice: when the link is requested, and when it is opened
//! ([`SignInMethod`](crate::contract::callback::sign_in::SignInMethod)). The responses do not reveal whether an
//! e-mail address is known.

mod account;
mod account_mail;
mod account_template;
mod account_token;
mod console;
mod content;
mod env;
mod notice_template;
mod requested_links;
mod smtp;
mod smtp_failure;
mod smtp_server;
mod template;
mod token;
mod transport;

use std::time::Duration;

pub use self::{
    account::{AccountMails, IntoAccountMails},
    account_mail::{AccountMail, AccountMailKind, AccountMailTemplate},
    console::ConsoleTransport,
    content::MailContent,
    env::EmailVariableError,
    smtp::SmtpTransport,
    smtp_server::InvalidSmtpUrl,
    template::{MailBody, MailTemplate, SignInCode, SignInLink},
    transport::{InvalidSender, Mail, MailError, MailTransport, Sender},
};
pub(crate) use self::{
    account_token::{AccountTokens, LinkPurpose},
    requested_links::RequestedLinks,
    token::{LinkHash, LinkHasher, LinkToken},
};
use self::{template::built_in, transport::ErasedTransport};
pub use super::one_time_code::CodeLength;
use crate::{
    adapter::AttemptRule,
    check::{IntoRateLimit, RateLimit},
    contract::{EmailAddress, IntoText, ProviderId},
};

/// The default time for which a link works: a day.
const DEFAULT_MAX_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// The default limit of mails to one e-mail address: ten in ten minutes.
const DEFAULT_LIMIT: RateLimit = RateLimit::new(10, Duration::from_secs(10 * 60));

/// The provider of magic links (Auth.js: the `Nodemailer` provider), passed to
/// `auth::Auth::builder().email(…)`. It needs an adapter.
///
/// ```
/// use auth::provider::{Email, email::SmtpTransport};
/// use std::time::Duration;
///
/// let transport = SmtpTransport::from_url("smtps://user:password@smtp.example.com")?;
/// let email = Email::new(transport, "Acme <no-reply@acme.example>")?.max_age(Duration::from_secs(3600));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "pass it to the builder: `.email(…)`"]
pub struct Email {
    pub(crate) id: ProviderId,
    pub(crate) name: String,
    pub(crate) max_age: Duration,
    pub(crate) content: MailContent,
    from: Sender,
    transport: Box<dyn ErasedTransport>,
    template: Box<dyn MailTemplate>,
    /// The limit of mails to one e-mail address; `None` if they are not limited.
    pub(crate) requests: Option<AttemptRule>,
}

impl Email {
    /// Creates a provider that sends mails by a transport. `from` is the sender: `no-reply@acme.example` or
    /// `Acme <no-reply@acme.example>`.
    ///
    /// # Errors
    /// Fails if `from` is not a sender.
    pub fn new(transport: impl MailTransport, from: &str) -> Result<Self, InvalidSender> {
        Ok(Self::sent_by(transport, from.parse()?))
    }

    fn sent_by(transport: impl MailTransport, from: Sender) -> Self {
        Self {
            id: "email".into(),
            name: "Email".to_owned(),
            max_age: DEFAULT_MAX_AGE,
            content: MailContent::Link,
            from,
            transport: Box::new(transport),
            template: Box::new(built_in),
            requests: Some(DEFAULT_LIMIT.fixed()),
        }
    }

    /// Sets the ID, which appears in URLs; `email` by default.
    pub fn id(mut self, id: impl IntoText<ProviderId>) -> Self {
        self.id = id.into_text();
        self
    }

    /// Sets the name, which appears on the button; `Email` by default.
    pub fn name(mut self, name: impl IntoText<String>) -> Self {
        self.name = name.into_text();
        self
    }

    /// Sets what the mails hold: a link, a code, or both; a link by default.
    ///
    /// A code has six to eight digits. It works for ten minutes, once, for five tries, and only in the browser that has asked
    /// for it, so the mail can be read on another device. The page `verify-request` has the field for it. Tries count as
    /// sign-in attempts on the account, too.
    ///
    /// ```
    /// use auth::provider::{Email, email::{CodeLength, ConsoleTransport, MailContent}};
    ///
    /// let email = Email::new(ConsoleTransport, "no-reply@acme.example")?
    ///     .content(MailContent::LinkAndCode(CodeLength::Six));
    /// # Ok::<(), auth::provider::email::InvalidSender>(())
    /// ```
    pub fn content(mut self, content: MailContent) -> Self {
        self.content = content;
        self
    }

    /// Sets how long a link works; a day by default. Codes always work for ten minutes.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = age;
        self
    }

    /// Sets the template that writes the mails, in place of the built-in one.
    pub fn template(mut self, template: impl MailTemplate) -> Self {
        self.template = Box::new(template);
        self
    }

    /// Limits how many mails one e-mail address gets from all clients together; ten in ten minutes by
    /// default. `None` removes the limit.
    ///
    /// Requests over the limit get the status 429. A browser that has opened a link of this e-mail address
    /// before has a limit of its own, so that strangers cannot use up the owner's. Mails are counted where
    /// sign-in attempts are counted. The limit of sign-ins per client address applies as well.
    pub fn request_limit(mut self, limit: impl IntoRateLimit) -> Self {
        self.requests = limit.into_rate_limit().map(RateLimit::fixed);
        self
    }

    /// Mails a link.
    pub(crate) async fn mail(&self, link: &SignInLink<'_>) -> Result<(), MailError> {
        self.send(link.to, self.template.write(link)).await
    }

    /// Mails a code without a link.
    pub(crate) async fn mail_code(&self, code: &SignInCode<'_>) -> Result<(), MailError> {
        self.send(code.to, self.template.write_code(code)).await
    }

    /// Sends a mail.
    pub(crate) async fn send(&self, to: &EmailAddress, body: MailBody) -> Result<(), MailError> {
        let MailBody { mut subject, text, html } = body;
        subject.retain(|c| !c.is_control());
        self.transport.send(Mail { from: self.from.clone(), to: to.clone(), subject, text, html }).await
    }
}
