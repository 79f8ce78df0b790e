//! token: Member
//! fix: `SignUp<…>` with the type in

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::user]
#[derive(Clone)]
struct Member {
    #[auth(default)]
    admin: bool,
}

#[auth::sign_up]
async fn register(form: Registration) -> Member {
    Member { admin: form.name == "root" }
}

fn main() {}
