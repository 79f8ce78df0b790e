//! Attacks on forgotten passwords.

use auth::{AuthError, adapter::UserPatch, config::RateLimit};
use http::{Request, header::CONTENT_TYPE};

use super::{
    password_reset::{forgot, reset},
    *,
};

fn assert_broken(reply: &Reply) {
    assert!(reply.status == 400 && reply.body.contains(BROKEN), "{} {}", reply.status, reply.body);
}

#[tokio::test]
async fn an_address_without_a_user_looks_like_any_other() {
    with_passwords(async |mut mailing| {
        mailing.ada_with_password().await;
        mailing.site.cookies.clear();
        let known = mailing.site.post(FORGOT, &[("email", "ada@example.com")]).await;
        let unknown = mailing.site.post(FORGOT, &[("email", "eve@example.com")]).await;
        assert_eq!((known.status, known.set_cookies()), (unknown.status, unknown.set_cookies()));
        assert_eq!(known.body, unknown.body.replace("eve@", "ada@"));
        let mails = mailing.outbox.take();
        let subjects: Vec<_> = mails.iter().map(|mail| (mail.to.as_str(), mail.subject.as_str())).collect();
        assert_eq!(
            subjects,
            [
                ("ada@example.com", "Choose a new password for site.test"),
                ("eve@example.com", "You have no account at site.test"),
            ]
        );
        assert!(!mails[1].text.contains("http"));
        let refused = mailing.site.post(FORGOT, &[("email", "refused@example.com")]).await;
        assert!(refused.status == 400 && refused.body.contains("could not be delivered"));

        // A guessed link says the same for both.
        let guess = |address: &str| Link {
            path: format!("{RESET}?token=guess&email={address}"),
            token: "guess".to_owned(),
            email: Some(address.to_owned()),
        };
        let known = reset(&mut mailing, &guess("ada@example.com"), NEW).await;
        let unknown = reset(&mut mailing, &guess("eve@example.com"), NEW).await;
        assert_broken(&known);
        assert_eq!(known.body, unknown.body);
    })
    .await;
}

