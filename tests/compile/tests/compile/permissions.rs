//! Enums of permissions and grants functions in every legal form.

#![allow(
    dead_code,
    non_camel_case_types,
    unreachable_pub,
    clippy::needless_pub_self,
    reason = "the enums show what is legal"
)]

use auth::{
    __private::callback::grants::{Granted, GrantsCall, GrantsCallback, GrantsOutcome},
    BoxError, FromRef, Session, Set, State,
    callback::{ClientIp, Cookies},
    permission::{AnyOf, Needs, Permissions},
};

use crate::ready;

#[auth::session]
pub struct Visible {
    pub level: u8,
}

/// What staff may do.
#[auth::permissions]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Permission {
    /// Read orders.
    #[default]
    Read = 40,
    /// Refund orders.
    Refund = 2,
    #[cfg(any())]
    Never,
    CloseAccount,
    #[cfg(not(target_os = "none"))]
    r#Type,
}

#[auth::grants]
async fn granted(
    session: &Session<Visible>,
    State(db): State<Db>,
    cookies: Cookies<'_>,
    _: Option<ClientIp>,
) -> auth::Result<Set<Permission>> {
    assert!(cookies.get("a").is_none());
    Ok(match session.level.checked_sub(db.0) {
        Some(0) => [Permission::Read].into(),
        Some(_) => Set::all(),
        None => return Err("no level".into()),
    })
}

#[derive(Clone)]
pub struct Db(u8);

#[derive(Clone)]
struct App;

impl FromRef<App> for Db {
    fn from_ref(_: &App) -> Self {
        Self(1)
    }
}

/// A module of another name, in a private enum, whose grants function is not async.
#[auth::permissions(module = may, typescript)]
enum Feature {
    Beta,
    DarkMode,
}

#[auth::grants]
fn features(session: &Session<Visible>) -> Set<Feature> {
    if session.level > 1 { Set::all() } else { Set::NONE }
}

type Fallible<T> = Result<T, BoxError>;
type Switch = Flag;

#[auth::permissions]
pub(crate) enum Flag {
    On,
}

/// The result and the enum have other names.
#[auth::grants]
fn flags(_: &Session<Visible>) -> Fallible<Set<Switch>> {
    Ok(Set::all())
}

#[auth::permissions]
enum Tag {
    A,
}

/// A session without fields, and an error of the standard library.
#[auth::grants]
async fn tags(_: &Session) -> Result<auth::permission::Set<self::Tag>, std::fmt::Error> {
    Ok(Set::all())
}

/// A raw name, and a module that is a keyword.
#[auth::permissions]
enum Type {
    r#enum,
    Other,
}

mod inner {
    use auth::permission::Needs;

    #[auth::permissions]
    pub(super) enum Near {
        One,
    }

    #[auth::permissions]
    pub(in crate::permissions) enum Far {
        One,
    }

    #[auth::permissions]
    pub(self) enum Own {
        One,
    }

    #[test]
    fn names_are_visible_where_the_enum_is() {
        assert_eq!(own::One::describe(), "one");
    }
}

/// 128 permissions.
macro_rules! many {
    ($($Variant:ident)*) => {
        #[auth::permissions]
        enum Many { $($Variant),* }
    };
}

many! {
    A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14 A15 A16 A17 A18 A19 A20 A21 A22 A23 A24 A25 A26 A27 A28 A29 A30 A31
    B0 B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 B12 B13 B14 B15 B16 B17 B18 B19 B20 B21 B22 B23 B24 B25 B26 B27 B28 B29 B30 B31
    C0 C1 C2 C3 C4 C5 C6 C7 C8 C9 C10 C11 C12 C13 C14 C15 C16 C17 C18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29 C30 C31
    D0 D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 D12 D13 D14 D15 D16 D17 D18 D19 D20 D21 D22 D23 D24 D25 D26 D27 D28 D29 D30 D31
}

