//! What happens in a step: a script, which runs as a task of its round.

use std::cell::RefCell;

use auth::StoredId;

use crate::{
    browser::{Told, Visit},
    flows::{self, Tried},
    invariants,
    passkey::Key,
    people::{self, BROWSERS, EVE, PEOPLE},
    seam::pause,
    seed::Dice,
    steps::{Kind, Step},
    world::{Act, Done, Item, NO_BROWSER, World},
};

/// Plays a step.
pub(crate) async fn play(world: &World, task: usize, step: &Step) {
    let visit = world.visit(step.browser, step.process);
    let mut dice = Dice::of(step.dice ^ step.pick as u64);
    if matches!(step.kind, Kind::Read | Kind::Update | Kind::Pages) {
        note(world, task, step.browser, Act::Use, Told::Nothing);
    }
    pause((step.dice % 7) as u8).await;
    match step.kind {
        Kind::Pass => {
            let millis = dice.weighed(&[(4, 2_300), (4, 70_300), (3, 1_200_300), (2, 7_000_300)]);
            return world.site.seam.advance(millis);
        }
        Kind::Skew => {
            let millis = dice.weighed(&[(2, 0), (2, 20_100), (2, -20_100), (1, 1_500_100), (1, -1_500_100)]);
            return world.site.seam.set_skew(step.process, millis);
        }
        Kind::Restart => return world.restart(step.process),
        Kind::Read => return shown(visit, flows::read(visit).await),
        Kind::Update => return shown(visit, flows::update(visit).await),
        Kind::Pages => {
            visit.get("/auth/signin").await;
            visit.get("/auth/providers").await;
            return;
        }
        Kind::SignOut => return sign_out(visit, task, step.browser).await,
        Kind::Everywhere => return everywhere(visit, task, step.browser).await,
        Kind::LinkForOther => {
            let eve = world.visit(EVE + 1 + step.pick % 2, step.process);
            flows::ask_for_link(eve, &people::address_of(PEOPLE[step.pick % EVE])).await;
            return;
        }
        Kind::Replay => return replay(world, task, step).await,
        _ => {}
    }
    // What the browser had before may still be held by a thief.
    if dice.once_in(3) {
        world.keep_ghost(&visit.jar.borrow(), visit.person);
    }
    let (browser, tried) = match step.kind {
        Kind::LoginCsrf => (step.browser, login_csrf(visit, step).await),
        Kind::Link => link(visit, step).await,
        _ => (step.browser, sign_in(visit, step, &mut dice).await),
    };
    if let Some(Tried { way, told }) = tried {
        note(world, task, browser, Act::SignIn(way), told);
    }
}

fn note(world: &World, task: usize, browser: usize, act: Act, told: Told) {
    world.site.seam.trace().note(&format!("{browser} {act:?} {told:?}"));
    world.done.borrow_mut().push(Done { task, browser, act, told });
}

/// Returns the account by which a person signs in: the attacker sometimes claims the address of another person.
fn account_of(person: usize, pick: usize) -> String {
    if person == EVE && !pick.is_multiple_of(3) {
        return format!("eve-as-{}", PEOPLE[pick % EVE]);
    }
    PEOPLE[person].to_owned()
}

/// The sign-ins in which one browser does everything.
async fn sign_in(visit: Visit<'_>, step: &Step, dice: &mut Dice) -> Option<Tried> {
    let (world, account) = (visit.world, account_of(visit.person, step.pick));
    Some(match step.kind {
        Kind::Sure => flows::by_provider(visit, step.then, "sure", PEOPLE[visit.person]).await,
        Kind::Loose => flows::by_provider(visit, step.then, "loose", &account).await,
        Kind::Form => flows::by_form(visit, &account).await,
        Kind::AddPasskey => {
            let key = Key::of(visit.person, dice.clone());
            flows::register(visit, step.then, &people::address_of(&account), key).await
        }
        Kind::Passkey => {
            let own = own_keys(world, visit.person);
            flows::by_passkey(visit, step.then, *own.get(step.pick % own.len().max(1))?).await
        }
        Kind::OpenAgain => {
            let links = world.site.outbox.links_to(&people::address_of(PEOPLE[visit.person]));
            flows::open_link(visit, links.get(step.pick % links.len().max(1))?).await
        }
        _ => return None,
    })
}

/// Returns the passkeys of a person.
pub(crate) fn own_keys(world: &World, person: usize) -> Vec<usize> {
    let keys = world.keys.borrow();
    (0..keys.len()).filter(|&key| keys[key].person == person).collect()
}

