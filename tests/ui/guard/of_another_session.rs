use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

fn main() {
    let _ = Wiring::state(()).guard::<admins>();
}
