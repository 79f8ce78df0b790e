//! New recovery codes, replacement and removal.

use super::*;

#[tokio::test]
async fn new_recovery_codes_need_a_code_and_end_the_other_sessions() {
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        let (mut site, database, id) = ada(kept).await;
        let (app, old) = enrol(&mut site).await;
        site.clock.advance(MINUTE * 20);
        changes(&site);
        let used = app.code(&site);
        for wrong in ["", "000000", "AAAAA-AAAAA"] {
            let reply = act(&mut site, "recovery-codes", wrong).await;
            assert_eq!(reply.status, 400, "{}", reply.body);
            assert!(reply.body.contains("This code is wrong"));
        }
        assert!(changes(&site).is_empty());
        let before = site.cookies.clone();
        let new = codes(&act(&mut site, "recovery-codes", &used).await);
        assert!(new.len() == 10 && new.iter().all(|code| !old.contains(code)));
        assert_eq!(changes(&site), ["ada NewRecoveryCodes"]);
        site.clock.advance(Duration::from_secs(2));
        assert!(!is_session(&mut site, &before).await);
        assert!(!site.session().await.is_null());

        // The code was used, and the old recovery codes are gone.
        site.clock.advance(MINUTE * 16);
        assert_eq!(act(&mut site, "recovery-codes", &used).await.status, 400);
        assert_eq!(act(&mut site, "recovery-codes", &old[0]).await.status, 400);
        let newest = codes(&act(&mut site, "recovery-codes", &new[0].to_lowercase()).await);
        assert_eq!(changes(&site), ["ada RecoveryCodeUsed 9", "ada NewRecoveryCodes"]);
        assert_eq!(database.second_factor(&id).await.unwrap().unwrap().recovery_codes, 10);
        assert!(!newest.contains(&new[0]));
    }
}

#[tokio::test]
async fn the_app_is_replaced_by_a_code_of_the_former_one_or_a_recovery_code() {
    let (mut site, database, id) = ada(Kept::Rows).await;
    let (mut app, mut old) = enrol(&mut site).await;
    for by_recovery_code in [false, true] {
        site.clock.advance(MINUTE * 20);
        changes(&site);
        assert_eq!(act(&mut site, "replace", "000000").await.status, 400);
        let code = if by_recovery_code { old[0].clone() } else { app.code(&site) };
        let page = act(&mut site, "replace", &code).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Replace your authenticator app"));
        let before = database.second_factor(&id).await.unwrap().unwrap();
        let new = App(secret(&page.body));
        assert_ne!(new.0, app.0);
        site.clock.advance(MINUTE);
        // The former one does not confirm the new one.
        let code = app.code(&site);
        let again = confirm(&mut site, &page.body, &code).await;
        assert_eq!(again.status, 400);
        assert!(again.body.contains("Replace your authenticator app"));
        let code = new.code(&site);
        let other = site.cookies.clone();
        let shown = codes(&confirm(&mut site, &page.body, &code).await);
        assert!(!is_session(&mut site, &other).await);
        let after = database.second_factor(&id).await.unwrap().unwrap();
        assert!(after.secret != before.secret && after.recovery_codes == 10);
        assert_eq!(changes(&site).last().unwrap(), "ada Enrolled");
        site.clock.advance(MINUTE);
        let code = app.code(&site);
        assert_eq!(act(&mut site, "recovery-codes", &code).await.status, 400, "the former app is of no use");
        assert_eq!(act(&mut site, "recovery-codes", &old[1]).await.status, 400);
        let code = new.code(&site);
        let reply = confirm(&mut site, &page.body, &code).await;
        assert!(reply.location().contains("error="), "{}", reply.location());
        (app, old) = (new, shown);
    }
}

#[tokio::test]
async fn the_app_is_removed_by_a_code_or_a_recovery_code() {
    for by_recovery_code in [false, true] {
        for kept in [Kept::Rows, Kept::RevocableTokens] {
            let (mut site, database, id) = ada(kept).await;
            let (app, recovery) = enrol(&mut site).await;
            site.clock.advance(MINUTE * 20);
            assert_eq!(act(&mut site, "remove", "").await.status, 400);
            assert!(database.second_factor(&id).await.unwrap().is_some());
            let before = site.cookies.clone();
            let code = if by_recovery_code { recovery[3].clone() } else { app.code(&site) };
            let reply = act(&mut site, "remove", &code).await;
            assert!(reply.body.contains("Two-step verification is off"), "{}", reply.body);
            assert!(database.second_factor(&id).await.unwrap().is_none());
            assert_eq!(changes(&site).last().unwrap(), "ada Removed");
            site.clock.advance(Duration::from_secs(2));
            assert!(!is_session(&mut site, &before).await);
            assert!(!site.session().await.is_null());
            let reply = act(&mut site, "remove", &recovery[4]).await;
            assert_eq!(reply.location(), "http://site.test/auth/totp?error=Changed");
            enrol(&mut site).await;
        }
    }
}

#[tokio::test]
async fn the_application_sees_and_removes_second_factors() {
    for kept in [Kept::Rows, Kept::RevocableTokens, Kept::Tokens] {
        let (mut site, _, id) = ada(kept).await;
        assert_eq!(site.auth.second_factor_of(&id).await.unwrap(), None);
        assert!(!site.auth.remove_second_factor(&id).await.unwrap());
        assert!(!site.session().await.is_null());
        enrol(&mut site).await;
        let factor = site.auth.second_factor_of(&id).await.unwrap().unwrap();
        assert_eq!((factor.since, factor.recovery_codes), (NOW, 10));
        assert!(site.auth.remove_second_factor(&id).await.unwrap());
        assert_eq!(site.auth.second_factor_of(&id).await.unwrap(), None);
        assert_eq!(changes(&site).last().unwrap(), "ada Removed");
        assert_eq!(site.session().await.is_null(), kept != Kept::Tokens);
    }
    let site = Site::new();
    let error = site.auth.second_factor_of(&StoredId::from_store("ada")).await;
    assert!(matches!(error, Err(AuthError::MissingAdapter)));
}
