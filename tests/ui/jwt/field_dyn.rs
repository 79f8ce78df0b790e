//! token: Box<dyn Fn()>
//! fix: write a type that serde knows

#[auth::jwt]
pub struct Token {
    pub f: Box<dyn Fn()>,
}

fn main() {}
