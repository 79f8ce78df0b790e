//! Mails about accounts: the address of a user is proven, or changed.

mod attacks;
mod build;
mod change;
mod guards;
mod keys;
mod own_pages;
mod password_attacks;
mod password_change;
mod password_reset;
mod verification;

use std::{collections::BTreeMap, time::Duration};

use auth::{
    KnownUser, Password, SignInResult, StoredId, User,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, NewPassword, NewUser},
    assurance::AuthMethod,
    prelude::*,
    provider::{
        Email, Passwords,
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
const FORGOT: &str = "/auth/password/forgot";
const RESET: &str = "/auth/password/reset";
const PASSWORD: &str = "/auth/password/change";
const OLD: &str = "old horse battery staple";
const NEW: &str = "new trombone gazebo fluid";
const BROKEN: &str = "This link does not work";

/// Refuses some addresses when they are entered, and others when they are proven. It takes its time over `slow`.
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
    let name = address.split('@').next().unwrap_or_default();
    if (phase, name) == ("proven", "slow") {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    match (phase, name) {
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

#[auth::event(change_password)]
async fn new_password(event: ChangePasswordEvent<'_>, State(world): State<World>) {
    world.note(format!("change_password {} {:?}", event.user.id, event.change));
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
                    .credentials_as::<login>("form", "Form")
                    .sign_in::<addresses>()
                    .database_sessions(database.clone())
                    .session::<of_nobody>()
                    .on::<changed>()
                    .on::<verified>()
                    .on::<updated>()
                    .on::<new_password>()
                    .build()
                    .unwrap(),
                _ => {
                    let builder = builder.credentials_as::<login>("form", "Form").adapter(database.clone());
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
                        .on::<new_password>()
                        .build()
                        .unwrap()
                }
            }
        });
        Self { site, database, outbox, kept }
    }

    /// A site with passwords, whose hashes are cheap.
    fn passwords(kept: Kept, database: AnyAdapter) -> Self {
        let cheap = |start: Start| start.passwords(Passwords::new().argon2id(8, 1, 1)).totp("Acme");
        Self::with(kept, database, |email| email, cheap)
    }

    /// A user with the proven address `ada@example.com` and a password, who is signed in.
    async fn ada_with_password(&mut self) -> (StoredId, Cookies) {
        let (id, cookies) = self.ada().await;
        self.database.set_password(&id, self.hash(OLD).await).await.unwrap();
        (id, cookies)
    }

    /// Returns the hash of a password, as the site stores it.
    async fn hash(&self, password: &str) -> NewPassword {
        let scratch = self.user("scratch", None, Some(NOW)).await;
        self.site.auth.set_password(&scratch, &Password::new(password)).await.unwrap();
        let stored = self.database.password_of(&scratch).await.unwrap().unwrap();
        self.database.delete_user(&scratch).await.unwrap();
        NewPassword::new(stored.hash, NOW)
    }

    /// Signs in by a password in a new browser, which becomes the present one. Returns the path of the page that follows.
    async fn sign_in(&mut self, address: &str, password: &str) -> String {
        self.site.cookies.clear();
        let fields = [("email", address), ("password", password)];
        let reply = self.site.post("/auth/callback/credentials", &fields).await;
        reply.location().strip_prefix(ORIGIN).unwrap_or(reply.location()).to_owned()
    }

    async fn knows(&mut self, address: &str, password: &str) -> bool {
        let own = self.site.cookies.clone();
        let to = self.sign_in(address, password).await;
        self.site.cookies = own;
        assert!(
            to.is_empty() || to == "/" || to.contains("second-factor") || to.contains("CredentialsSignin"),
            "{to}"
        );
        !to.contains("error=")
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

/// Runs a story of passwords with all kinds of sessions, on two databases.
async fn with_passwords<Story: Future<Output = ()>>(story: impl Fn(Mailing) -> Story) {
    for kept in [Kept::Rows, Kept::RevocableTokens, Kept::Tokens] {
        story(Mailing::passwords(kept, AnyAdapter::new(MemoryAdapter::new()))).await;
        story(Mailing::passwords(kept, AnyAdapter::new(sqlite().await))).await;
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
