use auth::prelude::*;
use auth_compile_tests::Wiring;

#[derive(Clone)]
struct Db;

#[auth::sign_in]
async fn guard(State(db): State<Db>) -> bool {
    let Db = db;
    true
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
