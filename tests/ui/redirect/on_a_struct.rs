#[auth::redirect]
pub struct Home {
    pub url: String,
}

fn main() {}
