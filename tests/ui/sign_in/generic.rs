//! token: Db
//! fix: write the type in place of `Db`

use auth::prelude::*;

#[auth::sign_in]
async fn guard<Db>(user: &User, State(db): State<Db>) -> bool {
    let _ = db;
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
