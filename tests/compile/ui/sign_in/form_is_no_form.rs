use auth::prelude::*;
use auth_compile_tests::Wiring;

struct Login;

#[auth::sign_in]
async fn guard(form: Option<Form<Login>>) -> bool {
    form.is_some()
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
