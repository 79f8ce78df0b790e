//! The second factor after magic links, providers and passkeys.

use std::time::Duration;

use auth::{
    adapter::Adapter,
    provider::{
        Email, Passkey, Passwords,
        email::{CodeLength, MailContent},
        oauth::IdTokenAlgorithm,
    },
    testing::SoftwarePasskey,
};
use serde_json::json;

use super::*;
use crate::{
    mail::{Outbox, SPENT},
    provider::{self, Script, StaffProfile, staff},
};

/// Notes what the jwt callback gets.
#[auth::jwt]
async fn seen(
    account: &Account,
    profile: Option<Profile<StaffProfile>>,
    form: Option<Form<Login>>,
    email: Option<VerifiedEmail<'_>>,
    State(world): State<World>,
) -> Token {
    let tokens = (account.tokens.access_token.is_some(), account.tokens.id_token.is_some());
    let profile = profile.map(|profile| profile.0.sub);
    let form = form.map(|Form(login)| login.seen());
    world.note(format!(
        "jwt {} {tokens:?} {profile:?} {form:?} {:?}",
        account.provider,
        email.map(|email| email.as_str().to_owned())
    ));
    Token { role: None, note: String::new(), rest: auth::token::OtherClaims::new() }
}

/// What a site is made of.
pub(super) struct Parts {
    database: AnyAdapter,
    outbox: Outbox,
    script: Script,
    trusts_mfa: bool,
}

impl Parts {
    pub(super) fn new(database: &AnyAdapter, claims: serde_json::Value) -> Self {
        Self {
            database: database.clone(),
            outbox: Outbox::default(),
            script: Script::new(claims),
            trusts_mfa: false,
        }
    }

    fn start(&self, start: Start) -> Start {
        let mut staff = staff::new("client", "s3cret")
            .definition(|definition| definition.id_token_algorithm(IdTokenAlgorithm::HS256));
        if self.trusts_mfa {
            staff = staff.trust_provider_mfa();
        }
        let email = Email::new(self.outbox.clone(), "Site <no-reply@site.test>").unwrap();
        let email = email.content(MailContent::LinkAndCode(CodeLength::Six));
        let start = seeded(start).credentials::<login>().email(email).passkey(Passkey::new());
        let start = start.provider(staff).http_client(self.script.clone()).totp("Acme");
        start.account_page().passwords(Passwords::new().own_form())
    }

    /// A site with sessions in the database, which asks those who have a second factor.
    pub(super) fn lenient(&self) -> Site {
        Site::built(|start| {
            let start = self.start(start).database_sessions(self.database.clone());
            start.session::<of_nobody>().on::<changed>().build().unwrap()
        })
    }

    /// A site with sessions in the database, which asks everybody.
    pub(super) fn strict(&self) -> Site {
        Site::built(|start| {
            let start = self.start(start).second_factor::<always>();
            let start = start.database_sessions(self.database.clone());
            start.session::<of_nobody>().on::<changed>().build().unwrap()
        })
    }

    /// A site with sessions in tokens.
    pub(super) fn with_tokens(&self) -> Site {
        Site::built(|start| {
            let start = self.start(start).adapter(self.database.clone());
            start.jwt::<seen>().session::<Visible>().build().unwrap()
        })
    }

    /// Requests a link; the link as a path.
    pub(super) async fn link(&self, site: &mut Site, email: &str) -> String {
        site.post("/auth/signin/email", &[("email", email)]).await.location();
        self.outbox.link()
    }

    /// Requests a code.
    async fn code(&self, site: &mut Site, email: &str) -> String {
        site.post("/auth/signin/email", &[("email", email)]).await.location();
        let mail = self.outbox.take().pop().unwrap();
        let is_code = |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
        mail.text.lines().find(is_code).unwrap().to_owned()
    }

    /// Signs in by the provider; where the browser is sent.
    pub(super) async fn by_provider(&self, site: &mut Site) -> String {
        provider::sign_in(site, &self.script, "staff").await.1
    }
}

fn ada_at_the_provider() -> serde_json::Value {
    json!({ "sub": "7", "email": "ada@example.com", "email_verified": true, "groups": ["staff"] })
}

