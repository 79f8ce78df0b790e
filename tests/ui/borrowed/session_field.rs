//! token: &str
//! fix: write `String`

#[auth::session]
pub struct Visible {
    pub role: &str,
}

fn main() {}
