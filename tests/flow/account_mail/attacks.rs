//! Attacks on links about accounts: other users, other browsers, old links, races, links of another kind, floods.

use auth::{
    Account, AuthError,
    adapter::{Adapter, EmailProof, UserPatch},
    config::RateLimit,
    provider::ProviderType,
};
use http::{Request, header::CONTENT_TYPE};

use super::*;

/// Asserts that a reply says that the link does not work, and nothing else.
fn assert_broken(reply: &Reply) {
    assert!(reply.status == 400 && reply.body.contains(BROKEN), "{} {}", reply.status, reply.body);
}

#[tokio::test]
async fn a_scanner_changes_nothing_and_a_form_needs_its_csrf_token() {
    everywhere(async |mut mailing| {
        let (id, cookies) = mailing.ada().await;
        let link = mailing.link("new@example.org").await;
        mailing.site.cookies.clear();
        for _ in 0..3 {
            let page = mailing.site.visit(&link.path).await;
            assert!(page.status == 403 && page.body.contains("Sign in first"), "{}", page.body);
            assert!(!page.body.contains(&link.token) && !page.body.contains("<form"));
            assert!(!page.set_cookies().iter().any(|name| name.contains("session")));
        }
        let reply = mailing.confirm(&link).await;
        assert_eq!(reply.location(), "/auth/signin?callbackUrl=%2Fauth%2Femail%2Fchange", "no session");
        mailing.site.cookies = cookies;
        for fields in [
            vec![("email", "evil@example.org")],
            vec![("token", link.token.as_str()), ("email", "new@example.org")],
            vec![("token", link.token.as_str()), ("email", "new@example.org"), ("csrfToken", "planted")],
        ] {
            let body = form(fields.into_iter());
            let reply = mailing.site.send(Request::post(CHANGE).header(CONTENT_TYPE, FORM), body).await;
            assert!(reply.location().ends_with("/auth/signin?error=MissingCSRF"), "{}", reply.location());
        }
        assert_eq!(mailing.address(&id).await.0.as_deref(), Some("ada@example.com"));
        assert!(mailing.outbox.take().is_empty());
        mailing.follow(&link).await;
        assert_eq!(mailing.address(&id).await.0.as_deref(), Some("new@example.org"), "the link is not spent");
    })
    .await;
}

#[tokio::test]
async fn a_link_works_for_its_user_in_any_browser_and_for_nobody_else() {
    everywhere(async |mut mailing| {
        let (id, _) = mailing.ada().await;
        let link = mailing.link("new@example.org").await;
        mailing.outbox.take();

        let mallory = mailing.user("mallory", Some("mallory@example.com"), Some(NOW)).await;
        mailing.enter(&mallory).await;
        assert_broken(&mailing.follow(&link).await);
        assert_eq!(mailing.address(&mallory).await.0.as_deref(), Some("mallory@example.com"));
        assert_eq!(mailing.address(&id).await.0.as_deref(), Some("ada@example.com"));

        mailing.enter(&id).await;
        let other = Link { email: Some("evil@example.org".to_owned()), ..link.clone() };
        assert_broken(&mailing.follow(&other).await);
        assert!(mailing.follow(&link).await.body.contains("is confirmed"), "another browser of the user");
        assert_eq!(mailing.address(&id).await.0.as_deref(), Some("new@example.org"));
    })
    .await;
}

