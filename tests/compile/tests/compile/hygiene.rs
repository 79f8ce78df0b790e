//! Generated code needs no prelude, no name `auth`, and nothing of the module that it stands in.

#![allow(unreachable_pub, dead_code, reason = "the modules show items as a library has them")]

/// Names of the standard library mean something else here.
mod hostile {
    struct Ok;
    struct Err;
    struct Some;
    struct None;
    trait Send {}
    trait Sync {}
    trait Clone {}
    trait Default {}
    struct Partial;
    struct S;
    mod core {}
    mod std {}
    mod auth {}

    pub type Result = bool;

    #[::auth::jwt]
    pub struct Token {
        pub id: u8,
        #[auth(default)]
        pub level: ::core::option::Option<u8>,
        #[auth(rest)]
        pub rest: ::auth::token::OtherClaims,
    }

    #[::auth::session(from = Token)]
    pub struct Visible {
        pub id: u8,
        #[auth(root)]
        pub level: ::core::option::Option<u8>,
    }

    #[::auth::credentials]
    pub struct Login {
        #[auth(required)]
        pub name: ::std::string::String,
    }

    #[::auth::user]
    #[::core::prelude::v1::derive(::core::clone::Clone)]
    pub struct AppUser {
        #[auth(default)]
        pub level: u8,
        pub nick: ::core::option::Option<u8>,
    }

    #[::auth::session(from = AppUser)]
    pub struct OfUser {
        pub level: u8,
    }

    #[::auth::provider(id = "acme", issuer = "https://acme.example")]
    pub async fn acme(profile: u8) -> ::auth::User {
        ::auth::User::new(["a", "b"][usize::from(profile > 0)])
    }

    #[::auth::permissions]
    pub enum Permission {
        Read,
        Some,
    }

    #[::auth::grants]
    pub fn granted(
        _: &::auth::Session<Visible>,
        ::auth::State(_): ::auth::State<u8>,
    ) -> ::auth::Set<Permission> {
        ::auth::Set::all()
    }

    #[::auth::sign_in]
    pub async fn guard(user: &::auth::User, ::auth::State(level): ::auth::State<u8>) -> Result {
        user.name.is_some() && level > 0
    }
}

/// Nothing is imported, not even the prelude.
mod bare {
    #![no_implicit_prelude]

    #[::core::prelude::v1::derive(::core::clone::Clone)]
    pub struct Db;

    #[::auth::permissions(typescript)]
    pub enum Permission {
        Read,
    }

    #[::auth::grants]
    pub async fn granted(_: &::auth::Session<Visible>) -> ::auth::Result<::auth::Set<Permission>> {
        ::core::result::Result::Ok(::auth::Set::all())
    }

    #[::auth::jwt]
    pub struct Token {
        pub id: u8,
        #[auth(default)]
        pub level: ::core::option::Option<u8>,
        #[auth(rest)]
        pub rest: ::auth::token::OtherClaims,
    }

    #[::auth::session(from = Token)]
    pub struct Visible {
        pub id: u8,
        #[auth(root)]
        pub level: ::core::option::Option<u8>,
    }

    #[::auth::credentials]
    pub struct Login {
        #[auth(required, label = "Name")]
        pub name: ::std::string::String,
    }

    #[::core::prelude::v1::derive(::auth::FromRef, ::core::clone::Clone)]
    pub struct App {
        pub db: Db,
    }

    #[::auth::sign_in]
    pub async fn guard(user: &::auth::User, db: ::auth::State<Db>) -> bool {
        let _ = db;
        user.name.is_some()
    }

    #[::auth::sign_in]
    pub async fn known(user: &::auth::User<AppUser>) -> bool {
        user.level > 0
    }

    #[::auth::session]
    pub async fn shown(user: &::auth::User<AppUser>) -> OfUser {
        OfUser { level: user.level }
    }

    #[::auth::provider(id = "acme", issuer = "https://acme.example", brand_color = "#07f", scopes = "openid")]
    pub async fn acme(
        profile: ::std::collections::BTreeMap<::std::string::String, ::std::string::String>,
        tokens: &::auth::provider::TokenSet,
    ) -> ::core::option::Option<::auth::provider::ProfileUser> {
        let _ = (profile, tokens);
        ::core::option::Option::None
    }

    #[::auth::user]
    #[::core::prelude::v1::derive(::core::clone::Clone)]
    pub struct AppUser {
        #[auth(default)]
        pub level: u8,
        pub nick: ::core::option::Option<u8>,
    }

    #[::auth::session(from = AppUser)]
    pub struct OfUser {
        pub level: u8,
    }

    #[::auth::jwt]
    pub async fn issue() -> ::core::option::Option<Token> {
        ::core::option::Option::None
    }

    #[::auth::jwt(update)]
    pub async fn update(token: &mut ::auth::Jwt<Token>, level: ::auth::prelude::Update<u8>) {
        token.level = ::core::option::Option::Some(level.0);
    }

    #[::auth::jwt(access)]
    pub async fn access(token: &::auth::Jwt<Token>) -> bool {
        token.id > 0
    }

    #[::auth::redirect]
    pub async fn redirect() -> ::auth::prelude::Target {
        ::auth::prelude::Target::Home
    }

    #[::auth::event(update_user)]
    pub async fn event(event: ::auth::prelude::UpdateUserEvent<'_>) {
        let _ = event;
    }

    #[::auth::authorize]
    pub async fn login(form: Login) -> ::core::option::Option<::auth::User> {
        let _ = form;
        ::core::option::Option::None
    }

