use auth::prelude::*;
use auth_compile_tests::Wiring;

struct Claims {
    admin: bool,
}

#[auth::jwt]
async fn issue(user: &User) -> Claims {
    Claims { admin: user.email.is_none() }
}

fn main() {
    let _ = Wiring::state(()).jwt::<issue>();
}
