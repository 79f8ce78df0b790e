use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::redirect]
fn home(url: RedirectUrl<'_>) -> Target {
    let _ = url;
    Target::Home
}

fn main() {
    let _ = Wiring::state(()).redirect::<home>();
}
