//! Sign-in by codes that are sent to phones, and the attacks on it.

mod account;
mod codes;
mod limits;
mod linking;

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use auth::{
    Auth, KnownUser, PhoneNumber, SignInResult, StoredId,
    adapter::{Adapter, AnyAdapter, Link, MemoryAdapter, NewUser},
    assurance::AuthMethod,
    config::ClientIpSource,
    prelude::*,
    provider::{
        Email, Sms,
        email::AccountMails,
        sms::{ChannelError, CodeChannel, CodeLength, CodeMessage},
    },
    time::ManualClock,
};
use axum::body::Bytes;
use http::{HeaderMap, HeaderName, Request, header::*};
use http_body_util::{BodyExt, Full};
use tokio::task::JoinSet;

use crate::{
    mail::{Outbox, Sessions, sqlite},
    site::{FORM, NOW, Noise, ORIGIN, Reply, SECRET, form},
};

const SENT: &str = "http://site.test/auth/verify-request?provider=sms&type=sms";
const WRONG: &str = "http://site.test/auth/verify-request?error=WrongCode";
const HOME: &str = "http://site.test/deep";
const ADA: &str = "+442079460018";
const BOB: &str = "+442079460019";
const NOBODY: &str = "+442079460020";
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// A channel that keeps what is sent, and fails if it is told to.
#[derive(Clone, Default)]
struct Phones {
    sent: Arc<Mutex<Vec<(String, String)>>>,
    is_broken: Arc<AtomicBool>,
}

impl CodeChannel for Phones {
    async fn send(&self, message: CodeMessage<'_>) -> Result<(), ChannelError> {
        if self.is_broken.load(Ordering::Relaxed) {
            return Err(ChannelError::unavailable("no route"));
        }
        assert!(message.text().contains(message.code.expose()));
        self.sent.lock().unwrap().push((message.to.to_string(), message.text()));
        Ok(())
    }
}

impl Phones {
    /// The messages since they were taken last, with those that are sent after their responses.
    async fn take(&self) -> Vec<(String, String)> {
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        std::mem::take(&mut *self.sent.lock().unwrap())
    }

    /// The code of the one message since they were taken last.
    async fn code(&self, to: &str) -> String {
        let messages = self.take().await;
        let [(recipient, text)] = messages.as_slice() else { panic!("{} messages", messages.len()) };
        assert_eq!(recipient, to);
        text.split(' ').next().unwrap().to_owned()
    }
}

/// What guards have seen, and what events have reported.
#[derive(Clone, Default)]
struct Journal(Arc<Mutex<Vec<String>>>, Arc<Mutex<Vec<String>>>);

