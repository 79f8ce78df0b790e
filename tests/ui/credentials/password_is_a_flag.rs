//! token: password
//! fix: change the type

#[auth::credentials]
pub struct Login {
    #[auth(password)]
    pub stay: bool,
}

fn main() {}
