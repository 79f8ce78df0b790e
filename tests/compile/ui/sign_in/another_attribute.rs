use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::redirect]
async fn guard() -> Target {
    Target::Home
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
