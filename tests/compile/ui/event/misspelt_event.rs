use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::event(signin)]
async fn audit(event: SignInEvent<'_>) {
    let _ = event.user;
}

fn main() {
    let _ = Wiring::state(()).on::<audit>();
}
