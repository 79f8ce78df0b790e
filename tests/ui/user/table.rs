//! token: table
//! fix: adapter

#[auth::user(table = "members")]
#[derive(Clone)]
pub struct Member {
    pub team: Option<String>,
}

fn main() {}
