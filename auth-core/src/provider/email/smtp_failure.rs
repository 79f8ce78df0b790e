//! The failures of SMTP: a mistyped address, a server that is busy, and a configuration that does not work are three
//! things.

use std::error::Error as _;

use lettre::transport::smtp::Error;

use super::MailError;

/// Turns an error of SMTP into that of a transport. `of_recipient` is true if it is the response to the recipient's
/// address.
pub(super) fn failure(error: Error, of_recipient: bool) -> MailError {
    let text = error.source().map(ToString::to_string).unwrap_or_default();
    // lettre writes the causes of an error into its text. As a string, they are in the log once.
    let cause = error.to_string();
    match error.status() {
        _ if error.is_timeout() => MailError::TimedOut,
        Some(code) if error.is_permanent() => {
            match is_about_recipient(u16::from(code), &text, of_recipient) {
                true => MailError::refused(cause),
                false => MailError::failed(cause),
            }
        }
        Some(_) => MailError::unavailable(cause),
        None => MailError::failed(cause),
    }
}

/// Returns `true` if a permanent refusal is about the address or the mailbox of the recipient (RFC 3463), and `false` if
/// about the sender, a password, or the right to send.
fn is_about_recipient(code: u16, text: &str, of_recipient: bool) -> bool {
    match enhanced(text) {
        // 5.1.7 and 5.1.8 are about the sender.
        Some((1, detail)) => !matches!(detail, 7 | 8),
        Some((2, _)) => true,
        // Some servers say that nobody can be reached at the address by 5.4.1, or that its domain does not exist by 5.4.4.
        Some((4, 1 | 4)) => of_recipient,
        Some((0, 0)) | None => {
            let is_about_sending = || text.to_ascii_lowercase().contains("relay");
            of_recipient && matches!(code, 550..=553) && !is_about_sending()
        }
        Some(_) => false,
    }
}

/// Reads the subject and the detail of an enhanced status code at the beginning of a response: `5.1.1 No such user`.
fn enhanced(text: &str) -> Option<(u16, u16)> {
    let mut parts = text.split_whitespace().next()?.splitn(3, '.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    (class == "5").then_some(())?;
    Some((subject.parse().ok()?, detail.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_address_is_told_from_a_wrong_configuration() {
        for (code, text, of_recipient, is_about) in [
            (550, "5.1.1 <adda@example.com>: Recipient address rejected: User unknown", true, true),
            (550, "5.1.2 Domain not found", true, true),
            (553, "5.1.3 Invalid address", true, true),
            (556, "5.1.10 Domain does not accept mail", true, true),
            (552, "5.2.2 Mailbox full", true, true),
            (550, "5.4.1 Recipient address rejected: Access denied", true, true),
            (550, "No such user", true, true),
            (550, "", true, true),
            (550, "5.1.1 Unknown, found after the content", false, true),
            (554, "5.7.1 Relay access denied", true, false),
            (550, "relaying denied", true, false),
            (554, "transaction failed", true, false),
            (530, "5.7.0 Must issue a STARTTLS command first", true, false),
            (553, "5.1.8 Sender address rejected: domain not found", false, false),
            (553, "5.1.7 Sender address rejected", true, false),
            (550, "Sender verification failed", false, false),
            (535, "5.7.8 Authentication credentials invalid", false, false),
            (550, "5.4.1 blocked", false, false),
            (501, "Syntax: EHLO hostname", false, false),
        ] {
            assert_eq!(is_about_recipient(code, text, of_recipient), is_about, "{code} {text}");
        }
    }
}
