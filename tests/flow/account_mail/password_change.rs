//! A change of one's password, and the first one.

use super::*;

async fn change(mailing: &mut Mailing, current: &str, new: &str) -> Reply {
    mailing.site.post(PASSWORD, &[("password", current), ("newPassword", new)]).await
}

#[tokio::test]
async fn the_present_password_changes_it_and_the_other_sessions_end() {
    with_passwords(async |mut mailing| {
        let (id, _) = mailing.ada_with_password().await;
        let phone = mailing.enter(&id).await;
        let laptop = mailing.enter(&id).await;
        mailing.site.clock.advance(MINUTE * 11);
        let page = mailing.site.visit("/auth/password/change?callbackUrl=/account").await;
        assert!(page.body.contains("autocomplete=\"current-password\""), "{}", page.body);

        let wrong = change(&mut mailing, "wrong horse battery staple", NEW).await;
        assert!(wrong.status == 400 && wrong.body.contains("is not right"), "{}", wrong.body);
        let missing = change(&mut mailing, "", NEW).await;
        assert!(missing.location().starts_with("/auth/step-up?max_age=600"), "{}", missing.location());
        assert!(mailing.knows("ada@example.com", OLD).await && mailing.is_session(&phone).await);
        mailing.site.world.happened();

        let saved = change(&mut mailing, OLD, NEW).await;
        assert!(saved.body.contains("Your password has been saved"), "{}", saved.body);
        assert_eq!(mailing.happened(), ["change_password ada Changed"]);
        let [notice] = <[Mail; 1]>::try_from(mailing.outbox.take()).ok().unwrap();
        assert_eq!(notice.to.as_str(), "ada@example.com");
        assert_eq!(notice.subject, "Your password has been changed at site.test");
        assert!(mailing.knows("ada@example.com", NEW).await);
        assert!(!mailing.knows("ada@example.com", OLD).await);

        assert_ne!(mailing.site.cookies[SESSION], laptop[SESSION]);
        mailing.site.clock.advance(MINUTE);
        for other in [&phone, &laptop] {
            assert_eq!(mailing.is_session(other).await, mailing.kept == Kept::Tokens, "{:?}", mailing.kept);
        }
        assert_eq!(mailing.shown().await.as_deref(), Some("ada@example.com"), "this session goes on");
    })
    .await;
}

#[tokio::test]
async fn a_fresh_proof_takes_the_place_of_the_present_password() {
    with_passwords(async |mut mailing| {
        mailing.ada_with_password().await;
        let page = mailing.site.visit(PASSWORD).await;
        assert!(page.status == 200 && !page.body.contains("current-password"), "{}", page.body);
        let wrong = change(&mut mailing, "wrong horse battery staple", NEW).await;
        assert_eq!(wrong.status, 400, "what is given has to be right");
        assert_eq!(change(&mut mailing, "", NEW).await.status, 200);
        assert!(mailing.knows("ada@example.com", NEW).await);
    })
    .await;
}

#[tokio::test]
async fn a_user_without_a_password_chooses_the_first_one_by_a_fresh_proof() {
    with_passwords(async |mut mailing| {
        let (id, cookies) = mailing.ada().await;
        mailing.site.clock.advance(MINUTE * 11);
        let step_up = "/auth/step-up?max_age=600&callbackUrl=%2Fauth%2Fpassword%2Fchange";
        assert_eq!(mailing.site.visit(PASSWORD).await.location(), step_up);
        assert_eq!(change(&mut mailing, "anything at all", NEW).await.location(), step_up);
        assert!(mailing.database.password_of(&id).await.unwrap().is_none());
        assert!(mailing.is_session(&cookies).await);
        mailing.enter(&id).await;
        assert_eq!(change(&mut mailing, "", NEW).await.status, 200);
        assert_eq!(mailing.happened(), ["change_password ada Set"]);
        assert!(mailing.knows("ada@example.com", NEW).await);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_keeps_the_rules() {
    let mut mailing = Mailing::passwords(Kept::Rows, memory());
    let (_, cookies) = mailing.ada_with_password().await;
    for (new, message) in [
        ("", "A password has at least 15 characters."),
        ("short", "A password has at least 15 characters."),
        ("passwordpassword", "This password is easy to guess."),
        ("ada@example.com", "This password is easy to guess."),
    ] {
        let reply = change(&mut mailing, OLD, new).await;
        assert!(reply.status == 400 && reply.body.contains(message), "{new}: {}", reply.body);
        assert!(!reply.body.contains(OLD) && (new.is_empty() || !reply.body.contains(&format!("\"{new}\""))));
    }
    assert!(mailing.knows("ada@example.com", OLD).await && mailing.is_session(&cookies).await);
    assert!(mailing.outbox.take().is_empty());
}

#[tokio::test]
async fn a_change_needs_a_session_and_a_csrf_token() {
    let mut mailing = Mailing::passwords(Kept::Rows, memory());
    mailing.ada_with_password().await;
    let body = form([("password", OLD), ("newPassword", NEW)].into_iter());
    let request = http::Request::post(PASSWORD).header(http::header::CONTENT_TYPE, FORM);
    let reply = mailing.site.send(request, body).await;
    assert!(reply.location().ends_with("error=MissingCSRF"));
    mailing.site.cookies.clear();
    let sign_in = "/auth/signin?callbackUrl=%2Fauth%2Fpassword%2Fchange";
    assert_eq!(mailing.site.visit(PASSWORD).await.location(), sign_in);
    assert_eq!(change(&mut mailing, OLD, NEW).await.location(), sign_in);
    assert!(mailing.knows("ada@example.com", OLD).await);
}

#[tokio::test]
async fn guesses_of_the_present_password_are_limited() {
    let mut mailing = Mailing::passwords(Kept::Rows, memory());
    mailing.ada_with_password().await;
    let mut replies = Vec::new();
    for number in 0..24 {
        let guess = format!("guess number {number} of a password");
        replies.push(change(&mut mailing, &guess, NEW).await.status.as_u16());
    }
    assert!(replies.starts_with(&[400]) && replies.ends_with(&[429]), "{replies:?}");
    assert_eq!(change(&mut mailing, OLD, NEW).await.status, 429);
}
