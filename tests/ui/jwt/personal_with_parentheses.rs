//! token: (email)
//! token: personal(email)
//! token: personal
//! fix: personal

#[auth::jwt]
struct Token {
    #[auth(personal(email))]
    nick: String,
}

fn main() {}
