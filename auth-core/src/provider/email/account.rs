//! The options of mails about accounts.

use std::time::Duration;

use super::{AccountMailTemplate, Email, account_template::built_in};

/// The default time for which a link works: an hour.
const DEFAULT_MAX_AGE: Duration = Duration::from_secs(60 * 60);

/// The default time for which a link for a forgotten password works: half an hour.
const DEFAULT_RESET_MAX_AGE: Duration = Duration::from_secs(30 * 60);

/// Mails about accounts, passed to `auth::Auth::builder().account_mails(…)`. They turn on the pages on which signed-in
/// users prove their e-mail address (`email/verify` below the base path) and change it (`email/change`). With
/// `.passwords(…)`, users who have forgotten the password choose another one (`password/forgot`).
///
/// The mails are sent by the provider of magic links (`.email(…)`), or by a sender of their own, with which no user can
/// sign in:
///
/// ```
/// use auth::{Auth, adapter::MemoryAdapter, provider::{Email, email::{AccountMails, ConsoleTransport}}};
///
/// let mails = AccountMails::sent_by(Email::new(ConsoleTransport, "Acme <no-reply@acme.example>")?);
/// let builder = Auth::builder().adapter(MemoryAdapter::new()).account_mails(mails);
/// # let _ = builder;
/// # Ok::<(), auth::BoxError>(())
/// ```
///
/// A link works once, until it expires, for the user who has asked for it, and only as long as the user's address stays
/// the same. A newer link replaces it. It changes nothing when it is opened: the page asks first, because programs that
/// scan mails open links too.
#[must_use = "pass it to the builder: `.account_mails(…)`"]
pub struct AccountMails {
    pub(crate) sender: Option<Box<Email>>,
    pub(crate) max_age: Duration,
    /// The time for which a link for a forgotten password works.
    pub(crate) reset_max_age: Duration,
    pub(crate) template: Box<dyn AccountMailTemplate>,
}

impl Default for AccountMails {
    fn default() -> Self {
        Self::new()
    }
}

/// The argument of the builder's `.account_mails(…)`: [`AccountMails`], or an [`Email`], which is
/// [`AccountMails::sent_by`] it.
#[diagnostic::on_unimplemented(
    message = "expected `AccountMails`, found `{Self}`",
    label = "not the options of mails about accounts",
    note = "`AccountMails::new()` takes the sender of `.email(…)`, and `Email::from_env()?` is a sender of its own; of a `Result`, take \
        the value with `?`"
)]
pub trait IntoAccountMails {
    /// Returns the options.
    fn into_account_mails(self) -> AccountMails;
}

#[diagnostic::do_not_recommend]
impl IntoAccountMails for AccountMails {
    fn into_account_mails(self) -> AccountMails {
        self
    }
}

#[diagnostic::do_not_recommend]
impl IntoAccountMails for Email {
    fn into_account_mails(self) -> AccountMails {
        AccountMails::sent_by(self)
    }
}

impl AccountMails {
    /// Mails that the provider of magic links sends. If there are several, the first one does.
    pub fn new() -> Self {
        Self {
            sender: None,
            max_age: DEFAULT_MAX_AGE,
            reset_max_age: DEFAULT_RESET_MAX_AGE,
            template: Box::new(built_in),
        }
    }

    /// Mails with a sender of their own. Of its options, the sender and the
    /// [limit of mails](Email::request_limit) count.
    pub fn sent_by(email: Email) -> Self {
        Self { sender: Some(Box::new(email)), ..Self::new() }
    }

    /// Sets how long a link works; an hour by default.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = age;
        self
    }

    /// Sets how long a link for a forgotten password works; half an hour by default.
    pub fn reset_max_age(mut self, age: Duration) -> Self {
        self.reset_max_age = age;
        self
    }

    /// Sets the template that writes the mails, in place of the built-in one.
    pub fn template(mut self, template: impl AccountMailTemplate) -> Self {
        self.template = Box::new(template);
        self
    }
}
