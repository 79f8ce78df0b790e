//! `#[auth::jwt]` on a struct: claims of a token, read and written.

use auth::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{from_str, json, to_value};

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Role {
    #[default]
    Reader,
    Admin,
}

#[auth::jwt]
#[derive(Clone, Debug, PartialEq)]
struct Token {
    id: UserId,
    #[auth(default)]
    role: Role,
    #[auth(rename = "org")]
    organisation: Option<String>,
    r#type: u8,
}

#[derive(Debug, PartialEq)]
#[auth::jwt]
struct Shared {
    id: u32,
    #[auth(rest)]
    rest: OtherClaims,
}

#[auth::jwt]
struct Nothing {}

#[test]
fn claims_stand_beside_the_standard_ones() {
    let claims = Token { id: UserId::from("1"), role: Role::Admin, organisation: None, r#type: 3 };
    let token = Jwt::for_user(&User::new("1").with_name("Ada"), claims);
    let written = to_value(&token).unwrap();
    assert_eq!(
        written,
        json!({"name": "Ada", "sub": "1", "id": "1", "role": "admin", "org": null, "type": 3})
    );
    assert_eq!(serde_json::from_value::<Jwt<Token>>(written).unwrap(), token);
    assert_eq!(token.role, Role::Admin);
}

#[test]
fn absent_claims_are_defaults_and_options_or_errors() {
    let token: Jwt<Token> = from_str(r#"{"id":"1","type":3,"stranger":[1]}"#).unwrap();
    assert_eq!((token.role, token.organisation.as_deref()), (Role::Reader, None));
    let error = from_str::<Jwt<Token>>(r#"{"id":"1"}"#).unwrap_err().to_string();
    assert!(error.contains("missing field `type`"), "{error}");
    assert!(from_str::<Jwt<Token>>(r#"{"id":1,"type":3}"#).is_err());
    assert!(from_str::<Jwt<Token>>(r#"{"id":"1","type":3,"role":"king"}"#).is_err());
}

#[test]
fn of_a_doubled_claim_the_last_one_counts() {
    let token: Jwt<Token> = from_str(r#"{"id":"1","type":3,"id":"2"}"#).unwrap();
    assert_eq!(token.id, "2");
}

#[test]
fn undeclared_claims_survive_under_rest() {
    let text = r#"{"sub":"1","id":7,"tenant":"a","scopes":["x"]}"#;
    let mut token: Jwt<Shared> = from_str(text).unwrap();
    assert_eq!(token.rest["tenant"], "a");
    assert_eq!(to_value(&token).unwrap(), from_str::<serde_json::Value>(text).unwrap());
    // What has a field of its own is written once, from there.
    token.rest.insert("sub".to_owned(), json!("2"));
    token.rest.insert("id".to_owned(), json!(8));
    assert_eq!(to_value(&token).unwrap(), from_str::<serde_json::Value>(text).unwrap());
    let none: Jwt<Shared> = from_str(r#"{"id":7}"#).unwrap();
    assert!(none.rest.is_empty());
}

#[test]
fn a_token_may_add_nothing() {
    let token: Jwt<Nothing> = from_str(r#"{"sub":"1","x":1}"#).unwrap();
    assert_eq!(serde_json::to_string(&token).unwrap(), r#"{"sub":"1"}"#);
}

#[auth::jwt]
struct V1 {
    admin: bool,
}

#[auth::jwt(version = 2, migrate = from_v1)]
#[derive(Debug, PartialEq)]
struct V2 {
    admin: Role,
    #[auth(rest)]
    rest: OtherClaims,
}

fn from_v1(old: V1) -> V2 {
    V2 { admin: if old.admin { Role::Admin } else { Role::Reader }, rest: OtherClaims::new() }
}

#[test]
fn a_version_is_written_first_and_read_from_anywhere() {
    let written = r#"{"auth_version":2,"sub":"1","admin":"admin","iat":1}"#;
    let token: Jwt<V2> = from_str(written).unwrap();
    assert_eq!(serde_json::to_string(&token).unwrap(), written);
    for elsewhere in [
        r#"{"sub":"1","auth_version":2,"admin":"admin","iat":1}"#,
        r#"{"sub":"1","iat":1,"admin":"admin","auth_version":2}"#,
        r#"{"sub":"1","iat":1,"admin":true}"#,
        r#"{"auth_version":1,"sub":"1","iat":1,"admin":true}"#,
        r#"{"admin":true,"sub":"1","iat":1,"auth_version":1}"#,
    ] {
        assert_eq!(from_str::<Jwt<V2>>(elsewhere).unwrap(), token, "{elsewhere}");
    }
}

#[test]
fn unknown_versions_are_no_tokens() {
    for unknown in [
        r#"{"auth_version":3,"admin":"admin"}"#,
        r#"{"admin":"admin","auth_version":0}"#,
        r#"{"auth_version":"2","admin":"admin"}"#,
        r#"{"auth_version":2,"admin":"admin","auth_version":1}"#,
        r#"{"auth_version":1,"admin":"admin"}"#,
        r#"{}"#,
    ] {
        assert!(from_str::<Jwt<V2>>(unknown).is_err(), "{unknown}");
    }
    let error = from_str::<Jwt<V1>>(r#"{"admin":true,"auth_version":2,"more":[1]}"#).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("of version 2"), "{error}");
    assert_eq!(
        to_value(Jwt::for_user(&User::new("1"), V1 { admin: true })).unwrap(),
        json!({"sub": "1", "admin": true})
    );
}
