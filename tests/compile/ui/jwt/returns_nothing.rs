use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::jwt]
async fn issue(user: &User) {
    let _ = user;
}

fn main() {
    let _ = Wiring::state(()).jwt::<issue>();
}
