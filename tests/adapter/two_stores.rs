//! Redis alongside another database: what is written to one of them only, because the process stops in between.

use auth::{
    Account, Secret, User,
    adapter::{Adapter, Basis, EmailProof, Link, MemoryAdapter, NewSession, NewUser, UserPatch},
    provider::ProviderType,
    time::UnixTime,
};

use crate::server::redis::Redis;

const NOW: UnixTime = UnixTime::from_secs(1_800_000_000);

fn session(token: &str) -> NewSession {
    NewSession::new(Secret::new(token), NOW + std::time::Duration::from_secs(3600))
}

fn eve() -> NewUser {
    NewUser::new(User::new("7").with_email("ada@example.com"))
}

/// The first proof is stored in the users' database, and the process stops before it removes the sessions that a stranger
/// has started since it began.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_from_before_the_first_proof_ends_with_it_even_if_nothing_removes_it() {
    let server = Redis::start().await;
    let users = MemoryAdapter::new();
    let store = server.with(users.clone()).await;
    let user = store.sign_up(eve(), None, Some(session("signed-up"))).await.unwrap().user;
    let id = user.id();
    store.create_session(&id, session("signed-in").on(Basis::default().while_unproven(true))).await.unwrap();
    store.create_session(&id, session("unmarked")).await.unwrap();
    let account = Account::new("acme", ProviderType::OAuth, "7");
    store.link_account(&id, Link::from(account), Some(session("linked"))).await.unwrap();
    let tokens = ["signed-up", "signed-in", "unmarked", "linked"].map(Secret::new);
    for token in &tokens {
        assert!(store.session_and_user(token).await.unwrap().is_some());
    }
    let later = NOW + std::time::Duration::from_secs(7200);
    assert!(store.touch_session(&tokens[0], later, later).await.unwrap());
    assert_eq!(store.sessions_of(&id).await.unwrap().len(), 4);

    users.prove_email(EmailProof::new(id.clone(), "ada@example.com", NOW)).await.unwrap();
    assert!(store.sessions_of(&id).await.unwrap().is_empty());
    for token in &tokens {
        assert!(store.session_and_user(token).await.unwrap().is_none(), "{}", token.expose());
    }
    store.create_session(&id, session("owner")).await.unwrap();
    assert!(store.session_and_user(&Secret::new("owner")).await.unwrap().is_some());
    assert_eq!(store.sessions_of(&id).await.unwrap().len(), 1);
}

/// The application may say that an address is verified. That is no first proof, here as in a database of one store.
#[tokio::test(flavor = "multi_thread")]
async fn the_word_of_the_application_ends_no_session() {
    let server = Redis::start().await;
    let store = server.with(MemoryAdapter::new()).await;
    let user = store.sign_up(eve(), None, Some(session("one"))).await.unwrap().user;
    let verified = UserPatch::default().email_verified(Some(NOW));
    store.update_user(&user.id(), verified).await.unwrap();
    assert!(store.session_and_user(&Secret::new("one")).await.unwrap().is_some());
    assert_eq!(store.sessions_of(&user.id()).await.unwrap().len(), 1);
}
