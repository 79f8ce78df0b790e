//! token: struct
//! fix: async fn register(form: Registration

#[auth::sign_up]
struct Registration {
    name: String,
}

fn main() {
    let _ = Registration { name: String::new() }.name;
}
