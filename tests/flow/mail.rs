//! A site with magic links, the mails that it sends, and browsers.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex},
};

use auth::{
    Auth,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, SqliteAdapter},
    prelude::*,
    provider::{
        Email,
        email::{Mail, MailError, MailTransport},
    },
    time::ManualClock,
};
use axum::body::Bytes;
use http::{Request, StatusCode, header::*};
use http_body_util::{BodyExt, Full};
use serde_json::Value;

use crate::site::{FORM, NOW, Noise, ORIGIN, Reply, SECRET, form};

pub(crate) const SPENT: &str = "http://site.test/auth/error?error=Verification";
pub(crate) const BROKEN: &str = "http://site.test/auth/error?error=Configuration";
pub(crate) const UNSENT: &str = "http://site.test/auth/signin?error=EmailSignin";
pub(crate) const LATER: &str = "http://site.test/auth/signin?error=EmailUnavailable";
pub(crate) const DENIED: &str = "http://site.test/auth/error?error=AccessDenied";
pub(crate) const MAILED: &str = "http://site.test/auth/verify-request?provider=email&type=email";
pub(crate) const ASKED: &str = "authjs.email-links";

/// Where sessions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sessions {
    Tokens,
    Rows,
}

/// A site with one provider of magic links.
#[derive(Clone)]
pub(crate) struct Mailing {
    pub(crate) auth: Auth<()>,
    pub(crate) adapter: AnyAdapter,
    pub(crate) clock: ManualClock,
    pub(crate) outbox: Outbox,
    pub(crate) journal: Journal,
}

/// What callbacks write down.
#[derive(Clone, Default)]
pub(crate) struct Journal(Arc<Mutex<Vec<String>>>);

impl Journal {
    fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }

    /// What has happened since it was asked last.
    pub(crate) fn happened(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// A transport that keeps what is sent. Mails to `refused@…` are refused.
#[derive(Clone, Default)]
pub(crate) struct Outbox(Arc<Mutex<Vec<Mail>>>);

impl Outbox {
    pub(crate) fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }

    /// The link of the one mail that was sent since it was asked last, as a path.
    pub(crate) fn link(&self) -> String {
        let [mail] =
            <[Mail; 1]>::try_from(self.take()).unwrap_or_else(|mails| panic!("{} mails", mails.len()));
        path(mail.text.lines().nth(1).unwrap())
    }
}

impl MailTransport for Outbox {
    async fn send(&self, mail: Mail) -> Result<(), MailError> {
        if mail.to.as_str().starts_with("refused@") {
            return Err(MailError::refused("no such mailbox"));
        }
        self.0.lock().unwrap().push(mail);
        Ok(())
    }
}

/// Asks for a link; the link as a path.
pub(crate) async fn asked(site: &Mailing, browser: &mut Browser, email: &str) -> String {
    assert_eq!(browser.ask(email, "/deep?a=1&b=2").await.location(), MAILED);
    site.outbox.link()
}

/// The token of a link.
pub(crate) fn token(link: &str) -> &str {
    link.split_once("&token=").unwrap().1.split('&').next().unwrap()
}

/// A URL of the site as a path.
pub(crate) fn path(url: &str) -> String {
    url.strip_prefix(ORIGIN).unwrap().to_owned()
}

/// Notes when it is asked. Some are refused when they ask for a link, some when they open it.
#[auth::sign_in]
async fn phases(
    user: &User,
    method: SignInMethod<'_>,
    State(journal): State<Journal>,
) -> auth::Result<SignIn> {
    let email = user.email.as_deref().unwrap_or_default();
    let local = email.split('@').next().unwrap_or_default();
    let (asked, opened) =
        (matches!(method, SignInMethod::LinkRequested(_)), matches!(method, SignInMethod::LinkOpened(_)));
    journal.note(format!("guard {} {local}", if asked { "LinkRequested" } else { "LinkOpened" }));
    Ok(match local {
        "never" => SignIn::Deny,
        "later" if opened => SignIn::Deny,
        "away" if asked => SignIn::redirect("/banned"),
        "astray" if opened => SignIn::redirect("/banned"),
        "broken" if asked => return Err("the guard cannot say".into()),
        "brittle" if opened => return Err("the guard cannot say".into()),
        _ => SignIn::Allow,
    })
}

#[auth::event(sign_in)]
async fn signed_in(event: SignInEvent<'_>, State(journal): State<Journal>) {
    let kind = event.account.kind;
    journal.note(format!("sign_in {kind:?} {} {:?}", event.account.provider_account_id, event.is_new_user));
}

#[auth::event(create_user)]
async fn created(event: CreateUserEvent<'_>, State(journal): State<Journal>) {
    journal.note(format!("create_user {}", event.user.email.as_deref().unwrap_or_default()));
}

#[auth::event(update_user)]
async fn updated(event: UpdateUserEvent<'_>, State(journal): State<Journal>) {
    journal.note(format!("update_user {}", event.user.email.as_deref().unwrap_or_default()));
}

/// The builder, before anything but the state is set.
type Start = auth::AuthBuilder<Journal, auth::callback::Callbacks>;

impl Mailing {
    pub(crate) fn new(sessions: Sessions, adapter: impl Adapter) -> Self {
        Self::with(sessions, adapter, |email| email)
    }

    /// A site whose provider is configured further.
    pub(crate) fn with(
        sessions: Sessions,
        adapter: impl Adapter,
        configure: impl FnOnce(Email) -> Email,
    ) -> Self {
        let outbox = Outbox::default();
        let email = Email::new(outbox.clone(), "Site <no-reply@site.test>").unwrap();
        Self::sending(sessions, adapter, configure(email), outbox)
    }

