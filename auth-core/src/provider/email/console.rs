//! Mails printed on the terminal, for development.

use std::io::Write;

use super::{Mail, MailError, MailTransport};

/// A transport that prints mails on standard output instead of sending them. It is not for production: anyone
/// who reads the output can sign in as any user.
///
/// ```
/// use auth::provider::{email::ConsoleTransport, Email};
///
/// let email = Email::new(ConsoleTransport, "no-reply@app.example")?;
/// # Ok::<(), auth::provider::email::InvalidSender>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct ConsoleTransport;

#[diagnostic::do_not_recommend]
impl MailTransport for ConsoleTransport {
    async fn send(&self, mail: Mail) -> Result<(), MailError> {
        write(&mail, std::io::stdout().lock()).map_err(MailError::failed)
    }
}

fn write(mail: &Mail, mut out: impl Write) -> std::io::Result<()> {
    let Mail { from, to, subject, text, .. } = mail;
    writeln!(out, "--- mail\nFrom: {from}\nTo: {to}\nSubject: {subject}\n\n{}\n---", text.trim_end())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::EmailAddress;

    #[test]
    fn a_mail_is_printed_with_its_link() {
        let mail = Mail {
            from: "a@app.example".parse().unwrap(),
            to: EmailAddress::parse("ada@example.com").unwrap(),
            subject: "Sign in".to_owned(),
            text: "Follow\nhttps://app.example/link\n\n".to_owned(),
            html: None,
        };
        let mut out = Vec::new();
        write(&mail, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "--- mail\nFrom: a@app.example\nTo: ada@example.com\nSubject: Sign in\n\n\
             Follow\nhttps://app.example/link\n---\n"
        );
    }
}
