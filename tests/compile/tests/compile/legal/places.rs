//! Modules, visibility, bodies of functions, and private types in public functions.

#![allow(dead_code)]

mod pub_crate_in_modules {
    use auth::prelude::*;

    mod callbacks {
        use auth::prelude::*;

        #[auth::sign_in]
        pub(crate) async fn check(user: &User) -> bool {
            user.email.is_some()
        }

        #[auth::event(sign_in)]
        pub(super) async fn seen(event: SignInEvent<'_>) {
            let _ = event;
        }

        #[auth::event(sign_out)]
        pub(super) async fn gone(event: SignOutEvent<'_>) {
            let _ = event;
        }

        pub(super) fn builder() {
            let _ = auth::Auth::builder().on::<seen>();
        }
    }

    #[test]
    fn compiles() {
        callbacks::builder();
        let _ = Auth::builder().sign_in::<callbacks::check>().on::<callbacks::gone>();
    }
}

mod private_profile_in_pub_function {
    use auth::prelude::*;

    mod inner {
        use auth::prelude::*;

        #[derive(serde::Deserialize)]
        struct AcmeProfile {
            id: u64,
        }

        #[allow(private_interfaces)]
        #[auth::provider(id = "acme", issuer = "https://acme.example")]
        pub async fn acme(profile: AcmeProfile) -> User {
            User::new(profile.id.to_string())
        }
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder().provider(inner::acme::new("id", "secret"));
    }
}

mod several_kinds_in_one_module {
    use auth::prelude::*;

    #[auth::credentials]
    struct Login {
        name: String,
        password: Secret,
    }

    #[auth::authorize]
    async fn login(form: Login) -> Option<User> {
        (form.password == Secret::new("x")).then(|| User::new(form.name))
    }

    #[auth::sign_in]
    async fn first(user: &User) -> bool {
        user.email.is_some()
    }

    #[auth::sign_in]
    async fn second(method: SignInMethod<'_>) -> Result<SignIn> {
        let _ = method;
        Ok(SignIn::Allow)
    }

    #[auth::redirect]
    async fn home() -> Target {
        Target::Requested
    }

    #[auth::event(sign_in)]
    async fn seen() {}

    #[auth::delete_account]
    async fn forget() {}

    #[auth::second_factor]
    async fn needed() -> SecondFactor {
        SecondFactor::IfEnrolled
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder()
            .credentials::<login>()
            .sign_in::<first>()
            .sign_in::<second>()
            .redirect::<home>()
            .on::<seen>()
            .on::<seen>()
            .delete_account::<forget>()
            .second_factor::<needed>();
    }
}

mod inside_a_function {
    use auth::prelude::*;

    #[test]
    fn compiles() {
        #[auth::sign_in]
        async fn check(user: &User) -> bool {
            user.email.is_some()
        }

        #[auth::jwt]
        struct Token {
            admin: bool,
        }

        #[auth::jwt]
        async fn issue(user: &User) -> Token {
            Token { admin: user.email.is_some() }
        }

        let _ = Auth::builder().sign_in::<check>().jwt::<issue>();
    }
}

mod called_directly {
    use auth::prelude::*;

    #[auth::sign_in]
    async fn check(user: &User) -> bool {
        user.email.is_some()
    }

    #[auth::legacy_password]
    const fn old(_: &Secret, hash: &str) -> bool {
        hash.is_empty()
    }

    async fn test() {
        assert!(!check(&User::new("1")).await);
        let function = check;
        let _ = function(&User::new("1")).await;
        assert!(old(&Secret::new("x"), ""));
    }

    #[test]
    fn compiles() {
        let _ = test;
        let _ = Auth::builder().sign_in::<check>().legacy_password::<old>();
    }
}

mod state_with_private_fields {
    use auth::prelude::*;

    mod state {
        use auth::prelude::*;

        #[derive(Clone)]
        pub struct Db(());

        #[derive(Clone, FromRef)]
        pub struct App {
            db: Db,
            #[from_ref(skip)]
            #[allow(dead_code)]
            name: &'static str,
        }

        impl App {
            pub fn new() -> Self {
                Self { db: Db(()), name: "app" }
            }
        }
    }

    #[auth::sign_in]
    async fn check(State(db): State<state::Db>) -> bool {
        let _ = db;
        true
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder().state(state::App::new()).sign_in::<check>();
    }
}

mod generic_state {
    use auth::prelude::*;

    use std::sync::Arc;

    #[derive(Clone)]
    struct Repository<T>(T);

    trait Clock: Send + Sync {}

    #[auth::sign_in]
    async fn check(State(users): State<Repository<Vec<u8>>>, State(clock): State<Arc<dyn Clock>>) -> bool {
        let _ = clock;
        users.0.is_empty()
    }
}
