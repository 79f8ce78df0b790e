//! token: (String)
//! fix: goes on a struct with named fields, not on a tuple struct: `struct Name {

use auth::prelude::*;

#[auth::credentials]
pub struct Login(String);

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.0))
}

fn main() {
    let _ = Auth::builder().state(()).credentials::<login>().build();
}
