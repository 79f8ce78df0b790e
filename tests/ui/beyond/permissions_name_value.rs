//! token: "may"
//! token: =
//! token: = "may"
//! fix: #[auth::permissions(

#[auth::permissions = "may"]
enum Permission {
    Read,
}

fn main() {}
