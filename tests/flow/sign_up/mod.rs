//! Sign-ups: a link by mail, the application's form, and the new user.

mod attacks;
mod build;
mod own_pages;
mod second_factor;
mod story;

use std::time::Duration;

use auth::{
    Password, StoredId,
    adapter::{Adapter, AnyAdapter, MemoryAdapter},
    callback::Callbacks,
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

const SIGN_UP: &str = "/auth/signup";
const FINISH: &str = "/auth/signup/finish";
const GOOD: &str = "new trombone gazebo fluid";
const BROKEN: &str = "This link does not work";
const ADA: &str = "ada@example.com";

/// The form of the application.
#[auth::credentials]
struct Registration {
    #[auth(required, label = "Your name")]
    name: String,
    #[auth(required)]
    password: Password,
    age: Option<u8>,
    news: bool,
}

/// Creates everybody, apart from some names.
#[auth::sign_up]
async fn register(
    form: Registration,
    email: VerifiedEmail<'_>,
    State(world): State<World>,
) -> Result<SignUp> {
    world.note(format!("register {} {} {:?} {}", form.name, email.as_str(), form.age, form.news));
    match form.name.as_str() {
        "Mallory" => Err(SignUpRefused::with_message("No <b>Mallory</b> here.").into()),
        "Trouble" => Err("the database of the application is gone".into()),
        "Long" => Ok(SignUp::new().with_name("x".repeat(201))),
        "Bad picture" => Ok(SignUp::new().with_image("javascript:alert(1)")),
        name => Ok(SignUp::new().with_name(name).with_image("https://cdn.test/a.png")),
    }
}

#[auth::sign_in]
async fn doorman(
    user: &User,
    method: SignInMethod<'_>,
    verified: Option<VerifiedEmail<'_>>,
    State(world): State<World>,
) -> Result<SignIn> {
    let (phase, address) = match method {
        SignInMethod::LinkRequested(address) => ("requested", address),
        SignInMethod::LinkOpened(email) => ("opened", email.as_str()),
        _ => return Ok(SignIn::Allow),
    };
    let verified = verified.map(|email| email.as_str()).unwrap_or_default();
    world.note(format!("guard {phase} {address} ({verified}) {:?}", user.name));
    world.ask("doorman")?;
    Ok(match (phase, address.split('@').next().unwrap_or_default()) {
        ("requested", "never") | ("opened", "later") => SignIn::Deny,
        ("requested", "away") | ("opened", "astray") => SignIn::redirect("/banned"),
        _ => SignIn::Allow,
    })
}

#[auth::event(create_user)]
async fn was_created(event: CreateUserEvent<'_>, State(world): State<World>) {
    world.note(format!("create_user {}", event.user.name.as_deref().unwrap_or_default()));
}

#[auth::event(sign_in)]
async fn has_signed_in(event: SignInEvent<'_>, State(world): State<World>) {
    let email = event.verified_email.map(|email| email.as_str().to_owned()).unwrap_or_default();
    world.note(format!("sign_in {email} {:?}", event.is_new_user));
}

/// How sessions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Rows,
    Tokens,
}

/// A site on which users sign up.
struct Signing {
    site: Site,
    database: AnyAdapter,
    outbox: Outbox,
}

/// The link of a mail.
#[derive(Clone, Debug)]
struct Link {
    path: String,
    token: String,
    email: String,
}

impl Link {
    fn of(mail: &Mail) -> Self {
        let path = crate::mail::path(mail.text.lines().nth(1).unwrap());
        let (_, query) = path.split_once('?').unwrap();
        let value = |name: &str| {
            let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            value.unwrap().replace("%40", "@")
        };
        let (token, email) = (value("token"), value("email"));
        Self { path, token, email }
    }
}

impl Signing {
    fn new(kept: Kept, database: AnyAdapter) -> Self {
        Self::with(kept, database, |email| email, |start| start)
    }

