//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[derive(Clone)]
struct Db;

#[auth::sign_up]
async fn register(form: Registration, State(db): State<Db>) -> SignUp {
    let _ = db;
    SignUp::new().with_name(form.name)
}

fn main() {}
