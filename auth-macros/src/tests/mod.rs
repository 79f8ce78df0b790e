//! Tests of the macros without a compiler: their expansions, and items that are wrong or half-typed.

mod bodies;
mod hygiene;
mod legal;
mod messages;
mod snapshots;
mod tables;
mod truncated;

use proc_macro2::{TokenStream, TokenTree};

use crate::{contract::attribute::Attribute, pipeline};

/// An item below an attribute, both as source.
struct Case {
    name: &'static str,
    attribute: Attribute,
    options: &'static str,
    item: &'static str,
}

impl Case {
    fn expand(&self) -> TokenStream {
        self.expand_with(self.options)
    }

    fn expand_with(&self, options: &str) -> TokenStream {
        attached(pipeline::attribute(self.attribute, options.parse().unwrap(), self.item.parse().unwrap()))
    }
}

/// Moves attached items behind the item.
fn attached(expanded: TokenStream) -> TokenStream {
    let (mut item, mut items) = (Vec::new(), TokenStream::new());
    for token in expanded {
        let found = match &token {
            TokenTree::Group(group) if group.stream().to_string().contains("__private :: attach") => {
                group.stream().into_iter().last()
            }
            _ => None,
        };
        match found {
            Some(TokenTree::Group(attached)) => {
                items = attached.stream();
                item.pop();
            }
            _ => item.push(token),
        }
    }
    item.into_iter().chain(items).collect()
}

const fn case(name: &'static str, attribute: Attribute, options: &'static str, item: &'static str) -> Case {
    Case { name, attribute, options, item }
}

