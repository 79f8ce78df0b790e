//! token: legacy_password::<login>
//! fix: put `#[auth::legacy_password]` on the function and register it by its name

use auth::prelude::*;

#[auth::credentials]
struct Login {
    name: String,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.name))
}

fn main() {
    let _ = Auth::builder().state(()).legacy_password::<login>().build();
}
