//! Accounts that are linked by a verified e-mail address, where the application lets them be.

use auth::{
    Auth,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, NewUser, UserData},
    prelude::*,
    time::SystemClock,
};

use crate::{
    app::*,
    provider::{Claims, Tamper},
};

#[auth::user]
#[derive(Clone)]
struct Member {
    #[auth(default)]
    banned: bool,
}

#[auth::sign_in]
async fn not_banned(user: &User<Member>) -> bool {
    !user.banned
}

async fn site(database: &AnyAdapter) -> Site {
    Site::serve(|builder, issuer| {
        let builder =
            builder.users::<Member>().provider(acme(issuer).allow_dangerous_email_account_linking());
        let auth: Auth = builder.adapter(database.clone()).sign_in::<not_banned>().build().unwrap();
        auth
    })
    .await
}

/// A user who has proven the address by a magic link before.
async fn known(database: &AnyAdapter, banned: bool) {
    let user = User::new("7").with_email("ada@example.com");
    let columns = Member { banned }.write().unwrap();
    let user = NewUser::new(user).verified_at(auth::time::Clock::now(&SystemClock)).with_columns(columns);
    database.sign_up(user, None, None).await.unwrap();
}

#[tokio::test]
async fn guards_see_the_columns_of_the_owner_of_the_address() {
    for (banned, target) in [(false, "/inside"), (true, "/auth/error?error=AccessDenied")] {
        let database = AnyAdapter::new(MemoryAdapter::new());
        known(&database, banned).await;
        let mut site = site(&database).await;
        let reply = site.sign_in("acme", Some("ada")).await;
        assert_eq!(reply.location(), format!("{}{target}", site.url));
        let linked = database.account(&"acme".into(), "ada").await.unwrap();
        assert_eq!(linked.is_some(), !banned);
    }
}

/// The Kelvin sign in lower case is the letter `k`: who has proven the one has not proven the other.
#[tokio::test]
async fn an_address_that_lower_case_makes_anothers_is_not_proven() {
    let kelvin = |claims: &mut Claims| {
        claims.insert("email".to_owned(), "\u{212a}im@Example.com".into());
    };
    let database = AnyAdapter::new(MemoryAdapter::new());
    let mut site = site(&database).await;
    site.provider.tamper(Tamper::IdToken { change: kelvin, by: "provider" });
    site.sign_in("acme", Some("ada")).await;
    assert!(database.user_by_email("kim@example.com").await.unwrap().is_none());
    let user = database.user_by_email("\u{212a}im@example.com").await.unwrap().unwrap();
    assert!(user.email_verified.is_some());
}

#[auth::credentials]
struct Login {
    name: String,
}

/// Users of the application have numbers of its own.
#[auth::authorize]
async fn login(form: Login) -> User {
    User::new("7").with_email(format!("{}@example.net", form.name))
}

/// The store has a user of the same number, who is somebody else.
#[tokio::test]
async fn an_id_of_the_application_is_not_one_of_the_store() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    known(&database, false).await;
    let mut site = Site::serve(|builder, issuer| {
        let auth: Auth =
            builder.credentials::<login>().provider(acme(issuer)).adapter(database.clone()).build().unwrap();
        auth
    })
    .await;
    site.post("/auth/callback/credentials", &[("name", "mallory")]).await;
    site.sign_in("acme", Some("bob")).await;
    let linked = database.account(&"acme".into(), "bob").await.unwrap().unwrap();
    assert_ne!(linked.user_id, Some("7".into()));
}
