//! token: Date
//! fix: String

struct Date;

#[auth::credentials]
struct Login {
    born: Date,
}

fn main() {}
