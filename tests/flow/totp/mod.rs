//! The authenticator application of a user: enrolled, replaced, removed, and its recovery codes.

mod changes;
mod enrolment;
mod own_pages;
mod step_up;

use std::{collections::BTreeMap, time::Duration};

use auth::{
    AuthError, KnownUser, SignInResult, StoredId, User,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, NewUser},
    assurance::AuthMethod,
    callback::{SecondFactorChange, SecondFactorEvent},
    prelude::*,
    time::Clock,
};

use crate::{site::*, world::*};

const MINUTE: Duration = Duration::from_secs(60);

#[auth::event(second_factor)]
async fn changed(event: SecondFactorEvent<'_>, State(world): State<World>) {
    let left = match event.change {
        SecondFactorChange::RecoveryCodeUsed { left } => format!(" {left}"),
        _ => String::new(),
    };
    let change = format!("{:?}", event.change);
    world.note(format!("{} {}{left}", event.user.id, change.split([' ', '{']).next().unwrap()));
}

/// How sessions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Rows,
    RevocableTokens,
    Tokens,
}

fn site(database: &AnyAdapter, kept: Kept) -> Site {
    Site::built(|start| match kept {
        Kept::Rows => start
            .totp("Acme")
            .credentials::<login>()
            .database_sessions(database.clone())
            .session::<of_nobody>()
            .on::<changed>()
            .build()
            .unwrap(),
        _ => {
            let start = start.totp("Acme").credentials::<login>().adapter(database.clone());
            let start = match kept {
                Kept::RevocableTokens => start.revocable_tokens(Duration::from_secs(1)),
                _ => start,
            };
            start.jwt::<issue>().session::<Visible>().on::<changed>().build().unwrap()
        }
    })
}

async fn user(database: &AnyAdapter, name: &str) -> StoredId {
    let user = NewUser::new(User::new(name).with_email(format!("{name}@example.com"))).verified_at(NOW);
    database.sign_up(user, None, None).await.unwrap().user.id()
}

/// Signs in by a password, and returns the cookies of the browser.
async fn enter(site: &mut Site, id: &StoredId) -> BTreeMap<String, String> {
    site.cookies = BTreeMap::new();
    let user = KnownUser::stored(id).proven_by(AuthMethod::Password);
    let SignInResult::SignedIn(cookies) = site.auth.sign_in_as(&site.headers(), user).await.unwrap() else {
        panic!("a redirect")
    };
    site.take(cookies.iter());
    site.cookies.clone()
}

/// A site with the signed-in user `ada`.
async fn ada(kept: Kept) -> (Site, AnyAdapter, StoredId) {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let id = user(&database, "ada").await;
    let mut site = site(&database, kept);
    enter(&mut site, &id).await;
    (site, database, id)
}

/// Returns the value of a hidden field.
fn field<'b>(body: &'b str, name: &str) -> &'b str {
    let (_, rest) = body.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{body}"));
    rest.split('"').next().unwrap()
}

/// Returns the key in the link of a page, in base 32.
fn secret(body: &str) -> String {
    let (_, rest) = body.split_once("?secret=").unwrap_or_else(|| panic!("{body}"));
    rest.split('&').next().unwrap().to_owned()
}

/// The authenticator application of a user, with its key.
#[derive(Clone)]
struct App(String);

impl App {
    /// The present code.
    fn code(&self, site: &Site) -> String {
        auth::testing::totp_code(&self.0, site.clock.now()).unwrap()
    }
}

/// The recovery codes on a page.
fn codes(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, 200, "{}", reply.body);
    let (_, list) = reply.body.split_once("<ul class=\"codes\"").unwrap_or_else(|| panic!("{}", reply.body));
    let (list, _) = list.split_once("</ul>").unwrap();
    list.split("<li>").skip(1).map(|item| item.split("</li>").next().unwrap().to_owned()).collect()
}

async fn confirm(site: &mut Site, page: &str, code: &str) -> Reply {
    let enrolment = field(page, "enrolment").to_owned();
    site.post("/auth/totp", &[("action", "confirm"), ("enrolment", &enrolment), ("code", code)]).await
}

async fn act(site: &mut Site, action: &str, code: &str) -> Reply {
    site.post("/auth/totp", &[("action", action), ("code", code)]).await
}

/// Enrols an authenticator application.
async fn enrol(site: &mut Site) -> (App, Vec<String>) {
    let page = site.visit("/auth/totp").await;
    assert_eq!(page.status, 200);
    let app = App(secret(&page.body));
    let code = app.code(site);
    let shown = confirm(site, &page.body, &code).await;
    (app, codes(&shown))
}

/// What has happened to second factors.
fn changes(site: &Site) -> Vec<String> {
    site.world.happened().into_iter().filter(|what| what != "jwt").collect()
}

async fn is_session(site: &mut Site, cookies: &BTreeMap<String, String>) -> bool {
    let own = std::mem::replace(&mut site.cookies, cookies.clone());
    let is_session = !site.session().await.is_null();
    site.cookies = own;
    is_session
}
