//! What each way in proves, and the first proof of an address, which removes what was added before it.

use auth::{
    adapter::{NewUser, UserPatch},
    prelude::*,
    provider::Email,
};

use super::*;
use crate::{
    mail::{Outbox, Sessions},
    server::databases::Servers,
    world::{World, issue, login, of_nobody},
};

/// Notes the way in and the proof.
#[auth::sign_in]
async fn noted(
    email: Option<VerifiedEmail<'_>>,
    method: SignInMethod<'_>,
    State(world): State<World>,
) -> bool {
    let method = match method {
        SignInMethod::LinkRequested(_) => "asked",
        SignInMethod::LinkOpened(_) => "opened",
        SignInMethod::Provider(_) => "provider",
        SignInMethod::Credentials => "credentials",
        SignInMethod::Passkey => "passkey",
        SignInMethod::PasskeyAdded => "added",
        SignInMethod::PasskeyRegistration(_) => "registration",
        SignInMethod::AddressEntered(_) => "entered",
        SignInMethod::AddressProven(_) => "proven",
        SignInMethod::CodeRequested(_) => "code requested",
        SignInMethod::CodeEntered(_) => "code entered",
        SignInMethod::NumberAdded(_) => "number added",
        SignInMethod::NumberRegistration(_) => "number registration",
    };
    world.note(format!("{method} {:?}", email.map(|email| email.as_str())));
    true
}

/// Lets in only proven addresses of the company.
#[auth::sign_in]
async fn company(email: Option<VerifiedEmail<'_>>) -> bool {
    email.is_some_and(|email| email.domain() == "company.example")
}

#[auth::event(verify_email)]
async fn proven(event: VerifyEmailEvent<'_>, State(world): State<World>) {
    let removed = event.removed;
    let (accounts, passkeys) = (removed.accounts.len(), removed.passkeys);
    world.note(format!("proven {} {accounts} {passkeys} {}", event.email.as_str(), removed.sessions));
}

/// A browser at a site with magic links, passkeys and forms.
struct Visit {
    site: Site,
    outbox: Outbox,
}

/// The set-ups in which sessions differ: tokens, tokens that can be revoked, and rows.
const SETUPS: [(Sessions, bool); 3] =
    [(Sessions::Tokens, false), (Sessions::Tokens, true), (Sessions::Rows, false)];

impl Visit {
    fn new(database: &AnyAdapter, setup: (Sessions, bool)) -> Self {
        Self::with(database, setup, Passkey::new().open_registration())
    }

    fn with(database: &AnyAdapter, (sessions, revocable): (Sessions, bool), passkey: Passkey) -> Self {
        static SEED: AtomicU64 = AtomicU64::new(1_000);
        let outbox = Outbox::default();
        let email = Email::new(outbox.clone(), "no-reply@site.test").unwrap();
        let site = Site::built(|start| {
            let start = start
                .random(Noise::seeded(SEED.fetch_add(1, Ordering::Relaxed)))
                .credentials::<login>()
                .email(email.request_limit(None))
                .passkey(passkey)
                .sign_in::<noted>()
                .on::<proven>();
            match sessions {
                Sessions::Rows => {
                    start.database_sessions(database.clone()).session::<of_nobody>().build().unwrap()
                }
                Sessions::Tokens if revocable => {
                    let start = start.adapter(database.clone()).revocable_tokens(DAY);
                    start.jwt::<issue>().session::<crate::world::Visible>().build().unwrap()
                }
                Sessions::Tokens => {
                    let start = start.adapter(database.clone()).jwt::<issue>();
                    start.session::<crate::world::Visible>().build().unwrap()
                }
            }
        });
        Self { site, outbox }
    }

    /// Asks for a link and opens it in the same browser.
    async fn prove(&mut self, email: &str) {
        self.site.post("/auth/signin/email", &[("email", email)]).await;
        let link = self.outbox.link();
        assert_eq!(self.site.get(&link).await.location(), HOME);
    }
}

