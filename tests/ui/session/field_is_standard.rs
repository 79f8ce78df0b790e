#[auth::session]
pub struct Visible {
    pub image: Option<String>,
}

fn main() {}
