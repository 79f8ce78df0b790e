use auth::{callback::provider::OAuthProvider, prelude::*};
use auth_compile_tests::Wiring;

pub struct Acme;

fn acme() -> OAuthProvider<Acme> {
    std::process::exit(1)
}

fn main() {
    let _ = Wiring::state(()).provider(acme());
    let _: Option<User> = None;
}