/// Asks for a link, and opens it in this or another browser of the same person.
async fn link(visit: Visit<'_>, step: &Step) -> (usize, Option<Tried>) {
    let others: Vec<usize> =
        (0..BROWSERS.len()).filter(|&browser| BROWSERS[browser] == visit.person).collect();
    let browser = if step.pick.is_multiple_of(3) { others[step.pick % others.len()] } else { step.browser };
    let address = people::address_of(PEOPLE[visit.person]);
    let Some(link) = flows::ask_for_link(visit, &address).await else { return (browser, None) };
    let opening = visit.world.visit(browser, step.then);
    (browser, Some(flows::open_link(opening, &link).await))
}

/// The attacker begins a sign-in, and sends another browser to its end, with the cookies of the checks or without.
async fn login_csrf(visit: Visit<'_>, step: &Step) -> Option<Tried> {
    let provider = if step.pick.is_multiple_of(2) { "sure" } else { "loose" };
    let eve = visit.world.visit(EVE + 1, step.process);
    if visit.person == EVE {
        return None;
    }
    let (path, state) = flows::leave(eve, provider, "eve").await?;
    if step.pick % 4 < 2 {
        let planted = eve.jar.borrow().clone();
        visit.jar.borrow_mut().plant_checks(&planted);
    }
    let told = flows::come_back(visit.at(step.then), &path, &state).await;
    Some(Tried { way: crate::world::Way::Account(provider, "eve".to_owned()), told })
}

/// Repeats something in a browser of its own.
async fn replay(world: &World, task: usize, step: &Step) {
    let item = {
        let items = world.items.borrow();
        let Some(item) = items.get(step.pick % items.len().max(1)) else { return };
        item.clone()
    };
    let (jar, person) = match &item {
        Item::Callback { jar, person, .. } | Item::Answer { jar, person, .. } => (jar.clone(), *person),
        // A link that was not spent belongs to its owner alone. A spent one may be in any hands.
        Item::Link { is_spent: true, .. } => (Default::default(), EVE),
        Item::Link { person, .. } => (Default::default(), *person),
    };
    let jar = RefCell::new(jar);
    world.site.seam.with_current(|task| task.person = person);
    let visit = Visit { world, jar: &jar, person, process: step.then };
    note(world, task, NO_BROWSER, Act::Use, Told::Nothing);
    match item {
        Item::Callback { path, state, .. } => _ = flows::come_back(visit, &path, &state).await,
        Item::Answer { data, challenge, .. } => {
            _ = flows::answer(visit, "authenticate", &data, &challenge).await;
        }
        Item::Link { link, .. } => _ = flows::open_link(visit, &link).await,
    }
    world.keep_ghost(&jar.borrow(), person);
}

/// Signs out. The cookie was copied before.
async fn sign_out(visit: Visit<'_>, task: usize, browser: usize) {
    visit.get("/auth/signout").await;
    let ghost = visit.world.keep_ghost(&visit.jar.borrow(), visit.person);
    let told = visit.post("/auth/signout", &[]).await.told;
    note(visit.world, task, browser, Act::SignOut, told);
    if let (Some(ghost), Told::Done) = (ghost, told) {
        visit.world.end_ghost(ghost, task);
    }
}

/// Ends all sessions of the user who is signed in with a browser.
async fn everywhere(visit: Visit<'_>, task: usize, browser: usize) {
    let world = visit.world;
    let Some(user) = world.beliefs.borrow()[browser].as_ref().map(|belief| belief.user.clone()) else {
        return;
    };
    let is_of_user = |other: &usize| {
        let is_busy = world.done.borrow().iter().any(|done| done.browser == *other);
        let believed = world.beliefs.borrow()[*other].as_ref().map(|belief| belief.user.clone());
        !is_busy && believed.as_ref() == Some(&user)
    };
    let copy = |other: usize| world.keep_ghost(&world.browsers[other].borrow(), BROWSERS[other]);
    let ghosts: Vec<usize> = (0..BROWSERS.len()).filter(is_of_user).filter_map(copy).collect();
    let asked = world.ask(visit.process, async |auth| match user.strip_prefix("app-") {
        Some(_) => auth.sign_out_application_user(&user.as_str().into()).await,
        None => auth.sign_out_everywhere(&StoredId::from_store(user.as_str())).await,
    });
    let told = match asked.await {
        Some(Ok(())) => Told::Done,
        Some(Err(_)) => Told::Refused,
        None => Told::Nothing,
    };
    if told == Told::Done {
        ghosts.into_iter().for_each(|ghost| world.end_ghost(ghost, task));
    }
    note(world, task, browser, Act::Everywhere(user.clone()), told);
}

/// Looks at the session in an answer.
fn shown(visit: Visit<'_>, user: Option<String>) {
    // Who has just lost a user to its owner may still get an answer of before.
    let was_lost = |user: &String| visit.world.site.books.ledger().ended.contains(user);
    if let Some(user) = user.filter(|user| !was_lost(user)) {
        invariants::is_entitled(visit.world, visit.person, &user, "an answer");
    }
}
