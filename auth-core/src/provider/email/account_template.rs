//! The built-in mails about accounts.

use maud::html;

use super::{AccountMail, AccountMailKind, MailBody, template};

/// The words of a mail: the subject, to which the site is added, the label of the button, and the paragraphs below.
struct Words {
    subject: &'static str,
    button: &'static str,
    notes: &'static [&'static str],
}

fn words(kind: AccountMailKind) -> Words {
    match kind {
        AccountMailKind::VerifyEmail => Words {
            subject: "Confirm your email address for",
            button: "Confirm address",
            notes: &[
                "Open the link in the browser in which you are signed in.",
                "If you did not ask for this mail, ignore it.",
            ],
        },
        AccountMailKind::ChangeEmail => Words {
            subject: "Confirm your new email address for",
            button: "Confirm new address",
            notes: &[
                "Open the link in the browser in which you are signed in. Your address stays the same until then.",
                "If you did not ask for this mail, ignore it.",
            ],
        },
        AccountMailKind::EmailChangeRequested => Words {
            subject: "Your email address is about to change at",
            button: "",
            notes: &[
                "Someone who is signed in to your account has asked to change its email address. It changes once the new \
                 address is confirmed.",
                "If it was you, there is nothing to do.",
                "If it was not you, sign in now, sign out all other devices, and change how you sign in.",
            ],
        },
        AccountMailKind::EmailChanged => Words {
            subject: "Your email address was changed at",
            button: "",
            notes: &[
                "The email address of your account was changed, and this address does not belong to it any more. All \
                 other devices were signed out.",
                "If it was you, there is nothing to do.",
                "If it was not you, contact the support of the site now.",
            ],
        },
    }
}

/// Writes a mail in the site's colours. It does not show any e-mail address.
pub(super) fn built_in(mail: &AccountMail<'_>) -> MailBody {
    let Words { subject, button, notes } = words(mail.kind);
    let line = format!("{subject} {}", mail.host);
    let link = mail.url.map(|url| format!("{url}\n")).unwrap_or_default();
    let text = format!("{line}\n{link}\n{}\n", notes.join("\n\n"));
    let heading = html! { (subject) " " strong { (template::unlinked(mail.host)) } };
    let link = mail.url.map(|url| (url, button));
    MailBody::new(line, text).with_html(template::letter(mail.theme, heading, link, notes))
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::{config::Theme, contract::EmailAddress};

    const KINDS: [AccountMailKind; 4] = [
        AccountMailKind::VerifyEmail,
        AccountMailKind::ChangeEmail,
        AccountMailKind::EmailChangeRequested,
        AccountMailKind::EmailChanged,
    ];

    fn mail(kind: AccountMailKind, url: Option<&str>) -> MailBody {
        let to = EmailAddress::parse("ada@example.com").unwrap();
        let (theme, headers) = (Theme::new(), HeaderMap::new());
        let host = "app.test";
        built_in(&AccountMail { kind, url, host, to: &to, expires: None, theme: &theme, headers: &headers })
    }

    #[test]
    fn a_link_is_on_a_line_of_its_own_and_escaped_in_html() {
        let url = "https://app.test/x?a=1&b=\"<";
        for kind in [AccountMailKind::VerifyEmail, AccountMailKind::ChangeEmail] {
            let mail = mail(kind, Some(url));
            assert!(mail.subject.ends_with(" app.test"));
            assert_eq!(mail.text.lines().nth(1), Some(url));
            let html = mail.html.unwrap();
            assert!(html.contains("<a href=\"https://app.test/x?a=1&amp;b=&quot;&lt;\""));
            assert_eq!(html.matches("href=").count(), 1);
        }
    }

    #[test]
    fn a_notice_has_no_link_and_says_what_to_do() {
        for kind in [AccountMailKind::EmailChangeRequested, AccountMailKind::EmailChanged] {
            let mail = mail(kind, None);
            assert!(mail.text.contains("If it was not you, "));
            let html = mail.html.unwrap();
            assert!(!html.contains("href=") && html.contains("If it was not you, "));
        }
    }

    #[test]
    fn no_mail_shows_an_address() {
        for kind in KINDS {
            let mail = mail(kind, None);
            assert!(!mail.text.contains("ada") && !mail.html.unwrap().contains("ada@"));
        }
    }
}
