//! Sign-in by magic links: a link is mailed, and whoever opens it has proven to own the address.
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
//! Mails leave by SMTP ([`Email::from_env`], [`SmtpTransport`]), on the terminal ([`ConsoleTransport`]), or by
//! any [`MailTransport`]; what they say is a [`MailTemplate`].
//!
//! A link works once, and until its time is over; the database keeps a hash of it. In the browser that asked
//! for it, it signs in at once. Elsewhere a page asks first, since programs that look for malware in mails
//! open links too. Guards are asked twice: when the link is wanted, and when it comes back
//! ([`SignInPhase`](crate::contract::callback::sign_in::SignInPhase)). Nobody learns whether an address is known.

mod address;
mod console;
mod env;
mod requested_links;
mod smtp;
mod template;
mod token;
mod transport;

use std::time::Duration;

pub use self::{
    address::{EmailAddress, InvalidEmailAddress},
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
use crate::{
    check::rate_limit::{RateLimit, RateLimiter},
    contract::{ProviderId, UnixTime},
};

/// How long a link works unless the application says otherwise: a day.
const DEFAULT_MAX_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// So many mails an address gets: ten in ten minutes.
const DEFAULT_LIMIT: RateLimit = RateLimit::new(10, Duration::from_secs(10 * 60));

/// A provider of magic links (Auth.js: the `Nodemailer` provider); `auth::Auth::builder().email(…)` takes it.
/// It needs an adapter.
///
/// ```
/// use auth::provider::{Email, email::SmtpTransport};
/// use std::time::Duration;
///
/// let transport = SmtpTransport::from_url("smtps://user:password@smtp.example.com")?;
/// let email = Email::new(transport, "Acme <no-reply@acme.example>")?.max_age(Duration::from_secs(3600));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "give it to the builder: `.email(…)`"]
pub struct Email {
    pub(crate) id: ProviderId,
    pub(crate) name: String,
    pub(crate) max_age: Duration,
    from: Sender,
    transport: Box<dyn ErasedTransport>,
    template: Box<dyn MailTemplate>,
    requests: Option<RateLimiter<EmailAddress>>,
}

impl Email {
    /// Mails by that transport, from `no-reply@acme.example` or `Acme <no-reply@acme.example>`.
    ///
    /// # Errors
    /// When the sender is none.
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
            requests: Some(RateLimiter::new(DEFAULT_LIMIT)),
        }
    }

    /// Another id than `email`, as it stands in URLs.
    pub fn id(mut self, id: impl Into<ProviderId>) -> Self {
        self.id = id.into();
        self
    }

    /// Another name than `Email`, as it stands on the button.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// How long a link works; a day by default.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = age;
        self
    }

    /// Writes the mails, instead of the built-in text in English.
    pub fn template(mut self, template: impl MailTemplate) -> Self {
        self.template = Box::new(template);
        self
    }

    /// How many mails one address gets in a time, whoever asks for them; ten in ten minutes by default,
    /// `None` sends them all. One too many is answered 429. It counts for each process on its own, beside
    /// the limit of sign-ins by client address.
    pub fn request_limit(mut self, limit: impl Into<Option<RateLimit>>) -> Self {
        self.requests = limit.into().map(RateLimiter::new);
        self
    }

    /// Counts a mail to that address.
    ///
    /// # Errors
    /// When it is one too many: the time until the count begins anew.
    pub(crate) fn count(&self, to: &EmailAddress, now: UnixTime) -> Result<(), Duration> {
        self.requests.as_ref().map_or(Ok(()), |limiter| limiter.count_key(to.clone(), now))
    }

    /// Mails the link.
    pub(crate) async fn mail(&self, link: &SignInLink<'_>) -> Result<(), MailError> {
        let MailBody { mut subject, text, html } = self.template.write(link);
        subject.retain(|c| !c.is_control());
        self.transport.send(Mail { from: self.from.clone(), to: link.to.clone(), subject, text, html }).await
    }
}
