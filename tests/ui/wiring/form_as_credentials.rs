//! token: Login
//! fix: put `#[auth::authorize]` on the function and register it by its name:

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

fn main() {
    let _ = Auth::builder().credentials::<Login>().build();
}
