//! token: defualt
//! fix: Did you mean `default`?

#[auth::jwt]
pub struct Token {
    #[auth(defualt)]
    pub admin: bool,
}

fn main() {}