impl Journal {
    fn happened(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[auth::sign_in]
async fn noted(
    method: SignInMethod<'_>,
    email: Option<VerifiedEmail<'_>>,
    State(journal): State<Journal>,
) -> bool {
    let number = |number: &PhoneNumber| number.as_str().to_owned();
    let seen = match method {
        SignInMethod::CodeRequested(of) => format!("requested {}", number(of)),
        SignInMethod::CodeEntered(of) => format!("entered {}", number(of)),
        SignInMethod::NumberAdded(of) => format!("added {}", number(of)),
        SignInMethod::NumberRegistration(of) => format!("registered {}", number(of)),
        other => format!("{other:?}"),
    };
    journal.0.lock().unwrap().push(format!("{seen} {}", email.is_some()));
    true
}

/// A site with codes by telephone.
struct Site {
    auth: Auth<()>,
    adapter: AnyAdapter,
    clock: ManualClock,
    phones: Phones,
    journal: Journal,
    outbox: Outbox,
}

#[auth::event(link_account)]
async fn linked(event: LinkAccountEvent<'_>, State(journal): State<Journal>) {
    journal.1.lock().unwrap().push(format!("linked {}", event.account.provider_account_id));
}

#[auth::event(unlink_account)]
async fn unlinked(event: UnlinkAccountEvent<'_>, State(journal): State<Journal>) {
    journal.1.lock().unwrap().push(format!("unlinked {}", event.account.provider_account_id));
}

impl Site {
    fn new(sessions: Sessions, adapter: impl Adapter) -> Self {
        Self::with(sessions, adapter, |sms| sms, true)
    }

    fn with(
        sessions: Sessions,
        adapter: impl Adapter,
        configure: impl FnOnce(Sms) -> Sms,
        is_limited: bool,
    ) -> Self {
        let (journal, clock, phones) = (Journal::default(), ManualClock::at(NOW), Phones::default());
        let adapter = AnyAdapter::new(adapter);
        let outbox = Outbox::default();
        let sender = Email::new(outbox.clone(), "Site <no-reply@site.test>").unwrap();
        let builder = Auth::builder()
            .environment(|_| None)
            .state(journal.clone())
            .secret(SECRET)
            .url(ORIGIN)
            .clock(clock.clone())
            .random(Noise::seeded(11))
            .client_ip(ClientIpSource::Header(FORWARDED_FOR))
            .sms(configure(Sms::new(phones.clone())))
            .totp("Site")
            .account_page()
            .account_mails(AccountMails::sent_by(sender))
            .sign_in::<noted>()
            .on::<linked>()
            .on::<unlinked>();
        let builder = if is_limited { builder } else { builder.sign_in_limit(None).account_limit(None) };
        let auth = match sessions {
            Sessions::Tokens => {
                builder.adapter(adapter.clone()).revocable_tokens(Duration::from_secs(1)).build()
            }
            Sessions::Rows => builder.database_sessions(adapter.clone()).build(),
        };
        Self { auth: auth.unwrap(), adapter, clock, phones, journal, outbox }
    }

    fn browser(&self) -> Browser {
        Browser { auth: self.auth.clone(), cookies: BTreeMap::new(), address: "192.0.2.1".to_owned() }
    }

    /// Creates a user, with a phone number or without.
    async fn user(&self, name: &str, number: Option<&str>) -> StoredId {
        let user = User::new(name).with_name(name).with_email(format!("{name}@example.com"));
        let link = number.map(|number| Link::from(account(number)));
        let user = NewUser::new(user).verified_at(NOW);
        self.adapter.sign_up(user, link, None).await.unwrap().user.id()
    }

    async fn owner(&self, number: &str) -> Option<StoredId> {
        let owner = self.adapter.user_by_account(&"sms".into(), number).await.unwrap();
        owner.map(|owner| owner.id())
    }
}

fn account(number: &str) -> Account {
    Account::new("sms", auth::provider::ProviderType::Sms, number)
}

/// A browser at a client address.
struct Browser {
    auth: Auth<()>,
    cookies: BTreeMap<String, String>,
    address: String,
}

impl Browser {
    async fn send(&mut self, request: http::request::Builder, body: String) -> Reply {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(FORWARDED_FOR, self.address.as_str()).header(COOKIE, cookies.join("; "));
        let request = request.body(Full::<Bytes>::from(body)).unwrap();
        let (parts, body) = self.auth.handle(request).await.into_parts();
        let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            self.set(cookie.to_str().unwrap());
        }
        Reply { status: parts.status, headers: parts.headers, body }
    }

    fn set(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        match attributes.contains("Max-Age=0") {
            true => self.cookies.remove(name),
            false => self.cookies.insert(name.to_owned(), value.to_owned()),
        };
    }

    async fn get(&mut self, path: &str) -> Reply {
        self.send(Request::get(path), String::new()).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let csrf = self.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
        let fields = fields.iter().copied().chain([("csrfToken", csrf.as_str())]);
        self.send(Request::post(path).header(CONTENT_TYPE, FORM), form(fields)).await
    }

    async fn ask(&mut self, number: &str) -> Reply {
        self.post("/auth/signin/sms", &[("phone", number), ("callbackUrl", "/deep")]).await
    }

    async fn enter(&mut self, code: &str) -> Reply {
        self.post("/auth/callback/sms", &[("code", code)]).await
    }

    fn headers(&self) -> HeaderMap {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        HeaderMap::from_iter([
            (COOKIE, cookies.join("; ").parse().unwrap()),
            (FORWARDED_FOR, self.address.parse().unwrap()),
        ])
    }

    /// Signs a stored user in by other means.
    async fn be(&mut self, user: &StoredId) {
        let user = KnownUser::stored(user).proven_by(AuthMethod::Password);
        let SignInResult::SignedIn(cookies) = self.auth.sign_in_as(&self.headers(), user).await.unwrap()
        else {
            panic!("a redirect")
        };
        for cookie in cookies.iter() {
            self.set(cookie.to_str().unwrap());
        }
    }

    /// The name of the signed-in user; empty if the user has none.
    async fn who(&mut self) -> Option<String> {
        let session = self.get("/auth/session").await.json();
        session["user"].is_object().then(|| session["user"]["name"].as_str().unwrap_or_default().to_owned())
    }
}

/// Returns another code of the same length.
fn other(code: &str, by: u32) -> String {
    let (number, width) = (code.parse::<u32>().unwrap(), code.len());
    format!("{:0width$}", (number + by) % 10_u32.pow(u32::try_from(width).unwrap()))
}

async fn sites() -> Vec<Site> {
    let mut sites = Vec::new();
    for sessions in [Sessions::Tokens, Sessions::Rows] {
        sites.push(Site::new(sessions, MemoryAdapter::new()));
        sites.push(Site::new(sessions, sqlite().await));
    }
    sites
}

#[tokio::test]
async fn a_code_signs_in_once_in_the_browser_that_has_asked() {
    for site in sites().await {
        let ada = site.user("ada", Some(ADA)).await;
        let mut browser = site.browser();
        let page = browser.get("/auth/signin").await.body;
        assert!(page.contains("type=\"tel\"") && page.contains("autocomplete=\"tel\""), "{page}");
        assert_eq!(browser.ask("+44 (20) 7946-0018").await.location(), SENT);
        let messages = site.phones.take().await;
        let [(to, text)] = messages.as_slice() else { panic!("{messages:?}") };
        let code = text.split(' ').next().unwrap();
        assert_eq!((to.as_str(), code.len()), (ADA, 6));
        assert!(text.ends_with(&format!("\n\n@site.test #{code}")), "{text}");
        let page = browser.get("/auth/verify-request?provider=sms&type=sms").await.body;
        assert!(page.contains("autocomplete=\"one-time-code\"") && page.contains(ADA), "{page}");
        assert!(page.contains("/auth/callback/sms") && !page.contains("e-mail"), "{page}");
        assert!(!browser.cookies["authjs.code"].contains(code));

        assert_eq!(browser.enter(&format!("{} {}", &code[..3], &code[3..])).await.location(), HOME);
        assert_eq!(browser.who().await.as_deref(), Some("ada"));
        assert_eq!(site.owner(ADA).await, Some(ada));
        let seen = [format!("requested {ADA} true"), format!("entered {ADA} true")];
        assert_eq!(site.journal.happened(), seen);
        let session = site.auth.session(&browser.headers()).await.unwrap().unwrap();
        let proven: Vec<_> = session.assurance().proofs().map(|(method, _)| method).collect();
        assert_eq!(proven, [AuthMethod::Sms]);
        assert!(!browser.cookies.contains_key("authjs.code"));
        assert_eq!(browser.enter(code).await.location(), WRONG, "once");
    }
}

#[tokio::test]
async fn unknown_numbers_get_the_same_response_and_no_message() {
    for site in sites().await {
        site.user("ada", Some(ADA)).await;
        let (mut known, mut unknown) = (site.browser(), site.browser());
        let (of_known, of_unknown) = (known.ask(ADA).await, unknown.ask(NOBODY).await);
        assert_eq!((of_known.status, of_known.location()), (of_unknown.status, of_unknown.location()));
        let names = |reply: &Reply| -> Vec<(String, usize)> {
            let pair = |cookie: &&str| (cookie.split('=').next().unwrap().to_owned(), cookie.len());
            reply.set_cookies().iter().map(pair).collect()
        };
        assert_eq!(names(&of_known), names(&of_unknown));
        let code = site.phones.code(ADA).await;
        let verify = "/auth/verify-request?provider=sms&type=sms";
        let pages = (known.get(verify).await.body, unknown.get(verify).await.body);
        let plain = |page: &str| {
            let (start, rest) = page.split_once("name=\"csrfToken\" value=\"").unwrap();
            format!("{start}{}", rest.split_once('"').unwrap().1).replace(ADA, "").replace(NOBODY, "")
        };
        assert_eq!(plain(&pages.0), plain(&pages.1));
        // Whatever is entered, no user comes of it.
        for guess in [code.as_str(), "000000", "123456"] {
            assert_eq!(unknown.enter(guess).await.location(), WRONG);
        }
        assert_eq!((unknown.who().await, site.owner(NOBODY).await), (None, None));
        assert_eq!(known.enter(&other(&code, 1)).await.location(), WRONG);
        assert_eq!(known.enter(&code).await.location(), HOME);
    }
}

#[tokio::test]
async fn a_code_is_of_no_use_in_another_browser() {
    for site in sites().await {
        site.user("ada", Some(ADA)).await;
        let (mut owner, mut thief, mut stranger) = (site.browser(), site.browser(), site.browser());
        assert_eq!(owner.ask(ADA).await.location(), SENT);
        let code = site.phones.code(ADA).await;
        assert_eq!(stranger.enter(&code).await.location(), WRONG);
        assert_eq!(thief.ask(ADA).await.location(), SENT);
        assert_ne!(site.phones.code(ADA).await, code, "the seed decides");
        assert_eq!(thief.enter(&code).await.location(), WRONG);
        // A planted cookie names the request of the thief.
        let own = owner.cookies.insert("authjs.code".to_owned(), thief.cookies["authjs.code"].clone());
        assert_eq!(owner.enter(&code).await.location(), WRONG);
        for forged in ["", "x", "a.b.c.d.e"] {
            owner.cookies.insert("authjs.code".to_owned(), forged.to_owned());
            assert_eq!(owner.enter(&code).await.location(), WRONG);
        }
        owner.cookies.insert("authjs.code".to_owned(), own.unwrap());
        assert_eq!(owner.enter(&code).await.location(), HOME);
        assert_eq!((stranger.who().await, thief.who().await), (None, None));
    }
}
