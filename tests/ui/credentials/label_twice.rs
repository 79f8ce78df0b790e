//! token: label
//! fix: keep one of the two

#[auth::credentials]
pub struct Login {
    #[auth(label = "Name", label = "Login")]
    pub name: String,
}

fn main() {}
