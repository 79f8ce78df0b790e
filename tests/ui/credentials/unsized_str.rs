//! token: str
//! fix: write `String`

#[auth::credentials]
pub struct Login {
    pub email: str,
}

fn main() {}
