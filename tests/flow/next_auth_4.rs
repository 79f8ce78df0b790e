//! Sessions that NextAuth 4 has begun in the database.

use auth::{
    StoredId, User,
    adapter::{Adapter, AnyAdapter, NewSession, NewUser},
    cookie::CookiesOptions,
};

use crate::{database::databases, site::*};

/// A token as NextAuth 4 makes them: a UUID.
const TOKEN: &str = "42e1a632-054c-4dc8-a174-3dcacafea971";

const NAMES: [(&str, &str); 2] = [
    ("http://site.test", "next-auth.session-token"),
    ("https://site.test", "__Secure-next-auth.session-token"),
];

/// Stores a user with a session, as NextAuth 4 does.
async fn begun_by_node(database: &AnyAdapter, name: &str) -> StoredId {
    let user = User::new("of node").with_name(name).with_email(format!("{name}@example.com"));
    let session = NewSession::new(TOKEN.into(), NOW + DAY * 30);
    database.sign_up(NewUser::new(user).verified_at(NOW), None, Some(session)).await.unwrap().user.id()
}

fn site(database: &AnyAdapter, origin: &str) -> Site {
    Site::with_sessions_in(database.clone(), |builder| {
        builder.url(origin).cookies(CookiesOptions::next_auth_4())
    })
}

#[tokio::test]
async fn a_session_of_its_database_goes_on_and_ends_at_both_servers() {
    for (origin, name) in NAMES {
        for database in databases().await {
            let ada = begun_by_node(&database, "ada").await;
            let mut site = site(&database, origin);
            site.cookies.insert(name.to_owned(), TOKEN.to_owned());
            assert_eq!(site.session().await["user"]["email"], "ada@example.com");

            // It is extended under its token, so that Node knows it, too.
            site.clock.advance(DAY * 2);
            assert_eq!(site.get("/me").await.status, 200);
            let rows = database.sessions_of(&ada).await.unwrap();
            assert_eq!((rows.len(), rows[0].expires), (1, NOW + DAY * 32));
            assert_eq!(site.cookies[name], TOKEN);

            site.post("/auth/signout", &[]).await;
            assert!(!site.cookies.contains_key(name), "{:?}", site.cookies);
            assert!(database.sessions_of(&ada).await.unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn a_sign_in_has_a_cookie_and_a_row_that_it_reads() {
    for (origin, name) in NAMES {
        for database in databases().await {
            let mut site = site(&database, origin);
            site.sign_in("ada").await;
            assert_eq!(site.session().await["user"]["email"], "ada@example.com");
            let token = site.cookies[name].clone();
            let found = database.session_and_user(&token.into()).await.unwrap().unwrap();
            assert_eq!(found.user.user.email.as_deref(), Some("ada@example.com"));
            assert!(
                site.cookies.keys().all(|name| !name.contains("authjs.session-token")),
                "{:?}",
                site.cookies
            );
        }
    }
}

#[tokio::test]
async fn its_tokens_are_no_sessions() {
    // `dir` with A256GCM, whose key Auth.js 5 does not derive.
    let token = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";
    let mut site = Site::with(|builder| builder.cookies(CookiesOptions::next_auth_4()));
    site.cookies.insert("next-auth.session-token".to_owned(), token.to_owned());
    assert!(site.session().await.is_null());
    assert_eq!(site.get("/me").await.status, 401);
    site.sign_in("ada").await;
    assert_eq!(site.session().await["user"]["email"], "ada@example.com");
}
