//! token: Code
//! fix: put the fields into one struct

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
    pub password: Secret,
}

#[auth::credentials]
pub struct Code {
    pub code: u32,
}

#[auth::authorize]
async fn login(form: Login, code: Code) -> Option<User> {
    (code.code == 1).then(|| User::new(form.name))
}

fn main() {
    let _ = Auth::builder().state(()).credentials::<login>().build();
}
