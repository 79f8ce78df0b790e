//! The TypeScript that structs export: a file in `tests/typescript`, where the real compiler checks it.

use std::collections::BTreeMap;

use auth::{TypeScript, prelude::*, typescript};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Serialize, Deserialize, TypeScript)]
#[serde(rename_all = "kebab-case")]
enum Role {
    Reader,
    PowerUser,
    #[serde(rename = "admin")]
    Administrator,
}

#[derive(Clone, Serialize, Deserialize, TypeScript)]
#[serde(rename_all = "camelCase")]
struct Team {
    id: String,
    display_name: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[allow(dead_code, reason = "only its type matters")]
    sub_teams: Vec<Team>,
}

/// In minor units; a browser gets it as text.
#[derive(Clone, Serialize, Deserialize, TypeScript)]
#[auth(ts = "string")]
struct Money(u64);

#[derive(Clone, Serialize, Deserialize, TypeScript)]
struct TenantId(u32);

#[auth::permissions(typescript)]
#[derive(Clone, Copy)]
enum Permission {
    Read,
    CloseAccount,
    r#Type,
    #[cfg(any())]
    Never,
}

#[auth::jwt(typescript)]
struct Token {
    id: UserId,
    #[auth(rename = "tenant-id")]
    tenant: TenantId,
    role: Role,
    #[auth(default)]
    level: u8,
    team: Option<Team>,
    #[auth(rest)]
    rest: OtherClaims,
}

#[auth::session(from = Token, typescript)]
struct Visible {
    id: UserId,
    role: Role,
    team: Option<Team>,
    #[auth(with = permissions)]
    permissions: BTreeMap<String, Vec<Role>>,
    #[auth(with = may)]
    may: Set<Permission>,
    #[auth(with = balance)]
    balance: Money,
    #[auth(root, with = banner, rename = "site-banner", ts = "`Hello, ${string}`")]
    banner: String,
    #[auth(root, with = flags)]
    flags: Vec<Option<bool>>,
}

fn permissions(_: &Token) -> BTreeMap<String, Vec<Role>> {
    BTreeMap::from([("docs".to_owned(), vec![Role::Reader])])
}

fn may(_: &Token) -> Set<Permission> {
    [Permission::Read].into()
}

fn balance(token: &Token) -> Money {
    Money(token.level.into())
}

fn banner(token: &Jwt<Token>) -> String {
    format!("Hello, {}", token.name.as_deref().unwrap_or("you"))
}

fn flags(token: &Token) -> Vec<Option<bool>> {
    vec![Some(token.rest.is_empty()), None]
}

#[test]
fn the_file_is_what_the_structs_say() {
    typescript::assert_module::<Token, Visible>("../typescript/next-auth.d.ts");
}

/// The browser gets the names of the union.
#[test]
fn a_set_is_the_list_of_the_names_in_the_file() {
    let all = serde_json::to_value(Set::<Permission>::all()).unwrap();
    assert_eq!(all, serde_json::json!(["read", "close_account", "type"]));
}
