//! token: Name
//! fix: write `label = "Name"`

#[auth::credentials]
pub struct Login {
    #[auth(label = Name)]
    pub name: String,
}

fn main() {}
