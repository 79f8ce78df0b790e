//! token: email
//! fix: keep one of the two

#[auth::credentials]
pub struct Login {
    #[auth(password, email)]
    pub name: String,
}

fn main() {}
