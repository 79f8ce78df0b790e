//! Mails about accounts: the address of a user is proven, or changed.

mod attacks;
mod build;
mod change;
mod guards;
mod own_pages;
mod verification;

use std::{collections::BTreeMap, time::Duration};

use auth::{
    KnownUser, SignInResult, StoredId, User,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, NewUser},
    assurance::AuthMethod,
    prelude::*,
    provider::{
        Email,
        email::{AccountMails, Mail},
    },
    time::UnixTime,
};

use crate::{
    mail::{Outbox, sqlite},
    site::*,
    world::*,
};

const MINUTE: Duration = Duration::from_secs(60);
const CHANGE: &str = "/auth/email/change";
const VERIFY: &str = "/auth/email/verify";
const BROKEN: &str = "This link does not work";

/// Refuses some addresses when they are entered, and others when they are proven.
#[auth::sign_in]
async fn addresses(
    user: &User,
    method: SignInMethod<'_>,
    verified: Option<VerifiedEmail<'_>>,
    State(world): State<World>,
) -> SignIn {
    let (phase, address) = match method {
        SignInMethod::AddressEntered(address) => ("entered", address),
        SignInMethod::AddressProven(email) => ("proven", email.as_str()),
        _ => return SignIn::Allow,
    };
    let verified = verified.map(|email| email.as_str()).unwrap_or_default();
    let own = user.email.as_deref().unwrap_or_default();
    world.note(format!("guard {phase} {address} of {own} ({verified})"));
    match (phase, address.split('@').next().unwrap_or_default()) {
        ("entered", "never") | ("proven", "later") => SignIn::Deny,
        ("entered", "away") | ("proven", "astray") => SignIn::redirect("/banned"),
        _ => SignIn::Allow,
    }
}

#[auth::event(change_email)]
async fn changed(event: ChangeEmailEvent<'_>, State(world): State<World>) {
    assert_eq!(event.user.email.as_deref(), Some(event.email.as_str()));
    world.note(format!("change_email {} from {:?} to {}", event.user.id, event.from, event.email.as_str()));
}

#[auth::event(verify_email)]
async fn verified(event: VerifyEmailEvent<'_>, State(world): State<World>) {
    let accounts: Vec<_> = event.removed.accounts.iter().map(|account| account.provider.as_str()).collect();
    world.note(format!("verify_email {} without {}", event.email.as_str(), accounts.join(" ")));
}

#[auth::event(update_user)]
async fn updated(event: UpdateUserEvent<'_>, State(world): State<World>) {
    world.note(format!("update_user {}", event.user.email.as_deref().unwrap_or_default()));
}

/// How sessions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Rows,
    RevocableTokens,
    Tokens,
}

type Cookies = BTreeMap<String, String>;

/// A site, its database, and the mails that it has sent.
struct Mailing {
    site: Site,
    database: AnyAdapter,
    outbox: Outbox,
    kept: Kept,
}

impl Mailing {
    fn new(kept: Kept, database: AnyAdapter) -> Self {
        Self::with(kept, database, |email| email, |start| start)
    }

    fn with(
        kept: Kept,
        database: AnyAdapter,
        email: impl FnOnce(Email) -> Email,
        start: impl FnOnce(Start) -> Start,
    ) -> Self {
        let outbox = Outbox::default();
        let sender = email(Email::new(outbox.clone(), "Site <no-reply@site.test>").unwrap());
        let site = Site::built(|builder| {
            let builder = start(builder).account_mails(AccountMails::new()).email(sender);
            match kept {
                Kept::Rows => builder
                    .credentials::<login>()
                    .sign_in::<addresses>()
                    .database_sessions(database.clone())
                    .session::<of_nobody>()
                    .on::<changed>()
                    .on::<verified>()
                    .on::<updated>()
                    .build()
                    .unwrap(),
                _ => {
                    let builder = builder.credentials::<login>().adapter(database.clone());
                    let builder = match kept {
                        Kept::RevocableTokens => builder.revocable_tokens(Duration::from_secs(1)),
                        _ => builder,
                    };
                    builder
                        .sign_in::<addresses>()
                        .jwt::<issue>()
                        .session::<Visible>()
                        .on::<changed>()
                        .on::<verified>()
                        .on::<updated>()
                        .build()
                        .unwrap()
                }
            }
        });
        Self { site, database, outbox, kept }
    }

