//! token: std::collections::HashMap<String, String>
//! fix: give the field the type `auth::OtherClaims`

#[auth::jwt]
pub struct Token {
    #[auth(rest)]
    pub rest: std::collections::HashMap<String, String>,
}

fn main() {}
