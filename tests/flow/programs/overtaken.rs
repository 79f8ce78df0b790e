//! Keys of a request that has read its session, and is overtaken by what ends the session or its user.

use auth::{
    AuthError, Jwt, Session, StoredId, User,
    adapter::{Adapter, AnyAdapter, EmailProof, UserPatch},
    api_key::Expires,
};
use axum::http::header::COOKIE;

use super::*;
use crate::database::databases;

/// The kinds of sessions.
fn every_kind(database: &AnyAdapter) -> [(&'static str, Programs); 3] {
    [
        ("rows", Programs::with_rows(database, false)),
        ("revocable tokens", Programs::with_tokens(database, false)),
        (
            "tokens",
            Programs::built(database, |clock| start(clock).adapter(database.clone()).build().unwrap()),
        ),
    ]
}

/// Signs a user in, and reads the session as a handler does that has not read its body yet.
async fn session_of(programs: &Programs, user: &StoredId) -> Session {
    let cookie = programs.cookie(user).await;
    let headers = HeaderMap::from_iter([(COOKIE, cookie.parse().unwrap())]);
    programs.auth.session(&headers).await.unwrap().unwrap()
}

async fn make(programs: &Programs, session: &Session) -> Result<(), AuthError> {
    programs.auth.create_key(session, Robot { arms: 1 }, "late", Expires::never()).await.map(drop)
}

async fn is_refused(programs: &Programs, session: &Session, user: &StoredId) -> bool {
    let refused = matches!(make(programs, session).await, Err(AuthError::AccessDenied));
    refused && programs.auth.keys_of(user).await.unwrap().is_empty()
}

async fn prove(database: &AnyAdapter, user: &StoredId) {
    let email = database.user(user).await.unwrap().unwrap().user.email.unwrap();
    database.prove_email(EmailProof::new(user.clone(), email, NOW)).await.unwrap();
}

#[tokio::test]
async fn a_session_makes_keys() {
    for database in databases().await {
        for (number, (kind, programs)) in every_kind(&database).into_iter().enumerate() {
            let user = programs.user(&format!("ada{number}"), Set::all()).await;
            let session = session_of(&programs, &user).await;
            make(&programs, &session).await.unwrap();
            prove(&database, &user).await;
            let session = session_of(&programs, &user).await;
            make(&programs, &session).await.unwrap();
            assert_eq!(programs.auth.keys_of(&user).await.unwrap().len(), 1, "{kind}");
        }
    }
}

/// A stranger has typed the address of the owner, who proves it while the stranger's request is under way.
#[tokio::test]
async fn a_session_from_before_the_first_proof_makes_no_key_after_it() {
    for database in databases().await {
        for (number, (kind, programs)) in every_kind(&database).into_iter().enumerate() {
            let user = programs.user(&format!("ada{number}"), Set::all()).await;
            let session = session_of(&programs, &user).await;
            prove(&database, &user).await;
            assert!(is_refused(&programs, &session, &user).await, "{kind}");
        }
    }
}

/// The user was proven under another address, which the application has changed to that of the owner.
#[tokio::test]
async fn a_session_of_a_former_address_makes_no_key() {
    for database in databases().await {
        for (number, (kind, programs)) in every_kind(&database).into_iter().enumerate() {
            let user = programs.user(&format!("eve{number}"), Set::all()).await;
            prove(&database, &user).await;
            let session = session_of(&programs, &user).await;
            let address = UserPatch::default().email(Some(format!("ada{number}@example.com")));
            database.update_user(&user, address).await.unwrap();
            assert!(is_refused(&programs, &session, &user).await, "{kind}");
            prove(&database, &user).await;
            assert!(is_refused(&programs, &session, &user).await, "{kind}");
        }
    }
}

#[tokio::test]
async fn a_session_that_has_ended_makes_no_key() {
    for database in databases().await {
        for (number, (kind, programs)) in every_kind(&database).into_iter().enumerate().take(2) {
            let user = programs.user(&format!("ada{number}"), Set::all()).await;
            let session = session_of(&programs, &user).await;
            programs.auth.sign_out_everywhere(&user).await.unwrap();
            assert!(is_refused(&programs, &session, &user).await, "{kind}");
        }
    }
}

#[tokio::test]
async fn a_deleted_user_gets_no_key() {
    for database in databases().await {
        for (number, (kind, programs)) in every_kind(&database).into_iter().enumerate() {
            let user = programs.user(&format!("ada{number}"), Set::all()).await;
            let session = session_of(&programs, &user).await;
            database.delete_user(&user).await.unwrap();
            let made = make(&programs, &session).await;
            assert!(matches!(made, Err(AuthError::UnknownUser)), "{kind}");
        }
    }
}

#[tokio::test]
async fn a_session_that_no_request_has_makes_no_key() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, false);
        let user = programs.user("ada", Set::all()).await;
        let token = Jwt::for_user(&User::new(user.as_str()), ());
        assert!(is_refused(&programs, &Session::from_token(&token, NOW, ()), &user).await);
    }
}
