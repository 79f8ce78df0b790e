//! token: enum
//! fix: goes on a struct with named fields, not on an enum: `struct Name { field: Type

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
