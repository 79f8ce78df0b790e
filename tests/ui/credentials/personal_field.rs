//! token: personal
//! fix: remove it

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    #[auth(personal)]
    pub name: String,
}

fn main() {
    let _ = Auth::builder().build();
}
