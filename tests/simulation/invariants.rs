//! The invariants: what the model says must hold after each round.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use auth::{StoredId, adapter::Adapter, provider::ProviderId};

use crate::{
    browser::{Jar, Told},
    executor::{Broken, Executor},
    people::{self, BROWSERS},
    seam,
    site::{MAX_AGE, Sessions, TRUST},
    world::{Act, Belief, Done, NO_BROWSER, Way, World},
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
        let rule = match world.ended.borrow().contains(user) {
            true => "a way in was added while the address was proven",
            false => "a way in for another person",
        };
        world.report(rule, detail);
    }
}

/// Checks the rows: every way in is that of one person, and nothing is half-written.
pub(crate) fn check_rows(world: &World) {
    let (rows, mut ledger) = (world.site.books.rows(), world.site.books.ledger());
    world.ended.replace(std::mem::take(&mut ledger.ended));
    let (users, accounts, sessions) =
        (ledger.users.clone(), ledger.accounts.clone(), ledger.sessions.clone());
    let twice = ledger.spent_links.iter().find(|(_, times)| **times > 1);
    if let Some((link, times)) = twice {
        world.report(world.spent_twice(), format!("link {link} ({times} times)"));
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
    for (browser, &person) in BROWSERS.iter().enumerate() {
        let jar = world.browsers[browser].borrow().clone();
        let seen = [session_of(world, executor, &jar, 0)?, session_of(world, executor, &jar, 1)?];
        for user in seen.iter().flatten() {
            is_entitled(world, person, user, &format!("the session of browser {browser}"));
        }
        let was = world.beliefs.borrow()[browser].clone();
        check_browser(world, browser, was.as_ref(), &seen, &done);
        let now = world.site.seam.begin_of_round();
        let signs_in = |done: &&Done| matches!(done.act, Act::SignIn(_)) && done.told == Told::Done;
        let is_new = done.iter().filter(signs_in).any(|done| done.browser == browser);
        let is_sure = |user: &String| !may_end_later(world, browser, user, &done);
        let [first, second] = seen;
        // What is not sure stays so until the next sign-in.
        world.beliefs.borrow_mut()[browser] =
            first.filter(|user| second.is_some() && is_sure(user)).and_then(|user| match was {
                _ if is_new => Some(Belief { user, since: now }),
                was => was.filter(|was| was.user == user),
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
) {
    let own: Vec<&Done> = done.iter().filter(|done| done.browser == browser).collect();
    let report = |rule, detail| {
        let injected = own.iter().flat_map(|done| world.site.seam.injected(done.task));
        world.report_with(rule, format!("browser {browser}: {detail}"), seam::describe(injected));
    };
    if was.is_some_and(|was| must_last(world, browser, was, done)) {
        let was = was.map(|was| &was.user);
        if seen.iter().any(|user| user.as_ref() != was) {
            return report("a session was lost", format!("{was:?} became {seen:?}"));
        }
    }
    let acts: Vec<&&Done> = own.iter().filter(|done| !matches!(done.act, Act::Use)).collect();
    let ([only], is_alone) = (acts.as_slice(), own.len() == 1) else { return };
    // Of several answers to one browser the last one wins. An old token that is issued again is a session.
    let may_overtake = !is_alone && world.site.sessions != Sessions::Rows;
    match (&only.act, only.told) {
        (Act::SignOut, Told::Done) if seen.iter().any(Option::is_some) && !may_overtake => {
            report(ended_rule(!world.site.seam.injected(only.task).is_empty()), format!("{seen:?}"));
        }
        (Act::SignIn(way), Told::Done) => match seen {
            [Some(one), Some(two)] if one == two => {
                if !may_overtake {
                    check_way(world, browser, way, one);
                }
            }
            _ if done.iter().any(|other| other.task != only.task && ends(world, other)) => {}
            _ if is_alone => report("a sign-in without a session", format!("{way:?} {seen:?}")),
            _ => report("a late answer has deleted a new session", format!("{way:?} {seen:?}")),
        },
        _ => {}
    }
}

/// Returns `true` if the session of a browser must be the same after a round.
fn must_last(world: &World, browser: usize, was: &Belief, done: &[Done]) -> bool {
    let concerns = |done: &&Done| done.browser == browser || done.browser == NO_BROWSER;
    // A sign-in of which the browser was not told may have happened, and then its previous session has ended.
    let may_differ = |done: &Done| match done.act {
        Act::SignIn(_) => done.told == Told::Done || world.site.seam.has_ended(done.task),
        Act::SignOut => true,
        Act::Use | Act::Everywhere(_) => world.site.seam.has_ended(done.task) && done.browser == NO_BROWSER,
    };
    let everywhere = |done: &Done| matches!(&done.act, Act::Everywhere(of) if *of == was.user);
    is_young(world, was)
        && !world.ended.borrow().contains(&was.user)
        && !done.iter().any(everywhere)
        && !done.iter().filter(concerns).any(may_differ)
}

/// Returns `true` if the end of a session may be stored already, and is not seen yet by processes that trust what they
/// know.
fn may_end_later(world: &World, browser: usize, user: &str, done: &[Done]) -> bool {
    let is_open = |done: &Done| done.told != Told::Done && world.site.seam.has_ended(done.task);
    world.site.sessions == Sessions::RevocableTokens
        && (world.ended.borrow().contains(user)
            || done.iter().any(|done| done.browser == browser && is_open(done)))
}

/// Returns `true` if a task may have ended sessions.
fn ends(world: &World, done: &Done) -> bool {
    world.site.seam.has_ended(done.task) || matches!(done.act, Act::SignOut | Act::Everywhere(_))
}

/// Returns the rule that is broken if a session goes on after its end.
fn ended_rule(has_failed: bool) -> &'static str {
    match has_failed {
        true => "an end that was not stored was reported as done",
        false => "an ended session came back",
    }
}

/// Checks that a session is that of the way in by which the browser has signed in.
fn check_way(world: &World, browser: usize, way: &Way, user: &str) {
    let rows = world.site.books.rows();
    let leads_to = match way {
        Way::Link(address) => {
            at_once(rows.user_by_email(address)).unwrap().map(|user| user.user.id.to_string())
        }
        Way::Account("credentials", id) if world.site.sessions != Sessions::Rows => Some(id.clone()),
        Way::Account(provider, id) => {
            let owner = at_once(rows.user_by_account(&ProviderId::from(*provider), id)).unwrap();
            owner.map(|user| user.user.id.to_string())
        }
        Way::Passkey(id) => {
            at_once(rows.authenticator(id)).unwrap().map(|passkey| passkey.user_id.to_string())
        }
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
            let is_over =
                |ended: [i64; 2]| trust == 0 || world.site.seam.time_of(process) > ended[process] + trust;
            if ghost.ended.is_some_and(is_over) {
                let detail = format!("copy {} at process {process}: {user}", ghost.id);
                world.report_with(ended_rule(!ghost.cause.is_empty()), detail, ghost.cause.clone());
            }
        }
    }
    Ok(())
}
