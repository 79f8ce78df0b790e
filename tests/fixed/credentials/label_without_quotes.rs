//! Mended as the message says.

#[auth::credentials]
pub struct Login {
    #[auth(label = "Name")]
    pub name: String,
}

fn main() {}
