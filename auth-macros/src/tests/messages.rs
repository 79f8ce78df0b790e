//! Several mistakes at once are all reported, each once.

use proc_macro2::{TokenStream, TokenTree};

use crate::{contract::attribute::Attribute, pipeline};

/// Returns the messages of the `compile_error!`s in an expansion.
pub(super) fn messages(tokens: TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    let mut is_error = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => is_error = ident == "compile_error",
            TokenTree::Group(group) if is_error => {
                all.push(syn::parse2::<syn::LitStr>(group.stream()).unwrap().value());
                is_error = false;
            }
            TokenTree::Group(group) => all.extend(messages(group.stream())),
            _ => {}
        }
    }
    all
}

#[track_caller]
fn check(attribute: Attribute, options: &str, item: &str, expected: &[&str]) {
    let expanded = pipeline::attribute(attribute, options.parse().unwrap(), item.parse().unwrap());
    let mut found = messages(expanded);
    found.sort();
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for expected in expected {
        assert!(found.iter().any(|message| message.contains(expected)), "{expected}: {found:#?}");
    }
}

#[test]
fn all_mistakes_of_a_signature_are_reported() {
    check(
        Attribute::SignIn,
        "",
        "unsafe fn guard<T>(user: &mut User, other: impl Into<T>) {}",
        &[
            "is an `async fn`",
            "remove `unsafe`",
            "in place of `T`",
            "`impl …`",
            "write `&User`",
            "add `-> Result<SignIn>`",
        ],
    );
}

#[test]
fn all_mistakes_of_a_struct_are_reported() {
    check(
        Attribute::Jwt,
        "update",
        "struct Token<T> { #[auth(defalt)] a: T, #[auth(rename = \"sub\")] b: u8, #[auth(rest, rest)] c: u8, d: &'static str }",
        &[
            "`update` goes on functions",
            "cannot be generic",
            "Did you mean `default`?",
            "`token.sub`",
            "`rest` appears here twice",
            "cannot borrow",
        ],
    );
}

#[test]
fn all_mistakes_of_options_are_reported() {
    check(
        Attribute::Event,
        "signin, session = 1, crate = \"auth\"",
        "async fn seen() {}",
        &["Did you mean `sign_in`?", "`session` takes no value", "without quotes"],
    );
}

#[test]
fn an_unknown_kind_is_not_a_second_mistake() {
    check(Attribute::Jwt, "acess", "fn check<T>() {}", &["Did you mean `access`?"]);
    check(Attribute::Authorize, "", "async fn login(form: &mut Login) -> bool {}", &["write `form: Login`"]);
    check(Attribute::Event, "", "async fn seen() {}", &["needs the event"]);
    check(Attribute::Guard, "", "enum Guards {}", &["not on an enum"]);
    check(Attribute::Session, "form = Token", "struct Visible { #[auth(with = f)] a: u8 }", &["`from`?"]);
}

#[test]
fn all_mistakes_of_a_provider_are_reported() {
    check(
        Attribute::Provider,
        "id = \"a b\", issuer = \"http://acme.example/?a\", scopes = \"email\", brand_color = \"blue\", client_auth = \"jwt\", \
            name = \" \"",
        "fn acme(profile: impl Read, tokens: &mut TokenSet) -> Option<User> { None }",
        &[
            "`id = \"a-b\"`",
            "`issuer` is http",
            "`openid email`".trim_matches('`'),
            "six hexadecimal digits",
            "`client_auth = \"client_secret_jwt\"`",
            "the name appears on the button",
            "is an `async fn`",
            "`impl …`",
            "write `&TokenSet`",
        ],
    );
}

