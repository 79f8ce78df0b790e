//! token: id
//! fix: user.id

#[auth::user]
#[derive(Clone)]
struct Member {
    id: u64,
}

fn main() {}
