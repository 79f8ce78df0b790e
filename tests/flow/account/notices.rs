//! The mails that tell a user about each change of the ways to sign in.

use auth::{
    provider::{
        Email,
        email::{AccountMails, Mail},
    },
    time::Clock,
};

use super::*;
use crate::mail::Outbox;

/// A site that mails, with the signed-in user `ada`.
async fn told(database: &AnyAdapter, kept: Kept) -> (Site, StoredId, Outbox) {
    let id = user(database, "ada").await;
    let (mut site, outbox) = told_site(database, kept);
    enter(&mut site, &id).await;
    (site, id, outbox)
}

fn told_site(database: &AnyAdapter, kept: Kept) -> (Site, Outbox) {
    let outbox = Outbox::default();
    let sender = Email::new(outbox.clone(), "Site <no-reply@site.test>").unwrap();
    let site = Site::built(|start| {
        let start = seeded(start)
            .account_page()
            .delete_account::<no_debtor>()
            .account_mails(AccountMails::sent_by(sender))
            .totp("Acme")
            .credentials::<login>()
            .passkey(Passkey::new())
            .provider(GitHub::new("id", "secret"));
        match kept {
            Kept::Rows => start.database_sessions(database.clone()).session::<of_nobody>().build().unwrap(),
            _ => {
                let start = start.adapter(database.clone()).revocable_tokens(Duration::from_secs(1));
                start.jwt::<issue>().session::<Visible>().build().unwrap()
            }
        }
    });
    (site, outbox)
}

/// The mail of a change: to `ada`, without a link, and with what to do if it was not the user.
fn one(outbox: &Outbox) -> Mail {
    let [mail] = <[Mail; 1]>::try_from(outbox.take()).unwrap_or_else(|mails| panic!("{} mails", mails.len()));
    assert_eq!(mail.to.as_str(), "ada@example.com");
    assert!(mail.text.contains("If it was not you, ") && !mail.text.contains("http"), "{}", mail.text);
    mail
}

fn subject(outbox: &Outbox) -> String {
    one(outbox).subject
}

#[tokio::test]
async fn each_added_and_removed_way_in_is_told() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::RevocableTokens] {
            let (mut site, id, outbox) = told(&database, kept).await;
            add_passkey(&mut site).await;
            assert_eq!(subject(&outbox), "A passkey was added to your account at site.test");
            link(&database, &id, "github", "4711").await;
            let passkey = ids(&site.part("passkeys").await)[0].clone();
            assert_eq!(
                site.change("rename-passkey", &[("id", &passkey), ("name", "Phone")]).await.status,
                302
            );
            assert!(outbox.take().is_empty(), "a name is no way in");
            let removed = site.change("remove-passkey", &[("id", &passkey)]).await;
            assert_eq!(removed.location(), notice("passkey-removed"));
            assert_eq!(subject(&outbox), "A passkey was removed from your account at site.test");

            link(&database, &id, "github", "4712").await;
            let body = json!({ "provider": "github", "id": "4711" });
            assert_eq!(site.change_json("unlink-account", body.clone()).await.status, 200);
            let mail = one(&outbox);
            assert_eq!(mail.subject, "A way to sign in was removed from your account at site.test");
            assert!(mail.text.contains("The account at GitHub does not sign in"), "{}", mail.text);
            assert_eq!(site.change_json("unlink-account", body).await.status, 404);
            let body = json!({ "provider": "github", "id": "4712" });
            assert_eq!(site.change_json("unlink-account", body).await.status, 409, "the last way in");
            assert!(outbox.take().is_empty(), "nothing was removed");
            database.delete_user(&id).await.unwrap();
        }
    }
}

#[tokio::test]
async fn the_deletion_of_the_account_is_told_once() {
    for database in databases().await {
        let (mut site, id, outbox) = told(&database, Kept::Rows).await;
        site.change("profile", &[("name", "Debtor")]).await;
        assert_eq!(site.change("delete", &[("confirm", "ada@example.com")]).await.status, 409);
        assert!(outbox.take().is_empty(), "the application has refused");
        site.change("profile", &[("name", "Ada")]).await;
        assert_eq!(site.change("delete", &[("confirm", "ada@example.com")]).await.status, 200);
        let mail = one(&outbox);
        assert_eq!(mail.subject, "Your account was deleted at site.test");
        assert!(mail.text.contains("contact the support"), "{}", mail.text);
        assert!(!site.auth.delete_account(&id).await.unwrap());
        assert!(outbox.take().is_empty());
    }
}

#[tokio::test]
async fn the_methods_of_the_application_tell_as_well() {
    for database in databases().await {
        let (mut site, id, outbox) = told(&database, Kept::Rows).await;
        add_passkey(&mut site).await;
        outbox.take();
        let passkey = ids(&site.part("passkeys").await)[0].clone();
        for account in ["4711", "4712"] {
            link(&database, &id, "github", account).await;
        }
        site.auth.remove_passkey(&id, &passkey).await.unwrap();
        assert_eq!(subject(&outbox), "A passkey was removed from your account at site.test");
        site.auth.unlink_account(&id, &"github".into(), "4711").await.unwrap();
        assert_eq!(subject(&outbox), "A way to sign in was removed from your account at site.test");
        site.auth.unlink_account(&id, &"github".into(), "4712").await.unwrap();
        assert!(outbox.take().is_empty(), "the last way in stays");
        assert!(site.auth.delete_account(&id).await.unwrap());
        assert_eq!(subject(&outbox), "Your account was deleted at site.test");
    }
}

