//! token: (u32, u32)
//! fix: fields are `String`, `Secret`, `bool`, integers, or an `Option` of these

#[auth::credentials]
pub struct Login {
    pub size: (u32, u32),
}

fn main() {}