/// A legal item for each feature of the attributes.
const CASES: &[Case] = &[
    case(
        "sign_in",
        Attribute::SignIn,
        "",
        "async fn not_banned(user: &User, State(db): State<Db>) -> Result<SignIn> { db.look_up(user).await }",
    ),
    case(
        "sign_up",
        Attribute::SignUp,
        "",
        "async fn register(form: Registration, email: VerifiedEmail<'_>, State(db): State<Db>) -> Result<SignUp<Member>> { db.register(form, email).await }",
    ),
    case(
        "second_factor",
        Attribute::SecondFactor,
        "",
        "async fn needed(user: &User<Member>, method: SignInMethod<'_>) -> SecondFactor { user.role.needs(method) }",
    ),
    case(
        "delete_account",
        Attribute::DeleteAccount,
        "",
        "async fn forget(user: &User<Member>, transaction: DeletionTransaction<'_>) -> Result<()> { user.forget(transaction).await }",
    ),
    case(
        "user_personal",
        Attribute::User,
        "",
        "pub struct Member { #[auth(personal, default)] pub city: String, #[auth(personal, rename = \"birthDay\")] pub birth: Day, pub rank: u32 }",
    ),
    case("claims_personal", Attribute::Jwt, "", "struct Token { #[auth(personal)] city: String, team: u32 }"),
    case(
        "redirect",
        Attribute::Redirect,
        "",
        "async fn home(url: RedirectUrl<'_>) -> Target { Target::Home }",
    ),
    case(
        "jwt",
        Attribute::Jwt,
        "",
        "pub async fn issue<'a>(user: &'a User) -> Result<Token> { Ok(Token::of(user)) }",
    ),
    case(
        "jwt_update",
        Attribute::Jwt,
        "update",
        "async fn rename(token: &mut Jwt<Token>, Update(patch): Update<Rename>) { token.name = patch.name; }",
    ),
    case(
        "jwt_access",
        Attribute::Jwt,
        "access",
        "async fn still_valid(token: &Jwt<Token>) -> bool { token.id > 0 }",
    ),
    case(
        "claims",
        Attribute::Jwt,
        "",
        "/// Claims.\n#[derive(Clone)] pub struct Token { pub id: UserId, #[auth(default)] pub role: Role, \
         #[auth(rename = \"org\")] pub organisation: Option<String>, #[auth(max = 64)] pub team: String, \
         #[auth(rest)] pub rest: OtherClaims }",
    ),
    case("claims_version", Attribute::Jwt, "version = 3, migrate = from_v2", "struct Token { id: UserId }"),
    case(
        "session",
        Attribute::Session,
        "",
        "async fn show(token: &Jwt<Token>) -> Visible { Visible::of(token) }",
    ),
    case(
        "session_data",
        Attribute::Session,
        "from = Token",
        "pub struct Visible { pub id: UserId, #[auth(root, with = Token::is_admin)] pub admin: bool }",
    ),
    case(
        "claims_typescript",
        Attribute::Jwt,
        "typescript",
        "struct Token { id: UserId, #[auth(default, ts = \"Date\")] seen: Time }",
    ),
    case(
        "session_typescript",
        Attribute::Session,
        "typescript",
        "struct Visible { id: UserId, #[auth(root)] roles: Vec<Role> }",
    ),
    case(
        "event",
        Attribute::Event,
        "sign_in",
        "async fn audit(event: SignInEvent<'_>, State(db): State<Db>) {}",
    ),
    case(
        "event_session",
        Attribute::Event,
        "session",
        "async fn seen(session: &Session<Visible>) -> Result<(), Error> { Ok(()) }",
    ),
    case(
        "credentials",
        Attribute::Credentials,
        "",
        "struct Login { #[auth(email, label = \"E-mail\", required)] email: String, #[auth(password)] \
            password: Secret, \
         stay: bool }",
    ),
    case(
        "credentials_of_a_sign_up",
        Attribute::Credentials,
        "",
        "struct Registration { #[auth(required)] name: String, password: Option<Password> }",
    ),
    case(
        "authorize",
        Attribute::Authorize,
        "",
        "#[cfg(feature = \"login\")] #[expect(clippy::unused_async)] async fn login(form: Login, ip: \
            Option<ClientIp>) \
         -> Option<User> { None }",
    ),
    case(
        "guard",
        Attribute::Guard,
        "",
        "async fn admins(session: &Session<Visible>) -> bool { session.admin }",
    ),
    case(
        "session_of_a_user",
        Attribute::Session,
        "",
        "async fn show(user: &User<AppUser>, update: Option<Update<Patch>>) -> Visible { Visible::of(user) }",
    ),
    case(
        "session_of_a_plain_user",
        Attribute::Session,
        "",
        "async fn show(user: &User) -> Visible { Visible::of(user) }",
    ),
    case(
        "user",
        Attribute::User,
        "",
        "#[derive(Clone)] pub struct AppUser { #[auth(default)] pub role: Role, #[auth(rename = \"nickName\")] pub nick: \
         Option<String> }",
    ),
    case(
        "api_key",
        Attribute::ApiKey,
        "prefix = \"acme\"",
        "#[derive(Clone)] pub struct Key { pub scopes: Set<Permission>, #[auth(rename = \"tenant\")] pub project: ProjectId, \
         #[auth(default)] pub region: Region }",
    ),
    case("api_key_without_data", Attribute::ApiKey, "prefix = \"ci0\"", "struct Robot {}"),
    case(
        "provider",
        Attribute::Provider,
        "id = \"my-acme\", name = \"Acme\", issuer = \"https://acme.example\", scopes = \"openid email\", \
            brand_color = \"#07f\"",
        "pub async fn acme(profile: AcmeProfile, State(db): State<Db>) -> Result<User> { db.user(profile).await }",
    ),
    case(
        "provider_oauth2",
        Attribute::Provider,
        "id = \"acme\", authorization = \"https://acme.example/authorize\", token = \"https://acme.example/token\", \
            userinfo = \"https://acme.example/me\", client_auth = \"client_secret_post\", without_pkce",
        "async fn acme(tokens: &TokenSet) -> Option<ProfileUser> { None }",
    ),
    case(
        "permissions",
        Attribute::Permissions,
        "module = may",
        "/// Permissions.\n#[derive(Clone, Copy)] pub(super) enum Permission { /// Read.\n Read, #[cfg(unix)] CloseAccount = 7, \
         r#Type }",
    ),
    case("permissions_typescript", Attribute::Permissions, "typescript", "pub enum Permission { Read }"),
    case(
        "grants",
        Attribute::Grants,
        "",
        "fn granted(session: &Session<Visible>) -> Set<Permission> { session.permissions }",
    ),
    case(
        "grants_async",
        Attribute::Grants,
        "",
        "async fn granted(session: &Session<Visible>, State(db): State<Db>, cookies: Cookies<'_>) -> \
         Result<Set<Permission>> { db.granted(session).await }",
    ),
    case("grants_stub", Attribute::Grants, "", "fn granted() -> Set<Permission> { Set::all() }"),
    case(
        "legacy_password",
        Attribute::LegacyPassword,
        "",
        "pub fn verify_old(password: &Secret, hash: &str) -> Result<bool> { Ok(verify(password.expose(), hash)?) }",
    ),
    case("permissions_stub", Attribute::Permissions, "", "enum Permission { Refund(u32) }"),
    case("stub", Attribute::Jwt, "", "async fn issue(user: &User) {}"),
];
