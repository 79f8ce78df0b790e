//! The invariants: what the model says must hold after each round.

use std::{collections::BTreeSet, pin::pin, task::{Context, Poll, Waker}};

use auth::{StoredId, adapter::Adapter, provider::ProviderId};

use crate::{
    browser::{Jar, Told},
    executor::{Broken, Executor},
    people::{self, BROWSERS},
    site::{MAX_AGE, Sessions, TRUST},
    world::{Act, Belief, Done, Way, World},
};

/// Waits for rows of the memory, which are there at once.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the memory keeps waiting"),
    }
}

/// Returns the only person who may have a way into a user: the owner of the address once it is proven, and the person
/// who has created the user before.
fn entitled(world: &World, user: &str) -> Option<usize> {
    if let Some(account) = user.strip_prefix("app-") {
        return people::person_of(account);
    }
    let row = at_once(world.site.books.rows().user(&StoredId::from_store(user))).ok()??;
    match (row.email_verified, row.user.email) {
        (Some(_), Some(address)) => people::owner_of(&address),
        _ => world.site.books.ledger().users.get(user).copied(),
    }
}

/// Checks that a person may have a way into a user.
pub(crate) fn is_entitled(world: &World, person: usize, user: &str, what: &str) {
    if entitled(world, user) != Some(person) {
        let detail = format!("{what} of person {person} leads to user {user} of {:?}", entitled(world, user));
        world.report("a way in for another person", detail);
    }
}

/// Checks the rows: every way in is that of one person, and nothing is half-written.
pub(crate) fn check_rows(world: &World) {
    let (rows, ledger) = (world.site.books.rows(), world.site.books.ledger());
    let (users, accounts, sessions) =
        (ledger.users.clone(), ledger.accounts.clone(), ledger.sessions.clone());
    let twice = ledger.spent_links.iter().find(|(_, times)| **times > 1);
    if let Some((link, times)) = twice {
        world.report("what is spent once was spent twice", format!("link {link} ({times} times)"));
    }
    drop(ledger);
    for (provider, id) in &accounts {
        let account = at_once(rows.account(&ProviderId::from(provider.as_str()), id)).unwrap();
        let Some(account) = account else { continue };
        let owner = account.user_id.map(|id| id.to_string()).unwrap_or_default();
        if !users.contains_key(&owner) {
            world.report("a half-written row", format!("account {provider} {id} of nobody"));
            continue;
        }
        let person = match provider.as_str() {
            "passkey" => world.keys.borrow().iter().find(|key| key.id() == *id).map(|key| key.person),
            "credentials" => people::person_of(id.trim_start_matches("app-")),
            _ => people::person_of(id),
        };
        is_entitled(world, person.unwrap_or(usize::MAX), &owner, &format!("account {provider} {id}"));
        if provider == "passkey" && at_once(rows.authenticator(id)).unwrap().is_none() {
            world.report("a half-written row", format!("account of passkey {id} without a passkey"));
        }
    }
    for user in users.keys() {
        let id = StoredId::from_store(user.as_str());
        let is_there = at_once(rows.user(&id)).unwrap().is_some();
        for passkey in at_once(rows.authenticators_of(&id)).unwrap() {
            let account = at_once(rows.account(&"passkey".into(), &passkey.credential_id)).unwrap();
            if account.and_then(|account| account.user_id).is_none_or(|owner| owner.as_str() != user) {
                world.report("a half-written row", format!("passkey {} of {user}", passkey.credential_id));
            }
        }
        for session in at_once(rows.sessions_of(&id)).unwrap() {
            let token = session.session_token.expose();
            let person = sessions.get(token).map_or(usize::MAX, |(_, person)| *person);
            is_entitled(world, person, user, "a session row");
            if !is_there {
                world.report("a half-written row", format!("session of {user}, who is gone"));
            }
        }
    }
}

/// Asks a process whose session a jar holds.
pub(crate) fn session_of(
    world: &World,
    executor: &Executor,
    jar: &Jar,
    process: usize,
) -> Result<Option<String>, Broken> {
    let (auth, headers) = (world.auth(process), jar.headers());
    let session = executor.quietly(&world.site.seam, async { auth.session(&headers).await })?;
    let user = match session {
        Ok(session) => session.map(|session| session.id.clone()),
        Err(error) => {
            world.report("a failure without a cause", format!("{error}"));
            None
        }
    };
    world.site.seam.trace().note(user.as_deref().unwrap_or("nobody"));
    Ok(user)
}

