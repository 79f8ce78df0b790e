use auth::prelude::*;

#[derive(Clone)]
struct Db;

#[auth::sign_in]
async fn guard(State(db): State<Db>) -> bool {
    let Db = db;
    true
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
