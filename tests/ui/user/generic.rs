//! token: <T>
//! fix: write the types out

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser<T> {
    pub extra: Option<T>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser<u8>>().build();
}
