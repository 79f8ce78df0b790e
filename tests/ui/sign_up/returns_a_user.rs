//! token: User
//! fix: return `SignUp`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) -> User {
    User::new(form.name)
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
