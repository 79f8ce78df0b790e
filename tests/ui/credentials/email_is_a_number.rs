//! token: email
//! fix: change the type

#[auth::credentials]
pub struct Login {
    #[auth(email)]
    pub number: u32,
}

fn main() {}
