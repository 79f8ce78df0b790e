//! token: &'static str
//! fix: fields are `String`, `Secret`, `bool`, integers, or an `Option` of these

#[auth::credentials]
pub struct Login {
    pub name: &'static str,
}

fn main() {}
