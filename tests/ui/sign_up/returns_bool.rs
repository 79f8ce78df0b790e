//! token: bool
//! fix: return `SignUp`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) -> bool {
    form.name.is_empty()
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
