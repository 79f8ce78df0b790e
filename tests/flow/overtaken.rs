//! Sign-ins that the end of sessions overtakes: a new password, a sign-out, or the end of all sessions comes while a sign-in is
//! under way. Whenever it comes, no session is left of the time before.

use std::{
    pin::pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
};

use auth::{
    Auth, Password, StoredId, User,
    adapter::{Adapter, MemoryAdapter, NewPassword, NewUser},
    config::Random,
    prelude::*,
};

use crate::{
    password::{PASSWORD, cheap, hash_of},
    site::*,
    world::*,
};

const NEW: &str = "eleven green accordions";

type Hook = Box<dyn FnOnce() + Send>;

/// Randomness that does something else at one of its draws. Each draw is a point between two steps of a request.
#[derive(Clone, Default)]
struct Interrupting(Arc<Mutex<Option<(usize, Hook)>>>);

impl Interrupting {
    /// Does it before the draw with this number, counted from now.
    fn at(&self, draw: usize, hook: impl FnOnce() + Send + 'static) {
        *self.0.lock().unwrap() = Some((draw, Box::new(hook)));
    }

    /// Returns `true` if it was done.
    fn has_fired(&self) -> bool {
        self.0.lock().unwrap().take().is_none()
    }
}

struct Draws(Noise, Interrupting);

impl Random for Draws {
    fn fill(&self, buffer: &mut [u8]) {
        let mut waiting = self.1.0.lock().unwrap();
        let hook = match waiting.take() {
            Some((0, hook)) => Some(hook),
            Some((left, hook)) => {
                *waiting = Some((left - 1, hook));
                None
            }
            None => None,
        };
        drop(waiting);
        if let Some(hook) = hook {
            hook();
        }
        self.0.fill(buffer);
    }
}

/// Runs a future that waits for nothing, as those of the database in memory.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Rows,
    RevocableTokens,
}

thread_local! {
    /// What a guard does before it lets the user in.
    static MEANWHILE: std::cell::RefCell<Option<(Auth<Visible>, StoredId, bool)>> = const { std::cell::RefCell::new(None) };
}

/// Ends the sessions of the user, or stores a new password, which ends them too.
#[auth::sign_in]
async fn meanwhile() -> Result<bool> {
    let task = MEANWHILE.with_borrow_mut(Option::take);
    if let Some((auth, user, is_new_password)) = task {
        match is_new_password {
            true => auth.set_password(&user, &Password::new(NEW)).await?,
            false => auth.sign_out_everywhere(&user).await?,
        }
    }
    Ok(true)
}

/// A site on which Ada has a password and a proven address.
struct Overtaken {
    site: Site,
    database: MemoryAdapter,
    ada: StoredId,
    draws: Interrupting,
}

impl Overtaken {
    async fn new(kept: Kept) -> Self {
        let (database, draws) = (MemoryAdapter::new(), Interrupting::default());
        let ada = User::new("u1").with_name("ada").with_email("ada@example.com");
        let ada = database.sign_up(NewUser::new(ada).verified_at(NOW), None, None).await.unwrap().user.id();
        let site = Site::built(|start| {
            let start = start.random(Draws(Noise::seeded(3), draws.clone())).sign_in::<meanwhile>();
            match kept {
                Kept::Rows => {
                    let start = start.database_sessions(database.clone()).passwords(cheap());
                    start.session::<of_nobody>().build().unwrap()
                }
                Kept::RevocableTokens => {
                    let start = start.adapter(database.clone()).passwords(cheap()).revocable_tokens(DAY);
                    start.jwt::<issue>().session::<Visible>().build().unwrap()
                }
            }
        });
        site.auth.set_password(&ada, &Password::new(PASSWORD)).await.unwrap();
        Self { site, database, ada, draws }
    }

    async fn enters(&mut self, password: &str, more: &[(&str, &str)]) {
        let fields = [&[("email", "ada@example.com"), ("password", password)], more].concat();
        self.site.post("/auth/callback/credentials", &fields).await;
    }

