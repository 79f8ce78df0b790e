//! The application of a world, as two processes run it: its callbacks, each of which passes the seam, and its settings.

use std::time::Duration;

use auth::{
    Auth,
    prelude::*,
    provider::{Email, Passkey, oauth::IdTokenAlgorithm},
};

use crate::{
    mail::Outbox,
    people,
    provider::{self, Providers},
    seam::{ProcessClock, Seam},
    seed::Noise,
    store::{Books, Store},
};

pub(crate) const ORIGIN: &str = "http://site.test";

/// The time for which a process trusts what it knows about a token.
pub(crate) const TRUST: Duration = Duration::from_secs(60);

/// The time for which a session lasts after its last use.
pub(crate) const MAX_AGE: Duration = Duration::from_secs(4 * 60 * 60);

/// Where sessions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sessions {
    Rows,
    Tokens,
    RevocableTokens,
}

/// The state of the callbacks.
#[derive(Clone)]
pub(crate) struct App {
    seam: Seam,
}

impl App {
    /// Waits for something of the application, which may fail.
    async fn wait(&self, point: &'static str) -> Result<()> {
        self.seam.pass(point, async {}).await.ok_or_else(|| "the world has injected a failure".into())
    }
}

#[auth::jwt]
pub(crate) struct Token {
    note: String,
}

/// The session, with the ID of its user.
#[auth::session]
pub(crate) struct Visible {
    pub(crate) id: String,
}

#[auth::credentials]
pub(crate) struct Login {
    id: String,
    email: String,
}

/// The application has its own users. It has verified the addresses of their owners.
#[auth::authorize]
pub(crate) async fn login(form: Login, State(app): State<App>) -> Result<Option<KnownUser>> {
    app.wait("authorize").await?;
    let user = User::new(format!("app-{}", form.id)).with_name(people::name_of(&form.id));
    let is_own = people::address_of(&form.id) == form.email && !form.id.contains("-as-");
    Ok(Some(match is_own {
        true => KnownUser::from(user).with_verified_email(form.email),
        false => KnownUser::from(user.with_email(form.email)),
    }))
}

#[auth::sign_in]
pub(crate) async fn allowed(State(app): State<App>) -> Result<bool> {
    app.wait("sign_in callback").await.map(|()| true)
}

#[auth::jwt]
pub(crate) async fn issue(State(app): State<App>) -> Result<Token> {
    app.wait("jwt callback").await.map(|()| Token { note: String::new() })
}

#[auth::jwt(update)]
pub(crate) async fn update(
    token: &mut Jwt<Token>,
    Update(note): Update<String>,
    State(app): State<App>,
) -> Result<()> {
    app.wait("jwt(update) callback").await?;
    token.note = note;
    Ok(())
}

#[auth::jwt(access)]
pub(crate) async fn access(State(app): State<App>) -> Result<bool> {
    app.wait("jwt(access) callback").await.map(|()| true)
}

#[auth::session]
pub(crate) async fn of_token(token: &Jwt<Token>, State(app): State<App>) -> Result<Visible> {
    app.wait("session callback").await?;
    Ok(Visible { id: token.sub.clone().unwrap_or_default() })
}

#[auth::session]
pub(crate) async fn of_row(user: &User, State(app): State<App>) -> Result<Visible> {
    app.wait("session callback").await?;
    Ok(Visible { id: user.id.to_string() })
}

#[auth::event(sign_in)]
pub(crate) async fn signed_in(State(app): State<App>) -> Result<()> {
    app.wait("event").await
}

/// What all processes of a world share.
pub(crate) struct Site {
    pub(crate) seam: Seam,
    pub(crate) books: Books,
    pub(crate) outbox: Outbox,
    pub(crate) providers: Providers,
    pub(crate) sessions: Sessions,
}

impl Site {
    /// Starts a process. Its caches are empty.
    pub(crate) fn start(&self, process: usize, noise: u64) -> Auth<Visible> {
        let app = App { seam: self.seam.clone() };
        let email = Email::new(self.outbox.clone(), "no-reply@site.test").unwrap().request_limit(None);
        let sure = provider::sure::new("client", provider::SECRET)
            .definition(|definition| definition.id_token_algorithm(IdTokenAlgorithm::HS256))
            .allow_dangerous_email_account_linking();
        let loose = provider::loose::new("client", provider::SECRET).allow_dangerous_email_account_linking();
        let start = Auth::builder()
            .environment(|_| None)
            .state(app)
            .secret("a secret of worlds, which everybody knows")
            .url(ORIGIN)
            .clock(ProcessClock(self.seam.clone(), process))
            .random(Noise::of(noise))
            .http_client(self.providers.clone())
            .sign_in_limit(None)
            .account_limit(None)
            .session_max_age(MAX_AGE)
            .session_update_age(Duration::from_secs(10 * 60))
            .provider(sure)
            .provider(loose)
            .email(email)
            .passkey(Passkey::new().open_registration())
            .credentials::<login>()
            .sign_in::<allowed>()
            .on::<signed_in>();
        let store = Store(self.books.clone());
        match self.sessions {
            Sessions::Rows => start.database_sessions(store).session::<of_row>().build(),
            Sessions::Tokens => start
                .adapter(store)
                .jwt::<issue>()
                .jwt_update::<update>()
                .jwt_access::<access>()
                .session::<of_token>()
                .build(),
            Sessions::RevocableTokens => start
                .adapter(store)
                .revocable_tokens(TRUST)
                .jwt::<issue>()
                .jwt_update::<update>()
                .jwt_access::<access>()
                .session::<of_token>()
                .build(),
        }
        .unwrap()
    }
}
