//! token: readAll
//! fix: rename one of the two

#[auth::permissions]
#[allow(non_camel_case_types)]
pub enum Permission {
    ReadAll,
    readAll,
}

fn main() {}
