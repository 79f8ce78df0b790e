//! Attributes of others, conditions, and options in unusual forms.

#![allow(dead_code)]

mod doc_and_must_use {
    use auth::prelude::*;

    /// Says who may sign in.
    #[auth::sign_in]
    #[must_use]
    #[inline]
    async fn check(user: &User) -> bool {
        user.email.is_some()
    }

    /// A form.
    #[auth::credentials]
    #[derive(Clone)]
    pub struct Login {
        /// The name.
        #[auth(label = "Name")]
        pub name: String,
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder().sign_in::<check>();
    }
}

mod cfg_on_function_and_field {
    use auth::prelude::*;

    #[cfg(not(any()))]
    #[auth::sign_in]
    async fn check(user: &User) -> bool {
        user.email.is_some()
    }

    #[cfg(any())]
    #[auth::sign_in]
    async fn other(user: &Nothing) -> bool {
        false
    }

    #[auth::jwt]
    struct Token {
        #[cfg(any())]
        gone: Nothing,
        kept: u8,
    }

    #[auth::sign_up]
    #[cfg(not(any()))]
    async fn register(#[cfg(any())] gone: Nothing, form: Registration) -> SignUp {
        SignUp::new().with_name(form.name)
    }

    #[auth::credentials]
    struct Registration {
        name: String,
    }

    #[test]
    fn compiles() {
        let _ = Auth::builder().sign_in::<check>().sign_up::<register>();
        let _ = Token { kept: 1 };
    }
}

mod lint_attributes {
    #![deny(unreachable_pub, missing_debug_implementations, unused)]

    use auth::prelude::*;

    #[auth::sign_in]
    #[allow(clippy::unused_async)]
    async fn check(user: &User) -> bool {
        user.email.is_some()
    }

    /// The session.
    #[auth::session]
    #[derive(Debug)]
    pub(crate) struct Visible {
        admin: bool,
    }

    #[auth::guard]
    #[expect(unused_variables)]
    async fn admins(session: &Session<Visible>) -> bool {
        let x = 1;
        session.admin
    }

    #[test]
    fn compiles() {
        let _: fn(Guard<admins>) = |_| {};
        let _ = Auth::builder().sign_in::<check>();
    }
}

mod trailing_commas_and_options {
    use auth::prelude::*;

    #[auth::jwt()]
    struct Token {
        admin: bool,
    }

    #[auth::session(from = self::Token, crate = ::auth,)]
    struct Visible {
        admin: bool,
    }

    #[auth::jwt(access)]
    async fn check(token: &Jwt<self::Token>) -> bool {
        token.admin
    }

    #[auth::permissions(module = may, crate = auth)]
    enum Permission {
        Read,
    }

    #[test]
    fn compiles() {
        let _ = may::Read::NAME_IS_NOT_NEEDED;
    }

    trait Name {
        const NAME_IS_NOT_NEEDED: u8 = 0;
    }

    impl Name for may::Read {}
}

mod permissions_unusual {
    use auth::prelude::*;

    /// What may be done.
    #[auth::permissions]
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
    #[repr(u8)]
    #[non_exhaustive]
    #[serde(rename_all = "kebab-case")]
    pub enum Permission {
        /// Reads.
        #[default]
        Read = 3,
        #[deprecated]
        Refund = 7,
        #[cfg(any())]
        Gone,
        r#Move,
    }

    #[test]
    fn compiles() {
        let _ = Set::from(Permission::Read) | [Permission::Move].into();
    }
}

mod unused_result_of_callbacks {
    #![deny(warnings)]

    #[auth::credentials]
    struct Login {
        name: String,
    }

    #[auth::authorize]
    async fn login(form: Login) -> Option<auth::KnownUser> {
        let _ = form.name;
        None
    }

    #[auth::event(session)]
    async fn read(token: &auth::Jwt<()>, session: &auth::Session<()>) {
        let _ = (token, session);
    }

    #[test]
    fn compiles() {
        let _ = auth::Auth::builder().credentials::<login>().on::<read>();
    }
}

mod claims_of_many_types {
    use auth::prelude::*;

    use std::{
        borrow::Cow,
        collections::{BTreeMap, HashMap, HashSet},
        sync::Arc,
    };

    #[derive(serde::Serialize, serde::Deserialize, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[serde(rename_all = "camelCase", tag = "kind")]
    enum Role {
        Member { since: u64 },
        Admin,
    }

    #[auth::jwt]
    struct Token {
        roles: Vec<Role>,
        by_team: HashMap<String, Role>,
        tags: HashSet<Role>,
        tree: BTreeMap<u8, Option<(u8, [bool; 2])>>,
        text: Cow<'static, str>,
        boxed: Box<str>,
        unit: (),
        #[auth(rename = "x-y")]
        renamed: Option<Role>,
        array: [Role; 2],
        nested: Vec<Option<Box<Role>>>,
    }

    #[test]
    fn compiles() {
        let _: fn(Arc<Token>) = |_| {};
    }
}
