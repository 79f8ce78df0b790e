use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::event(sign_in)]
async fn audit(event: SignInEvent<'_>) -> bool {
    event.user.email.is_some()
}

fn main() {
    let _ = Wiring::state(()).on::<audit>();
}
