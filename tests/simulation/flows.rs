//! Whole sign-ins, as a browser goes through them. Each ends with the way that was tried and what the browser was told.

use serde_json::json;

use crate::{
    browser::{Told, Visit},
    passkey::Key,
    people,
    world::{Item, Way},
};

/// The end of a sign-in.
pub(crate) struct Tried {
    pub(crate) way: Way,
    pub(crate) told: Told,
}

/// Asks for a link. Returns it if a mail arrives.
pub(crate) async fn ask_for_link(visit: Visit<'_>, address: &str) -> Option<String> {
    let outbox = &visit.world.site.outbox;
    let before = outbox.links_to(address).len();
    visit.post("/auth/signin/email", &[("email", address)]).await;
    let link = outbox.links_to(address).get(before).cloned()?;
    let person = people::owner_of(address)?;
    visit.world.items.borrow_mut().push(Item::Link { link: link.clone(), person, is_spent: false });
    Some(link)
}

/// Opens a link, and confirms where the browser did not ask for it.
pub(crate) async fn open_link(visit: Visit<'_>, link: &str) -> Tried {
    let query = link.split_once('?').map_or("", |(_, query)| query);
    let part = |name: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let (address, token) = (part("email"), part("token"));
    let mut reply = visit.get(link).await;
    if reply.status == 200 && reply.told == Told::Done {
        let fields = [("token", token.as_str()), ("email", &address)];
        reply = visit.post("/auth/callback/email", &fields).await;
    }
    let told = reply.told_of_sign_in();
    if told == Told::Done {
        for item in visit.world.items.borrow_mut().iter_mut() {
            if let Item::Link { link: other, is_spent, .. } = item {
                *is_spent |= other == link;
            }
        }
        visit.world.count(format!("link {link}"));
    }
    Tried { way: Way::Link(address), told }
}

/// Goes to a provider, and returns the path at which the browser comes back, and the state.
pub(crate) async fn leave(visit: Visit<'_>, provider: &str, account: &str) -> Option<(String, String)> {
    let left = visit.post(&format!("/auth/signin/{provider}"), &[]).await;
    visit.world.site.providers.authorize(&left.location, account)
}

/// Comes back from a provider.
pub(crate) async fn come_back(visit: Visit<'_>, path: &str, state: &str) -> Told {
    let told = visit.get(path).await.told_of_sign_in();
    if told == Told::Done {
        visit.world.count(format!("state {state}"));
    }
    told
}

/// Signs in through a provider.
pub(crate) async fn by_provider(
    visit: Visit<'_>,
    then: usize,
    provider: &'static str,
    account: &str,
) -> Tried {
    let way = Way::Account(provider, account.to_owned());
    let Some((path, state)) = leave(visit, provider, account).await else {
        return Tried { way, told: Told::Refused };
    };
    let (jar, person) = (visit.jar.borrow().clone(), visit.person);
    let item = Item::Callback { path: path.clone(), state: state.clone(), jar, person };
    visit.world.items.borrow_mut().push(item);
    Tried { way, told: come_back(visit.at(then), &path, &state).await }
}

/// Signs in by the form of the application.
pub(crate) async fn by_form(visit: Visit<'_>, id: &str) -> Tried {
    let address = people::address_of(id);
    let fields = [("id", id), ("email", address.as_str())];
    let reply = visit.post("/auth/callback/credentials", &fields).await;
    Tried { way: Way::Account("credentials", format!("app-{id}")), told: reply.told_of_sign_in() }
}

/// Asks for the challenge of a passkey.
async fn challenge(visit: Visit<'_>, query: &str) -> Option<String> {
    let options = visit.get(&format!("/auth/webauthn-options/passkey?{query}")).await.json();
    Some(options["options"]["challenge"].as_str()?.to_owned())
}

/// Answers a challenge.
pub(crate) async fn answer(visit: Visit<'_>, action: &str, data: &str, challenge: &str) -> Told {
    let fields = [("action", action), ("data", data)];
    let told = visit.post("/auth/callback/passkey", &fields).await.told_of_sign_in();
    if told == Told::Done {
        visit.world.count(format!("challenge {challenge}"));
    }
    told
}

/// Registers a new passkey: for the signed-in user, or for the address.
pub(crate) async fn register(visit: Visit<'_>, then: usize, address: &str, key: Key) -> Tried {
    let way = Way::Passkey(key.id());
    let query = format!("action=register&email={}", address.replace('@', "%40"));
    let Some(challenge) = challenge(visit, &query).await else {
        return Tried { way, told: Told::Refused };
    };
    let data = key.register(&challenge).to_string();
    visit.world.keys.borrow_mut().push(key);
    Tried { way, told: answer(visit.at(then), "register", &data, &challenge).await }
}

/// Signs in by a passkey.
pub(crate) async fn by_passkey(visit: Visit<'_>, then: usize, key: usize) -> Tried {
    let way = Way::Passkey(visit.world.keys.borrow()[key].id());
    let Some(challenge) = challenge(visit, "action=authenticate").await else {
        return Tried { way, told: Told::Refused };
    };
    let data = visit.world.keys.borrow_mut()[key].authenticate(&challenge).to_string();
    let (jar, person) = (visit.jar.borrow().clone(), visit.person);
    let item = Item::Answer { data: data.clone(), challenge: challenge.clone(), jar, person };
    visit.world.items.borrow_mut().push(item);
    Tried { way, told: answer(visit.at(then), "authenticate", &data, &challenge).await }
}

/// Reads the session. Returns the ID of its user.
pub(crate) async fn read(visit: Visit<'_>) -> Option<String> {
    let session = visit.get("/auth/session").await.json();
    session["user"]["id"].as_str().map(str::to_owned)
}

/// Updates the session. Returns the ID of its user.
pub(crate) async fn update(visit: Visit<'_>) -> Option<String> {
    let session = visit.post_json("/auth/session", json!({ "data": "a note" })).await.json();
    session["user"]["id"].as_str().map(str::to_owned)
}
