use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::redirect]
async fn home(url: RedirectUrl<'_>) -> String {
    url.requested().to_owned()
}

fn main() {
    let _ = Wiring::state(()).redirect::<home>();
}
