//! token: personal
//! fix: It goes on a field

use auth::prelude::*;

#[auth::user(personal)]
#[derive(Clone)]
pub struct Member {
    pub city: Option<String>,
}

fn main() {
    let _ = Auth::builder().build();
}
