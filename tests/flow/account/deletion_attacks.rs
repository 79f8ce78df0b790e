//! Attacks on the deletion of an account.

use super::*;

/// A form that deletes the account of the browser with these cookies, ready to be sent.
async fn prepared(site: &mut Site, confirm: &str) -> Request<axum::body::Body> {
    let csrf = site.csrf().await;
    let body = form([("csrfToken", csrf.as_str()), ("confirm", confirm)].into_iter());
    let request = Request::post(format!("{PAGE}/delete")).header(CONTENT_TYPE, FORM).body(body.into());
    let mut request = request.unwrap();
    request.headers_mut().extend(site.headers());
    request
}

#[tokio::test]
async fn of_several_deletions_at_once_one_is_made() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::RevocableTokens] {
            let name = if kept == Kept::Rows { "ada" } else { "eve" };
            let (mut site, address) = (site(&database, kept), format!("{name}@example.com"));
            let id = user(&database, name).await;
            enter(&mut site, &id).await;
            let mut requests = Vec::new();
            for _ in 0..8 {
                requests.push(prepared(&mut site, &address).await);
            }
            site.world.happened();
            let replies = futures_of(&site, requests).await;
            let deleted = replies.iter().filter(|reply| reply.body.contains("Your account is deleted"));
            assert_eq!(deleted.count(), 1, "{kept:?}");
            let happened = site.world.happened();
            assert_eq!(happened.iter().filter(|what| what.starts_with("deleted")).count(), 1, "{happened:?}");
            assert!(database.user(&id).await.unwrap().is_none());
        }
    }
}

async fn futures_of(site: &Site, requests: Vec<Request<axum::body::Body>>) -> Vec<Reply> {
    let mut sent = tokio::task::JoinSet::new();
    for request in requests {
        let router = site.router();
        sent.spawn(async move { crate::site::reply_of(router, request).await });
    }
    sent.join_all().await
}

#[tokio::test]
async fn a_form_that_is_sent_again_does_not_delete_who_has_the_address_now() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::RevocableTokens, Kept::Tokens] {
            let id = user(&database, "ada").await;
            let mut site = site(&database, kept);
            enter(&mut site, &id).await;
            let (first, again) =
                (prepared(&mut site, "ada@example.com").await, prepared(&mut site, "ada@example.com").await);
            assert_eq!(site.raw(first).await.status, 200);
            let next = NewUser::new(User::new("next").with_email("ada@example.com")).verified_at(NOW);
            let next = database.sign_up(next, None, None).await.unwrap().user.id();
            let reply = site.raw(again).await;
            assert!(!reply.body.contains("Your account is deleted"), "{kept:?}");
            assert!(database.user(&next).await.unwrap().is_some(), "{kept:?}");
            database.delete_user(&next).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_planted_session_deletes_neither_account_by_the_address_of_the_other() {
    for database in databases().await {
        let (ada, eve) = (user(&database, "ada").await, user(&database, "eve").await);
        let mut site = site(&database, Kept::Rows);
        let planted = enter(&mut site, &eve).await;
        enter(&mut site, &ada).await;
        // A sibling domain has put the session of Eve into Ada's browser. Ada types her own address.
        site.cookies.insert(SESSION.to_owned(), planted[SESSION].clone());
        assert_eq!(site.change("delete", &[("confirm", "ada@example.com")]).await.status, 400);
        for id in [ada, eve] {
            assert!(database.user(&id).await.unwrap().is_some());
        }
    }
}