fn session(level: u8) -> Session<Visible> {
    let token = auth::Jwt::for_user(&auth::User::new("1"), ());
    Session::from_token(&token, auth::time::UnixTime::from_secs(1), Visible { level })
}

/// Calls the function that grants the permissions `P`, as handlers find it.
fn ask<P: Granted<Visible, By: GrantsCallback<App, Visible, P>>>(level: u8) -> Result<Set<P>, BoxError> {
    ready(P::By::call(GrantsCall { state: &App, facts: Default::default() }, &session(level)))
}

#[test]
fn functions_grant() {
    assert_eq!(ask::<Permission>(1).unwrap(), [Permission::Read].into());
    assert_eq!(ask::<Permission>(2).unwrap(), Set::all());
    assert_eq!(ask::<Permission>(0).unwrap_err().to_string(), "no level");
    assert!(ask::<Feature>(1).unwrap().is_empty());
    assert!(ask::<Flag>(1).unwrap().contains(Flag::On));
    assert_eq!(features(&session(2)).iter().count(), 2, "the function is as it was");
}

#[test]
fn a_request_keeps_what_depends_on_the_session_alone() {
    fn is_alone<P: Granted<Visible, By: GrantsCallback<App, Visible, P>>>() -> bool {
        P::By::TAKES_THE_SESSION_ALONE
    }
    assert!(!is_alone::<Permission>());
    assert!(is_alone::<Feature>());
}

#[test]
fn variants_have_names_bits_and_types() {
    let names: Vec<_> = Permission::ALL.iter().map(Permissions::name).collect();
    assert_eq!(names, ["read", "refund", "close_account", "type"]);
    assert_eq!(Permission::CloseAccount.bit(), 3, "a variant under a condition keeps its number");
    assert!(<(permission::Read, permission::r#Type)>::met_by(Set::all()));
    assert!(!permission::CloseAccount::met_by([Permission::Read, Permission::Refund].into()));
    assert_eq!(<AnyOf<(permission::Read, permission::CloseAccount)>>::describe(), "(read | close_account)");
    assert_eq!((may::DarkMode::describe(), r#type::r#enum::describe()), ("dark_mode".into(), "enum".into()));
    assert_eq!((Many::ALL.len(), Many::D31.bit()), (128, 127));
    assert!(many::D31::met_by(Set::all()) && !many::D31::met_by([Many::D30].into()));
    assert_eq!((inner::near::One::describe(), inner::far::One::describe()), ("one".into(), "one".into()));
}

#[test]
fn an_enum_may_be_in_a_function() {
    #[auth::permissions]
    enum Local {
        One,
    }

    #[auth::grants]
    fn of_local(_: &Session<Visible>) -> Set<Local> {
        Set::all()
    }

    assert!(local::One::met_by(ask::<Local>(0).unwrap()));
}

#[test]
fn typescript_has_the_union_of_the_names() {
    use auth::typescript::{Declarations, module};

    let mut types = Declarations::default();
    assert_eq!(<Feature as auth::TypeScript>::type_name(&mut types), "Feature");

    #[auth::session(typescript)]
    struct Shown {
        features: Set<Feature>,
    }

    let text = module::<(), Shown>();
    assert!(text.contains("export type Feature = \"beta\" | \"dark_mode\";"), "{text}");
    assert!(text.contains("features: Feature[];"), "{text}");
    assert_eq!(serde_json::to_string(&Set::<Feature>::all()).unwrap(), r#"["beta","dark_mode"]"#);
}

/// An outcome names its enum, so that aliases work.
#[test]
fn outcomes_name_their_enum() {
    fn granted<O: GrantsOutcome>(outcome: O) -> Option<Set<O::Permission>> {
        outcome.granted().ok()
    }
    assert_eq!(granted(Set::<Tag>::all()).map(|set| set.iter().count()), Some(1));
    assert!(granted(Err::<Set<Tag>, _>("none")).is_none());
}
