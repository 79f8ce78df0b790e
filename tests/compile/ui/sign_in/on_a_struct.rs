use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
pub struct guard;

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
