use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::redirect]
async fn home(url: &str) -> Target {
    Target::to(url)
}

fn main() {
    let _ = Wiring::state(()).redirect::<home>();
}
