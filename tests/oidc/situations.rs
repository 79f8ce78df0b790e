//! Which callback and event sees what, situation by situation: the tables of the protocol ("Callbacks" and
//! "Events") as tables. A situation is a list of steps; what the callbacks write down in the last one is
//! compared, in its order.

mod callbacks;
mod rows;
mod visitor;

use auth::{
    adapter::{Adapter, AnyAdapter, MemoryAdapter},
    provider::{Email, Passkey},
};
use serde_json::Value;

use self::{callbacks::*, visitor::*};
use crate::{app::*, browser::Reply};

/// What a browser does.
#[derive(Clone, Copy)]
enum Step {
    /// Posts the sign-in form of a provider.
    Leave(&'static str),
    /// Comes back from the provider as somebody.
    ComeBack(&'static str),
    /// Comes back with a refusal.
    ComeBackRefused,
    /// Posts the form of the credentials provider.
    Credentials(&'static str),
    /// Asks for a magic link to that address.
    Ask(&'static str),
    /// Opens the link that was mailed last.
    Open,
    /// Opens it in another browser, and goes on there.
    OpenElsewhere,
    /// Confirms what the page asks that the link has led to.
    Confirm,
    /// Asks for the options of a passkey, with that query.
    Begin(&'static str),
    /// Answers by registering the passkey.
    Register,
    /// Answers by signing in with it.
    Authenticate,
    /// `GET /session`.
    Read,
    /// `POST /session` with the text as `data.note`.
    Change(&'static str),
    /// `POST /signout`.
    SignOut,
    /// The session ends without this browser, which does nothing but `GET /csrf`.
    EndElsewhere,
    /// `GET` of a path.
    Get(&'static str),
}

/// A situation, the steps that lead there, where the last one leads the browser, and what is written down in
/// it.
struct Row(&'static str, &'static [Step], &'static str, &'static [&'static str]);

#[tokio::test]
async fn each_callback_sees_what_is_there() {
    let mut site = Site::serve(application).await;
    check(&mut site, &World::default(), rows::WITHOUT_A_DATABASE).await;
}

#[tokio::test]
async fn each_callback_sees_what_is_there_with_a_database() {
    let world = World::default();
    let mut site = Site::serve(|builder, issuer| {
        application(with_all_providers(builder, &world).adapter(world.database.clone()), issuer)
    })
    .await;
    check(&mut site, &world, rows::WITH_TOKENS).await;
}

#[tokio::test]
async fn each_callback_sees_what_is_there_with_sessions_in_the_database() {
    let world = World::default();
    let mut site = Site::serve(|builder, issuer| {
        with_stored_sessions(with_all_providers(builder, &world), world.database.clone(), issuer)
    })
    .await;
    check(&mut site, &world, rows::WITH_SESSIONS_IN_THE_DATABASE).await;
}

/// What is outside of the application and its browsers.
struct World {
    database: AnyAdapter,
    outbox: Outbox,
}

impl Default for World {
    fn default() -> Self {
        Self { database: AnyAdapter::new(MemoryAdapter::new()), outbox: Outbox::default() }
    }
}

impl World {
    /// Everybody is forgotten who has an address that the tables name, with all that is theirs.
    async fn begin_anew(&self) {
        for name in ["ada@example.com", "bob@example.com", "eve@example.com", "ada@login"] {
            if let Some(known) = self.database.user_by_email(name).await.unwrap() {
                self.database.delete_user(&known.id()).await.unwrap();
            }
        }
    }
}

fn with_all_providers(builder: Start, world: &World) -> Start {
    let email = Email::new(world.outbox.clone(), "no-reply@site.test").unwrap();
    builder.email(email.request_limit(None)).passkey(Passkey::new().open_registration())
}

async fn check(site: &mut Site, world: &World, rows: &[Row]) {
    for Row(situation, steps, outcome, expected) in rows {
        site.forget();
        world.begin_anew().await;
        let mut visitor = Visitor::new(site, world).await;
        let mut last = String::new();
        for &step in *steps {
            visitor.site.journal.take();
            let reply = visitor.take(step).await;
            last = led_to(visitor.site, &reply);
        }
        assert_eq!(last, *outcome, "{situation}");
        assert_eq!(visitor.happened(), *expected, "{situation}");
    }
}

/// The path to which a redirect leads, or who a session shows and their note; nothing for other answers.
fn led_to(site: &Site, reply: &Reply) -> String {
    if reply.status.is_redirection() {
        let path = reply.location().strip_prefix(&site.url);
        return path.map_or("(the provider)", |path| path.trim_end_matches('/')).to_owned();
    }
    if reply.body.starts_with("<!DOCTYPE html>") {
        return "(a page)".to_owned();
    }
    match reply.json() {
        Value::Null => "null".to_owned(),
        json => match json["user"]["name"].as_str() {
            Some(name) => format!("{name} {}", json["user"]["note"].as_str().unwrap()),
            None => String::new(),
        },
    }
}
