use auth::prelude::*;

#[auth::redirect]
mod home {}

fn main() {}