    #[::auth::guard]
    pub async fn pass(session: &::auth::Session<Visible>) -> bool {
        session.id > 0
    }
}

/// The crate is known by another path only.
mod renamed {
    pub extern crate auth as sign_in_framework;

    #[crate::hygiene::renamed::sign_in_framework::jwt(crate = crate::hygiene::renamed::sign_in_framework)]
    pub struct Token {
        pub id: u8,
    }

    #[sign_in_framework::session(from = Token, crate = crate::hygiene::renamed::sign_in_framework)]
    pub struct Visible {
        pub id: u8,
    }

    #[sign_in_framework::jwt(access, crate = crate::hygiene::renamed::sign_in_framework)]
    pub async fn access(token: &sign_in_framework::Jwt<Token>) -> bool {
        token.id > 0
    }

    #[derive(Clone, sign_in_framework::FromRef)]
    #[from_ref(crate = crate::hygiene::renamed::sign_in_framework)]
    pub struct App {
        pub level: u8,
    }
}

/// The crate has another name in `Cargo.toml`, as every attribute and derive can say by the name alone. The tests of a
/// renamed dependency (`tests/renamed`) have each of them.
mod imported {
    use auth as framework;

    #[framework::sign_in(crate = framework)]
    pub async fn guard(user: &framework::User) -> bool {
        user.email.is_some()
    }
}

#[test]
fn callbacks_of_all_these_modules_can_be_wired() {
    use auth_compile_tests::Wiring;

    let _ = Wiring::state(1_u8).sign_in::<hostile::guard>();
    let _ = Wiring::state(bare::App { db: bare::Db })
        .sign_in::<bare::guard>()
        .redirect::<bare::redirect>()
        .credentials::<bare::login>()
        .jwt::<bare::issue>()
        .jwt_update::<bare::update>()
        .jwt_access::<bare::access>()
        .session::<bare::Visible>()
        .on::<bare::event>()
        .guard::<bare::pass>();
    fn access<C: auth::__private::callback::jwt::JwtAccessCallback<renamed::App, renamed::Token>>() {}
    access::<renamed::access>();
}

#[test]
fn attributes_work_inside_of_functions() {
    #[auth::jwt]
    #[derive(Debug)]
    struct Token {
        id: u8,
    }

    #[auth::jwt]
    async fn issue(user: &auth::User) -> Token {
        Token { id: user.id.as_str().parse().unwrap_or_default() }
    }

    let _ = auth_compile_tests::Wiring::state(()).jwt::<issue>();
    assert_eq!(crate::ready(issue(&auth::User::new("7"))).id, 7);
}

/// Names that are keywords, and parts that are there or not.
mod conditional {
    use auth::prelude::*;

    #[auth::jwt]
    #[derive(Debug, Default)]
    pub struct Token {
        pub r#type: u8,
        #[cfg(any())]
        pub never: Missing,
        #[cfg(not(any()))]
        pub always: u8,
    }

    #[auth::session(from = Token)]
    pub struct Visible {
        pub r#type: u8,
        #[cfg(any())]
        pub never: Missing,
    }

    #[auth::credentials]
    pub struct Login {
        pub r#match: String,
        #[cfg(any())]
        pub never: Missing,
    }

    #[auth::user]
    #[derive(Clone)]
    pub struct AppUser {
        pub r#type: Option<u8>,
        #[cfg(any())]
        pub never: Missing,
    }

    #[derive(Clone, auth::FromRef)]
    pub struct App {
        pub r#type: u8,
        #[cfg(any())]
        pub never: Missing,
    }

    #[auth::sign_in]
    pub async fn r#loop(
        r#type: State<u8>,
        #[cfg(any())] never: Missing,
        #[cfg(not(any()))] user: &User,
    ) -> bool {
        r#type.0 > 0 && user.name.is_some()
    }

    #[cfg(any())]
    #[auth::sign_in]
    pub async fn never(never: Missing) -> bool {
        never
    }

    #[auth::jwt]
    #[cfg(any())]
    pub async fn never(never: Missing) -> Token {
        never
    }
}

/// Lints that the application has set hold for what is generated too.
mod linted {
    #![deny(warnings, clippy::all, clippy::pedantic, clippy::nursery, missing_docs, unused_qualifications)]
    #![allow(clippy::redundant_pub_crate, clippy::unused_async, reason = "of the example itself")]

    use auth::prelude::*;

    /// The token.
    #[auth::jwt]
    #[derive(Debug)]
    pub struct Token {
        /// Whose it is.
        pub id: UserId,
    }

    /// Lets all in, as long as the lifetimes fit.
    #[auth::sign_in]
    #[allow(clippy::needless_lifetimes, clippy::extra_unused_lifetimes, reason = "it is the point")]
    pub async fn all<'a, 'b: 'a>(user: &'a User, account: &'b Account, cookies: Cookies<'b>) -> bool {
        let _ = (user, account, cookies);
        true
    }

    /// Says what it was given.
    #[auth::event(sign_in)]
    #[allow(clippy::elidable_lifetime_names, reason = "it is the point")]
    pub async fn audit<'event>(event: SignInEvent<'event>) {
        let _ = event;
    }
}

#[test]
fn what_is_not_there_is_not_asked_for() {
    use auth_compile_tests::Wiring;

    let _ = Wiring::state(conditional::App { r#type: 1 }).sign_in::<conditional::r#loop>();
    let _ = Wiring::state(()).sign_in::<linted::all>().on::<linted::audit>();
    assert_eq!(conditional::Token::default().always, 0);
}
