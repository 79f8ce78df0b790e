//! Sign-in by codes that are sent to phones.
//!
//! ```
//! use auth::{Auth, adapter::MemoryAdapter, provider::{Sms, sms::ConsoleChannel}};
//!
//! let auth: Auth<()> = Auth::builder()
//!     .secret("thirty-two random bytes, better from AUTH_SECRET")
//!     .url("http://localhost:3000")
//!     .adapter(MemoryAdapter::new())
//!     .sms(Sms::new(ConsoleChannel))
//!     .build()?;
//! # Ok::<(), auth::BoxError>(())
//! ```
//!
//! A [`CodeChannel`] sends the messages. The user enters the phone number on the sign-in page, and the code on the next
//! one, in the same browser. A number is an account like that of a provider: the signed-in user adds it by entering it on
//! the sign-in page, shortly after a sign-in. By default, only numbers that were added sign in, and the responses do not
//! reveal which ones they are.
//!
//! NIST SP 800-63B-4 restricts codes by telephone, because numbers are moved to other SIM cards and messages are
//! intercepted. They prove [`Sms`](crate::contract::assurance::Sms), no e-mail address, and are no part of
//! [`Mfa`](crate::contract::assurance::Mfa). A second factor is asked for as at any other sign-in.

mod channel;
mod hasher;

use std::{sync::Arc, time::Duration};

use self::channel::ErasedChannel;
pub use self::channel::{ChannelError, CodeChannel, CodeMessage, ConsoleChannel};
pub(crate) use self::{
    channel::OwnedMessage,
    hasher::{CodeHasher, identifier},
};
pub use super::one_time_code::CodeLength;
use crate::{
    adapter::AttemptRule,
    config::TextList,
    contract::{IntoText, PhoneNumber, ProviderId},
};

/// The limit of requests for one number: three in ten minutes.
pub(crate) const REQUESTS: AttemptRule = AttemptRule::fixed(3, Duration::from_secs(10 * 60));

/// The time for which messages are counted.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The provider of codes by telephone, passed to `auth::Auth::builder().sms(…)`. It needs an adapter. Auth.js has none.
///
/// Messages cost money, and strangers can request them. So their numbers are limited within 24 hours: by phone number, by
/// network of the client, and in all.
///
/// ```
/// use auth::provider::{Sms, sms::{CodeLength, ConsoleChannel}};
///
/// let sms = Sms::new(ConsoleChannel).length(CodeLength::Eight).prefixes(["+44", "+353"]).daily_total(200);
/// ```
#[must_use = "pass it to the builder: `.sms(…)`"]
pub struct Sms {
    pub(crate) id: ProviderId,
    pub(crate) name: String,
    pub(crate) length: CodeLength,
    pub(crate) is_registration_open: bool,
    pub(crate) by_number: AttemptRule,
    pub(crate) by_network: AttemptRule,
    pub(crate) in_all: AttemptRule,
    prefixes: Vec<String>,
    channel: Arc<dyn ErasedChannel>,
}

impl Sms {
    /// Creates a provider that sends codes by a channel.
    pub fn new(channel: impl CodeChannel) -> Self {
        Self {
            id: "sms".into(),
            name: "SMS".to_owned(),
            length: CodeLength::Six,
            is_registration_open: false,
            by_number: AttemptRule::fixed(10, DAY),
            by_network: AttemptRule::fixed(30, DAY),
            in_all: AttemptRule::fixed(1_000, DAY),
            prefixes: Vec::new(),
            channel: Arc::new(channel),
        }
    }

    /// Sets the ID, which appears in URLs and in the rows of accounts; `sms` by default.
    pub fn id(mut self, id: impl IntoText<ProviderId>) -> Self {
        self.id = id.into_text();
        self
    }

    /// Sets the name, which appears on the button; `SMS` by default.
    pub fn name(mut self, name: impl IntoText<String>) -> Self {
        self.name = name.into_text();
        self
    }

    /// Sets the number of digits of the codes; six by default. A code works for ten minutes, once, for five tries, and
    /// only in the browser that has asked for it.
    pub fn length(mut self, length: CodeLength) -> Self {
        self.length = length;
        self
    }

    /// Lets anyone sign up who has a phone. A number that nobody has added then gets a code, too, and entering it creates a
    /// user without name and e-mail address. Guards see it as
    /// [`SignInMethod::NumberRegistration`](crate::contract::callback::sign_in::SignInMethod).
    ///
    /// Fraudsters request messages to expensive numbers of which they get a share. Set [`prefixes`](Self::prefixes) and
    /// [`daily_total`](Self::daily_total) as low as you can.
    pub fn open_registration(mut self) -> Self {
        self.is_registration_open = true;
        self
    }

    /// Accepts only numbers with one of these prefixes, such as the country codes of your users: `+44`. All others are
    /// rejected as if they were no phone numbers. By default, all are accepted.
    pub fn prefixes(mut self, prefixes: impl TextList) -> Self {
        self.prefixes = prefixes.into_texts();
        self
    }

    /// Sets how many messages a phone number may get within 24 hours; 10 by default. Further requests get the status 429. A
    /// browser that has signed in by the number before has a limit of its own, so that strangers cannot use up the owner's. Of
    /// the messages to other browsers, the clients of one network get half, so that one stranger does not use up all of them.
    pub fn daily_per_number(mut self, messages: u32) -> Self {
        self.by_number.tries = messages;
        self
    }

    /// Sets how many messages the clients of one network may request within 24 hours: an IPv4 address, or the first 64
    /// bits of an IPv6 address; 30 by default. Further requests get the status 429. Clients whose addresses are unknown are
    /// not counted.
    pub fn daily_per_network(mut self, messages: u32) -> Self {
        self.by_network.tries = messages;
        self
    }

    /// Sets how many messages are sent within 24 hours in all; 1000 by default. Further messages are not sent, and the log
    /// has a warning. Requests for numbers that are not known send nothing and are not counted.
    pub fn daily_total(mut self, messages: u32) -> Self {
        self.in_all.tries = messages;
        self
    }

    /// Returns `true` if messages to the number are allowed.
    pub(crate) fn accepts(&self, number: &PhoneNumber) -> bool {
        let has = |prefix: &String| number.as_str().starts_with(prefix.as_str());
        self.prefixes.is_empty() || self.prefixes.iter().any(has)
    }

    /// Returns `true` if a number can begin with each prefix.
    pub(crate) fn has_valid_prefixes(&self) -> bool {
        let is_valid = |prefix: &String| {
            let digits = prefix.strip_prefix('+').unwrap_or_default();
            matches!(digits.len(), 1..=15)
                && digits.bytes().all(|byte| byte.is_ascii_digit())
                && !digits.starts_with('0')
        };
        self.prefixes.iter().all(is_valid)
    }

    /// Returns the channel.
    pub(crate) fn channel(&self) -> Arc<dyn ErasedChannel> {
        self.channel.clone()
    }
}
