//! token: Token
//! fix: can't leak private type

mod tokens {
    #[auth::jwt]
    struct Token {
        admin: bool,
    }

    #[auth::jwt]
    #[allow(private_interfaces)]
    pub async fn issue() -> Token {
        Token { admin: false }
    }
}

fn main() {}
