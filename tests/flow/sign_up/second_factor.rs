//! A second factor is asked for at the sign-up, as at each sign-in.

use super::*;
use crate::{database::databases, second_factor::PAGE};

#[auth::second_factor]
async fn always(user: &User, State(world): State<World>) -> SecondFactor {
    world.note(format!("second factor {}", user.name.as_deref().unwrap_or_default()));
    SecondFactor::Required
}

fn strict(kept: Kept, database: AnyAdapter) -> Signing {
    let outbox = Outbox::default();
    let sender = Email::new(outbox.clone(), "Site <no-reply@site.test>").unwrap();
    let site = Site::built(|start| {
        let start = start
            .email(sender)
            .account_mails(AccountMails::new())
            .passwords(Passwords::new().argon2id(8, 1, 1).min_length(15))
            .sign_up::<register>()
            .totp("Acme")
            .second_factor::<always>();
        match kept {
            Kept::Rows => start
                .database_sessions(database.clone())
                .session::<of_nobody>()
                .on::<was_created>()
                .on::<has_signed_in>()
                .build()
                .unwrap(),
            Kept::Tokens => start
                .adapter(database.clone())
                .jwt::<issue>()
                .session::<Visible>()
                .on::<was_created>()
                .on::<has_signed_in>()
                .build()
                .unwrap(),
        }
    });
    Signing { site, database, outbox }
}

#[tokio::test]
async fn there_is_no_session_before_the_second_factor() {
    for kept in [Kept::Rows, Kept::Tokens] {
        for database in databases().await {
            let mut signing = strict(kept, database);
            let link = signing.link(ADA).await;
            assert_eq!(signing.register(&link, "Ada").await.location(), PAGE);
            assert!(!signing.site.is_signed_in().await && signing.site.session_cookies().is_empty());
            let id = signing.user(ADA).await.unwrap().id();
            assert!(signing.database.sessions_of(&id).await.unwrap().is_empty());
            let happened = signing.site.world.happened();
            assert_eq!(happened[1..], ["create_user Ada", "second factor Ada"]);
            assert_broken(&signing.register(&link, "Eve").await);

            let waiting = signing.site.cookies.clone();
            assert_eq!(signing.sign_in(ADA, GOOD).await, PAGE, "the password alone is not enough either");
            signing.site.cookies = waiting;
            signing.site.world.happened();
            signing.site.enrol().await;
            assert_eq!(signing.shown().await.as_deref(), Some(ADA));
            let happened = signing.site.world.happened();
            assert!(happened.contains(&"sign_in ada@example.com Some(false)".to_owned()), "{happened:?}");
            assert!(signing.database.second_factor(&id).await.unwrap().is_some());
            let session = signing.site.auth.session(&signing.site.headers()).await.unwrap().unwrap();
            let methods: Vec<_> = session.assurance().proofs().map(|(method, _)| method.as_str()).collect();
            assert_eq!(methods, ["email", "otp"]);
        }
    }
}