const OWNER: &str = "owner@company.example";

/// Runs a story with every kind of session, in memory and on SQLite.
async fn everywhere<Story: Future<Output = ()>>(story: impl Fn(AnyAdapter, (Sessions, bool)) -> Story) {
    for setup in SETUPS {
        for database in databases().await {
            story(database, setup).await;
        }
    }
}

/// The same stories on the servers.
#[tokio::test]
async fn no_story_ends_otherwise_in_postgresql_and_mariadb() {
    let servers = Servers::start().await;
    for setup in SETUPS {
        for database in servers.databases().await {
            passkey_of_a_stranger(database, setup).await;
        }
        for database in servers.databases().await {
            passkey_of_the_owner(database, setup).await;
        }
        for database in servers.databases().await {
            changed_address(database, setup).await;
        }
        for database in servers.databases().await {
            challenge_of_a_stranger(database, setup).await;
        }
    }
}

/// Classic pre-hijacking by a passkey, and the unexpired session: the owner of the address gets the same user, and the
/// stranger keeps nothing.
#[tokio::test]
async fn the_first_proof_removes_passkey_and_session_of_a_stranger() {
    everywhere(passkey_of_a_stranger).await;
}

async fn passkey_of_a_stranger(database: AnyAdapter, setup: (Sessions, bool)) {
    let (mut eve, key) = (Visit::new(&database, setup), key());
    assert_eq!(eve.site.register(&key, OWNER).await, HOME);
    assert_eq!(eve.site.email().await.as_deref(), Some(OWNER));
    let before = database.user_by_email(OWNER).await.unwrap().unwrap();
    let stolen = eve.site.cookies.clone();

    let mut owner = Visit::new(&database, setup);
    owner.prove(OWNER).await;
    let after = database.user_by_email(OWNER).await.unwrap().unwrap();
    assert_eq!((after.id(), after.email_verified), (before.id(), Some(NOW)), "the user stays the same");
    let sessions = u64::from(setup.0 == Sessions::Rows);
    let happened = owner.site.world.happened();
    let expected = format!("proven {OWNER} 1 1 {sessions}");
    assert!(happened.contains(&expected), "{happened:?}");

    assert!(eve.site.session().await.is_null(), "{setup:?}: the session ends");
    eve.site.cookies = stolen.clone();
    assert_eq!(eve.site.get("/me").await.status, 401, "{setup:?}");
    let mut again = Visit::new(&database, setup);
    again.site.cookies = stolen;
    assert_eq!(again.site.get("/me").await.status, 401, "{setup:?}: in another process, too");
    let mut key = key;
    let mut third = Visit::new(&database, setup);
    third.site.authenticate(&mut key).await;
    assert_eq!(third.site.email().await, None, "{setup:?}: the passkey is gone");
    assert_eq!(owner.site.email().await.as_deref(), Some(OWNER), "{setup:?}: the owner stays");
    assert_eq!(owner.site.get("/me").await.status, 200);
}

#[tokio::test]
async fn what_is_added_after_the_proof_stays() {
    everywhere(passkey_of_the_owner).await;
}

async fn passkey_of_the_owner(database: AnyAdapter, setup: (Sessions, bool)) {
    let (mut owner, mut key) = (Visit::new(&database, setup), key());
    owner.prove(OWNER).await;
    let challenge = owner.site.challenge("action=register").await;
    assert_eq!(owner.site.answer("register", &key.register(&challenge)).await, HOME);
    let mut elsewhere = Visit::new(&database, setup);
    elsewhere.prove(OWNER).await;
    let happened = elsewhere.site.world.happened();
    assert_eq!(happened.iter().filter(|line| line.starts_with("proven")).count(), 0);
    assert_eq!(owner.site.get("/me").await.status, 200, "{setup:?}: the other session stays");
    let mut third = Visit::new(&database, setup);
    assert_eq!(third.site.authenticate(&mut key).await, HOME);
    assert_eq!(third.site.email().await.as_deref(), Some(OWNER));
}

