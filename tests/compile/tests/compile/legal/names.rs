//! Lifetimes, patterns, raw identifiers and other names.

#![allow(dead_code)]

mod lifetime_named {
    use auth::prelude::*;

    #[auth::sign_in]
    async fn check<'a>(user: &'a User, headers: &'a HeaderMap) -> bool {
        user.email.is_some() && !headers.is_empty()
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder().sign_in::<check>();
    }
}

mod lifetime_with_where {
    use auth::prelude::*;

    #[auth::sign_in]
    async fn check<'a, 'b>(user: &'a User, account: &'b Account) -> bool
    where
        'a: 'b,
    {
        user.email.is_some() && account.provider != "x"
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder().sign_in::<check>();
    }
}

mod raw_identifier_function {
    use auth::prelude::*;

    #[auth::sign_in]
    async fn r#type(r#ref: &User) -> bool {
        r#ref.email.is_some()
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder().sign_in::<r#type>();
    }
}

mod raw_identifier_fields {
    use auth::prelude::*;

    #[auth::jwt]
    struct Token {
        r#type: String,
        #[auth(default)]
        r#move: u8,
    }

    #[auth::session(from = Token)]
    struct Visible {
        r#type: String,
    }

    #[auth::jwt]
    async fn issue(user: &User) -> Token {
        Token { r#type: user.id.to_string(), r#move: 1 }
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder().jwt::<issue>().session::<Visible>();
    }
}

mod no_prelude_full_paths {
    #[auth::sign_in]
    async fn check(
        user: &auth::User,
        email: ::core::option::Option<auth::VerifiedEmail<'_>>,
    ) -> ::std::primitive::bool {
        user.email.is_some() || email.is_some()
    }

    #[auth::guard]
    async fn anyone(session: &auth::Session<()>) -> bool {
        session.user.email.is_some()
    }

    #[auth::legacy_password]
    fn old(password: &auth::Secret, hash: &::core::primitive::str) -> bool {
        password.expose() == hash
    }

    #[test]
    fn compiles() {
        let _ = auth::Auth::builder().sign_in::<check>().legacy_password::<old>();
    }
}

mod shadowed_std_names {
    use auth::prelude::{Session as Sess, User as Person, *};

    struct Option;
    struct Vec;
    struct Box;

    #[auth::sign_in]
    async fn check(user: &Person) -> bool {
        user.email.is_some()
    }

    #[auth::jwt]
    struct Token {
        admin: bool,
    }

    #[auth::session(from = Token)]
    struct Visible {
        admin: bool,
    }

    #[auth::guard]
    async fn admins(session: &auth::Session<Visible>) -> bool {
        session.admin
    }

    #[test]
    fn compiles() {
        let _ = (Option, Vec, Box);
        let _: fn(Sess) = |_| {};
        let _ = auth::Auth::builder().sign_in::<check>();
    }
}

mod pattern_arguments {
    use auth::prelude::*;

    #[derive(Clone)]
    struct Config {
        domain: String,
    }

    #[auth::sign_in]
    async fn check(User { email, .. }: &User, State(Config { domain }): State<Config>) -> bool {
        email.as_deref().is_some_and(|email| email.ends_with(domain.as_str()))
    }

    #[auth::jwt]
    struct Token {
        theme: String,
    }

    #[derive(serde::Deserialize)]
    struct Patch {
        theme: String,
    }

    #[auth::jwt(update)]
    async fn rename(token: &mut Jwt<Token>, Update(Patch { theme }): Update<Patch>) {
        token.theme = theme;
    }
}

mod mut_and_underscore_arguments {
    use auth::prelude::*;

    #[auth::credentials]
    struct Login {
        name: String,
    }

    #[auth::authorize]
    async fn login(mut form: Login, _: Cookies<'_>, _headers: &HeaderMap) -> Option<User> {
        form.name.make_ascii_lowercase();
        Some(User::new(form.name))
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder().credentials::<login>();
    }
}

mod alias_of_return_type {
    use auth::prelude::*;

    type Decision = Result<SignIn>;
    type Answer<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

    #[auth::sign_in]
    async fn check(user: &User) -> Decision {
        Ok(if user.email.is_some() { SignIn::Allow } else { SignIn::Deny })
    }

    #[auth::redirect]
    async fn home() -> Answer<Target> {
        Ok(Target::Requested)
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder().sign_in::<check>().redirect::<home>();
    }
}

mod own_error_type {
    use auth::prelude::*;

    #[derive(Debug)]
    struct Failure;

    impl std::fmt::Display for Failure {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("failure")
        }
    }

    impl std::error::Error for Failure {}

    #[auth::sign_in]
    async fn check(user: &User) -> Result<SignIn, Failure> {
        user.email.as_ref().map(|_| SignIn::Allow).ok_or(Failure)
    }

    #[auth::session]
    struct Visible {
        admin: bool,
    }

    #[auth::permissions]
    enum Permission {
        Read,
    }

    #[auth::grants]
    fn granted(session: &Session<Visible>) -> Result<Set<Permission>, Failure> {
        if session.admin { Ok(Set::all()) } else { Err(Failure) }
    }
}

mod imported_by_another_name {
    use auth::prelude::*;

    mod callbacks {
        use auth::prelude::*;

        #[auth::sign_in]
        pub async fn check(user: &User) -> bool {
            user.email.is_some()
        }
    }

    use auth::{guard as protects, session as visible};
    use callbacks::check as only_known;

    #[visible]
    struct Shown {
        admin: bool,
    }

    #[protects]
    async fn admins(session: &Session<Shown>) -> bool {
        session.admin
    }

    #[test]
    fn compiles() {
        let _: fn(Guard<admins>) = |_| {};
        let _ = Auth::builder().sign_in::<only_known>();
    }
}
