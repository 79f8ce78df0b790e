//! token: Db
//! token: sign_up::<register>
//! fix: FromRef

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[derive(Clone)]
pub struct Db;

#[auth::sign_up]
async fn register(form: Registration, State(db): State<Db>) -> SignUp {
    let _ = db;
    SignUp::new().with_name(form.name)
}

fn main() {
    let _ = Auth::builder().state(()).sign_up::<register>();
}
