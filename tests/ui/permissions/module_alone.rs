//! token: may
//! fix: module = may

#[auth::permissions(may)]
enum Permission {
    Read,
}

fn main() {}