/// The unexpired change of an address: a stranger gives the own user the address of the owner, and waits.
#[tokio::test]
async fn a_change_of_the_address_ends_its_proof() {
    everywhere(changed_address).await;
}

async fn changed_address(database: AnyAdapter, setup: (Sessions, bool)) {
    let (mut eve, mut key) = (Visit::new(&database, setup), key());
    eve.prove("eve@company.example").await;
    let challenge = eve.site.challenge("action=register").await;
    eve.site.answer("register", &key.register(&challenge)).await;
    let user = database.user_by_email("eve@company.example").await.unwrap().unwrap();
    let patch = UserPatch::default().email(Some(OWNER.to_owned()));
    assert_eq!(database.update_user(&user.id(), patch).await.unwrap().email_verified, None);

    let mut owner = Visit::new(&database, setup);
    owner.prove(OWNER).await;
    let mut again = Visit::new(&database, setup);
    again.site.authenticate(&mut key).await;
    assert_eq!(again.site.email().await, None, "{setup:?}: the passkey is gone");
    if setup != (Sessions::Tokens, false) {
        let mut other = Visit::new(&database, setup);
        other.site.cookies = eve.site.cookies.clone();
        assert_eq!(other.site.get("/me").await.status, 401, "{setup:?}: the session ends");
    }
}

#[tokio::test]
async fn a_stranger_registers_only_where_it_is_allowed() {
    for setup in SETUPS {
        for database in databases().await {
            let mut open = Visit::new(&database, setup);
            let mut closed = Visit::with(&database, setup, Passkey::new());
            let query = format!("action=register&email={OWNER}");
            let mut options = Vec::new();
            for visit in [&mut open, &mut closed] {
                let mut shown = visit.site.options(&query).await;
                shown["options"]["challenge"] = json!(null);
                shown["options"]["user"]["id"] = json!(null);
                options.push(shown);
            }
            assert_eq!(options[0], options[1], "the options look the same");

            let key = key();
            let refused = Site::error("signin", "AccountNotLinked");
            assert_eq!(closed.site.register(&key, OWNER).await, refused);
            assert_eq!(closed.site.world.happened(), [""; 0], "no guard is asked");
            assert!(database.user_by_email(OWNER).await.unwrap().is_none(), "no row is written");
            assert_eq!(open.site.register(&key, OWNER).await, HOME);
            assert_eq!(open.site.world.happened()[0], "registration None");
        }
    }
}

/// An address that is typed is not proven, so a list of proven domains lets nobody in by it.
#[tokio::test]
async fn a_guard_by_proven_domain_is_not_passed_by_a_typed_address() {
    for database in databases().await {
        let mut site = Site::built(|start| {
            let start = with_passkeys(start).credentials::<login>().sign_in::<company>();
            start.database_sessions(database.clone()).session::<of_nobody>().build().unwrap()
        });
        assert_eq!(site.register(&key(), OWNER).await, Site::error("error", "AccessDenied"));
        assert!(database.user_by_email(OWNER).await.unwrap().is_none());
        assert_eq!(site.sign_in("ada").await.location(), Site::error("error", "AccessDenied"));
    }
}

/// A registration that began without a session does not end in the session of somebody.
#[tokio::test]
async fn a_challenge_of_a_stranger_links_nothing_to_the_signed_in_user() {
    everywhere(challenge_of_a_stranger).await;
}

