//! token: min
//! fix: authorize

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(min = 18)]
    pub age: u8,
}

fn main() {}
