//! The way of a new user, and what the form says on it.

use http::header::REFERRER_POLICY;

use super::*;

#[tokio::test]
async fn a_new_user_proves_the_address_and_is_created_with_a_password() {
    everywhere(async |mut signing| {
        let sign_in = signing.site.visit("/auth/signin?callbackUrl=/notes").await;
        assert!(sign_in.body.contains("href=\"http://site.test/auth/signup\">Create an account</a>"));
        let page = signing.site.visit(SIGN_UP).await;
        assert!(page.status == 200 && page.body.contains("name=\"email\" type=\"email\" required"));
        assert!(page.body.contains("href=\"http://site.test/auth/signin\""), "{}", page.body);

        let asked = signing.ask(" Ada@Example.COM ").await;
        assert!(asked.body.contains("<strong>ada@example.com</strong>"), "{}", asked.body);
        let mail = signing.outbox.take().remove(0);
        assert_eq!((mail.to.as_str(), mail.subject.as_str()), (ADA, "Create your account at site.test"));
        assert_eq!(signing.site.world.happened(), ["guard requested ada@example.com () None"]);
        assert!(signing.user(ADA).await.is_none(), "nothing is created by asking");
        let link = Link::of(&mail);
        assert!(link.path.starts_with(FINISH) && link.token.len() == 64);

        // A program that scans mails opens it first.
        for _ in 0..2 {
            let opened = signing.site.visit(&link.path).await;
            assert_eq!((opened.status.as_u16(), opened.header(REFERRER_POLICY)), (200, "no-referrer"));
            for part in [
                "for the account <strong>ada@example.com</strong>",
                ">Your name</label>",
                "name=\"name\"",
                "type=\"password\"",
                "autocomplete=\"new-password\"",
                "aria-describedby=\"password-rules\"",
                "id=\"password-rules\">A password has at least 15 characters.",
                "type=\"checkbox\"",
            ] {
                assert!(opened.body.contains(part), "{part}: {}", opened.body);
            }
        }
        assert!(signing.user(ADA).await.is_none() && signing.shown().await.is_none());

        let done = signing.register(&link, " Ada Lovelace ").await;
        assert_eq!(done.location(), "http://site.test/notes");
        let happened = signing.site.world.happened();
        assert_eq!(
            happened.iter().filter(|what| *what != "jwt").collect::<Vec<_>>(),
            [
                "guard opened ada@example.com (ada@example.com) None",
                "register  Ada Lovelace  ada@example.com Some(36) true",
                "create_user Ada Lovelace",
                "sign_in ada@example.com Some(true)",
            ]
        );
        assert_eq!(signing.shown().await.as_deref(), Some(ADA));
        let user = signing.user(ADA).await.unwrap();
        assert_eq!(user.email_verified, Some(NOW));
        assert_eq!(user.user.name.as_deref(), Some("Ada Lovelace"));
        assert_eq!(user.user.image.as_deref(), Some("https://cdn.test/a.png"));
        assert!(signing.database.password_of(&user.id()).await.unwrap().is_some());

        // Once.
        assert_broken(&signing.register(&link, "Ada").await);
        assert_broken(&signing.site.visit(&link.path).await);
        assert_eq!(signing.sign_in(ADA, GOOD).await, "http://site.test");
        assert_eq!(signing.shown().await.as_deref(), Some(ADA));
        assert!(signing.sign_in(ADA, "another password of hers").await.contains("error=CredentialsSignin"));
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_apart_from_the_password_and_the_link_works_on() {
    everywhere(async |mut signing| {
        let link = signing.link(ADA).await;
        let typed = |name, password| [("name", name), ("password", password), ("age", "36"), ("news", "on")];
        let short = signing.finish(&link, &typed("Ada \"L\"", "hunter2hunter2")).await;
        assert_eq!((short.status.as_u16(), short.header(REFERRER_POLICY)), (400, "no-referrer"));
        for part in
            ["role=\"alert\"", "value=\"Ada &quot;L&quot;\"", "value=\"36\"", "checked=\"\"", &link.token]
        {
            assert!(short.body.contains(part), "{part}: {}", short.body);
        }
        assert!(!short.body.contains("hunter2"));
        assert!(signing.site.world.happened().is_empty(), "the rules come before guards and the application");

        // A password of one's own name and address.
        let own = signing.finish(&link, &typed("Augusta Lovelace", "augusta lovelace ada")).await;
        assert!(own.status == 400 && own.body.contains("easy to guess"), "{}", own.body);
        let long = "x y".repeat(400);
        assert!(signing.finish(&link, &typed("Ada", &long)).await.body.contains("too long"));
        assert_eq!(signing.finish(&link, &typed("Ada", "")).await.status, 400);

        for fields in [
            &[("password", GOOD)][..],
            &[("name", ""), ("password", GOOD)],
            &[("name", "Ada")],
            &[("name", "Ada\0"), ("password", GOOD)],
            &[("name", "Ada"), ("password", GOOD), ("age", "400")],
            &[("name", "Ada\nLovelace"), ("password", GOOD)],
            &[("name", "Long"), ("password", GOOD)],
            &[("name", "Bad picture"), ("password", GOOD)],
        ] {
            let reply = signing.finish(&link, fields).await;
            assert!(reply.status == 400 && reply.body.contains("check what you have entered"), "{fields:?}");
        }
        let refused = signing.register(&link, "Mallory").await;
        assert_eq!(refused.status, 400);
        assert!(refused.body.contains("No &lt;b&gt;Mallory&lt;/b&gt; here."), "{}", refused.body);
        assert!(refused.body.contains("value=\"Mallory\"") && !refused.body.contains(GOOD));
        let failed = signing.register(&link, "Trouble").await;
        assert!(failed.status == 500 && failed.body.contains("could not be created"), "{}", failed.body);
        assert!(signing.user(ADA).await.is_none() && signing.shown().await.is_none());

        assert_eq!(signing.site.visit(&link.path).await.status, 200);
        assert_eq!(signing.register(&link, "Ada").await.location(), "http://site.test");
        assert_eq!(signing.shown().await.as_deref(), Some(ADA));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_none_stays_in_the_form() {
    let mut signing = Signing::new(Kept::Tokens, memory());
    for address in ["ada", "", "ada@", "a\"<b>@", &"x".repeat(400), "ada\0@example.com"] {
        let reply = signing.ask(address).await;
        assert!(reply.status == 400 && reply.body.contains("This is not an email address."), "{address}");
        assert!(!reply.body.contains("<b>"));
    }
    let refused = signing.ask("refused@example.com").await;
    assert!(refused.status == 400 && refused.body.contains("could not be delivered"), "{}", refused.body);
    assert!(signing.outbox.take().is_empty());
}

#[tokio::test]
async fn the_link_works_in_another_browser_and_ends_the_session_there() {
    everywhere(async |mut signing| {
        let first = signing.link("eve@example.com").await;
        assert_eq!(signing.register(&first, "Eve").await.location(), "http://site.test");
        let eve = signing.site.cookies.clone();
        signing.site.cookies.clear();
        let link = signing.link(ADA).await;
        signing.site.cookies = eve;
        assert_eq!(signing.register(&link, "Ada").await.location(), "http://site.test");
        assert_eq!(signing.shown().await.as_deref(), Some(ADA));
        let eve = signing.user("eve@example.com").await.unwrap();
        assert!(signing.database.sessions_of(&eve.id()).await.unwrap().is_empty());
        assert_eq!(eve.user.name.as_deref(), Some("Eve"), "nothing of hers has changed");
    })
    .await;
}

/// A user with a column of the application's own.
#[auth::user]
#[derive(Clone, Debug, PartialEq)]
struct Member {
    #[auth(default)]
    plan: String,
}

#[auth::credentials]
struct Plan {
    plan: String,
}

/// Neither a password nor the address as an argument.
#[auth::sign_up]
async fn subscribe(form: Plan) -> SignUp<Member> {
    SignUp::new().with_columns(Member { plan: form.plan })
}

#[tokio::test]
async fn the_application_sets_its_own_columns_and_needs_no_password() {
    let (outbox, database) = (Outbox::default(), memory());
    let sender = Email::new(outbox.clone(), "Site <no-reply@site.test>").unwrap();
    let site = Site::built(|start| {
        start
            .users::<Member>()
            .adapter(database.clone())
            .account_mails(AccountMails::sent_by(sender))
            .credentials::<login>()
            .sign_up::<subscribe>()
            .jwt::<issue>()
            .session::<Visible>()
            .build()
            .unwrap()
    });
    let mut signing = Signing { site, database, outbox };
    let link = signing.link(ADA).await;
    let page = signing.site.visit(&link.path).await;
    assert!(page.body.contains("name=\"plan\"") && !page.body.contains("password-rules"), "{}", page.body);
    assert_eq!(signing.finish(&link, &[("plan", "gold")]).await.location(), "http://site.test");
    let user = signing.user(ADA).await.unwrap();
    assert_eq!(user.columns.get("plan"), Some(&serde_json::json!("gold")));
    assert!(signing.database.password_of(&user.id()).await.unwrap().is_none());
    assert_eq!(signing.shown().await.as_deref(), Some(ADA));
}