/// Checks the sessions in all browsers and copies after a round, and learns which there are.
pub(crate) fn check_sessions(world: &World, executor: &Executor) -> Result<(), Broken> {
    let done = world.done.take();
    let ended = std::mem::take(&mut world.site.books.ledger().ended);
    for (browser, &person) in BROWSERS.iter().enumerate() {
        let jar = world.browsers[browser].borrow().clone();
        let seen = [session_of(world, executor, &jar, 0)?, session_of(world, executor, &jar, 1)?];
        for user in seen.iter().flatten() {
            is_entitled(world, person, user, &format!("the session of browser {browser}"));
        }
        let was = world.beliefs.borrow()[browser].clone();
        check_browser(world, browser, was.as_ref(), &seen, &done, &ended);
        let now = world.site.seam.now();
        let is_busy = done.iter().any(|done| done.browser == browser && done.told == Told::Done);
        let [first, second] = seen;
        world.beliefs.borrow_mut()[browser] = first.filter(|_| second.is_some()).map(|user| {
            let since = was.filter(|was| !is_busy && was.user == user).map_or(now, |was| was.since);
            Belief { user, since }
        });
    }
    check_ghosts(world, executor)
}

/// Checks one browser: what it was told has happened, and nothing else.
fn check_browser(
    world: &World,
    browser: usize,
    was: Option<&Belief>,
    seen: &[Option<String>; 2],
    done: &[Done],
    ended: &BTreeSet<String>,
) {
    let own: Vec<&Done> = done.iter().filter(|done| done.browser == browser).collect();
    let is_spared = |user: &str| {
        let everywhere = |done: &Done| matches!(&done.act, Act::Everywhere(of) if of == user);
        !ended.contains(user) && !done.iter().any(everywhere)
    };
    let has_ended = own.iter().any(|done| world.site.seam.has_ended(done.task));
    // A sign-in that is not told of may have happened nevertheless, and then the previous session has ended.
    let may_differ = own.iter().any(|done| done.told == Told::Done || done.act_ends()) || has_ended;
    if let Some(was) = was.filter(|was| is_young(world, was) && is_spared(&was.user) && !may_differ) {
        for user in seen {
            if user.as_ref() != Some(&was.user) {
                let detail = format!("browser {browser}: {} became {user:?}", was.user);
                world.report("a session was lost", detail);
                return;
            }
        }
    }
    let [only] = own.as_slice() else { return };
    match (&only.act, only.told) {
        (Act::SignOut, Told::Done) if seen.iter().any(Option::is_some) => {
            world.report("signed in after a sign-out", format!("browser {browser}: {seen:?}"));
        }
        (Act::SignIn(way), Told::Done) => {
            let others_end = done.iter().any(|done| {
                done.task != only.task && (world.site.seam.has_ended(done.task) || done.act_ends())
            });
            match seen {
                [Some(one), Some(two)] if one == two => check_way(world, browser, way, one),
                _ if others_end => {}
                _ => world.report("a sign-in without a session", format!("browser {browser}: {way:?} {seen:?}")),
            }
        }
        _ => {}
    }
}

impl Done {
    /// Returns `true` if the act ends sessions.
    fn act_ends(&self) -> bool {
        matches!(self.act, Act::SignOut | Act::Everywhere(_))
    }
}

/// Checks that a session is that of the way in by which the browser has signed in.
fn check_way(world: &World, browser: usize, way: &Way, user: &str) {
    let rows = world.site.books.rows();
    let leads_to = match way {
        Way::Link(address) => at_once(rows.user_by_email(address)).unwrap().map(|user| user.user.id.to_string()),
        Way::Account("credentials", id) if world.site.sessions != Sessions::Rows => Some(id.clone()),
        Way::Account(provider, id) => {
            let owner = at_once(rows.user_by_account(&ProviderId::from(*provider), id)).unwrap();
            owner.map(|user| user.user.id.to_string())
        }
        Way::Passkey(id) => at_once(rows.authenticator(id)).unwrap().map(|passkey| passkey.user_id.to_string()),
    };
    // A way that is gone was swept by the proof of another request.
    if leads_to.as_deref().is_some_and(|leads_to| leads_to != user) {
        let detail = format!("browser {browser}: {way:?} leads to {leads_to:?}, and the session is {user}");
        world.report("the session of another user", detail);
    }
}

/// Returns `true` if a session cannot have expired, by any clock.
fn is_young(world: &World, belief: &Belief) -> bool {
    let margin = MAX_AGE.as_millis() as i64 - 60 * 60 * 1000;
    let last = (0..2).map(|process| world.site.seam.time_of(process)).max().unwrap_or_default();
    last - belief.since < margin
}

/// Checks the copies: they belong to the person who has made them, and end when the browser was told so.
fn check_ghosts(world: &World, executor: &Executor) -> Result<(), Broken> {
    let ghosts = world.ghosts.borrow().clone();
    for ghost in &ghosts {
        for process in 0..2 {
            let Some(user) = session_of(world, executor, &ghost.jar, process)? else { continue };
            is_entitled(world, ghost.person, &user, "a copied session");
            let trust = match world.site.sessions {
                Sessions::Rows => 0,
                _ => TRUST.as_millis() as i64 + 1,
            };
            let is_over = |ended: [i64; 2]| {
                trust == 0 || world.site.seam.time_of(process) > ended[process] + trust
            };
            if ghost.ended.is_some_and(is_over) {
                world.report("an ended session came back", format!("copy {} at process {process}: {user}", ghost.id));
            }
        }
    }
    Ok(())
}
