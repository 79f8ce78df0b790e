//! token: persnal
//! fix: `personal`

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[auth(persnal)]
    pub city: Option<String>,
}

fn main() {
    let _ = Auth::builder().build();
}
