//! The API keys of a user who has a new password.

use auth::api_key::Expires;

use super::{password_reset::forgot, *};
use crate::programs::Key;

const DAY_OF_KEYS: Duration = Duration::from_secs(24 * 60 * 60);

/// A site with passwords and API keys, which new passwords end or not.
fn site(ends_keys: bool) -> Mailing {
    site_on(memory(), ends_keys)
}

fn site_on(database: AnyAdapter, ends_keys: bool) -> Mailing {
    Mailing::with(
        Kept::Rows,
        database,
        |email| email,
        |start| {
            let start = start.passwords(Passwords::new().argon2id(8, 1, 1)).totp("Acme").api_keys::<Key>();
            if ends_keys { start.new_passwords_end_keys() } else { start }
        },
    )
}

async fn add_key(mailing: &Mailing, user: &StoredId, expires: Expires) {
    let key = Key { scopes: Set::all(), project: 7 };
    mailing.site.auth.create_key_for(user, key, "nightly", expires).await.unwrap();
}

async fn keys(mailing: &Mailing, user: &StoredId) -> usize {
    mailing.site.auth.keys_of(user).await.unwrap().len()
}

/// Chooses a password by a link for a forgotten one, and returns the notice.
async fn reset(mailing: &mut Mailing) -> Mail {
    let link = forgot(mailing, "ada@example.com").await;
    let saved = super::password_reset::reset(mailing, &link, NEW).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    mailing.outbox.take().remove(0)
}

#[tokio::test]
async fn the_mail_about_a_new_password_counts_the_keys_that_still_work() {
    let mut mailing = site(false);
    let (ada, _) = mailing.ada_with_password().await;
    assert!(!reset(&mut mailing).await.text.contains("API key"), "there are none");

    add_key(&mailing, &ada, Expires::never()).await;
    let notice = reset(&mut mailing).await;
    assert!(notice.text.contains("One API key of your account still works."), "{}", notice.text);
    add_key(&mailing, &ada, Expires::days(90)).await;
    add_key(&mailing, &ada, Expires::days(1)).await;
    mailing.site.clock.advance(DAY_OF_KEYS);
    let notice = reset(&mut mailing).await;
    assert!(notice.text.contains("2 API keys of your account still work."), "{}", notice.text);
    assert!(notice.html.unwrap().contains("2 API keys of your account"), "in both forms of the mail");
    assert_eq!(keys(&mailing, &ada).await, 3, "no key has ended");
}

#[tokio::test]
async fn a_new_password_ends_all_keys_of_its_user_if_the_application_wants_that() {
    let mut mailing = site(true);
    let (ada, _) = mailing.ada_with_password().await;
    let ben = mailing.user("ben", Some("ben@example.com"), Some(NOW)).await;
    add_key(&mailing, &ben, Expires::never()).await;

    add_key(&mailing, &ada, Expires::never()).await;
    let notice = reset(&mut mailing).await;
    assert!(!notice.text.contains("API key"), "{}", notice.text);
    assert_eq!(keys(&mailing, &ada).await, 0, "by a reset");

    mailing.enter(&ada).await;
    add_key(&mailing, &ada, Expires::never()).await;
    assert_eq!(mailing.site.post(PASSWORD, &[("password", NEW), ("newPassword", OLD)]).await.status, 200);
    assert_eq!(keys(&mailing, &ada).await, 0, "by a change");

    add_key(&mailing, &ada, Expires::never()).await;
    mailing.site.auth.set_password(&ada, &Password::new(NEW)).await.unwrap();
    assert_eq!(keys(&mailing, &ada).await, 0, "by the support");

    add_key(&mailing, &ada, Expires::never()).await;
    mailing.site.auth.sign_out_everywhere(&ada).await.unwrap();
    assert_eq!((keys(&mailing, &ada).await, keys(&mailing, &ben).await), (1, 1), "by nothing else");
}

/// What cannot be revoked works on, so the password must not look as if it had ended it.
#[tokio::test]
async fn no_password_is_stored_while_the_keys_cannot_be_ended() {
    let (adapter, pool) = crate::database::sqlite().await;
    let mut mailing = site_on(AnyAdapter::new(adapter), true);
    let (ada, _) = mailing.ada_with_password().await;
    add_key(&mailing, &ada, Expires::never()).await;
    let link = forgot(&mut mailing, "ada@example.com").await;
    let stored = mailing.database.password_of(&ada).await.unwrap().unwrap().hash;

    sqlx::query("ALTER TABLE auth_api_key RENAME TO away").execute(&pool).await.unwrap();
    let failed = super::password_reset::reset(&mut mailing, &link, NEW).await;
    assert_ne!(failed.status, 200, "{}", failed.body);
    assert!(mailing.site.auth.set_password(&ada, &Password::new(NEW)).await.is_err());
    assert!(mailing.database.password_of(&ada).await.unwrap().unwrap().hash == stored, "the password stays");

    sqlx::query("ALTER TABLE away RENAME TO auth_api_key").execute(&pool).await.unwrap();
    let saved = super::password_reset::reset(&mut mailing, &link, NEW).await;
    assert_eq!(saved.status, 200, "the link works on: {}", saved.body);
    assert_eq!(keys(&mailing, &ada).await, 0);
}
