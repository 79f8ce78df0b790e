use auth::prelude::*;

#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<String>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
