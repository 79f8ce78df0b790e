//! token: typescript
//! fix: keep one of the two

#[auth::permissions(typescript, typescript)]
pub enum Permission {
    Read,
}

fn main() {}
