//! token: personal
//! fix: write `personal`

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[auth(personal = true)]
    pub city: Option<String>,
}

fn main() {
    let _ = Auth::builder().build();
}
