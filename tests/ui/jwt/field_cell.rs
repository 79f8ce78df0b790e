//! token: std::cell::RefCell<u8>
//! fix: write the value itself

#[auth::jwt]
pub struct Token {
    pub n: std::cell::RefCell<u8>,
}

fn main() {}
