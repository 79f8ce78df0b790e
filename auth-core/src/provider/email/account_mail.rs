//! Mails about accounts, and the contract of their templates.

use http::HeaderMap;

use super::MailBody;
use crate::{
    config::Theme,
    contract::{EmailAddress, UnixTime},
    page::Words,
};

/// A mail about an account. It has no `Debug`, because it may hold a link.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct AccountMail<'m> {
    /// The subject of the mail.
    pub kind: AccountMailKind,
    /// The URL of the link, if the mail has one.
    pub url: Option<&'m str>,
    /// The site as users know it: the host, and the port if it is not the default.
    pub host: &'m str,
    /// The recipient. For [`ChangeEmail`](AccountMailKind::ChangeEmail), this may be a stranger.
    pub to: &'m EmailAddress,
    /// The name of the provider whose account was linked or unlinked.
    pub provider: Option<&'m str>,
    /// The number of the user's API keys that still work, in a notice about a new password.
    pub api_keys: u32,
    /// The time when the link expires, if the mail has one.
    pub expires: Option<UnixTime>,
    /// The theme of the site.
    pub theme: &'m Theme,
    /// The headers of the request.
    pub headers: &'m HeaderMap,
    /// The words in the language of the request, as the application has configured it.
    pub words: &'m Words,
}

/// The kinds of mails about accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountMailKind {
    /// To the present address of a user who has asked to prove it: a link.
    VerifyEmail,
    /// To the address to which a user wants to change: a link. The address may be a mistyped one, or another user's.
    ChangeEmail,
    /// To the present, proven address of a user who has asked to change it: a notice, which says what to do if the user
    /// has not asked.
    EmailChangeRequested,
    /// To the former, proven address of a user who has changed it: a notice, which says what to do if it was not the user.
    EmailChanged,
    /// To the address of a user who has forgotten the password: a link. Another person may have asked for it.
    ResetPassword,
    /// To an address for which somebody has asked for a new password, although no user has it: a notice, so that the request
    /// looks the same as for a user.
    NoAccount,
    /// To an address with which somebody wants to create an account: a link. Another person may have asked for it.
    SignUp,
    /// To the address of a user, with which somebody wanted to create another account: a notice, so that the request looks
    /// the same as for a new address.
    AccountExists,
    /// To the proven address of a user who has a new password: a notice, which says what to do if it was not the user.
    PasswordChanged,
    /// To the proven address of a user who has a new passkey: a notice, which says what to do if it was not the user. So are
    /// all mails below.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// An account was linked at [`provider`](AccountMail::provider).
    AccountLinked,
    /// An account was unlinked at [`provider`](AccountMail::provider).
    AccountUnlinked,
    /// A phone number was added, to which codes are sent.
    NumberAdded,
    /// A phone number took the place of another one.
    NumberChanged,
    /// A phone number was removed.
    NumberRemoved,
    /// An authenticator application was set up, or replaced by another one.
    SecondFactorSetUp,
    /// The authenticator application was removed.
    SecondFactorRemoved,
    /// The recovery codes were replaced by new ones.
    NewRecoveryCodes,
    /// A recovery code was used.
    RecoveryCodeUsed {
        /// The number of codes that are left.
        left: u32,
    },
    /// There were too many wrong codes of the second factor, after a first factor that was right.
    WrongCodes,
    /// The account was deleted.
    AccountDeleted,
}

/// A template of mails about accounts: any function from an [`AccountMail`] to a [`MailBody`].
///
/// ```
/// use auth::provider::email::{AccountMail, AccountMailKind, AccountMails, MailBody};
///
/// fn in_german(mail: &AccountMail<'_>) -> MailBody {
///     let subject = match mail.kind {
///         AccountMailKind::VerifyEmail => "Bitte bestätige deine Adresse",
///         AccountMailKind::ChangeEmail => "Bitte bestätige deine neue Adresse",
///         AccountMailKind::EmailChangeRequested => "Deine Adresse soll geändert werden",
///         AccountMailKind::EmailChanged => "Deine Adresse wurde geändert",
///         _ => "Nachricht zu deinem Konto",
///     };
///     MailBody::new(subject, format!("{subject}: {}\n{}\n", mail.host, mail.url.unwrap_or_default()))
/// }
///
/// let mails = AccountMails::new().template(in_german);
/// # let _ = mails;
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not write mails about accounts",
    label = "not a template of mails about accounts",
    note = "pass a function that takes `&AccountMail<'_>` and returns a `MailBody`, or implement `AccountMailTemplate`"
)]
pub trait AccountMailTemplate: Send + Sync + 'static {
    /// Writes a mail.
    fn write(&self, mail: &AccountMail<'_>) -> MailBody;
}

impl<F: Fn(&AccountMail<'_>) -> MailBody + Send + Sync + 'static> AccountMailTemplate for F {
    fn write(&self, mail: &AccountMail<'_>) -> MailBody {
        self(mail)
    }
}
