//! Mended as the message says.

#[auth::session(typescript)]
pub struct Visible {
    pub admin: bool,
}

fn main() {
    println!("{}", auth::typescript::module::<(), Visible>());
}
