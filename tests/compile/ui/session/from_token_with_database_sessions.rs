use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::session(from = Token)]
pub struct Visible {
    pub id: UserId,
}

fn main() {
    let _ = Wiring::state(()).database_sessions().session::<Visible>();
}
