use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub enum AppUser {
    Member,
    Admin,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
