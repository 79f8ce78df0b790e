//! token: =
//! token: false
//! token: default = false
//! token: = false
//! fix: default

#[auth::user]
#[derive(Clone)]
struct Member {
    #[auth(default = false)]
    admin: bool,
}

fn main() {}