#[tokio::test]
async fn each_change_of_the_second_factor_is_told() {
    for database in databases().await {
        let (mut site, id, outbox) = told(&database, Kept::Rows).await;
        let enrolment = site.auth.enrol_totp(&site.headers()).await.unwrap();
        let key = enrolment.app.key.expose().to_owned();
        let code = |site: &Site| auth::testing::totp_code(&key, site.clock.now()).unwrap();
        let enrolled = site.auth.confirm_totp(&site.headers(), enrolment.sealed.expose(), &code(&site)).await;
        let enrolled = enrolled.unwrap();
        site.take(enrolled.cookies.iter());
        assert_eq!(subject(&outbox), "Two-step verification was set up at site.test");
        let act = async |site: &mut Site, action: &str, code: &str| {
            site.post("/auth/totp", &[("action", action), ("code", code)]).await
        };

        let recovery = enrolled.recovery_codes[0].expose().to_owned();
        assert_eq!(act(&mut site, "recovery-codes", &recovery).await.status, 200);
        let mails = outbox.take();
        let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        assert_eq!(
            subjects,
            ["A recovery code was used at site.test", "You have new recovery codes at site.test"]
        );
        assert!(mails[0].text.contains("You have 9 recovery codes left."), "{}", mails[0].text);

        for _ in 0..8 {
            act(&mut site, "remove", "000000").await;
        }
        assert_eq!(subject(&outbox), "Someone has entered wrong codes for your account at site.test");
        site.clock.advance(MINUTE * 16);
        site.cookies.clear();
        let user = KnownUser::stored(&id).proven_by(AuthMethod::Password);
        let SignInResult::SecondFactor { cookies, .. } =
            site.auth.sign_in_as(&site.headers(), user).await.unwrap()
        else {
            panic!("the second factor is not asked for")
        };
        site.take(cookies.iter());
        let code = code(&site);
        assert_eq!(site.post("/auth/second-factor", &[("code", &code)]).await.location(), ORIGIN);
        assert!(outbox.take().is_empty(), "a sign-in is no change");
        assert!(site.auth.remove_second_factor(&id).await.unwrap());
        assert_eq!(subject(&outbox), "Two-step verification was turned off at site.test");
    }
}

#[tokio::test]
async fn an_address_that_nobody_has_proven_hears_nothing() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let user = User::new("eve").with_email("eve@example.com");
    let id = database.sign_up(NewUser::new(user), None, None).await.unwrap().user.id();
    let (mut site, outbox) = told_site(&database, Kept::Rows);
    enter(&mut site, &id).await;
    add_passkey(&mut site).await;
    assert_eq!(site.change("delete", &[("confirm", "eve@example.com")]).await.status, 200);
    assert!(outbox.take().is_empty());
}

#[tokio::test]
async fn a_mail_that_is_not_sent_undoes_nothing() {
    for database in databases().await {
        let id = user(&database, "refused").await;
        let (mut site, outbox) = told_site(&database, Kept::Rows);
        enter(&mut site, &id).await;
        add_passkey(&mut site).await;
        link(&database, &id, "github", "4711").await;
        let passkey = ids(&site.part("passkeys").await)[0].clone();
        let removed = site.change("remove-passkey", &[("id", &passkey)]).await;
        assert_eq!(removed.location(), notice("passkey-removed"));
        assert_eq!(site.change("delete", &[("confirm", "refused@example.com")]).await.status, 200);
        assert!(database.user(&id).await.unwrap().is_none() && outbox.take().is_empty());
    }
}

#[tokio::test]
async fn a_mail_is_in_the_language_of_the_request() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let id = user(&database, "ada").await;
    let outbox = Outbox::default();
    let sender = Email::new(outbox.clone(), "Site <no-reply@site.test>").unwrap();
    let mut site = Site::built(|start| {
        let start = start.account_page().account_mails(AccountMails::sent_by(sender)).credentials::<login>();
        let start = start.languages(auth::page::Languages::from_accept_language());
        start.database_sessions(database.clone()).session::<of_nobody>().build().unwrap()
    });
    enter(&mut site, &id).await;
    let csrf = site.csrf().await;
    let body = json!({ "confirm": "ada@example.com", "csrfToken": csrf }).to_string();
    let request = Request::post("/auth/account/delete").header(CONTENT_TYPE, "application/json");
    assert_eq!(site.send(request.header("accept-language", "de"), body).await.status, 200);
    let [mail] = <[Mail; 1]>::try_from(outbox.take()).ok().unwrap();
    assert_eq!(mail.subject, "Ihr Konto bei site.test wurde gelöscht");
}
