#[auth::jwt]
pub struct Token {
    #[auth(defualt)]
    pub admin: bool,
}

fn main() {}
