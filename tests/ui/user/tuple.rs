use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser(pub Option<u8>);

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
