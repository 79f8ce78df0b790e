#[auth::redirect]
mod home {}

fn main() {}