#[test]
fn a_missing_provider_is_reported_once() {
    let item = "async fn acme() -> User { todo!() }";
    check(Attribute::Provider, "", item, &["needs an ID"]);
    check(Attribute::Provider, "id = \"acme\"", item, &["a provider needs its URLs"]);
    check(Attribute::Provider, "id = \"acme\", without_nonce", item, &["a provider needs its URLs"]);
    check(Attribute::Provider, "isuer = \"https://acme.example\"", item, &["Did you mean `issuer`?"]);
    let two = "id = \"acme\", token = \"https://acme.example/t\", userinfo = \"https://acme.example/me\"";
    check(Attribute::Provider, two, item, &["`authorization` is missing next to `token`"]);
    check(Attribute::Provider, "id = \"acme\", issuer = 1", item, &["is a string in quotes"]);
}

#[test]
fn all_mistakes_of_columns_are_reported() {
    check(
        Attribute::User,
        "",
        "struct AppUser { Email: u8, #[auth(rename = \"e-mail\")] mail: u8, columns: u8, #[auth(rename)] a: &'static str }",
        &[
            "`user.email`",
            "ASCII letters",
            "`user.columns` is this whole struct",
            "needs a value",
            "cannot borrow",
        ],
    );
}

#[test]
fn all_mistakes_of_permissions_are_reported() {
    check(
        Attribute::Permissions,
        "modul = may",
        "enum Permission<const N: usize> { Read(u32), ReadAll, readAll, Écrire }",
        &[
            "Did you mean `module`?",
            "cannot be generic",
            "write `Read` alone",
            "`ReadAll` has the name `read_all`",
            "in ASCII letters",
        ],
    );
    check(Attribute::Permissions, "", "enum Super { Read }", &["module = permission"]);
    check(
        Attribute::Permissions,
        "typescript",
        "fn permissions() {}",
        &["goes on an enum, not on a function"],
    );
    check(Attribute::Permissions, "", "#[cfg(a)] enum Permission {}", &["there are no permissions"]);
}

#[test]
fn all_mistakes_of_a_grants_function_are_reported() {
    check(
        Attribute::Grants,
        "typescript",
        "unsafe extern \"C\" fn granted<T>(session: Session<Visible>, other: impl Into<T>) -> Set<Permission> { }",
        &[
            "has no option `typescript`",
            "remove `unsafe`",
            "is an ordinary function",
            "in place of `T`",
            "`impl …`",
            "take it as `&Session<Visible>`",
        ],
    );
    check(Attribute::Grants, "", "fn granted(_: &Session) -> Granted {}", &["written out, no alias"]);
    check(Attribute::Grants, "", "async fn granted(_: &Session) {}", &["add `-> Set<Permission>`"]);
}

#[test]
fn all_mistakes_of_a_legacy_password_function_are_reported() {
    check(
        Attribute::LegacyPassword,
        "bcrypt",
        "async unsafe fn verify_old<T>(password: Secret, hash: String, headers: &HeaderMap) { }",
        &[
            "has no option `bcrypt`",
            "remove `async`",
            "remove `unsafe`",
            "in place of `T`",
            "add `-> bool`",
            "write `password: &Secret`",
            "`hash: &str`",
            "neither the request nor the user",
        ],
    );
    let needs = |function, message| check(Attribute::LegacyPassword, "", function, &[message]);
    needs("fn verify_old(hash: &str) -> bool { true }", "the password as `&Secret`");
    needs("fn verify_old(password: &Secret) -> bool { true }", "the stored hash as `&str`");
    needs("fn verify_old(password: &str, hash: &str) -> bool { true }", "write `password: &Secret`");
    needs("struct Old;", "goes on a function");
}

#[test]
fn all_mistakes_of_a_key_are_reported() {
    check(
        Attribute::ApiKey,
        "prefix = \"Acme Inc.\"",
        "struct Key<T> { scopes: Set<T>, #[auth(rename = \"scopes\")] project: &'static str, #[auth(max = 3)] name: String }",
        &[
            "write `prefix = \"acmeinc\"`",
            "cannot be generic",
            "cannot borrow",
            "another field is called `scopes`",
            "has no option `max`",
        ],
    );
    // An option that cannot be read is not missing as well.
    check(Attribute::ApiKey, "prefix", "struct Key {}", &["`prefix` needs a value"]);
    check(Attribute::ApiKey, "", "enum Key {}", &["goes on a struct with named fields"]);
}
