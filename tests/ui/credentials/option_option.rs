//! token: Option<String>
//! fix: write one `Option`

#[auth::credentials]
pub struct Login {
    pub name: Option<Option<String>>,
}

fn main() {}
