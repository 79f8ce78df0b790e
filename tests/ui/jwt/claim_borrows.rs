#[auth::jwt]
pub struct Token {
    pub id: &'static str,
}

fn main() {}
