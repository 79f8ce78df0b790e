//! Mails sent by SMTP, the protocol that every mail provider supports.

use std::time::Duration;

use lettre::{
    Address, Message,
    address::Envelope,
    message::{Mailbox, MessageBuilder, MultiPart, header::ContentType},
};
use url::Url;

use super::{
    Mail, MailError, MailTransport,
    smtp_server::{InvalidSmtpUrl, Server, client_id},
};
use crate::{
    contract::EmailAddress,
    random::{self, SystemRandom},
    timer,
};

/// The default time that sending a mail may take, from the first byte sent to the last byte read.
const TIMEOUT: Duration = Duration::from_secs(15);

/// A [`MailTransport`] by SMTP. It opens a connection for each mail, and gives up after fifteen seconds by
/// default (see [`timeout`](Self::timeout)). It needs the tokio runtime.
pub struct SmtpTransport {
    server: Server,
    timeout: Duration,
}

impl SmtpTransport {
    /// Creates a transport from the URL of a server, with user and password percent-encoded:
    ///
    /// | URL | connection |
    /// | --- | --- |
    /// | `smtps://user:password@smtp.example.com` | TLS from the beginning, port 465 |
    /// | `smtp://user:password@smtp.example.com` | TLS after STARTTLS, and no mail without it; port 587 |
    /// | `smtp://localhost:1025`, `smtp://[::1]:1025` | unencrypted, because the server is on this machine; port 25 |
    /// | `smtp://relay.internal?tls=none` | unencrypted, because the URL says so; port 25 |
    ///
    /// The port is the default; the URL may name another one. Certificates are checked against those that the
    /// platform trusts. `?ehlo=app.example.com` sets the name by which this machine introduces itself to the server, as
    /// [`ehlo_name`](Self::ehlo_name) does.
    ///
    /// ```
    /// use auth::provider::email::SmtpTransport;
    ///
    /// let transport = SmtpTransport::from_url("smtp://localhost:1025")?;
    /// # Ok::<(), auth::provider::email::InvalidSmtpUrl>(())
    /// ```
    ///
    /// # Errors
    /// Fails if the URL is invalid, or if TLS cannot be set up. The error does not show the URL, because it
    /// holds a password.
    pub fn from_url(url: &str) -> Result<Self, InvalidSmtpUrl> {
        let url = Url::parse(url.trim()).map_err(|_| InvalidSmtpUrl::Url)?;
        Ok(Self { server: Server::of(&url)?, timeout: TIMEOUT })
    }

    /// Sets how long sending a mail may take in total.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets the name by which this machine introduces itself to the server (`EHLO`). The default is the domain of the
    /// sender.
    ///
    /// ```
    /// use auth::provider::email::SmtpTransport;
    ///
    /// let transport = SmtpTransport::from_url("smtps://smtp.example.com")?.ehlo_name("app.example.com")?;
    /// # Ok::<(), auth::provider::email::InvalidSmtpUrl>(())
    /// ```
    ///
    /// # Errors
    /// Fails if the name is not a host name or an IP address.
    pub fn ehlo_name(mut self, name: &str) -> Result<Self, InvalidSmtpUrl> {
        self.server.ehlo = Some(client_id(name).ok_or(InvalidSmtpUrl::Ehlo)?);
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl MailTransport for SmtpTransport {
    async fn send(&self, mail: Mail) -> Result<(), MailError> {
        let message = message(mail).map_err(MailError::failed)?;
        timer::timeout(self.timeout, self.server.send(&message, self.timeout))
            .await
            .unwrap_or(Err(MailError::TimedOut))
    }
}

/// Builds the mail in the format of RFC 5322.
fn message(mail: Mail) -> Result<Message, lettre::error::Error> {
    let Mail { from, to, subject, text, html } = mail;
    let from = from.into_mailbox();
    let id = format!("<{}@{}>", random::uuid(&SystemRandom), from.email.domain());
    let to = recipient(&to);
    // Without an envelope, lettre parses the header again, and refuses combining marks.
    let envelope = Envelope::new(Some(from.email.clone()), vec![to.email.clone()])?;
    let builder: MessageBuilder =
        Message::builder().envelope(envelope).message_id(Some(id)).from(from).to(to).subject(subject);
    match html {
        Some(html) => builder.multipart(MultiPart::alternative_plain_html(text, html)),
        None => builder.header(ContentType::TEXT_PLAIN).body(text),
    }
}

/// Returns the recipient in lettre's type. The domain consists of A-labels, so the server needs SMTPUTF8 only for a
/// local part beyond ASCII.
fn recipient(to: &EmailAddress) -> Mailbox {
    // lettre's own check refuses combining marks. An `EmailAddress` has passed a stricter one.
    Mailbox::new(None, Address::new_dangerous(to.local_part(), to.domain()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_do_not_show_the_password() {
        for url in [
            "smtp://u:hunter2@relay.test?tls=opportunistic",
            "smtps://u:hunter2@relay.test?tls=none",
            "http://u:hunter2@relay.test",
            "relay.test:hunter2",
            "smtp:hunter2",
            "smtp://u:hunter2@:25",
            "hunter2",
            "",
        ] {
            let error = SmtpTransport::from_url(url).err().unwrap();
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{url}: {error:?}");
        }
    }

    fn mail(subject: &str, html: Option<&str>) -> String {
        let mail = Mail {
            from: "Acme <no-reply@app.example>".parse().unwrap(),
            to: EmailAddress::parse("ada@example.com").unwrap(),
            subject: subject.to_owned(),
            text: "Text\nhttps://app.example/x?a=1&b=2\n".to_owned(),
            html: html.map(str::to_owned),
        };
        String::from_utf8(message(mail).unwrap().formatted()).unwrap()
    }

    #[test]
    fn a_message_has_the_headers_it_needs() {
        let message = mail("Sign in to app.example", Some("<p>Text"));
        let (head, _) = message.split_once("\r\n\r\n").unwrap();
        for line in
            ["From: Acme <no-reply@app.example>", "To: ada@example.com", "Subject: Sign in to app.example"]
        {
            assert!(head.lines().any(|header| header == line), "{head}");
        }
        assert!(head.contains("\r\nDate: ") && head.contains("@app.example>\r\n"), "{head}");
        assert!(message.contains("Content-Type: text/plain") && message.contains("Content-Type: text/html"));
    }

    #[test]
    fn a_server_without_smtputf8_gets_mail_for_any_domain() {
        let mail = |to: &str| Mail {
            from: "Acme <no-reply@bücher.example>".parse().unwrap(),
            to: EmailAddress::parse(to).unwrap(),
            subject: "x".to_owned(),
            text: "x".to_owned(),
            html: None,
        };
        let message_to = |to: &str| message(mail(to)).unwrap();
        let ascii = message_to("ada@bücher。example");
        assert_eq!(ascii.envelope().to()[0].to_string(), "ada@xn--bcher-kva.example");
        assert!(String::from_utf8(ascii.formatted()).unwrap().contains("To: ada@xn--bcher-kva.example\r\n"));
        for local in ["érin", "संपर्क"] {
            let message = message_to(&format!("{local}@example.com"));
            assert_eq!(message.envelope().to()[0].to_string(), format!("{local}@example.com"));
        }
    }

    #[test]
    fn a_subject_cannot_add_a_header() {
        let message = mail("x\r\nBcc: eve@evil.example", None);
        assert!(!message.lines().any(|line| line.starts_with("Bcc")), "{message}");
    }
}
