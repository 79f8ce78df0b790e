//! Snapshots of the expansions, formatted. `UPDATE_EXPECT=1` rewrites the files.

use std::path::Path;

use expect_test::expect_file;
use quote::quote;

use super::CASES;
use crate::derive::{from_ref, typescript};

#[test]
fn attributes() {
    for case in CASES {
        check(case.name, case.expand());
    }
}

#[test]
fn state_parts() {
    let item = quote! {
        struct AppState {
            db: Db,
            #[from_ref(skip)]
            started: Instant,
        }
    };
    check("from_ref", from_ref::derive(item));
}

#[test]
fn types() {
    let item = quote! {
        #[serde(rename_all = "kebab-case")]
        enum Role {
            Admin,
            #[serde(rename = "guest")]
            Visitor,
            PowerUser,
        }
    };
    check("typescript_enum", typescript::derive(item));
    let item = quote! {
        #[serde(rename_all = "camelCase")]
        struct Team {
            id: TeamId,
            #[serde(skip_serializing_if = "Option::is_none")]
            parent_team: Option<Box<Team>>,
            #[serde(skip)]
            cache: Cache,
            #[auth(ts = "string")]
            #[serde(with = "iso")]
            r#since: Date,
        }
    };
    check("typescript_struct", typescript::derive(item));
}

fn check(name: &str, expanded: proc_macro2::TokenStream) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/tests/expand/{name}.rs"));
    expect_file![file].assert_eq(&prettyplease::unparse(&syn::parse2(expanded).unwrap()));
}
