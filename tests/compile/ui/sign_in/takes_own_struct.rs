use auth::prelude::*;
use auth_compile_tests::Wiring;

struct Tenant;

#[auth::sign_in]
async fn guard(user: &User, tenant: Tenant) -> bool {
    let Tenant = tenant;
    user.email.is_some()
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
