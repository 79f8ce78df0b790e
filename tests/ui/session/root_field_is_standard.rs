//! token: expires
//! fix: read it as `session.expires`, and remove this field or give it another name

#[auth::session]
pub struct Visible {
    #[auth(root)]
    pub expires: u64,
}

fn main() {}
