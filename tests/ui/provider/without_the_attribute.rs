//! token: acme()
//! fix: use one of `auth::provider`, or put `#[auth::provider(…)]` on the function that

use auth::{__private::callback::provider::OAuthProvider, prelude::*};

pub struct Acme;

fn acme() -> OAuthProvider<Acme> {
    std::process::exit(1)
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme()).build();
    let _: Option<User> = None;
}
