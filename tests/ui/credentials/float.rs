//! token: f64
//! fix: integers

#[auth::credentials]
struct Login {
    height: f64,
}

fn main() {}