    fn with(
        kept: Kept,
        database: AnyAdapter,
        email: impl FnOnce(Email) -> Email,
        start: impl FnOnce(Start) -> auth::AuthBuilder<World, Callbacks>,
    ) -> Self {
        let outbox = Outbox::default();
        let sender = email(Email::new(outbox.clone(), "Site <no-reply@site.test>").unwrap());
        let site = Site::built(|builder| {
            let builder = start(builder)
                .email(sender)
                .account_mails(AccountMails::new())
                .passwords(Passwords::new().argon2id(8, 1, 1))
                .sign_up::<register>();
            match kept {
                Kept::Rows => builder
                    .sign_in::<doorman>()
                    .database_sessions(database.clone())
                    .session::<of_nobody>()
                    .on::<was_created>()
                    .on::<has_signed_in>()
                    .build()
                    .unwrap(),
                Kept::Tokens => builder
                    .adapter(database.clone())
                    .sign_in::<doorman>()
                    .jwt::<issue>()
                    .session::<Visible>()
                    .on::<was_created>()
                    .on::<has_signed_in>()
                    .build()
                    .unwrap(),
            }
        });
        Self { site, database, outbox }
    }

    /// Asks for a link.
    async fn ask(&mut self, address: &str) -> Reply {
        self.site.post(SIGN_UP, &[("email", address)]).await
    }

    /// Asks for a link, and returns it.
    async fn link(&mut self, address: &str) -> Link {
        let reply = self.ask(address).await;
        assert!(reply.status == 200 && reply.body.contains("An email has been sent to"), "{}", reply.body);
        let [mail] = <[Mail; 1]>::try_from(self.outbox.take()).ok().unwrap();
        self.site.world.happened();
        Link::of(&mail)
    }

    /// Posts what the page of a link would post.
    async fn finish(&mut self, link: &Link, fields: &[(&str, &str)]) -> Reply {
        let link = [("linkToken", link.token.as_str()), ("linkEmail", link.email.as_str())];
        let fields: Vec<_> = link.into_iter().chain(fields.iter().copied()).collect();
        self.site.post(FINISH, &fields).await
    }

    async fn register(&mut self, link: &Link, name: &str) -> Reply {
        self.finish(link, &[("name", name), ("password", GOOD), ("age", "36"), ("news", "on")]).await
    }

    async fn user(&self, address: &str) -> Option<auth::adapter::AdapterUser> {
        self.database.user_by_email(address).await.unwrap()
    }

    /// The address that the present browser's session shows.
    async fn shown(&mut self) -> Option<String> {
        self.site.session().await["user"]["email"].as_str().map(str::to_owned)
    }

    /// Creates a user who has not signed up here.
    async fn known(&self, address: &str, verified: Option<UnixTime>) -> StoredId {
        let mut user = auth::adapter::NewUser::new(User::new("known").with_email(address));
        user.email_verified = verified;
        self.database.sign_up(user, None, None).await.unwrap().user.id()
    }

    /// Signs in by a password in a new browser, which becomes the present one.
    async fn sign_in(&mut self, address: &str, password: &str) -> String {
        self.site.cookies.clear();
        let fields = [("email", address), ("password", password)];
        self.site.post("/auth/callback/credentials", &fields).await.location().to_owned()
    }
}

fn assert_broken(reply: &Reply) {
    assert!(reply.status == 400 && reply.body.contains(BROKEN), "{} {}", reply.status, reply.body);
}

fn memory() -> AnyAdapter {
    AnyAdapter::new(MemoryAdapter::new())
}

/// Runs a story with both kinds of sessions, on two databases.
async fn everywhere<Story: Future<Output = ()>>(story: impl Fn(Signing) -> Story) {
    for kept in [Kept::Rows, Kept::Tokens] {
        story(Signing::new(kept, memory())).await;
        story(Signing::new(kept, AnyAdapter::new(sqlite().await))).await;
    }
}
