//! token: Member
//! token: Option<Member>
//! fix: User

#[auth::user]
#[derive(Clone)]
struct Member {
    #[auth(default)]
    admin: bool,
}

#[auth::credentials]
struct Login {
    name: String,
}

#[auth::authorize]
async fn login(form: Login) -> Option<Member> {
    Some(Member { admin: form.name == "root" })
}

fn main() {}