#[tokio::test]
async fn the_owner_of_an_address_is_not_taken_over_by_a_link_that_a_stranger_has_asked_for() {
    everywhere(async |mut mailing| {
        // A stranger has created a user with the owner's address, and asks for the link, which the owner opens.
        let planted = mailing.user("stranger", Some("owner@example.com"), None).await;
        let stranger = mailing.enter(&planted).await;
        let link = mailing.verification().await;
        mailing.site.cookies.clear();
        assert_eq!(mailing.site.visit(&link.path).await.status, 403);
        let owner = mailing.user("owner", Some("other@example.com"), Some(NOW)).await;
        mailing.enter(&owner).await;
        assert_broken(&mailing.follow(&link).await);
        assert_eq!(mailing.address(&planted).await.1, None, "nothing is proven");
        assert!(mailing.is_session(&stranger).await);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_another_user_has_looks_like_any_other_and_changes_nothing() {
    everywhere(async |mut mailing| {
        let owner = mailing.user("owner", Some("taken@example.org"), Some(NOW)).await;
        let (id, cookies) = mailing.ada().await;
        let free = mailing.ask("free@example.org").await;
        let mails: Vec<_> = mailing.outbox.take().iter().map(|mail| mail.subject.clone()).collect();
        let taken = mailing.ask("taken@example.org").await;
        assert_eq!(free.status, taken.status);
        assert_eq!(free.body, taken.body.replace("taken@", "free@"));
        let sent = mailing.outbox.take();
        assert_eq!(sent.iter().map(|mail| mail.subject.clone()).collect::<Vec<_>>(), mails);

        let link = Link::of(&sent[0]);
        let refused = mailing.follow(&link).await;
        assert_broken(&refused);
        let used = mailing.confirm(&link).await;
        assert_eq!(refused.body, used.body, "it looks like a link that was used");
        assert_eq!(mailing.address(&id).await, (Some("ada@example.com".to_owned()), Some(NOW)));
        assert_eq!(mailing.address(&owner).await, (Some("taken@example.org".to_owned()), Some(NOW)));
        assert!(mailing.is_session(&cookies).await, "and nobody is signed out");
        assert!(mailing.outbox.take().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_newer_link_replaces_an_older_one() {
    everywhere(async |mut mailing| {
        let (id, _) = mailing.ada().await;
        let older = mailing.link("older@example.org").await;
        let newer = mailing.link("newer@example.org").await;
        assert_broken(&mailing.follow(&older).await);
        assert!(mailing.follow(&newer).await.body.contains("is confirmed"));
        assert_broken(&mailing.follow(&older).await);
        assert_eq!(mailing.address(&id).await.0.as_deref(), Some("newer@example.org"));
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_with_its_time_and_with_the_address_that_it_was_asked_for() {
    everywhere(async |mut mailing| {
        let (id, _) = mailing.ada().await;
        let link = mailing.link("new@example.org").await;
        mailing.site.clock.advance(MINUTE * 60 + Duration::from_secs(1));
        assert_broken(&mailing.follow(&link).await);

        mailing.enter(&id).await;
        let link = mailing.link("new@example.org").await;
        let elsewhere = UserPatch::default().email(Some("support@example.org".to_owned()));
        let elsewhere = elsewhere.email_verified(Some(NOW));
        mailing.database.update_user(&id, elsewhere).await.unwrap();
        mailing.enter(&id).await;
        assert_broken(&mailing.follow(&link).await);
        assert_eq!(mailing.address(&id).await.0.as_deref(), Some("support@example.org"));
    })
    .await;
}

#[tokio::test]
async fn of_several_uses_at_the_same_time_one_changes_the_address() {
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        for database in [memory(), AnyAdapter::new(sqlite().await)] {
            let mut mailing = Mailing::new(kept, database);
            mailing.ada().await;
            let link = mailing.link("new@example.org").await;
            let (auth, headers) = (mailing.site.auth.clone(), mailing.site.headers());
            let uses: Vec<_> = (0..16)
                .map(|_| {
                    let (auth, headers, token) = (auth.clone(), headers.clone(), link.token.clone());
                    tokio::spawn(async move {
                        auth.confirm_email_change(&headers, &token, "new@example.org").await.map(drop)
                    })
                })
                .collect();
            let mut done = 0;
            for used in uses {
                match used.await.unwrap() {
                    Ok(()) => done += 1,
                    Err(
                        AuthError::Verification
                        | AuthError::SessionRequired
                        | AuthError::TooManyRequests { .. },
                    ) => {}
                    Err(error) => panic!("{error}"),
                }
            }
            assert_eq!(done, 1, "{kept:?}");
            let changes = mailing.happened().iter().filter(|what| what.starts_with("change_email")).count();
            assert_eq!(changes, 1);
        }
    }
}

#[tokio::test]
async fn a_link_of_one_kind_is_none_of_another() {
    everywhere(async |mut mailing| {
        let id = mailing.user("ada", Some("ada@example.com"), None).await;
        mailing.enter(&id).await;
        let change = mailing.link("new@example.org").await;
        let verify = mailing.verification().await;
        let csrf = mailing.site.csrf().await;
        let fields = [("email", "ada@example.com"), ("csrfToken", csrf.as_str())];
        mailing.site.post("/auth/signin/email", &fields).await;
        let [mail] = <[Mail; 1]>::try_from(mailing.outbox.take()).ok().unwrap();
        let magic = mail.text.split_once("&token=").unwrap().1.split('&').next().unwrap().to_owned();

        // Tokens of these pages sign nobody in, whatever address or identifier is named.
        let own = std::mem::take(&mut mailing.site.cookies);
        let failed = "http://site.test/auth/error?error=Verification";
        for token in [&change.token, &verify.token] {
            for email in ["new@example.org", "ada@example.com", "change-email:x", ""] {
                let fields = [("token", token.as_str()), ("email", email)];
                let reply = mailing.site.post("/auth/callback/email", &fields).await;
                assert_eq!(reply.location(), failed);
            }
        }
        // Those of magic links, and of each other, neither prove nor change an address.
        mailing.site.cookies = own;
        for token in [&magic, &verify.token] {
            for email in ["new@example.org", "ada@example.com"] {
                let fields = [("token", token.as_str()), ("email", email)];
                assert_broken(&mailing.site.post(CHANGE, &fields).await);
            }
        }
        for token in [&magic, &change.token] {
            assert_broken(&mailing.site.post(VERIFY, &[("token", token.as_str())]).await);
        }
        assert_eq!(mailing.address(&id).await, (Some("ada@example.com".to_owned()), None));
        assert!(
            mailing.follow(&verify).await.body.contains("is confirmed"),
            "each works for its own purpose"
        );
    })
    .await;
}

#[tokio::test]
async fn what_the_database_keeps_of_a_link_is_no_link() {
    let mut mailing = Mailing::new(Kept::Rows, memory());
    let (_, _) = mailing.ada().await;
    let link = mailing.link("new@example.org").await;
    for identifier in ["new@example.org", "ada@example.com", "ada", "change-email:ada"] {
        let token = link.token.as_str().into();
        assert!(mailing.database.verification_token(identifier, &token).await.unwrap().is_none());
        let hash = auth_js_hash(&link.token).into();
        assert!(mailing.database.verification_token(identifier, &hash).await.unwrap().is_none());
    }
}

/// The hash by which Auth.js looks for a token.
fn auth_js_hash(token: &str) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(format!("{token}{SECRET}")).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_stranger_cannot_move_a_user_whose_owner_has_just_proven_the_address() {
    everywhere(async |mut mailing| {
        let planted = mailing.user("stranger", Some("owner@example.com"), None).await;
        mailing.enter(&planted).await;
        let link = mailing.link("stranger@example.org").await;
        // The owner proves the address by another way, which ends the stranger's session; even if it had not been read
        // before, the patch of the stranger would not apply.
        mailing
            .database
            .prove_email(EmailProof::new(planted.clone(), "owner@example.com", NOW))
            .await
            .unwrap();
        let patch = UserPatch::default()
            .email(Some("stranger@example.org".to_owned()))
            .if_email(Some("owner@example.com".to_owned()))
            .while_unproven(true);
        assert!(mailing.database.update_user(&planted, patch).await.is_err());
        let reply = mailing.confirm(&link).await;
        assert!(reply.status == 302 || reply.status == 400, "{}", reply.body);
        assert_eq!(mailing.address(&planted).await, (Some("owner@example.com".to_owned()), Some(NOW)));
    })
    .await;
}

#[tokio::test]
async fn a_session_that_was_ended_confirms_nothing() {
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        let mut mailing = Mailing::new(kept, memory());
        let (id, _) = mailing.ada().await;
        let link = mailing.link("new@example.org").await;
        mailing.site.auth.sign_out_everywhere(&id).await.unwrap();
        assert!(mailing.confirm(&link).await.location().starts_with("/auth/signin"));
        assert_eq!(mailing.address(&id).await.0.as_deref(), Some("ada@example.com"));
    }
}

#[tokio::test]
async fn a_session_that_ends_while_a_guard_decides_is_not_continued() {
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        for is_change in [true, false] {
            let mut mailing = Mailing::new(kept, memory());
            let (own, verified) = if is_change { ("ada", Some(NOW)) } else { ("slow", None) };
            let id = mailing.user("ada", Some(&format!("{own}@example.com")), verified).await;
            mailing.enter(&id).await;
            let link =
                if is_change { mailing.link("slow@example.org").await } else { mailing.verification().await };
            let (before, auth) = (mailing.address(&id).await, mailing.site.auth.clone());
            let ending = async {
                tokio::time::sleep(Duration::from_millis(50)).await;
                auth.sign_out_everywhere(&id).await.unwrap();
            };
            tokio::join!(mailing.confirm(&link), ending);
            assert_eq!(mailing.address(&id).await, before, "{kept:?} {is_change}");
            assert!(mailing.site.session().await.is_null(), "{kept:?} {is_change}");
        }
    }
}

#[tokio::test]
async fn mails_are_limited_by_user_and_by_address_and_guesses_by_network() {
    let limit = RateLimit::new(3, MINUTE);
    let unlimited = |start: Start| start.sign_in_limit(None);
    let mut mailing = Mailing::with(Kept::Rows, memory(), |email| email.request_limit(limit), unlimited);
    let (ada, _) = mailing.ada().await;
    for name in ["a", "b", "c"] {
        assert_eq!(mailing.ask(&format!("{name}@example.org")).await.status, 200);
    }
    assert_eq!(mailing.ask("d@example.org").await.status, 429, "one user mails three addresses");
    mailing.outbox.take();

    mailing.site.clock.advance(MINUTE * 2);
    for name in ["x", "y", "z"] {
        let id = mailing.user(name, None, None).await;
        mailing.enter(&id).await;
        assert_eq!(mailing.ask("victim@example.org").await.status, 200);
    }
    mailing.enter(&ada).await;
    assert_eq!(mailing.ask("victim@example.org").await.status, 429, "three users mail one address");
    assert_eq!(mailing.outbox.take().len(), 3);

    let networks = |start: Start| start.sign_in_limit(RateLimit::new(5, MINUTE));
    let mut mailing = Mailing::with(Kept::Rows, memory(), |email| email, networks);
    mailing.ada().await;
    let guess = [("token", "guess"), ("email", "new@example.org")];
    let mut replies = Vec::new();
    for _ in 0..8 {
        replies.push(mailing.site.post(CHANGE, &guess).await.status.as_u16());
    }
    assert!(replies.starts_with(&[400]) && replies.ends_with(&[429]), "{replies:?}");
}

#[tokio::test]
async fn a_passkey_that_was_planted_goes_with_the_proof() {
    everywhere(async |mut mailing| {
        let id = mailing.user("ada", Some("ada@example.com"), None).await;
        let account = Account::new("passkey", ProviderType::WebAuthn, "planted");
        mailing.database.link_account(&id, account.into(), None).await.unwrap();
        mailing.enter(&id).await;
        let link = mailing.verification().await;
        mailing.follow(&link).await;
        assert!(mailing.database.accounts_of(&id).await.unwrap().is_empty());
    })
    .await;
}
