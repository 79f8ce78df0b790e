//! token: image
//! fix: read it as `session.user.image`, and remove this field or give it another name

#[auth::session]
pub struct Visible {
    pub image: Option<String>,
}

fn main() {}
