//! Mended as the message says.

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[auth(personal)]
    pub city: Option<String>,
}

fn main() {
    let _ = Auth::builder().build();
}
