//! token: (pub Option<u8>)
//! fix: goes on a struct with named fields, not on a tuple struct: `struct Name {

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser(pub Option<u8>);

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