    /// Creates a user.
    async fn user(&self, name: &str, address: Option<&str>, verified: Option<UnixTime>) -> StoredId {
        let mut user = User::new(name).with_name(name);
        user.email = address.map(str::to_owned);
        let mut user = NewUser::new(user);
        user.email_verified = verified;
        self.database.sign_up(user, None, None).await.unwrap().user.id()
    }

    /// Signs in a user in a new browser, which becomes the present one, and returns its cookies.
    async fn enter(&mut self, id: &StoredId) -> Cookies {
        self.site.cookies = Cookies::new();
        let user = KnownUser::stored(id).proven_by(AuthMethod::Password);
        let signed_in = self.site.auth.sign_in_as(&self.site.headers(), user).await.unwrap();
        let SignInResult::SignedIn(cookies) = signed_in else { panic!("a redirect") };
        self.site.take(cookies.iter());
        self.site.world.happened();
        self.site.cookies.clone()
    }

    /// A user with the proven address `ada@example.com`, who is signed in.
    async fn ada(&mut self) -> (StoredId, Cookies) {
        let id = self.user("ada", Some("ada@example.com"), Some(NOW)).await;
        let cookies = self.enter(&id).await;
        (id, cookies)
    }

    async fn address(&self, id: &StoredId) -> (Option<String>, Option<UnixTime>) {
        let user = self.database.user(id).await.unwrap().unwrap();
        (user.user.email, user.email_verified)
    }

    async fn ask(&mut self, new: &str) -> Reply {
        self.site.post(CHANGE, &[("email", new)]).await
    }

    /// Asks for a change, and returns the link of the mail to the new address.
    async fn link(&mut self, new: &str) -> Link {
        let reply = self.ask(new).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let mut mails = self.outbox.take();
        assert!(!mails.is_empty() && mails[0].to.as_str() == new, "{} mails", mails.len());
        Link::of(&mails.remove(0))
    }

    async fn verification(&mut self) -> Link {
        let reply = self.site.post(VERIFY, &[]).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let [mail] = <[Mail; 1]>::try_from(self.outbox.take()).ok().unwrap();
        Link::of(&mail)
    }

    /// Opens a link, and confirms.
    async fn follow(&mut self, link: &Link) -> Reply {
        let page = self.site.visit(&link.path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        self.confirm(link).await
    }

    /// Posts what the page of a link would post.
    async fn confirm(&mut self, link: &Link) -> Reply {
        let email = link.email.as_deref().map(|email| ("email", email));
        let fields: Vec<_> = [("token", link.token.as_str())].into_iter().chain(email).collect();
        self.site.post(link.page(), &fields).await
    }

    async fn is_session(&mut self, cookies: &Cookies) -> bool {
        let own = std::mem::replace(&mut self.site.cookies, cookies.clone());
        let is_session = !self.site.session().await.is_null();
        self.site.cookies = own;
        is_session
    }

    /// The address that the present browser's session shows.
    async fn shown(&mut self) -> Option<String> {
        self.site.session().await["user"]["email"].as_str().map(str::to_owned)
    }

    fn happened(&self) -> Vec<String> {
        self.site.world.happened().into_iter().filter(|what| what != "jwt").collect()
    }
}

/// The link of a mail.
#[derive(Clone, Debug)]
struct Link {
    path: String,
    token: String,
    email: Option<String>,
}

impl Link {
    fn of(mail: &Mail) -> Self {
        let path = crate::mail::path(mail.text.lines().nth(1).unwrap());
        let (_, query) = path.split_once('?').unwrap();
        let value = |name: &str| {
            let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            pair.map(|value| value.replace("%40", "@"))
        };
        let (token, email) = (value("token").unwrap(), value("email"));
        assert_eq!(token.len(), 64);
        Self { path, token, email }
    }

    fn page(&self) -> &str {
        self.path.split('?').next().unwrap()
    }
}

/// Runs a story with all kinds of sessions, on two databases.
async fn everywhere<Story: Future<Output = ()>>(story: impl Fn(Mailing) -> Story) {
    for kept in [Kept::Rows, Kept::RevocableTokens, Kept::Tokens] {
        story(Mailing::new(kept, AnyAdapter::new(MemoryAdapter::new()))).await;
        story(Mailing::new(kept, AnyAdapter::new(sqlite().await))).await;
    }
}

fn memory() -> AnyAdapter {
    AnyAdapter::new(MemoryAdapter::new())
}
