//! token: required
//! fix: remove `required`, or the `Option`

#[auth::credentials]
pub struct Login {
    #[auth(required)]
    pub nick: Option<String>,
}

fn main() {}