async fn challenge_of_a_stranger(database: AnyAdapter, setup: (Sessions, bool)) {
    let mut victim = Visit::new(&database, setup);
    let challenge = victim.site.challenge("action=register&email=eve%40company.example").await;
    let planted = victim.site.cookies[CHALLENGE].clone();
    let answer = key().register(&challenge);
    victim.prove(OWNER).await;
    victim.site.cookies.insert(CHALLENGE.to_owned(), planted);
    let refused = Site::error("signin", "AccountNotLinked");
    assert_eq!(victim.site.answer("register", &answer).await, refused, "{setup:?}");
    let user = database.user_by_email(OWNER).await.unwrap().unwrap();
    assert!(database.authenticators_of(&user.id()).await.unwrap().is_empty());
    assert!(database.user_by_email("eve@company.example").await.unwrap().is_none());

    // Also if the session is one of the application's own users.
    let mut own = Visit::new(&database, setup);
    let challenge = own.site.challenge("action=register&email=eve%40company.example").await;
    let planted = own.site.cookies[CHALLENGE].clone();
    own.site.sign_in("nameless").await;
    own.site.cookies.insert(CHALLENGE.to_owned(), planted);
    assert_eq!(own.site.answer("register", &key().register(&challenge)).await, refused, "{setup:?}");
}

#[tokio::test]
async fn sessions_and_guards_say_what_is_known() {
    for setup in SETUPS {
        for database in databases().await {
            let (mut visit, mut key) = (Visit::new(&database, setup), key());
            visit.site.register(&key, OWNER).await;
            let user = database.user_by_email(OWNER).await.unwrap().unwrap();
            let session = visit.site.auth.session(&visit.site.headers()).await.unwrap().unwrap();
            assert_eq!((session.stored_id(), session.verified_email()), (Some(&user.id()), None));
            let mut again = Visit::new(&database, setup);
            again.site.authenticate(&mut key).await;
            assert_eq!(again.site.world.happened()[0], "passkey None");

            visit.prove(OWNER).await;
            let session = visit.site.auth.session(&visit.site.headers()).await.unwrap().unwrap();
            assert_eq!(session.stored_id(), Some(&user.id()));
            assert_eq!(session.verified_email().map(|email| email.as_str()), Some(OWNER));
            let challenge = visit.site.challenge("action=register").await;
            visit.site.answer("register", &key.register(&challenge)).await;
            let happened = visit.site.world.happened();
            for line in ["registration None", "asked None", &format!("opened Some({OWNER:?})")] {
                assert!(happened.iter().any(|other| other == line), "{line}: {happened:?}");
            }
            assert!(happened.contains(&format!("added Some({OWNER:?})")), "{happened:?}");
            let mut third = Visit::new(&database, setup);
            third.site.authenticate(&mut key).await;
            assert_eq!(third.site.world.happened()[0], format!("passkey Some({OWNER:?})"));
            let session = third.site.auth.session(&third.site.headers()).await.unwrap().unwrap();
            assert_eq!(session.verified_email().map(|email| email.as_str()), Some(OWNER));
        }
    }
}

/// The application numbers its users as the database does. They are not the same users.
#[tokio::test]
async fn an_id_of_the_application_shows_and_links_nothing_of_the_database() {
    for database in databases().await {
        let stored = NewUser::new(auth::User::new("nameless").with_email(OWNER)).verified_at(NOW);
        database.sign_up(stored, None, None).await.unwrap();
        let mut visit = Visit::with(&database, (Sessions::Tokens, true), Passkey::new());
        visit.site.sign_in("nameless").await;
        let session = visit.site.auth.session(&visit.site.headers()).await.unwrap().unwrap();
        assert_eq!(session.stored_id(), None);
        let reply = visit.site.get(&format!("{OPTIONS}?action=register")).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{}", reply.body);
        assert!(!reply.body.contains(OWNER));
        let user = database.user_by_email(OWNER).await.unwrap().unwrap();
        assert!(database.authenticators_of(&user.id()).await.unwrap().is_empty());

        // Signing out the stored user everywhere does not concern the other one.
        visit.site.auth.sign_out_everywhere(&user.id()).await.unwrap();
        assert_eq!(visit.site.get("/me").await.status, 200);
        visit.site.auth.sign_out_application_user(&"nameless".into()).await.unwrap();
        assert_eq!(visit.site.get("/me").await.status, 401);
    }
}
