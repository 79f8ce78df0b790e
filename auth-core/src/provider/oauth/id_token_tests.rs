//! The rejection table of ID tokens.

use serde_json::json;

use super::*;

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

fn expected() -> Expected<'static> {
    Expected {
        issuer: "https://op.test",
        tenants: &[],
        client_id: "client",
        nonce: Some("n-0S6_WzA2Mj"),
        // The example of OpenID Connect Core section A.3 and its hash.
        access_token: "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y",
        algorithm: IdTokenAlgorithm::RS256,
        now: NOW,
    }
}

fn claims() -> IdTokenClaims {
    let now = NOW.as_secs();
    let claims = json!({
        "iss": "https://op.test", "sub": "248289761001", "aud": "client", "nonce": "n-0S6_WzA2Mj",
        "exp": now + 300, "iat": now, "at_hash": "77QmUPtjPfzWtF2AnpK9RQ",
    });
    claims.as_object().unwrap().clone()
}

fn with(change: impl FnOnce(&mut IdTokenClaims)) -> Result<(), IdTokenError> {
    let mut claims = claims();
    change(&mut claims);
    expected().check(&claims)
}

fn set(name: &str, value: Value) -> Result<(), IdTokenError> {
    with(|claims| drop(claims.insert(name.to_owned(), value)))
}

#[test]
fn a_valid_token_is_accepted() {
    assert_eq!(with(|_| ()), Ok(()));
    assert_eq!(with(|claims| drop(claims.remove("at_hash"))), Ok(()));
    assert_eq!(set("aud", json!(["client"])), Ok(()));
    assert_eq!(set("azp", json!("client")), Ok(()));
    assert_eq!(set("exp", json!(NOW.as_secs() - 29)), Ok(()));
    assert_eq!(set("nbf", json!(NOW.as_secs() + 30)), Ok(()));
    let both = with(|claims| {
        claims.insert("aud".to_owned(), json!(["other", "client"]));
        claims.insert("azp".to_owned(), json!("client"));
    });
    assert_eq!(both, Ok(()));
    assert_eq!(set("aud", json!(["client", "other"])), Ok(()), "`azp` is optional");
}

#[test]
fn what_is_null_or_empty_is_absent() {
    for name in ["at_hash", "azp", "nbf"] {
        assert_eq!(set(name, json!(null)), Ok(()), "{name}");
    }
    for name in ["at_hash", "azp"] {
        assert_eq!(set(name, json!("")), Ok(()), "{name}");
    }
}

#[test]
fn a_provider_whose_clock_is_ahead_is_believed_until_exp() {
    let now = NOW.as_secs();
    let ahead = |iat: i64, exp: i64| {
        with(|claims| {
            claims.insert("iat".to_owned(), json!(iat));
            claims.insert("exp".to_owned(), json!(exp));
        })
    };
    assert_eq!(ahead(now + 120, now + 420), Ok(()));
    assert_eq!(ahead(now + 86_400, now + 86_700), Ok(()));
    assert_eq!(ahead(now + 331, now + 300), Err(IdTokenError::Claim("iat")), "it ends before it begins");
    for absurd in [json!(1e300), json!(i64::MAX), json!(u64::MAX)] {
        assert_eq!(set("iat", absurd), Err(IdTokenError::Claim("iat")));
    }
    for absurd in [json!(-1e300), json!(i64::MIN)] {
        assert_eq!(set("exp", absurd), Err(IdTokenError::Claim("exp")));
    }
}

