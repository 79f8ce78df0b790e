//! token: (bool)
//! fix: goes on a struct with named fields, not on a tuple struct: `struct Name {

#[auth::session]
pub struct Visible(bool);

fn main() {}