#[tokio::test]
async fn a_newer_link_replaces_an_older_one_and_a_new_password_ends_all() {
    with_passwords(async |mut mailing| {
        let (id, _) = mailing.ada_with_password().await;
        let older = forgot(&mut mailing, "ada@example.com").await;
        let newer = forgot(&mut mailing, "ada@example.com").await;
        assert_broken(&reset(&mut mailing, &older, NEW).await);
        mailing.enter(&id).await;
        let fields = [("password", OLD), ("newPassword", "another gazebo of fluid")];
        assert_eq!(mailing.site.post(PASSWORD, &fields).await.status, 200);
        assert_broken(&reset(&mut mailing, &newer, NEW).await);
        assert!(mailing.knows("ada@example.com", "another gazebo of fluid").await);
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_with_its_time_and_with_the_address() {
    with_passwords(async |mut mailing| {
        let (id, _) = mailing.ada_with_password().await;
        let link = forgot(&mut mailing, "ada@example.com").await;
        mailing.site.clock.advance(MINUTE * 30 + Duration::from_secs(1));
        assert_broken(&mailing.site.visit(&link.path).await);
        assert_broken(&reset(&mut mailing, &link, NEW).await);

        let link = forgot(&mut mailing, "ada@example.com").await;
        let moved = UserPatch::default().email(Some("moved@example.com".to_owned()));
        mailing.database.update_user(&id, moved).await.unwrap();
        let eve = mailing.user("eve", Some("ada@example.com"), Some(NOW)).await;
        assert_broken(&reset(&mut mailing, &link, NEW).await);
        let other = Link { email: Some("moved@example.com".to_owned()), ..link };
        assert_broken(&reset(&mut mailing, &other, NEW).await);
        assert!(mailing.database.password_of(&eve).await.unwrap().is_none());
        assert!(mailing.knows("moved@example.com", OLD).await);
    })
    .await;
}

#[tokio::test]
async fn a_scanner_changes_nothing_and_a_form_needs_its_csrf_token() {
    let mut mailing = Mailing::passwords(Kept::Rows, memory());
    mailing.ada_with_password().await;
    let link = forgot(&mut mailing, "ada@example.com").await;
    let with_password = format!("{}&newPassword=an+injected+new+password", link.path);
    for path in [&link.path, &with_password] {
        mailing.site.cookies.clear();
        assert_eq!(mailing.site.visit(path).await.status, 200);
    }
    for (path, fields) in [
        (FORGOT, vec![("email", "ada@example.com")]),
        (RESET, vec![("token", link.token.as_str()), ("email", "ada@example.com"), ("newPassword", NEW)]),
    ] {
        for planted in [None, Some(("csrfToken", "planted"))] {
            let body = form(fields.iter().copied().chain(planted));
            let reply = mailing.site.send(Request::post(path).header(CONTENT_TYPE, FORM), body).await;
            assert!(reply.location().ends_with("error=MissingCSRF"), "{}", reply.location());
        }
    }
    assert!(mailing.outbox.take().is_empty() && mailing.knows("ada@example.com", OLD).await);
}

#[tokio::test]
async fn of_several_uses_at_the_same_time_one_sets_the_password() {
    for database in [memory(), AnyAdapter::new(sqlite().await)] {
        let mut mailing = Mailing::passwords(Kept::Rows, database);
        mailing.ada_with_password().await;
        let link = forgot(&mut mailing, "ada@example.com").await;
        let uses: Vec<_> = (0..8)
            .map(|number| {
                let (auth, token) = (mailing.site.auth.clone(), link.token.clone());
                let chosen = format!("new trombone gazebo {number}");
                let request = async move |auth: &auth::Auth<Visible>| {
                    let head = http::HeaderMap::new();
                    auth.reset_password(&head, &token, "ada@example.com", &Password::new(&*chosen)).await
                };
                tokio::spawn(async move { (number, request(&auth).await.map(drop)) })
            })
            .collect();
        let mut winner = None;
        for used in uses {
            match used.await.unwrap() {
                (number, Ok(())) => assert_eq!(winner.replace(number), None, "one use works"),
                (_, Err(AuthError::Verification | AuthError::TooManyRequests { .. })) => {}
                (_, Err(error)) => panic!("{error}"),
            }
        }
        let chosen = format!("new trombone gazebo {}", winner.unwrap());
        mailing.site.clock.advance(MINUTE * 60);
        assert!(mailing.knows("ada@example.com", &chosen).await);
    }
}

#[tokio::test]
async fn a_link_of_another_kind_sets_no_password_and_this_one_does_nothing_else() {
    let mut mailing = Mailing::passwords(Kept::Rows, memory());
    let (id, cookies) = mailing.ada_with_password().await;
    let change = mailing.link("new@example.org").await;
    mailing.site.post("/auth/signin/email", &[("email", "ada@example.com")]).await;
    let mails = mailing.outbox.take();
    let magic = mails.iter().find_map(|mail| mail.text.split_once("&token=")).unwrap().1;
    let magic = magic.split('&').next().unwrap().to_owned();
    let ours = forgot(&mut mailing, "ada@example.com").await;
    for token in [&change.token, &magic] {
        let link = Link { token: token.clone(), ..ours.clone() };
        assert_broken(&reset(&mut mailing, &link, NEW).await);
    }
    let fields = [("token", ours.token.as_str()), ("email", "ada@example.com")];
    let reply = mailing.site.post("/auth/callback/email", &fields).await;
    assert!(reply.location().ends_with("error=Verification"));
    mailing.site.cookies = cookies;
    assert_broken(&mailing.site.post(CHANGE, &fields).await);
    assert_eq!(mailing.address(&id).await.0.as_deref(), Some("ada@example.com"));
    assert!(mailing.knows("ada@example.com", OLD).await);
}

#[tokio::test]
async fn mails_are_limited_by_address_and_guesses_by_network() {
    let cheap = |start: Start| start.passwords(Passwords::new().argon2id(8, 1, 1)).sign_in_limit(None);
    let limit = RateLimit::new(3, MINUTE);
    let mut mailing = Mailing::with(Kept::Rows, memory(), |email| email.request_limit(limit), cheap);
    mailing.ada_with_password().await;
    for address in ["ada@example.com", "eve@example.com"] {
        mailing.site.cookies.clear();
        let mut replies = Vec::new();
        for _ in 0..4 {
            replies.push(mailing.site.post(FORGOT, &[("email", address)]).await.status.as_u16());
        }
        assert_eq!(replies, [200, 200, 200, 429], "{address}");
    }
    assert_eq!(mailing.outbox.take().len(), 6);

    let networks = |start: Start| {
        start.passwords(Passwords::new().argon2id(8, 1, 1)).sign_in_limit(RateLimit::new(5, MINUTE))
    };
    let mut mailing = Mailing::with(Kept::Rows, memory(), |email| email, networks);
    mailing.user("ada", Some("ada@example.com"), Some(NOW)).await;
    let mut replies = Vec::new();
    for number in 0..8 {
        let address = format!("user{number}@example.com");
        let guess = [("token", "guess"), ("email", address.as_str()), ("newPassword", NEW)];
        replies.push(mailing.site.post(RESET, &guess).await.status.as_u16());
    }
    assert!(replies.starts_with(&[400]) && replies.ends_with(&[429]), "{replies:?}");
}

#[tokio::test]
async fn pages_that_are_not_turned_on_are_not_there() {
    let mut without = Mailing::new(Kept::Rows, memory());
    for path in [FORGOT, RESET, PASSWORD] {
        assert_eq!(without.site.get(path).await.status, 400, "{path}");
        assert_eq!(without.site.post(path, &[]).await.status, 400, "{path}");
    }
}
