//! The tables of this crate and those of the runtime name the same events, claims and ways to sign in.

use std::collections::BTreeSet;

use auth_core::contract::{
    callback::event::EVENTS,
    token::{claims::VERSION_CLAIM, jwt::STANDARD_CLAIMS},
};

use crate::{
    check::body::METHODS,
    contract::{
        event::Event,
        reserved::{List, Reserved},
    },
};

#[test]
fn the_attribute_and_the_runtime_have_the_same_events() {
    let here: Vec<&str> = Event::ALL.iter().map(|event| event.name()).collect();
    assert_eq!(here, EVENTS);
}

#[test]
fn the_standard_claims_of_the_runtime_are_the_reserved_ones() {
    let claims: BTreeSet<&str> =
        STANDARD_CLAIMS.iter().map(|(name, _)| *name).chain([VERSION_CLAIM]).collect();
    let reserved: BTreeSet<&str> = Reserved::names(List::Claim).collect();
    assert_eq!(claims, reserved);
}

#[test]
fn the_ways_to_sign_in_are_those_of_the_runtime() {
    let source = include_str!("../../../auth-core/src/contract/callback/sign_in.rs");
    let file = syn::parse_file(source).unwrap();
    let methods = file.items.iter().find_map(|item| match item {
        syn::Item::Enum(item) if item.ident == "SignInMethod" => Some(&item.variants),
        _ => None,
    });
    let names: Vec<String> = methods.unwrap().iter().map(|variant| variant.ident.to_string()).collect();
    assert_eq!(names, METHODS);
}
