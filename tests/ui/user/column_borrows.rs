use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<&'static str>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
