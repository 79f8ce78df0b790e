//! Mended as the message says.

#[auth::credentials]
pub struct Login {
    #[auth(label = "5")]
    pub email: String,
}

fn main() {}
