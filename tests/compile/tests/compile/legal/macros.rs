//! Items that macros make.

#![allow(dead_code)]

mod macro_rules_makes_functions {
    use auth::prelude::*;

    macro_rules! guards {
        ($($name:ident => $domain:literal),*) => {$(
            #[auth::sign_in]
            async fn $name(user: &User) -> bool {
                user.email.as_deref().is_some_and(|email| email.ends_with($domain))
            }
        )*};
    }

    guards!(acme => "@acme.example", other => "@other.example");

    #[test]
    fn compiles() {
        let _ = Auth::builder().sign_in::<acme>().sign_in::<other>();
    }
}

mod macro_rules_with_types {
    use auth::prelude::*;

    macro_rules! guard {
        ($name:ident, $session:ty, $field:ident) => {
            #[auth::guard]
            async fn $name(session: &Session<$session>) -> bool {
                session.$field
            }
        };
    }

    macro_rules! claims {
        ($name:ident { $($field:ident: $ty:ty),* }) => {
            #[auth::jwt]
            struct $name {
                $($field: $ty),*
            }
        };
    }

    #[auth::session]
    struct Visible {
        admin: bool,
    }

    guard!(admins, Visible, admin);
    claims!(Token { level: u8, name_of_team: Option<String> });

    #[test]
    fn compiles() {
        let _ = Token { level: 1, name_of_team: None };
    }
}

mod macro_rules_for_all {
    use auth::prelude::*;

    macro_rules! application {
        ($permission:ident { $($variant:ident),* }, $visible:ident, $granted:ident) => {
            #[auth::permissions]
            #[derive(Clone, Copy)]
            enum $permission {
                $($variant),*
            }

            #[auth::session]
            struct $visible {
                admin: bool,
            }

            #[auth::grants]
            fn $granted(session: &Session<$visible>) -> Set<$permission> {
                if session.admin { Set::all() } else { Set::NONE }
            }
        };
    }

    application!(Permission { Read, Refund }, Visible, granted);

    async fn page(_: Can<Session<Visible>, permission::Read>) {}

    #[test]
    fn compiles() {
        let _ = page;
    }
}