#[tokio::test]
async fn a_link_is_spent_with_the_second_factor_and_neither_lost_nor_used_twice() {
    for database in databases().await {
        let parts = Parts::new(&database, json!({}));
        let mut site = parts.strict();
        let link = parts.link(&mut site, "erin@example.com").await;
        assert_eq!(site.get(&link).await.location(), PAGE);
        assert!(database.user_by_email("erin@example.com").await.unwrap().is_none());
        let enrolled = site.enrol().await;
        let erin = database.user_by_email("erin@example.com").await.unwrap().unwrap();
        assert_eq!(erin.email_verified, Some(NOW), "the time at which the link was opened");
        assert!(database.second_factor(&erin.id()).await.unwrap().is_some());
        assert_eq!(site.get(&link).await.location(), SPENT);

        for (index, mut site) in [parts.lenient(), parts.with_tokens()].into_iter().enumerate() {
            site.next_step();
            let (code, other) = (&enrolled.codes[2 * index], &enrolled.codes[2 * index + 1]);
            let link = parts.link(&mut site, "erin@example.com").await;
            for _ in 0..3 {
                assert_eq!(site.get(&link).await.location(), PAGE, "it still works");
                assert!(!site.is_signed_in().await);
            }
            let copy = site.cookies.clone();
            assert_eq!(site.enter(code).await, HOME);
            assert!(site.is_signed_in().await);
            assert_eq!(site.get(&link).await.location(), SPENT);
            site.cookies = copy;
            assert_eq!(site.enter(other).await, NOT_WAITING);
        }
    }
}

#[tokio::test]
async fn a_code_of_a_mail_waits_for_the_second_factor() {
    for database in databases().await {
        let parts = Parts::new(&database, json!({}));
        let mut site = parts.strict();
        let code = parts.code(&mut site, "erin@example.com").await;
        let cookies = site.cookies.clone();
        assert_eq!(site.post("/auth/callback/email", &[("code", &code)]).await.location(), PAGE);
        assert!(database.user_by_email("erin@example.com").await.unwrap().is_none());
        assert!(!site.is_signed_in().await);
        site.enrol().await;
        assert!(site.is_signed_in().await);
        let erin = database.user_by_email("erin@example.com").await.unwrap().unwrap();
        assert_eq!(erin.email_verified, Some(NOW));
        site.cookies = cookies;
        let again = site.post("/auth/callback/email", &[("code", &code)]).await;
        assert!(again.location().ends_with("/auth/verify-request?error=WrongCode"));
    }
}

#[tokio::test]
async fn two_browsers_with_one_link_sign_in_once() {
    for database in databases().await {
        let parts = Parts::new(&database, json!({}));
        let mut first = parts.strict();
        let link = parts.link(&mut first, "erin@example.com").await;
        first.get(&link).await;
        let enrolled = first.enrol().await;

        let mut site = parts.lenient();
        site.next_step();
        let link = parts.link(&mut site, "erin@example.com").await;
        assert_eq!(site.get(&link).await.location(), PAGE);
        let waiting = std::mem::take(&mut site.cookies);
        let page = site.get(&link).await;
        assert_eq!(page.status, StatusCode::OK, "another browser is asked for confirmation");
        let token = crate::mail::token(&link).to_owned();
        let fields = [("token", token.as_str()), ("email", "erin@example.com")];
        assert_eq!(site.post("/auth/callback/email", &fields).await.location(), PAGE);
        assert_eq!(site.enter(&enrolled.codes[0]).await, HOME);
        site.cookies = waiting;
        assert_eq!(site.enter(&enrolled.codes[1]).await, SPENT);
        assert!(!site.is_signed_in().await);
    }
}

#[tokio::test]
async fn a_link_that_ends_between_the_factors_still_works() {
    for database in databases().await {
        let parts = Parts::new(&database, json!({}));
        let mut site = parts.strict();
        let link = parts.link(&mut site, "erin@example.com").await;
        site.clock.advance(DAY - Duration::from_secs(5));
        assert_eq!(site.get(&link).await.location(), PAGE);
        site.clock.advance(Duration::from_secs(120));
        site.enrol().await;
        assert!(site.is_signed_in().await);
    }
}

