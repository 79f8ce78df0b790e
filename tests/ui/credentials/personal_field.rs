//! token: personal
//! fix: It goes on fields under

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    #[auth(personal)]
    pub name: String,
}

fn main() {
    let _ = Auth::builder().build();
}
