use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::redirect]
async fn home(user: &User) -> Target {
    let _ = user;
    Target::Home
}

fn main() {
    let _ = Wiring::state(()).redirect::<home>();
}
