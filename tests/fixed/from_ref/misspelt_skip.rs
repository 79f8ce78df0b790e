//! Mended as the message says.

#[derive(auth::FromRef)]
struct App {
    #[from_ref(skip)]
    db: u8,
}

fn main() {}