#[tokio::test]
async fn a_second_factor_from_before_the_first_proof_keeps_no_owner_out() {
    for database in databases().await {
        // A stranger has typed the address of another person, and enrolled an authenticator application.
        let (planted, user) = enrolled(&database, "erin").await;
        let parts = Parts::new(&database, json!({}));
        let mut site = parts.lenient();
        site.next_step();
        let link = parts.link(&mut site, "erin@example.com").await;
        assert_eq!(site.get(&link).await.location(), HOME);
        assert!(site.is_signed_in().await);
        assert!(database.second_factor(&user).await.unwrap().is_none());
        let mut stranger = lenient(&database);
        stranger.sign_in("erin").await;
        assert!(!stranger.is_signed_in().await);
        assert_ne!(stranger.enter(&planted.codes[0]).await, HOME);

        // If one is required, the owner enrols an own one.
        let (_, user) = enrolled(&database, "frida").await;
        let mut site = parts.strict();
        let link = parts.link(&mut site, "frida@example.com").await;
        assert_eq!(site.get(&link).await.location(), PAGE);
        let own = site.enrol().await;
        assert!(database.second_factor(&user).await.unwrap().is_some());
        let mut again = parts.lenient();
        again.next_step();
        let link = parts.link(&mut again, "frida@example.com").await;
        again.get(&link).await;
        assert_eq!(again.enter(&own.code(&again)).await, HOME);
    }
}

#[tokio::test]
async fn an_account_is_linked_after_the_second_factor_and_the_jwt_callback_sees_everything() {
    for database in databases().await {
        let parts = Parts::new(&database, ada_at_the_provider());
        let mut site = parts.strict();
        assert_eq!(parts.by_provider(&mut site).await, PAGE);
        assert!(database.user_by_account(&"staff".into(), "7").await.unwrap().is_none());
        assert!(database.user_by_email("ada@example.com").await.unwrap().is_none());
        let enrolled = site.enrol().await;
        let owner = database.user_by_account(&"staff".into(), "7").await.unwrap().unwrap();
        assert_eq!(database.user_by_email("ada@example.com").await.unwrap(), Some(owner));
        let account = database.account(&"staff".into(), "7").await.unwrap().unwrap();
        assert!(account.tokens.access_token.is_some());

        let mut site = parts.with_tokens();
        site.next_step();
        assert_eq!(parts.by_provider(&mut site).await, PAGE);
        assert!(!site.world.happened().iter().any(|what| what.starts_with("jwt")));
        assert_eq!(site.enter(&enrolled.code(&site)).await, HOME);
        let seen = "jwt staff (true, true) Some(\"7\") None None";
        assert_eq!(site.world.happened(), [seen]);
        assert!(site.is_signed_in().await);
    }
}

#[tokio::test]
async fn a_large_profile_is_kept_in_several_cookies() {
    for database in databases().await {
        let mut claims = ada_at_the_provider();
        claims["groups"] = json!(["staff", "x".repeat(6000)]);
        let parts = Parts::new(&database, claims);
        let mut site = parts.strict();
        assert_eq!(parts.by_provider(&mut site).await, PAGE);
        assert!(site.cookies.contains_key("authjs.pending.1") && !site.cookies.contains_key(PENDING));
        site.enrol().await;
        assert!(site.is_signed_in().await);
        assert!(!site.cookies.keys().any(|name| name.starts_with(PENDING)));
    }
}

#[tokio::test]
async fn a_provider_that_is_trusted_for_several_factors_needs_no_further_one() {
    for database in databases().await {
        let mut claims = ada_at_the_provider();
        claims["amr"] = json!(["pwd", "mfa"]);
        let mut parts = Parts::new(&database, claims);
        assert_eq!(parts.by_provider(&mut parts.strict()).await, PAGE, "it is not trusted by default");
        parts.trusts_mfa = true;
        let mut site = parts.strict();
        assert_eq!(parts.by_provider(&mut site).await.trim_end_matches('/'), HOME);
        assert!(site.is_signed_in().await);
    }
}

#[tokio::test]
async fn an_account_is_linked_to_a_session_that_has_proven_both() {
    for database in databases().await {
        let parts = Parts::new(&database, json!({ "sub": "9", "groups": ["staff"] }));
        // A session of before the enrolment has not.
        let mut old = parts.lenient();
        assert_eq!(old.sign_in("ada").await.location(), HOME);
        let (enrolled, user) = enrolled(&database, "ada").await;
        old.next_step();
        assert_eq!(parts.by_provider(&mut old).await, PAGE);
        assert!(database.account(&"staff".into(), "9").await.unwrap().is_none());
        let mut site = parts.lenient();
        site.next_step();
        site.sign_in("ada").await;
        assert_eq!(site.enter(&enrolled.code(&site)).await, HOME);
        assert_eq!(parts.by_provider(&mut site).await.trim_end_matches('/'), HOME);
        let account = database.account(&"staff".into(), "9").await.unwrap().unwrap();
        assert_eq!(account.user_id.as_ref(), Some(&*user));

        // The sign-in that waits finds the account linked, and signs in its owner.
        assert_eq!(old.enter(&enrolled.codes[0]).await, HOME);
        assert!(old.is_signed_in().await);
    }
}

