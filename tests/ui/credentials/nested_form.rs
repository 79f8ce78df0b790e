//! token: Address
//! fix: String

#[auth::credentials]
struct Address {
    street: String,
}

#[auth::credentials]
struct Login {
    address: Address,
}

fn main() {}
