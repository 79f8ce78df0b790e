//! token: u8
//! fix: return `auth::Result<…>`

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
