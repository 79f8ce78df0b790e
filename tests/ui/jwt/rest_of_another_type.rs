//! token: std::collections::HashMap<String, String>
//! fix: needs `OtherClaims` here

#[auth::jwt]
pub struct Token {
    #[auth(rest)]
    pub rest: std::collections::HashMap<String, String>,
}

fn main() {}
