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
//! A link works once, until it expires. The database keeps a hash of it. In the browser that requested the
//! link, it signs in at once. In any other browser a page asks first, because programs that scan mails for
//! malware open links too. Guards run twice: when the link is requested, and when it is opened
//! ([`SignInMethod`](crate::contract::callback::sign_in::SignInMethod)). The responses do not reveal whether an
//! e-mail address is known.

mod console;
mod env;
mod requested_links;
mod smtp;
mod smtp_failure;
mod smtp_server;
mod template;
mod token;
mod transport;

use std::time::Duration;

pub use self::{
    console::ConsoleTransport,
    env::EmailVariableError,
    smtp::{InvalidSmtpUrl, SmtpTransport},
    template::{MailBody, MailTemplate, SignInLink},
    transport::{InvalidSender, Mail, MailError, MailTransport, Sender},
};
pub(crate) use self::{
    requested_links::RequestedLinks,
    token::{LinkHash, LinkHasher, LinkToken},
};
use self::{template::built_in, transport::ErasedTransport};
use crate::{adapter::AttemptRule, check::RateLimit, contract::ProviderId};

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
            from,
            transport: Box::new(transport),
            template: Box::new(built_in),
            requests: Some(DEFAULT_LIMIT.fixed()),
        }
    }

    /// Sets the ID, which appears in URLs; `email` by default.
    pub fn id(mut self, id: impl Into<ProviderId>) -> Self {
        self.id = id.into();
        self
    }

    /// Sets the name, which appears on the button; `Email` by default.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets how long a link works; a day by default.
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
    pub fn request_limit(mut self, limit: impl Into<Option<RateLimit>>) -> Self {
        self.requests = limit.into().map(RateLimit::fixed);
        self
    }

    /// Mails a link.
    pub(crate) async fn mail(&self, link: &SignInLink<'_>) -> Result<(), MailError> {
        let MailBody { mut subject, text, html } = self.template.write(link);
        subject.retain(|c| !c.is_control());
        self.transport.send(Mail { from: self.from.clone(), to: link.to.clone(), subject, text, html }).await
    }
}
