//! token: Logn
//! fix: a struct with a similar name exists

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

#[auth::authorize]
async fn login(form: Logn) -> Option<User> {
    let _ = form;
    None
}

fn main() {
    let _ = Auth::builder().credentials::<login>().build();
}
