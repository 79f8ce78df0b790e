//! token: Option<&str>
//! fix: write `String`

#[auth::user]
#[derive(Clone)]
pub struct Member {
    pub city: Option<&str>,
}

fn main() {}
