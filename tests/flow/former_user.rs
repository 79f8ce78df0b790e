//! Tokens that cannot be revoked, of a user who has changed since: they are not issued anew.

use auth::{
    adapter::{Adapter, AnyAdapter, UserPatch},
    provider::Email,
};

use crate::{database::*, mail::Outbox, site::*, world::*};

const FORMER: &str = "former@company.example";
const PRESENT: &str = "present@company.example";

struct Visit {
    site: Site,
    outbox: Outbox,
}

impl Visit {
    fn new(database: &AnyAdapter) -> Self {
        let (outbox, adapter) = (Outbox::default(), database.clone());
        let email = Email::new(outbox.clone(), "no-reply@site.test").unwrap();
        let site = Site::built(|start| {
            let start = start.email(email.request_limit(None)).adapter(adapter);
            start.jwt::<issue>().session::<Visible>().build().unwrap()
        });
        Self { site, outbox }
    }

    async fn prove(&mut self, email: &str) {
        self.site.post("/auth/signin/email", &[("email", email)]).await;
        let link = self.outbox.link();
        self.site.get(&link).await;
        assert_eq!(self.site.session().await["user"]["email"], email);
    }
}

/// Signs in by the former address, of which a stranger keeps the token, and proves the present one.
async fn moved(database: &AnyAdapter) -> (Visit, Visit) {
    let mut stranger = Visit::new(database);
    stranger.prove(FORMER).await;
    let user = database.user_by_email(FORMER).await.unwrap().unwrap();
    database.update_user(&user.id(), UserPatch::default().email(Some(PRESENT.to_owned()))).await.unwrap();
    let mut owner = Visit::new(database);
    for visit in [&stranger, &owner] {
        visit.site.clock.advance(HOUR);
    }
    owner.prove(PRESENT).await;
    (stranger, owner)
}

#[tokio::test]
async fn a_token_of_a_former_address_is_not_issued_anew() {
    for database in databases().await {
        for path in ["/auth/session", "/me"] {
            let (mut stranger, mut owner) = moved(&database).await;
            // However often it is used, it ends with the update age.
            stranger.site.clock.advance(DAY - HOUR * 2);
            assert!(!stranger.site.session().await.is_null());
            stranger.site.clock.advance(HOUR);
            if path == "/me" {
                stranger.site.clock.advance(DAY);
            }
            let reply = stranger.site.get(path).await;
            assert_eq!(reply.status, if path == "/me" { 401 } else { 200 });
            assert_eq!(stranger.site.session_cookies(), [""; 0], "{path}");

            owner.site.clock.advance(DAY);
            assert_eq!(owner.site.session().await["user"]["email"], PRESENT);
            owner.site.clock.advance(DAY);
            assert_eq!(owner.site.get("/me").await.status, 200);
            let user = database.user_by_email(PRESENT).await.unwrap().unwrap();
            database.delete_user(&user.id()).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_token_of_a_user_who_is_gone_is_not_issued_anew() {
    for database in databases().await {
        let mut visit = Visit::new(&database);
        visit.prove(PRESENT).await;
        let user = database.user_by_email(PRESENT).await.unwrap().unwrap();
        database.delete_user(&user.id()).await.unwrap();
        visit.site.clock.advance(DAY);
        assert!(visit.site.session().await.is_null());
        assert_eq!(visit.site.session_cookies(), [""; 0]);
    }
}

#[tokio::test]
async fn a_further_proof_of_the_same_address_ends_nothing() {
    for database in databases().await {
        let (mut phone, mut laptop) = (Visit::new(&database), Visit::new(&database));
        phone.prove(PRESENT).await;
        laptop.site.clock.advance(HOUR);
        laptop.prove(PRESENT).await;
        phone.site.clock.advance(DAY);
        assert!(!phone.site.session().await.is_null());
    }
}

#[tokio::test]
async fn the_database_is_asked_once_per_update_age_and_a_failure_ends_nothing() {
    let (adapter, pool) = sqlite().await;
    let mut visit = Visit::new(&AnyAdapter::new(adapter));
    visit.prove(PRESENT).await;
    pool.close().await;
    visit.site.clock.advance(HOUR);
    let reply = visit.site.get("/auth/session").await;
    assert_eq!(reply.set_cookies(), [SESSION], "nothing is asked");
    visit.site.clock.advance(DAY);
    for path in ["/auth/session", "/me"] {
        let reply = visit.site.get(path).await;
        assert_eq!(reply.json()["user"]["email"], PRESENT, "{path}");
        assert_eq!(reply.set_cookies(), [""; 0], "{path}");
    }
}
