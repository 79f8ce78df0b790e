//! token: default
//! fix: make the field an `Option`

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(default = true)]
    pub remember: bool,
}

fn main() {}
