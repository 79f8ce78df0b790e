//! A server of SMTP: read from a URL, and spoken to.

use std::{
    net::{IpAddr, Ipv4Addr},
    time::Duration,
};

use lettre::{
    Address, Message,
    address::Envelope,
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

use super::{MailError, smtp_failure::failure};
use crate::contract::BoxError;

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
pub(super) struct Server {
    /// The host, without the brackets of an IPv6 address.
    host: String,
    port: u16,
    tls: Tls,
    parameters: Option<TlsParameters>,
    credentials: Option<Credentials>,
    /// `None` for the domain of the sender.
    pub(super) ehlo: Option<ClientId>,
}

impl Server {
    pub(super) fn of(url: &Url) -> Result<Self, InvalidSmtpUrl> {
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
    pub(super) async fn send(&self, message: &Message, timeout: Duration) -> Result<(), MailError> {
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
pub(super) fn client_id(name: &str) -> Option<ClientId> {
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

/// The error for a string that is not the URL of an SMTP server. It does not show the string.
#[derive(thiserror::Error)]
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

crate::contract::readable::debug_by_message!(InvalidSmtpUrl);

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str) -> Result<Server, InvalidSmtpUrl> {
        Server::of(&Url::parse(url).unwrap())
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
        }
        assert!(client_id("a\r\nb").is_none());
        let by_sender = |from: &str| {
            let (from, to) = (from.parse::<Address>().unwrap(), "a@b.test".parse::<Address>().unwrap());
            own_name(&Envelope::new(Some(from), vec![to]).unwrap()).to_string()
        };
        assert_eq!(by_sender("no-reply@app.example"), "app.example");
        assert_eq!(by_sender("no-reply@localhost"), "[127.0.0.1]");
    }
}
