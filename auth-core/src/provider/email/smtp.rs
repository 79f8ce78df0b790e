//! Mails sent by SMTP, the protocol that every mail provider supports.

use std::{
    net::{IpAddr, Ipv4Addr},
    time::Duration,
};

use lettre::{
    Address, Message,
    address::Envelope,
    message::{Mailbox, MessageBuilder, MultiPart, header::ContentType},
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail as MailFrom, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};
use percent_encoding::percent_decode_str;
use url::Url;

use super::{Mail, MailError, MailTransport, smtp_failure::failure};
use crate::{
    contract::{BoxError, EmailAddress},
    random::{self, SystemRandom},
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

/// The encryption of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tls {
    None,
    /// After STARTTLS.
    Started,
    /// From the beginning.
    Immediate,
}

/// A server, and how to speak to it.
struct Server {
    /// The host, without the brackets of an IPv6 address.
    host: String,
    port: u16,
    tls: Tls,
    parameters: Option<TlsParameters>,
    credentials: Option<Credentials>,
    /// `None` for the domain of the sender.
    ehlo: Option<ClientId>,
}

impl Server {
    fn of(url: &Url) -> Result<Self, InvalidSmtpUrl> {
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(InvalidSmtpUrl::Url)?;
        let host = without_brackets(host);
        let parameter = |name| url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value);
        let tls = match (url.scheme(), parameter("tls").as_deref()) {
            ("smtps", None) => Tls::Immediate,
            ("smtp", None) if is_loopback(host) => Tls::None,
            ("smtp", Some("none")) => Tls::None,
            ("smtp", None | Some("required")) => Tls::Started,
            ("smtp" | "smtps", _) => return Err(InvalidSmtpUrl::Encryption),
            _ => return Err(InvalidSmtpUrl::Scheme),
        };
        let default_port = match tls {
            Tls::None => 25,
            Tls::Started => 587,
            Tls::Immediate => 465,
        };
        // lettre takes the path for the name, as other programs do.
        let path = url.path().trim_matches('/');
        let ehlo = parameter("ehlo").or_else(|| (!path.is_empty()).then(|| path.into()));
        let parameters = (tls != Tls::None).then(|| TlsParameters::new(host.to_owned())).transpose();
        Ok(Self {
            host: host.to_owned(),
            port: url.port().unwrap_or(default_port),
            tls,
            parameters: parameters.map_err(|error| InvalidSmtpUrl::Tls(error.into()))?,
            credentials: credentials(url)?,
            ehlo: ehlo.map(|name| client_id(&name).ok_or(InvalidSmtpUrl::Ehlo)).transpose()?,
        })
    }

    /// Sends a message to its recipient.
    async fn send(&self, message: &Message, timeout: Duration) -> Result<(), MailError> {
        let envelope = message.envelope();
        let general = |error: Error| failure(error, false);
        let mut connection = self.connect(envelope, timeout).await.map_err(general)?;
        let bytes = message.formatted();
        let supports = |feature| connection.server_info().supports_feature(feature);
        let mut options = Vec::new();
        if !is_ascii(envelope.to())
            || !envelope.from().is_none_or(|from| is_ascii(std::slice::from_ref(from)))
        {
            if !supports(Extension::SmtpUtfEight) {
                return Err(needs_smtputf8(envelope));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if !bytes.is_ascii() {
            if !supports(Extension::EightBitMime) {
                return Err(MailError::failed(
                    "the mail has bytes beyond ASCII, and the server has no 8BITMIME",
                ));
            }
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let from = MailFrom::new(envelope.from().cloned(), options);
        connection.command(from).await.map_err(general)?;
        for to in envelope.to() {
            let rcpt = Rcpt::new(to.clone(), Vec::new());
            connection.command(rcpt).await.map_err(|error| failure(error, true))?;
        }
        connection.command(Data).await.map_err(general)?;
        connection.message(&bytes).await.map_err(general)?;
        // The mail is accepted, whatever the server says now.
        let _ = connection.quit().await;
        Ok(())
    }

    async fn connect(&self, envelope: &Envelope, timeout: Duration) -> Result<AsyncSmtpConnection, Error> {
        let ehlo = self.ehlo.clone().unwrap_or_else(|| own_name(envelope));
        let immediate = self.parameters.clone().filter(|_| self.tls == Tls::Immediate);
        let address = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, Some(timeout), &ehlo, immediate, None).await?;
        if let (Tls::Started, Some(parameters)) = (self.tls, &self.parameters) {
            connection.starttls(parameters.clone(), &ehlo).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

/// Returns the error for an address that the server cannot deliver to or from.
fn needs_smtputf8(envelope: &Envelope) -> MailError {
    const CAUSE: &str = "the part of the e-mail address before the `@` is not ASCII, and the mail server does not support SMTPUTF8";
    if is_ascii(envelope.to()) { MailError::failed(CAUSE) } else { MailError::refused(CAUSE) }
}

fn is_ascii(addresses: &[Address]) -> bool {
    addresses.iter().all(|address| AsRef::<str>::as_ref(address).is_ascii())
}

/// Returns the domain of the sender, or an address literal if it is no public name.
fn own_name(envelope: &Envelope) -> ClientId {
    let domain =
        envelope.from().map(Address::domain).filter(|domain| domain.is_ascii() && domain.contains('.'));
    domain.and_then(client_id).unwrap_or(ClientId::Ipv4(Ipv4Addr::LOCALHOST))
}

/// Reads a host name, or an IP address with or without brackets.
fn client_id(name: &str) -> Option<ClientId> {
    match without_brackets(name).parse() {
        Ok(IpAddr::V4(address)) => return Some(ClientId::Ipv4(address)),
        Ok(IpAddr::V6(address)) => return Some(ClientId::Ipv6(address)),
        Err(_) => {}
    }
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (name.len() <= 253 && name.split('.').all(is_label)).then(|| ClientId::Domain(name.to_owned()))
}

fn credentials(url: &Url) -> Result<Option<Credentials>, InvalidSmtpUrl> {
    let Some(password) = url.password() else { return Ok(None) };
    let decode = |text| percent_decode_str(text).decode_utf8().map_err(|_| InvalidSmtpUrl::Url);
    let (user, password) = (decode(url.username())?, decode(password)?);
    Ok(Some(Credentials::new(user.into_owned(), password.into_owned())))
}

fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

fn is_loopback(host: &str) -> bool {
    let address = host.parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

impl MailTransport for SmtpTransport {
    async fn send(&self, mail: Mail) -> Result<(), MailError> {
        let message = message(mail).map_err(MailError::failed)?;
        match tokio::time::timeout(self.timeout, self.server.send(&message, self.timeout)).await {
            Ok(result) => result,
            Err(_) => Err(MailError::TimedOut),
        }
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

/// The error for a string that is not the URL of an SMTP server. It does not show the string.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidSmtpUrl {
    /// The string is not a URL.
    #[error("not a URL such as `smtps://user:password@smtp.example.com`")]
    Url,
    /// The URL has another protocol than SMTP.
    #[error("the URL of an SMTP server must begin with `smtps://` or `smtp://`")]
    Scheme,
    /// The value of `tls` is not known, or does not fit the protocol.
    #[error("`?tls=` must be `required` or `none` with `smtp://`; leave it out with `smtps://`")]
    Encryption,
    /// The name of this machine is not a host name or an IP address.
    #[error("`?ehlo=` must be a host name such as `app.example.com`, or an IP address")]
    Ehlo,
    /// TLS cannot be set up.
    #[error("TLS cannot be set up for the SMTP server")]
    Tls(#[source] BoxError),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str) -> Result<Server, InvalidSmtpUrl> {
        SmtpTransport::from_url(url).map(|transport| transport.server)
    }

    #[test]
    fn nothing_leaves_the_machine_unencrypted_by_default() {
        for (url, host, port, tls) in [
            ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, Tls::None),
            ("smtp://[::1]:2525", "::1", 2525, Tls::None),
            ("smtp://[0:0::0:1]", "::1", 25, Tls::None),
            ("smtp://localhost", "localhost", 25, Tls::None),
            ("smtp://relay.test", "relay.test", 587, Tls::Started),
            ("smtp://[2001:db8::1]", "2001:db8::1", 587, Tls::Started),
            ("smtps://[2001:db8::1]", "2001:db8::1", 465, Tls::Immediate),
            ("smtp://127.0.0.1.evil.test", "127.0.0.1.evil.test", 587, Tls::Started),
            ("smtp://relay.test?tls=required", "relay.test", 587, Tls::Started),
            ("smtp://localhost?tls=required", "localhost", 587, Tls::Started),
            ("smtp://relay.test:1025?tls=none", "relay.test", 1025, Tls::None),
            ("smtps://u:p%40@relay.test", "relay.test", 465, Tls::Immediate),
        ] {
            let server = server(url).unwrap();
            assert_eq!((server.host.as_str(), server.port, server.tls), (host, port, tls), "{url}");
            assert_eq!(server.parameters.is_some(), tls != Tls::None, "{url}");
        }
    }

    #[test]
    fn the_server_is_told_a_name() {
        let own = |url| server(url).unwrap().ehlo.map(|name| name.to_string());
        assert_eq!(own("smtp://localhost"), None);
        assert_eq!(own("smtp://localhost?ehlo=app.example.com").as_deref(), Some("app.example.com"));
        assert_eq!(own("smtp://relay.test/app.example.com?tls=none").as_deref(), Some("app.example.com"));
        assert_eq!(own("smtp://localhost?ehlo=192.0.2.1").as_deref(), Some("[192.0.2.1]"));
        assert_eq!(own("smtp://localhost?ehlo=[2001:db8::1]").as_deref(), Some("[IPv6:2001:db8::1]"));
        for name in ["", "a b", "a.test%0D%0AMAIL", "a..test", "é.test", "_"] {
            let refused = server(&format!("smtp://localhost?ehlo={name}"));
            assert!(matches!(refused, Err(InvalidSmtpUrl::Ehlo)), "{name}");
            let transport = SmtpTransport::from_url("smtp://localhost").unwrap();
            assert!(transport.ehlo_name("a\r\nb").is_err());
        }
        let by_sender = |from: &str| {
            let (from, to) = (from.parse::<Address>().unwrap(), "a@b.test".parse::<Address>().unwrap());
            own_name(&Envelope::new(Some(from), vec![to]).unwrap()).to_string()
        };
        assert_eq!(by_sender("no-reply@app.example"), "app.example");
        assert_eq!(by_sender("no-reply@localhost"), "[127.0.0.1]");
    }

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
