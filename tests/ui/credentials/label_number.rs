//! token: 5
//! fix: label = "5"

#[auth::credentials]
pub struct Login {
    #[auth(label = 5)]
    pub email: String,
}

fn main() {}
