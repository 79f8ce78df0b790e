use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub password: Option<Secret>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
