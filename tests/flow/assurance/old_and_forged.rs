//! Proofs come from the flow alone: not from old sessions, callbacks, browsers or other clocks.

use std::time::Duration;

use auth::token::{OtherClaims, SignedKeys, SigningKey};

use super::*;
use crate::{signed::KEY, world};

/// The claims of a signed token.
fn claims(site: &Site) -> Value {
    let payload = site.cookies[SESSION].split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

fn signed(start: Start) -> Start {
    start.signed(SignedKeys::new(SigningKey::eddsa_pem(&Secret::new(KEY)).unwrap(), []))
}

#[tokio::test]
async fn a_token_names_its_methods_for_other_readers() {
    let [database, _] = databases().await;
    let mut visit = Visit::with(&database, SETUPS[0], acme(), signed).await;
    let now = NOW.as_secs();
    visit.by_form(ADA, "sms", &[]).await;
    let token = claims(&visit.site);
    assert_eq!(token["auth_proofs"], json!({ "pwd": now, "otp": now }));
    assert_eq!((&token["amr"], &token["auth_time"]), (&json!(["pwd", "otp", "mfa"]), &json!(now)));
    visit.site.clock.advance(Duration::from_secs(60));
    visit.site.session().await;
    let token = claims(&visit.site);
    assert_eq!((&token["amr"], &token["auth_time"]), (&json!(["pwd", "otp", "mfa"]), &json!(now)));
    assert_eq!((&token["iat"], &token["auth_proofs"]["otp"]), (&json!(now + 60), &json!(now)));

    let ada = database.user_by_email(ADA).await.unwrap().unwrap().id();
    let signed_in = visit.site.auth.sign_in_as(&visit.site.headers(), KnownUser::stored(&ada)).await;
    let auth::SignInResult::SignedIn(cookies) = signed_in.unwrap() else { panic!() };
    visit.site.take(cookies.iter());
    let token = claims(&visit.site);
    assert!(token.get("amr").is_none() && token.get("auth_proofs").is_none(), "{token}");
}

const FORGED: &str = r#"{"pwd":1800000000,"hwk":1800000000,"otp":1800000000,"mfa":1800000000}"#;

/// Returns a whole token that claims proofs.
#[auth::jwt]
async fn forging() -> Result<Jwt<world::Token>> {
    let token = format!(
        r#"{{"sub":"ada","auth_proofs":{FORGED},"amr":["mfa"],"auth_time":1800000000,"auth_until":9}}"#
    );
    let mut token: Jwt<world::Token> = serde_json::from_str(&token)?;
    token.rest.insert("auth_proofs".to_owned(), serde_json::from_str(FORGED)?);
    token.rest.insert("amr".to_owned(), json!(["mfa"]));
    Ok(token)
}

/// Replaces the token by one that claims proofs.
#[auth::jwt(update)]
async fn forging_again(token: &mut Jwt<world::Token>, Update(patch): Update<OtherClaims>) -> Result<()> {
    let mut claims = serde_json::to_value(&*token)?;
    for (name, value) in patch {
        claims[name.as_str()] = value;
    }
    *token = serde_json::from_value(claims)?;
    token.rest.insert("auth_proofs".to_owned(), serde_json::from_str(FORGED)?);
    Ok(())
}

fn forged() -> Site {
    let site = Site::built(|start| {
        signed(start)
            .credentials::<world::login>()
            .jwt::<forging>()
            .jwt_update::<forging_again>()
            .session::<Visible>()
            .build()
            .unwrap()
    });
    site.routed(routes)
}

#[tokio::test]
async fn no_callback_and_no_client_writes_proofs() {
    let mut site = forged();
    site.sign_in("ada").await;
    let now = NOW.as_secs();
    let is_genuine = |site: &Site| {
        let token = claims(site);
        assert_eq!(token["auth_proofs"], json!({ "pwd": now }), "{token}");
        assert_eq!((&token["amr"], &token["auth_time"]), (&json!(["pwd"]), &json!(now)));
    };
    is_genuine(&site);
    site.clock.advance(Duration::from_secs(600));
    let proofs: Value = serde_json::from_str(FORGED).unwrap();
    for patch in [
        json!({ "auth_proofs": proofs, "amr": ["mfa"], "auth_time": now + 600 }),
        json!({ "auth_proofs": { "pwd": now + 600 } }),
        json!({ "auth_proofs": [1], "amr": 7 }),
        json!({ "auth_proofs": null, "auth_time": null }),
    ] {
        site.update(patch).await;
        is_genuine(&site);
        assert_eq!(site.get("/fresh").await.status, 401);
        assert_eq!(site.get("/strong").await.status, 401);
        assert_eq!(site.get("/proofs").await.body, "pwd-600");
    }
    let session = site.session().await;
    assert!(!session.to_string().contains("pwd"), "the browser does not see them: {session}");
    // Another subject has proven nothing.
    site.update(json!({ "sub": "eve" })).await;
    assert_eq!(site.get("/proofs").await.body, "");
}

/// A row of Auth.js, or of before, and a token without proofs. A step-up is asked of both, and no error happens.
#[tokio::test]
async fn an_old_session_proves_nothing() {
    for database in databases().await {
        let mut visit = Visit::new(&database, (Sessions::Rows, false)).await;
        let ada = database.user_by_email(ADA).await.unwrap().unwrap().id();
        for row in
            ["7bb7ab5b-8c41-4a9c-8c5d-8a3a7d9a1f10".to_owned(), format!("{}.t1800000000", "r".repeat(43))]
        {
            let session = auth::adapter::NewSession::new(row.clone().into(), NOW + DAY);
            database.create_session(&ada, session).await.unwrap();
            visit.site.cookies.insert(SESSION.to_owned(), row);
            assert_eq!(visit.proofs().await, "");
            assert_eq!(visit.site.get("/me").await.status, 200);
            assert_eq!(visit.site.get("/fresh").await.status, 401, "the time of the sign-in is no proof");
            assert_eq!(visit.site.get("/password").await.status, 401);
            assert!(visit.site.visit("/fresh").await.location().starts_with("/auth/step-up?"));
        }
        // The token of a row is its key: whoever changes it has no session.
        visit.by_password(ADA).await;
        let row = visit.site.cookies[SESSION].clone();
        for changed in [format!("{row}.amfa-1800000000"), row.replace(".apwd", ".ahwk")] {
            visit.site.cookies.insert(SESSION.to_owned(), changed);
            assert_eq!(visit.site.get("/me").await.status, 401);
        }
    }
    let mut site = Site::new().routed(routes);
    let signed_in = site.auth.sign_in_as(&site.headers(), User::new("ada")).await.unwrap();
    let auth::SignInResult::SignedIn(cookies) = signed_in else { panic!() };
    site.take(cookies.iter());
    assert_eq!(site.get("/proofs").await.body, "");
    assert_eq!(site.get("/fresh").await.status, 401);
}

/// The clocks of two processes differ by an hour: a proof from the future counts as none until its time has come.
#[tokio::test]
async fn a_proof_from_the_future_counts_as_none() {
    for setup in SETUPS {
        let [database, _] = databases().await;
        let mut ahead = Visit::new(&database, setup).await;
        ahead.site.clock.advance(Duration::from_secs(600));
        ahead.by_password(ADA).await;
        assert_eq!(ahead.site.get("/fresh").await.body, "in");
        let mut behind = Visit::new(&database, setup).await;
        behind.site.cookies = ahead.site.cookies.clone();
        let reply = behind.site.get("/fresh").await;
        assert_eq!(reply.status, 401, "{setup:?}");
        behind.site.clock.advance(Duration::from_secs(600));
        assert_eq!(behind.site.get("/fresh").await.body, "in", "{setup:?}");
    }
}

/// Tables hold tokens of rows up to 255 characters: that of a session with all methods, a limit and two sessions of providers
/// fits.
#[tokio::test]
async fn the_longest_token_of_a_row_fits_its_column() {
    for database in databases().await {
        let mut visit = Visit::new(&database, (Sessions::Rows, false)).await;
        let ada = database.user_by_email(ADA).await.unwrap().unwrap().id();
        let user =
            AuthMethod::ALL.iter().fold(KnownUser::stored(&ada), |user, method| user.proven_by(*method));
        let signed_in = visit.site.auth.sign_in_as(&visit.site.headers(), user).await.unwrap();
        let auth::SignInResult::SignedIn(cookies) = signed_in else { panic!() };
        visit.site.take(cookies.iter());
        // There is room for seven proofs. A code by telephone is the weakest.
        assert_eq!(visit.proofs().await, "pwd-0 email-0 fed-0 hwk-0 swk-0 otp-0 mfa-0");
        let length = visit.site.cookies[SESSION].len();
        let further = ".u1800000000.b.p~".len() + 2 * 22;
        assert!(length + further <= 255 - 2 * 9, "{length}, with years of eleven digits to come");
    }
}