#[tokio::test]
async fn a_waiting_sign_in_signs_in_no_other_user_than_the_one_who_has_proven_both() {
    for database in databases().await {
        let parts = Parts::new(&database, ada_at_the_provider());
        let mut first = parts.strict();
        parts.by_provider(&mut first).await;
        let enrolled = first.enrol().await;
        let mut site = parts.lenient();
        site.next_step();
        assert_eq!(parts.by_provider(&mut site).await, PAGE);
        // In the meantime the account becomes that of another user.
        database.unlink_account(&"staff".into(), "7").await.unwrap();
        let mut bob = parts.lenient();
        bob.sign_in("bob").await;
        assert_eq!(parts.by_provider(&mut bob).await.trim_end_matches('/'), HOME);
        assert!(site.enter(&enrolled.code(&site)).await.contains("OAuthAccountNotLinked"));
        assert!(!site.is_signed_in().await);
    }
}

#[tokio::test]
async fn the_form_is_kept_without_its_password() {
    for database in databases().await {
        let (enrolled, user) = enrolled(&database, "ada").await;
        let parts = Parts::new(&database, json!({}));
        // Sessions in tokens, of a user of the application whom the database does not know.
        let mut site = parts.with_tokens();
        site.next_step();
        assert_eq!(site.sign_in("ada").await.location(), HOME, "who is not stored has no second factor");
        assert_eq!(site.world.happened()[1..], ["jwt credentials (false, false) None Some(\"ada 7\") None"]);
        site.cookies.clear();
        let half = site.auth.sign_in_as(&site.headers(), KnownUser::stored(&user)).await.unwrap();
        let SignInResult::SecondFactor { cookies, .. } = half else { panic!("skipped") };
        site.take(cookies.iter());
        assert_eq!(site.enter(&enrolled.code(&site)).await, HOME);
        assert_eq!(site.world.happened(), ["jwt credentials (false, false) None None None"]);
    }
}

#[tokio::test]
async fn a_passkey_is_two_factors_and_a_second_one_next_to_a_password() {
    for database in databases().await {
        let parts = Parts::new(&database, json!({}));
        let mut site = parts.lenient();
        site.sign_in("ada").await;
        let mut key = SoftwarePasskey::new(ORIGIN).unwrap();
        assert_eq!(site.register(&key, "ada%40example.com").await, HOME);
        let user = database.user_by_email("ada@example.com").await.unwrap().unwrap().id();

        // The user has a passkey, so nothing is enrolled, whoever knows the password.
        let mut site = parts.strict();
        assert_eq!(site.sign_in("ada").await.location(), PAGE);
        let page = site.get("/auth/second-factor").await;
        assert!(page.body.contains("data-action=\"authenticate\"") && !page.body.contains("name=\"code\""));
        assert!(!page.body.contains("<svg class=\"qr\""));
        assert_eq!(site.enter("123456").await, WRONG);
        let mut stranger = SoftwarePasskey::new(ORIGIN).unwrap();
        let challenge = site.challenge("action=authenticate").await;
        let data = stranger.authenticate(&challenge).to_string();
        let refused = site.post("/auth/second-factor", &[("action", "authenticate"), ("data", &data)]).await;
        assert!(refused.location().contains("/auth/error"), "{}", refused.location());
        assert!(!site.is_signed_in().await);
        let challenge = site.challenge("action=authenticate").await;
        let data = key.authenticate(&challenge).to_string();
        let fields = [("action", "authenticate"), ("data", data.as_str())];
        assert_eq!(site.post("/auth/second-factor", &fields).await.location(), HOME);
        let session = site.auth.session(&site.headers()).await.unwrap().unwrap();
        let methods: Vec<_> = session.assurance().proofs().map(|(method, _)| method.as_str()).collect();
        assert_eq!(methods, ["pwd", "hwk", "mfa"]);

        // A sign-in by the passkey alone is enough, even for a user with an authenticator application.
        let mut site = parts.strict();
        assert_eq!(site.authenticate(&mut key).await, HOME);
        assert!(site.is_signed_in().await);
        assert!(database.second_factor(&user).await.unwrap().is_none());
    }
}
