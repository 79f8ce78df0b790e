//! token: personal
//! fix: keep one of the two

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[auth(personal, personal)]
    pub city: Option<String>,
}

fn main() {
    let _ = Auth::builder().build();
}
