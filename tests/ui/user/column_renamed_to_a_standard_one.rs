use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(rename = "image")]
    pub avatar: Option<String>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
