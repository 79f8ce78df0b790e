//! The built-in mails about accounts.

use super::{AccountMail, AccountMailKind, MailBody, template};
use crate::page::{Text, Value, WithValue, Words};

/// The parts of a mail: the subject, the label of the button, and the paragraphs below.
struct Parts {
    subject: WithValue,
    button: Text,
    notes: [Text; 3],
}

fn parts(kind: AccountMailKind, words: &Words) -> Parts {
    let (sign_up, ignore) = (&words.sign_up, words.email.mail_ignore);
    let (words, passwords) = (&words.address, &words.password);
    match kind {
        AccountMailKind::VerifyEmail => Parts {
            subject: words.verify_subject,
            button: words.verify_button,
            notes: [words.open_here, ignore, ""],
        },
        AccountMailKind::ChangeEmail => Parts {
            subject: words.change_subject,
            button: words.change_button,
            notes: [words.open_here, words.same_until_then, ignore],
        },
        AccountMailKind::EmailChangeRequested => Parts {
            subject: words.requested_subject,
            button: "",
            notes: [words.requested, words.nothing_to_do, words.not_requested],
        },
        AccountMailKind::EmailChanged => Parts {
            subject: words.changed_subject,
            button: "",
            notes: [words.changed, words.nothing_to_do, words.not_changed],
        },
        AccountMailKind::ResetPassword => Parts {
            subject: passwords.reset_subject,
            button: passwords.reset_button,
            notes: [passwords.not_asked, "", ""],
        },
        AccountMailKind::NoAccount => Parts {
            subject: passwords.no_account_subject,
            button: "",
            notes: [passwords.no_account, ignore, ""],
        },
        AccountMailKind::SignUp => {
            Parts { subject: sign_up.subject, button: sign_up.button, notes: [sign_up.not_asked, "", ""] }
        }
        AccountMailKind::AccountExists => {
            Parts { subject: sign_up.exists_subject, button: "", notes: [sign_up.exists, ignore, ""] }
        }
        AccountMailKind::PasswordChanged => Parts {
            subject: passwords.changed_subject,
            button: "",
            notes: [passwords.changed, words.nothing_to_do, passwords.not_changed],
        },
    }
}

/// Writes a mail in the site's colours. It does not show any e-mail address.
pub(super) fn built_in(mail: &AccountMail<'_>) -> MailBody {
    let Parts { subject, button, notes } = parts(mail.kind, mail.words);
    let notes: Vec<&str> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    let line = subject(Value::plain(mail.host)).to_string();
    let link = mail.url.map(|url| format!("{url}\n")).unwrap_or_default();
    let text = format!("{line}\n{link}\n{}\n", notes.join("\n\n"));
    let letter = template::Letter {
        heading: subject(Value::strong(template::unlinked(mail.host))),
        link: mail.url.map(|url| (url, button)),
        code: None,
        notes: &notes,
    };
    MailBody::new(line, text).with_html(template::letter(mail.words, mail.theme, &letter))
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::{config::Theme, contract::EmailAddress};

    const KINDS: [AccountMailKind; 9] = [
        AccountMailKind::SignUp,
        AccountMailKind::AccountExists,
        AccountMailKind::VerifyEmail,
        AccountMailKind::ChangeEmail,
        AccountMailKind::EmailChangeRequested,
        AccountMailKind::EmailChanged,
        AccountMailKind::ResetPassword,
        AccountMailKind::NoAccount,
        AccountMailKind::PasswordChanged,
    ];

    fn mail(kind: AccountMailKind, url: Option<&str>) -> MailBody {
        let to = EmailAddress::parse("ada@example.com").unwrap();
        let (theme, headers) = (Theme::new(), HeaderMap::new());
        let (host, words) = ("app.test", &Words::ENGLISH);
        let expires = None;
        built_in(&AccountMail { kind, url, host, to: &to, expires, theme: &theme, headers: &headers, words })
    }

    #[test]
    fn a_link_is_on_a_line_of_its_own_and_escaped_in_html() {
        let url = "https://app.test/x?a=1&b=\"<";
        for kind in [AccountMailKind::VerifyEmail, AccountMailKind::ChangeEmail, AccountMailKind::SignUp] {
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
        for kind in [
            AccountMailKind::EmailChangeRequested,
            AccountMailKind::EmailChanged,
            AccountMailKind::PasswordChanged,
        ] {
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
