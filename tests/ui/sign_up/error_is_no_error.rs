//! token: u8
//! fix: implement `std::error::Error` for it

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) -> Result<SignUp, u8> {
    Ok(SignUp::new().with_name(form.name))
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
