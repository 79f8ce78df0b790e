//! `#[derive(FromRef)]`: parts of a state.

use auth::prelude::*;

#[derive(Clone, Debug, PartialEq)]
struct Db(u8);

struct NotClone;

#[derive(auth::FromRef)]
#[expect(dead_code, reason = "a part that nobody takes")]
struct App {
    db: Db,
    name: String,
    #[from_ref(skip)]
    spare: Db,
    #[from_ref(skip)]
    other: NotClone,
}

#[test]
fn each_field_is_a_part() {
    let app = App { db: Db(1), name: "app".to_owned(), spare: Db(2), other: NotClone };
    assert_eq!(Db::from_ref(&app), Db(1));
    assert_eq!(String::from_ref(&app), "app");
}
