//! Mails to a server that answers as it is told: what the visitor and the log see of each failure.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use auth::{
    adapter::MemoryAdapter,
    provider::{Email, email::SmtpTransport},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

use crate::{logs::Log, mail::*};

/// A server that answers everything with success, apart from the commands that begin with a word.
#[derive(Clone, Default)]
struct Server {
    commands: Arc<Mutex<Vec<String>>>,
    replies: Vec<(&'static str, &'static str)>,
    extensions: &'static [&'static str],
}

impl Server {
    async fn start(self, host: &str) -> std::io::Result<SocketAddr> {
        let listener = TcpListener::bind((host, 0)).await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(self.clone().speak(stream));
            }
        });
        Ok(address)
    }

    async fn speak(self, stream: tokio::net::TcpStream) {
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        let mut is_content = false;
        let _ = writer.write_all(b"220 ready\r\n").await;
        while let Ok(Some(line)) = lines.next_line().await {
            if is_content && line != "." {
                continue;
            }
            self.commands.lock().unwrap().push(line.clone());
            let scripted = self.replies.iter().find(|(command, _)| line.starts_with(command));
            let reply = match scripted {
                Some((_, reply)) => (*reply).to_owned(),
                None if line.starts_with("EHLO") => {
                    let rest: String = self.extensions.iter().map(|name| format!("\r\n250-{name}")).collect();
                    format!("250-hello{rest}\r\n250 SIZE 1000000")
                }
                None if line == "DATA" => "354 go on".to_owned(),
                None => "250 ok".to_owned(),
            };
            is_content = line == "DATA";
            if writer.write_all(format!("{reply}\r\n").as_bytes()).await.is_err() {
                return;
            }
        }
    }

    fn commands(&self) -> Vec<String> {
        std::mem::take(&mut *self.commands.lock().unwrap())
    }
}

fn site(url: &str) -> Mailing {
    let email = Email::new(SmtpTransport::from_url(url).unwrap(), "no-reply@site.test").unwrap();
    Mailing::sending(Sessions::Tokens, MemoryAdapter::new(), email, Default::default())
}

#[tokio::test]
async fn a_mistyped_address_a_busy_server_and_a_wrong_configuration_are_three_things() {
    for (command, reply, target, in_log) in [
        ("RCPT", "550 5.1.1 No such user here", UNSENT, "the mail server refused the e-mail address"),
        ("RCPT", "550-5.1.1 No such\r\n550 5.1.1 user", UNSENT, "the mail server refused the e-mail address"),
        ("RCPT", "553 mailbox name not allowed", UNSENT, "the mail server refused the e-mail address"),
        (".", "550 5.1.1 No such user, after all", UNSENT, "the mail server refused the e-mail address"),
        ("RCPT", "451 4.7.1 Greylisted, try again later", LATER, "the mail server cannot take the mail now"),
        ("RCPT", "452 4.2.2 Mailbox full", LATER, "the mail server cannot take the mail now"),
        ("MAIL", "421 4.3.2 Shutting down", LATER, "the mail server cannot take the mail now"),
        ("EHLO", "421 Too many connections", LATER, "the mail server cannot take the mail now"),
        (".", "451 4.3.0 Out of disk", LATER, "the mail server cannot take the mail now"),
        ("RCPT", "554 5.7.1 Relay access denied", BROKEN, "Relay access denied"),
        ("RCPT", "550 relaying denied", BROKEN, "relaying denied"),
        ("MAIL", "550 5.7.1 Not your address", BROKEN, "Not your address"),
        ("MAIL", "550 sender rejected", BROKEN, "sender rejected"),
        ("EHLO", "504 5.5.2 need fully-qualified hostname", BROKEN, "need fully-qualified hostname"),
        (".", "554 5.6.0 Spam", BROKEN, "Spam"),
        ("DATA", "554 no", BROKEN, "permanent error (554)"),
        ("RCPT", "nonsense", BROKEN, "the mail could not be sent"),
    ] {
        let server = Server { replies: vec![(command, reply)], ..Server::default() };
        let address = server.clone().start("127.0.0.1").await.unwrap();
        let site = site(&format!("smtp://{address}"));
        let log = Log::default();
        let listening = log.listen();
        let mut browser = site.browser();
        let answer = browser.ask("erin@example.com", "/").await;
        drop(listening);
        assert_eq!(answer.location(), target, "{command} {reply}");
        assert!(answer.set_cookies().iter().all(|name| *name == "authjs.typed"), "{command} {reply}");
        let text = log.text();
        assert!(text.contains(in_log), "{command} {reply}: {text}");
        let is_error = text.contains("ERROR");
        assert_eq!(is_error, target != UNSENT, "{command} {reply}: {text}");
    }
}

#[tokio::test]
async fn the_page_tells_what_to_do() {
    let site = site("smtp://127.0.0.1:1");
    let mut browser = site.browser();
    for (target, message) in [
        (UNSENT, "The e-mail could not be sent."),
        (LATER, "The e-mail could not be sent now. Try again later."),
    ] {
        let page = browser.get(&path(target)).await;
        assert!(page.body.contains(message), "{}", page.body);
    }
}

#[tokio::test]
async fn the_server_learns_a_name_and_may_have_an_ipv6_address() {
    for (host, query, greeting) in [
        ("127.0.0.1", "", "EHLO site.test"),
        ("127.0.0.1", "?ehlo=app.example.com", "EHLO app.example.com"),
        ("::1", "", "EHLO site.test"),
        ("::1", "?ehlo=192.0.2.1", "EHLO [192.0.2.1]"),
    ] {
        let server = Server::default();
        let Ok(address) = server.clone().start(host).await else {
            assert_eq!(host, "::1", "this machine has no IPv6");
            continue;
        };
        let site = site(&format!("smtp://{address}{query}"));
        assert_eq!(site.browser().ask("erin@example.com", "/").await.location(), MAILED, "{address}");
        let commands = server.commands();
        assert_eq!(commands[0], greeting);
        assert_eq!(commands[1..4], ["MAIL FROM:<no-reply@site.test>", "RCPT TO:<erin@example.com>", "DATA"]);
    }
}

#[tokio::test]
async fn addresses_beyond_ascii_need_a_server_that_supports_them() {
    let plain = Server::default();
    let url = format!("smtp://{}", plain.clone().start("127.0.0.1").await.unwrap());
    assert_eq!(site(&url).browser().ask("ada@bücher.example", "/").await.location(), MAILED);
    assert_eq!(plain.commands()[2], "RCPT TO:<ada@xn--bcher-kva.example>");
    assert_eq!(site(&url).browser().ask("érin@example.com", "/").await.location(), UNSENT);
    assert!(!plain.commands().iter().any(|command| command.starts_with("RCPT")));

    let international = Server { extensions: &["SMTPUTF8", "8BITMIME"], ..Server::default() };
    let url = format!("smtp://{}", international.clone().start("127.0.0.1").await.unwrap());
    assert_eq!(site(&url).browser().ask("érin@example.com", "/").await.location(), MAILED);
    let commands = international.commands();
    assert!(commands[1].contains("SMTPUTF8") && commands[2] == "RCPT TO:<érin@example.com>", "{commands:?}");
}
