//! Mended as the message says.

#[auth::credentials]
pub struct Login {
    pub email: String,
}

fn main() {}