#[test]
fn every_wrong_claim_is_named() {
    let now = NOW.as_secs();
    for (name, value, claim) in [
        ("iss", json!(1), "iss"),
        ("sub", json!(""), "sub"),
        ("sub", json!(12345), "sub"),
        ("aud", json!("other"), "aud"),
        ("aud", json!([]), "aud"),
        ("aud", json!({}), "aud"),
        ("aud", json!(["other", null]), "aud"),
        ("aud", json!(null), "aud"),
        ("azp", json!("other"), "azp"),
        ("azp", json!(["client"]), "azp"),
        ("exp", json!(now - 30), "exp"),
        ("exp", json!("soon"), "exp"),
        ("exp", json!((now + 300).to_string()), "exp"),
        ("exp", json!(null), "exp"),
        ("iat", json!(now + 331), "iat"),
        ("iat", json!("now"), "iat"),
        ("iat", json!(null), "iat"),
        ("nbf", json!(now + 31), "nbf"),
        ("nbf", json!("soon"), "nbf"),
        ("nonce", json!("other"), "nonce"),
        ("nonce", json!(null), "nonce"),
        ("nonce", json!(""), "nonce"),
        ("at_hash", json!("77QmUPtjPfzWtF2AnpK9RR"), "at_hash"),
        ("at_hash", json!(7), "at_hash"),
    ] {
        assert_eq!(set(name, value.clone()), Err(IdTokenError::Claim(claim)), "{name} {value}");
    }
    for name in ["iss", "sub", "aud", "exp", "iat", "nonce"] {
        assert_eq!(with(|claims| drop(claims.remove(name))), Err(IdTokenError::Claim(name)));
    }
}

/// OpenID Connect Core section 3.1.3.7, step 11, compares a nonce only if one was sent. Providers in front of others may
/// pass on a nonce of their own.
#[test]
fn a_nonce_is_compared_only_if_one_was_sent() {
    let without = Expected { nonce: None, ..expected() };
    for nonce in [json!("n-0S6_WzA2Mj"), json!("of the provider's own"), json!(null), json!(7)] {
        let mut claims = claims();
        claims.insert("nonce".to_owned(), nonce.clone());
        assert_eq!(without.check(&claims), Ok(()), "{nonce}");
    }
}

#[test]
fn another_issuer_is_named() {
    for (found, shown) in
        [("https://op.test/", "https://op.test/"), ("https://evil.test\n", r"https://evil.test\n")]
    {
        let error = set("iss", json!(found)).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(r#"its claim `iss` is "{shown}" instead of "https://op.test""#)
        );
    }
}

#[test]
fn the_tenant_replaces_the_placeholder_and_may_be_pinned() {
    let template = "https://login.microsoftonline.com/{tenantid}/v2.0";
    let home = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490".to_owned();
    let issuer = |tid: Value, tenants: &[String]| {
        let mut claims = IdTokenClaims::new();
        claims.insert("tid".to_owned(), tid);
        issuer_of(&claims, template, tenants)
    };
    let expected = format!("https://login.microsoftonline.com/{home}/v2.0");
    assert_eq!(issuer(json!(home), &[]), Ok(expected.clone()));
    assert_eq!(issuer(json!(home), std::slice::from_ref(&home)), Ok(expected));
    for bad in [json!(null), json!(""), json!("../x"), json!("a/b"), json!("evil.test/")] {
        assert_eq!(issuer(bad, &[]), Err(IdTokenError::Tenant));
    }
    assert_eq!(issuer(json!("other"), std::slice::from_ref(&home)), Err(IdTokenError::Tenant));
    // Pinned tenants are also checked if the issuer has no placeholder.
    assert_eq!(issuer_of(&IdTokenClaims::new(), "https://op.test", &[home]), Err(IdTokenError::Tenant));
}

#[test]
fn algorithms_come_from_configuration_or_metadata() {
    let token = |alg: &str| format!("{}.e30.AA", jose::encode(format!(r#"{{"alg":"{alg}"}}"#)));
    let choose = |alg: &str, configured, supported: &[&str]| {
        let token = token(alg);
        let supported: Vec<String> = supported.iter().map(|name| (*name).to_owned()).collect();
        algorithm(&Unverified::split(&token).ok().unwrap(), configured, &supported)
    };
    use IdTokenAlgorithm::*;
    assert_eq!(choose("RS256", None, &[]), Ok(RS256));
    assert_eq!(choose("ES256", None, &["RS256", "ES256"]), Ok(ES256));
    assert_eq!(choose("HS256", Some(HS256), &["RS256"]), Ok(HS256));
    for (alg, configured, supported) in [
        ("none", None, &["none"][..]),
        ("HS256", None, &["HS256", "RS256"]),
        ("ES256", None, &[]),
        ("ES256", None, &["RS256"]),
        ("RS256", Some(ES256), &["RS256"]),
        ("", None, &["RS256"]),
    ] {
        assert_eq!(choose(alg, configured, supported), Err(IdTokenError::Algorithm), "{alg}");
    }
}