    /// A site without limits.
    pub(crate) fn unlimited(sessions: Sessions, adapter: impl Adapter) -> Self {
        Self::unlimited_with(sessions, adapter, |email| email)
    }

    /// A site without limits, whose provider is configured further.
    pub(crate) fn unlimited_with(
        sessions: Sessions,
        adapter: impl Adapter,
        configure: impl FnOnce(Email) -> Email,
    ) -> Self {
        let outbox = Outbox::default();
        let email = configure(Email::new(outbox.clone(), "Site <no-reply@site.test>").unwrap());
        let start = |builder: Start| builder.sign_in_limit(None).account_limit(None);
        Self::built(sessions, adapter, email, outbox, start)
    }

    pub(crate) fn sending(sessions: Sessions, adapter: impl Adapter, email: Email, outbox: Outbox) -> Self {
        Self::built(sessions, adapter, email, outbox, |builder| builder)
    }

    fn built(
        sessions: Sessions,
        adapter: impl Adapter,
        email: Email,
        outbox: Outbox,
        start: impl FnOnce(Start) -> Start,
    ) -> Self {
        let (journal, clock) = (Journal::default(), ManualClock::at(NOW));
        let adapter = AnyAdapter::new(adapter);
        let builder = start(Auth::builder().environment(|_| None).state(journal.clone()))
            .secret(SECRET)
            .url(ORIGIN)
            .clock(clock.clone())
            .random(Noise::seeded(7))
            .email(email)
            .sign_in::<phases>()
            .on::<signed_in>()
            .on::<created>()
            .on::<updated>();
        let auth = match sessions {
            Sessions::Tokens => builder.adapter(adapter.clone()).build(),
            Sessions::Rows => builder.database_sessions(adapter.clone()).build(),
        };
        Self { auth: auth.unwrap(), adapter, clock, outbox, journal }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser { auth: self.auth.clone(), cookies: BTreeMap::new() }
    }
}

/// A browser without a screen.
pub(crate) struct Browser {
    auth: Auth<()>,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser {
    async fn send(&mut self, request: http::request::Builder, body: String) -> Reply {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(COOKIE, cookies.join("; ")).body(Full::<Bytes>::from(body)).unwrap();
        let (parts, body) = self.auth.handle(request).await.into_parts();
        let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            let (pair, attributes) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match attributes.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        Reply { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        self.send(Request::get(path), String::new()).await
    }

    /// Posts a form as it is.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = form(fields.iter().copied());
        self.send(Request::post(path).header(CONTENT_TYPE, FORM), body).await
    }

    /// Asks for a link.
    pub(crate) async fn ask(&mut self, email: &str, callback_url: &str) -> Reply {
        let csrf = self.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
        let fields = [("email", email), ("callbackUrl", callback_url), ("csrfToken", &csrf)];
        self.submit("/auth/signin/email", &fields).await
    }

    /// Follows a link, and confirms where it is asked.
    pub(crate) async fn open(&mut self, link: &str) -> Reply {
        let page = self.get(link).await;
        if page.status != StatusCode::OK {
            return page;
        }
        let (action, fields) = confirmation(&page);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.submit(&action, &fields).await
    }

    /// Whose session it is.
    pub(crate) async fn who(&mut self) -> Option<String> {
        let session: Value = self.get("/auth/session").await.json();
        session["user"]["email"].as_str().map(str::to_owned)
    }
}

/// Action and fields of the one form of the page that asks.
pub(crate) fn confirmation(page: &Reply) -> (String, Vec<(String, String)>) {
    assert_eq!(page.body.matches("<form").count(), 1, "{}", page.body);
    let (_, rest) = page.body.split_once("<form action=\"").unwrap();
    let (action, rest) = rest.split_once("\" method=\"POST\">").unwrap();
    let (inputs, _) = rest.split_once("<button").unwrap();
    let plain = |text: &str| text.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
    let fields = inputs.split("<input type=\"hidden\" name=\"").skip(1).map(|input| {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        (name.to_owned(), plain(rest.split_once("\">").unwrap().0))
    });
    (path(action), fields.collect())
}

/// A database in memory: one connection, or each would have its own.
pub(crate) async fn sqlite() -> SqliteAdapter {
    let adapter = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    adapter.migrate().await.unwrap();
    adapter
}

/// Runs a story on all databases and with both kinds of sessions.
pub(crate) async fn everywhere<Story: Future<Output = ()>>(story: impl Fn(Mailing) -> Story) {
    for sessions in [Sessions::Tokens, Sessions::Rows] {
        story(Mailing::new(sessions, MemoryAdapter::new())).await;
        story(Mailing::new(sessions, sqlite().await)).await;
    }
}

/// An SMTP server of npm, `tests/browser/mail.mjs`, ended when it is dropped.
pub(crate) struct SmtpServer {
    child: Child,
    mails: BufReader<ChildStdout>,
    _stdin: ChildStdin,
    pub(crate) port: u16,
}

impl SmtpServer {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser");
        let mut child = Command::new("node")
            .arg("mail.mjs")
            .args(arguments)
            .current_dir(directory)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take().unwrap();
        let mut mails = BufReader::new(child.stdout.take().unwrap());
        let port = line(&mut mails).as_u64().unwrap().try_into().unwrap();
        Self { child, mails, _stdin: stdin, port }
    }

    /// The next mail.
    pub(crate) fn mail(&mut self) -> Value {
        line(&mut self.mails)
    }
}

fn line(lines: &mut impl BufRead) -> Value {
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    serde_json::from_str(&line).unwrap_or_else(|_| panic!("run `npm ci` in tests/browser"))
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