    /// Stores another hash and ends the sessions, as a new password does.
    async fn new_password(&self) -> Hook {
        let (database, ada) = (self.database.clone(), self.ada.clone());
        let adapter = auth::adapter::AnyAdapter::new(database.clone());
        let before = hash_of(&adapter, &ada).await;
        Box::new(move || {
            let new = NewPassword::new("another".into(), NOW).replacing(Some(before.as_str().into()));
            assert!(now(database.set_password(&ada, new)).unwrap());
            now(database.advance_epoch(&ada, 1)).unwrap();
            now(database.delete_sessions_of(&ada)).unwrap();
        })
    }
}

#[tokio::test]
async fn a_new_password_ends_a_sign_in_by_the_former_one() {
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        let mut it = Overtaken::new(kept).await;
        MEANWHILE.set(Some((it.site.auth.clone(), it.ada.clone(), true)));
        it.enters(PASSWORD, &[]).await;
        assert!(it.site.session().await.is_null(), "{kept:?}");
        assert!(it.database.sessions_of(&it.ada).await.unwrap().is_empty());
        it.enters(NEW, &[]).await;
        assert_eq!(it.site.session().await["user"]["name"], "ada", "{kept:?}");
    }
}

#[tokio::test]
async fn a_new_password_ends_a_sign_in_at_whatever_point_it_comes() {
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        let mut points = 0;
        loop {
            let mut it = Overtaken::new(kept).await;
            it.site.csrf().await;
            it.draws.at(points, it.new_password().await);
            it.enters(PASSWORD, &[]).await;
            if !it.draws.has_fired() {
                assert!(!it.site.session().await.is_null(), "a sign-in that nothing has overtaken");
                break;
            }
            assert!(it.site.session().await.is_null(), "{kept:?} at {points}");
            assert!(it.database.sessions_of(&it.ada).await.unwrap().is_empty(), "{kept:?} at {points}");
            points += 1;
        }
        assert!(points >= 2, "{kept:?} {points}");
    }
}

/// An application that allows one session at a time ends the others in a guard.
#[tokio::test]
async fn a_guard_that_ends_all_other_sessions_lets_this_one_begin() {
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        let mut it = Overtaken::new(kept).await;
        it.enters(PASSWORD, &[]).await;
        let other = std::mem::take(&mut it.site.cookies);
        MEANWHILE.set(Some((it.site.auth.clone(), it.ada.clone(), false)));
        it.enters(PASSWORD, &[]).await;
        assert_eq!(it.site.session().await["user"]["name"], "ada", "{kept:?}");
        it.site.cookies = other;
        assert!(it.site.session().await.is_null(), "{kept:?}");
    }
}

/// A step-up, or the end of the other sessions, starts a new token after it has been checked that the session is still there.
#[tokio::test]
async fn a_token_that_is_continued_ends_with_its_session() {
    for everywhere in [true, false] {
        for is_step_up in [true, false] {
            let mut it = Overtaken::new(Kept::RevocableTokens).await;
            it.enters(PASSWORD, &[]).await;
            it.site.visit("/auth/step-up?max_age=300").await;
            let (auth, ada, headers) = (it.site.auth.clone(), it.ada.clone(), it.site.headers());
            // The first draw of the step-up is that of the new session's ID; the other begins with a new epoch.
            it.draws.at(usize::from(!is_step_up), move || match everywhere {
                true => now(auth.sign_out_everywhere(&ada)).unwrap(),
                false => now(auth.sign_out(&headers)).unwrap().stored.unwrap(),
            });
            if is_step_up {
                it.enters(PASSWORD, &[("stepUp", "1")]).await;
            } else if let Ok(Some(cookies)) = it.site.auth.sign_out_elsewhere(&it.site.headers()).await {
                it.site.take(cookies.iter());
            }
            assert!(it.draws.has_fired(), "{everywhere} {is_step_up}");
            assert!(it.site.session().await.is_null(), "{everywhere} {is_step_up}");
        }
    }
    // Nothing has overtaken it.
    let mut it = Overtaken::new(Kept::RevocableTokens).await;
    it.enters(PASSWORD, &[]).await;
    it.site.visit("/auth/step-up?max_age=300").await;
    let before = it.site.cookies.clone();
    it.enters(PASSWORD, &[("stepUp", "1")]).await;
    assert!(!it.site.session().await.is_null());
    it.site.cookies = before;
    assert!(it.site.session().await.is_null(), "the former token has ended");
}
