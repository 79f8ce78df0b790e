//! token: auth
//! token: rename
//! token: auth(rename = "may-read")
//! fix: variant

#[auth::permissions]
enum Permission {
    #[auth(rename = "may-read")]
    Read,
}

fn main() {}
