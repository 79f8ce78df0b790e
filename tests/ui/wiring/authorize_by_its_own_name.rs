//! token: login
//! fix: register the function with `.credentials::<login>()`

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.name))
}

fn main() {
    let _ = Auth::builder().state(()).authorize::<login>().build();
}
