//! The page on which the signed-in user looks after the account, and the one after its deletion.

mod notice;
mod section;

use http::StatusCode;
use maud::{Markup, html};

pub(crate) use self::{notice::AccountNotice, section::DELETE};
use super::{
    Page,
    frame::{Frame, Needs},
    icon::Icon,
    layout::{alert, csrf_field},
    words::{AccountWaysWords, AccountWords, Value, WithValue},
};
use crate::contract::{AdapterUser, UnixTime};

/// The contents of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AccountPage<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) csrf_token: &'a str,
    /// The absolute URL of this page, below which each change has its own.
    pub(crate) account_url: &'a str,
    pub(crate) step_up_url: &'a str,
    pub(crate) sign_out_url: &'a str,
    /// The URL of the page of the second factor, if users can have one.
    pub(crate) totp_url: Option<&'a str>,
    pub(crate) user: &'a AdapterUser,
    /// The URL of the page that changes the e-mail address, if there is one.
    pub(crate) address_url: Option<&'a str>,
    /// The URL of the page that changes the password, if the application has passwords.
    pub(crate) password_url: Option<&'a str>,
    /// `true` if the user has a password.
    pub(crate) has_password: bool,
    pub(crate) passkeys: &'a [PasskeyRow<'a>],
    pub(crate) accounts: &'a [AccountRow<'a>],
    /// The sessions, if they are rows.
    pub(crate) sessions: Option<&'a [SessionRow<'a>]>,
    pub(crate) keys: &'a [KeyRow<'a>],
    /// The time of the enrolment of a second factor, and the number of recovery codes that are left.
    pub(crate) second_factor: Option<(UnixTime, u32)>,
    /// `true` if sessions of other devices can be ended.
    pub(crate) can_end_others: bool,
    /// `true` if the session is fresh, so that no step-up comes before a change.
    pub(crate) is_fresh: bool,
    /// The providers whose accounts can be linked.
    pub(crate) linkable: &'a [AccountProvider<'a>],
    /// `true` if users can add a phone number, to which codes are sent.
    pub(crate) takes_numbers: bool,
    /// The form that adds a passkey, if the application has passkeys.
    pub(crate) passkey: Option<PasskeyAddition<'a>>,
    pub(crate) notice: Option<AccountNotice>,
    pub(crate) now: UnixTime,
}

/// A passkey of the user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PasskeyRow<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: Option<&'a str>,
    pub(crate) created: Option<UnixTime>,
    pub(crate) last_used: Option<UnixTime>,
    pub(crate) is_synced: bool,
}

/// A linked account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AccountRow<'a> {
    pub(crate) provider: &'a str,
    /// The name of the provider; `None` if the application does not have it any more.
    pub(crate) name: Option<&'a str>,
    pub(crate) id: &'a str,
    /// `true` if the ID is a phone number.
    pub(crate) is_number: bool,
}

/// A session in the database.
#[derive(Clone, Debug)]
pub(crate) struct SessionRow<'a> {
    pub(crate) id: &'a str,
    pub(crate) browser: Option<&'static str>,
    pub(crate) system: Option<&'static str>,
    pub(crate) begun: Option<UnixTime>,
    pub(crate) last_seen: Option<UnixTime>,
    /// `true` if it is that of the request.
    pub(crate) is_current: bool,
}

/// An API key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyRow<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) created: UnixTime,
    pub(crate) last_used: Option<UnixTime>,
    pub(crate) expires: Option<UnixTime>,
}

/// A provider whose account can be linked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AccountProvider<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    /// The URL that starts the sign-in.
    pub(crate) url: &'a str,
}

/// The form that adds a passkey.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PasskeyAddition<'a> {
    pub(crate) callback_url: &'a str,
    /// The path of the options of the ceremony.
    pub(crate) options_path: &'a str,
    /// The path of the script.
    pub(crate) script: &'a str,
}

impl AccountPage<'_> {
    fn words(&self) -> &AccountWords {
        &self.frame.words().account
    }

    fn ways(&self) -> &AccountWaysWords {
        &self.frame.words().account_ways
    }

    /// Returns the label of the user: the name, else the e-mail address.
    fn label(&self) -> &str {
        let user = &self.user.user;
        user.name.as_deref().or(user.email.as_deref()).unwrap_or(self.words().unnamed)
    }

    /// Renders the beginning of a form that makes a change.
    fn change(&self, name: &str, class: &str, content: Markup) -> Markup {
        html! {
            form.(class) action={ (self.account_url) "/" (name) } method="POST" {
                (csrf_field(Some(self.csrf_token)))
                (content)
            }
        }
    }
}

/// Renders the page.
pub(crate) fn account(page: &AccountPage<'_>) -> Page {
    let (user, words) = (page.user, page.words());
    let content = html! {
        header.account-head {
            div.avatar aria-hidden="true" data-initial=[initial(page.label())] {}
            div {
                h1 { (words.title) }
                p.quiet {
                    @match &user.user.email {
                        Some(email) => {
                            (email)
                            @if user.email_verified.is_none() { " · " (words.not_verified) }
                        },
                        None => (page.label()),
                    }
                }
            }
            form action=(page.sign_out_url) method="POST" {
                (csrf_field(Some(page.csrf_token)))
                input type="hidden" name="callbackUrl" value=(page.frame.origin);
                button.small type="submit" { (words.sign_out) }
            }
        }
        @match page.notice {
            Some(notice) if notice.is_failure() => (alert(notice.message(page.frame.words()))),
            Some(notice) => div.notice role="status" { (Icon::CHECK.drawing()) p { (notice.message(page.frame.words())) } },
            None => {},
        }
        (section::profile(page))
        (section::ways(page))
        (section::sessions(page))
        (section::keys(page))
        (section::data(page))
    };
    let needs = Needs {
        // A provider may redirect to other origins, so the targets of the forms are not restricted then.
        targets: if page.linkable.is_empty() { Vec::new() } else { vec![None] },
        script: page.passkey.map(|passkey| passkey.script),
        ..Needs::default()
    };
    page.frame.page_with(StatusCode::OK, (words.title, "account"), content, needs)
}

/// Returns the first letter of a label, for the badge.
fn initial(label: &str) -> Option<String> {
    label.trim().chars().next().map(|first| first.to_uppercase().to_string())
}

/// Renders words with the date of a point in time.
fn dated(words: WithValue, time: UnixTime) -> Markup {
    let iso = time.to_iso();
    let day = iso.split_once('T').map_or(&*iso, |(day, _)| day);
    html! { (words(Value::time(day, &iso))) }
}

/// Renders the page after the deletion of the account.
pub(crate) fn account_deleted(frame: &Frame<'_>) -> Page {
    let words = &frame.words().account;
    let content = html! {
        (Icon::DOOR.badge())
        h1 { (words.deleted_title) }
        p { (words.deleted) }
        a.button.primary href=(frame.origin) { (frame.words().common.start_page) }
    };
    frame.page(StatusCode::OK, words.deleted_title, "account-deleted", content)
}

#[cfg(test)]
mod tests;
