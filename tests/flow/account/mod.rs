//! The account of a user: the page, its JSON routes, and what attackers try.

mod attacks;
mod changes;
mod deletion;
mod deletion_attacks;
mod export;
mod notices;

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use auth::{
    Account, KnownUser, SignInResult, StoredId, User,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, NewUser, SqliteAdapter},
    assurance::AuthMethod,
    callback::{DeleteUserEvent, UnlinkAccountEvent},
    prelude::*,
    provider::{GitHub, Passkey, ProviderType},
    testing::SoftwarePasskey,
};
use http::{Request, StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};

use crate::{site::*, world::*};

const PAGE: &str = "/auth/account";
const MINUTE: Duration = Duration::from_secs(60);

#[auth::api_key(prefix = "acct")]
struct Key {
    project: u32,
}

#[auth::event(unlink_account)]
async fn unlinked(event: UnlinkAccountEvent<'_>, State(world): State<World>) {
    world.note(format!("unlinked {} from {}", event.account.provider, event.user.id));
}

#[auth::event(delete_user)]
async fn gone(event: DeleteUserEvent<'_>, State(world): State<World>) {
    world.note(format!("deleted {}", event.user.id));
}

#[auth::event(update_user)]
async fn updated(event: UpdateUserEvent<'_>, State(world): State<World>) {
    world.note(format!("updated {:?}", event.user.name));
}

/// Keeps the account of the user whose name is `Debtor`.
#[auth::delete_account]
async fn no_debtor(user: &User, State(world): State<World>) -> Result<()> {
    world.note(format!("asked about {}", user.id));
    if user.name.as_deref() == Some("Debtor") { Err("an invoice is open".into()) } else { Ok(()) }
}

/// How sessions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Rows,
    RevocableTokens,
    Tokens,
}

async fn databases() -> [AnyAdapter; 2] {
    let sqlite = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    sqlite.migrate().await.unwrap();
    [AnyAdapter::new(MemoryAdapter::new()), AnyAdapter::new(sqlite)]
}

fn seeded(start: Start) -> Start {
    static SEED: AtomicU64 = AtomicU64::new(5_000);
    start.random(Noise::seeded(SEED.fetch_add(1, Ordering::Relaxed)))
}

fn site(database: &AnyAdapter, kept: Kept) -> Site {
    Site::built(|start| {
        let start = seeded(start)
            .account_page()
            .delete_account::<no_debtor>()
            .bearer_sessions()
            .api_keys::<Key>()
            .totp("Acme")
            .credentials::<login>()
            .passkey(Passkey::new())
            .provider(GitHub::new("id", "secret"));
        match kept {
            Kept::Rows => start
                .database_sessions(database.clone())
                .session::<of_nobody>()
                .on::<unlinked>()
                .on::<gone>()
                .on::<updated>()
                .build()
                .unwrap(),
            kept => {
                let start = start.adapter(database.clone());
                let start = match kept {
                    Kept::RevocableTokens => start.revocable_tokens(Duration::from_secs(1)),
                    _ => start,
                };
                let start = start.jwt::<issue>().session::<Visible>();
                start.on::<unlinked>().on::<gone>().on::<updated>().build().unwrap()
            }
        }
    })
}

/// Signs a user up, whose address is proven.
async fn user(database: &AnyAdapter, name: &str) -> StoredId {
    let user = User::new(name).with_name(name).with_email(format!("{name}@example.com"));
    database.sign_up(NewUser::new(user).verified_at(NOW), None, None).await.unwrap().user.id()
}

async fn link(database: &AnyAdapter, user: &StoredId, provider: &str, id: &str) {
    let account = Account::new(provider, ProviderType::OAuth, id);
    database.link_account(user, account.into(), None).await.unwrap();
}

/// Signs in by a password, in a browser with this header `User-Agent`, and returns the cookies.
async fn enter_with(site: &mut Site, id: &StoredId, browser: Option<&str>) -> BTreeMap<String, String> {
    site.cookies = BTreeMap::new();
    let user = KnownUser::stored(id).proven_by(AuthMethod::Password);
    let mut headers = site.headers();
    headers.extend(browser.map(|text| (http::header::USER_AGENT, text.parse().unwrap())));
    let SignInResult::SignedIn(cookies) = site.auth.sign_in_as(&headers, user).await.unwrap() else {
        panic!("not signed in")
    };
    site.take(cookies.iter());
    site.cookies.clone()
}

async fn enter(site: &mut Site, id: &StoredId) -> BTreeMap<String, String> {
    enter_with(site, id, None).await
}

/// A site with the signed-in user `ada`.
async fn ada(database: &AnyAdapter, kept: Kept) -> (Site, StoredId) {
    let id = user(database, "ada").await;
    let mut site = site(database, kept);
    enter(&mut site, &id).await;
    (site, id)
}

/// Adds a passkey to the signed-in user.
async fn add_passkey(site: &mut Site) -> SoftwarePasskey {
    let key = SoftwarePasskey::new(ORIGIN).unwrap();
    let challenge = site.challenge("action=register").await;
    assert_eq!(site.answer("register", &key.register(&challenge)).await, ORIGIN);
    key
}

impl Site {
    /// Makes a change by a form of the page.
    async fn change(&mut self, name: &str, fields: &[(&str, &str)]) -> Reply {
        self.post(&format!("{PAGE}/{name}"), fields).await
    }

    /// Makes a change by JSON, with the CSRF token.
    async fn change_json(&mut self, name: &str, mut body: Value) -> Reply {
        body["csrfToken"] = self.csrf().await.into();
        let request = Request::post(format!("{PAGE}/{name}")).header(CONTENT_TYPE, "application/json");
        self.send(request, body.to_string()).await
    }

    /// Reads a part of the account as JSON.
    async fn part(&mut self, name: &str) -> Value {
        let reply = self.get(&format!("{PAGE}/{name}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
        reply.json()
    }

    /// Returns `true` if the browser is signed in.
    async fn is_in(&mut self) -> bool {
        self.get("/me").await.status == StatusCode::OK
    }
}

fn notice(name: &str) -> String {
    format!("{ORIGIN}{PAGE}?notice={name}")
}

/// The IDs of the passkeys.
fn ids(passkeys: &Value) -> Vec<String> {
    passkeys.as_array().unwrap().iter().map(|key| key["id"].as_str().unwrap().to_owned()).collect()
}
