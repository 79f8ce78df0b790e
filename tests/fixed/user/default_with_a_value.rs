//! Mended as the message says.

#[auth::user]
#[derive(Clone)]
struct Member {
    #[auth(default)]
    admin: bool,
}

fn main() {}
