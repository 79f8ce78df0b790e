use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub email: Option<String>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
