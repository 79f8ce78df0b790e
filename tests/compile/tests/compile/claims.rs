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
