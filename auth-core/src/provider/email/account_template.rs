//! The built-in mails about accounts.

use super::{AccountMail, AccountMailKind, MailBody, notice_template::notice, template};
use crate::page::{Count, Text, Value, WithValue, Words};

/// The parts of a mail: the subject, the label of the button, and the paragraphs below.
struct Parts<N = Text> {
    subject: WithValue,
    button: Text,
    notes: [N; 3],
}

/// Returns the parts of a mail.
fn parts(mail: &AccountMail<'_>) -> Parts<String> {
    match notice(mail) {
        Some((subject, notes)) => Parts { subject, button: "", notes },
        None => {
            let Parts { subject, button, notes } = of_page(mail.kind, mail.words);
            let mut notes = notes.map(str::to_owned);
            if mail.api_keys > 0 {
                let [first, ..] = &mut notes;
                let keys = (mail.words.password.keys_left)(Count::new(mail.api_keys));
                *first = format!("{first} {keys}");
            }
            Parts { subject, button, notes }
        }
    }
}

/// Returns the parts of a mail that belongs to a page.
fn of_page(kind: AccountMailKind, words: &Words) -> Parts {
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
        // A kind without parts of its own is a notice.
        _ => Parts {
            subject: passwords.changed_subject,
            button: "",
            notes: [passwords.changed, words.nothing_to_do, passwords.not_changed],
        },
    }
}

/// Writes a mail in the site's colours. It does not show any e-mail address.
pub(super) fn built_in(mail: &AccountMail<'_>) -> MailBody {
    let Parts { subject, button, notes } = parts(mail);
    let notes: Vec<&str> = notes.iter().map(String::as_str).filter(|note| !note.is_empty()).collect();
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

    const NOTICES: [AccountMailKind; 16] = [
        AccountMailKind::EmailChangeRequested,
        AccountMailKind::EmailChanged,
        AccountMailKind::PasswordChanged,
        AccountMailKind::PasskeyAdded,
        AccountMailKind::PasskeyRemoved,
        AccountMailKind::AccountLinked,
        AccountMailKind::AccountUnlinked,
        AccountMailKind::NumberAdded,
        AccountMailKind::NumberChanged,
        AccountMailKind::NumberRemoved,
        AccountMailKind::SecondFactorSetUp,
        AccountMailKind::SecondFactorRemoved,
        AccountMailKind::NewRecoveryCodes,
        AccountMailKind::RecoveryCodeUsed { left: 3 },
        AccountMailKind::WrongCodes,
        AccountMailKind::AccountDeleted,
    ];

    const LINKS: [AccountMailKind; 6] = [
        AccountMailKind::SignUp,
        AccountMailKind::AccountExists,
        AccountMailKind::VerifyEmail,
        AccountMailKind::ChangeEmail,
        AccountMailKind::ResetPassword,
        AccountMailKind::NoAccount,
    ];

    fn mail(kind: AccountMailKind, url: Option<&str>) -> MailBody {
        let to = EmailAddress::parse("ada@example.com").unwrap();
        let (theme, headers) = (Theme::new(), HeaderMap::new());
        let (host, words) = ("app.test", &Words::ENGLISH);
        built_in(&AccountMail {
            kind,
            url,
            host,
            to: &to,
            provider: Some("Acme & Co"),
            api_keys: 0,
            expires: None,
            theme: &theme,
            headers: &headers,
            words,
        })
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
        for kind in NOTICES {
            let mail = mail(kind, None);
            assert!(mail.text.contains("If it was not you, "));
            let html = mail.html.unwrap();
            assert!(!html.contains("href=") && html.contains("If it was not you, "));
        }
    }

    #[test]
    fn no_mail_shows_an_address() {
        for kind in LINKS.into_iter().chain(NOTICES) {
            let mail = mail(kind, None);
            assert!(!mail.text.contains("ada") && !mail.html.unwrap().contains("ada@"));
        }
    }

    #[test]
    fn each_notice_says_what_has_happened() {
        let mails = NOTICES.map(|kind| mail(kind, None));
        for (index, mail) in mails.iter().enumerate() {
            assert!(mail.subject.ends_with("app.test") && mail.text.lines().count() > 4, "{}", mail.text);
            assert!(
                mails[..index].iter().all(|other| other.subject != mail.subject && other.text != mail.text)
            );
        }
        let of = |kind| mails[NOTICES.iter().position(|other| *other == kind).unwrap()].clone();
        let linked = of(AccountMailKind::AccountLinked);
        assert!(linked.text.contains("an account at Acme & Co signs in"), "{}", linked.text);
        assert!(linked.html.unwrap().contains("Acme &amp; Co signs in"));
        let used = of(AccountMailKind::RecoveryCodeUsed { left: 3 });
        assert!(used.text.contains("You have 3 recovery codes left."), "{}", used.text);
        let deleted = of(AccountMailKind::AccountDeleted);
        assert!(deleted.text.contains("contact the support"), "{}", deleted.text);
    }
}
