//! Session and token structs as TypeScript for `next-auth`, so that both ends share one definition.

#[cfg(feature = "ts-rs")]
mod of_ts_rs;
pub mod probe;
mod types;

use std::{
    any::TypeId,
    fmt::{self, Write},
    path::Path,
};

use crate::{contract::permission::Permissions, tooling::golden_file as record};

/// A type whose values a browser reads from JSON, with its name in TypeScript.
///
/// Numbers, strings, `bool`, options, lists and maps implement it. `#[derive(auth::TypeScript)]` implements
/// it for structs and enums of the application. `#[auth(ts = "…")]` sets the name on a field, or below the
/// derive on a type.
///
/// ```
/// # use auth::{TypeScript, typescript::Declarations};
/// /// Its `Serialize` writes a string.
/// struct Money;
///
/// impl TypeScript for Money {
///     fn type_name(_: &mut Declarations) -> String {
///         "string".to_owned()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no name in TypeScript",
    label = "no TypeScript type is known for this",
    note = "name the TypeScript type here, for example `#[auth(ts = \"string\")]`, or put `#[derive(auth::TypeScript)]` on \
        a type of your own; a type under `#[derive(ts_rs::TS)]` needs the feature `ts-rs`"
)]
pub trait TypeScript {
    /// Returns the TypeScript of the type. Types with a name of their own are declared in `types`.
    fn type_name(types: &mut Declarations) -> String;
}

/// The types with a name of their own, in the order in which they were found.
#[derive(Default)]
pub struct Declarations(Vec<Declaration>);

struct Declaration {
    of: TypeId,
    name: String,
    /// The declaration without `export`: `type Role = …;`.
    text: String,
}

impl fmt::Display for Declaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "export {}", self.text)
    }
}

impl Declarations {
    /// Declares the type `T` under a name, unless it was declared before, and returns its name. If another
    /// type has that name, a number is added to it. `text` returns the part of the declaration after the `=`.
    pub fn declare<T: 'static>(&mut self, name: &str, text: impl FnOnce(&mut Self) -> String) -> String {
        let of = TypeId::of::<T>();
        if let Some(known) = self.0.iter().find(|known| known.of == of) {
            return known.name.clone();
        }
        let is_taken = |name: &str| self.0.iter().any(|known| known.name == name);
        let numbered = (2_u32..).map(|number| format!("{name}{number}"));
        let name = std::iter::once(name.to_owned()).chain(numbered).find(|name| !is_taken(name));
        let name = name.unwrap_or_default();
        // Pushed before its text is known, because the text may name the type again.
        let place = self.0.len();
        self.0.push(Declaration { of, name: name.clone(), text: String::new() });
        let text = text(self);
        if let Some(declaration) = self.0.get_mut(place) {
            declaration.text = format!("type {name} = {text};");
        }
        name
    }

    /// Declares a type by a complete declaration, unless it was declared before. A generic type has one declaration for all
    /// its parameters.
    #[cfg(feature = "ts-rs")]
    fn declare_text(&mut self, of: TypeId, name: String, text: String) {
        if !self.0.iter().any(|known| known.of == of || known.text == text) {
            self.0.push(Declaration { of, name, text });
        }
    }

    /// Declares an enum of permissions under a name: the union of their names.
    pub fn permissions<P: Permissions>(&mut self, name: &str) -> String {
        self.declare::<P>(name, |_| {
            let names: Vec<String> =
                P::ALL.iter().map(|permission| format!("{:?}", permission.name())).collect();
            if names.is_empty() { "never".to_owned() } else { names.join(" | ") }
        })
    }
}

/// A member of an interface.
struct Member {
    name: String,
    ty: String,
    is_optional: bool,
}

/// The members of an interface, as a struct lists them.
pub struct Members<'d> {
    types: &'d mut Declarations,
    /// The members of the interface itself.
    root: Vec<Member>,
    /// The members of the member `user`.
    user: Vec<Member>,
}

impl<'d> Members<'d> {
    fn new(types: &'d mut Declarations) -> Self {
        Self { types, root: Vec::new(), user: Vec::new() }
    }

    /// Adds a claim. It may be absent if it has a default or is an option.
    pub fn claim(&mut self, name: &str, ty: fn(&mut Declarations) -> String, has_default: bool) {
        let ty = ty(self.types);
        let is_optional = has_default || ty.ends_with(" | null");
        self.root.push(Member { name: name.to_owned(), ty, is_optional });
    }

    /// Adds a field of the session, in `user` or next to it.
    pub fn field(&mut self, name: &str, ty: fn(&mut Declarations) -> String, in_user: bool) {
        let member = Member { name: name.to_owned(), ty: ty(self.types), is_optional: false };
        if in_user { self.user.push(member) } else { self.root.push(member) }
    }
}

/// Returns the type of an object. Each member has a name, a type, and `true` if it may be absent.
pub fn object(types: &mut Declarations, members: &[(&str, fn(&mut Declarations) -> String, bool)]) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, ty, is_optional)| {
            let mark = if *is_optional { "?" } else { "" };
            format!("{}{mark}: {}", types::property(name), ty(types))
        })
        .collect();
    if members.is_empty() {
        "Record<string, never>".to_owned()
    } else {
        format!("{{ {} }}", members.join("; "))
    }
}

/// A token struct that exports its TypeScript.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not export its TypeScript",
    label = "not a token struct with `typescript`",
    note = "write `#[auth::jwt(typescript)]` on the struct, or use `()` if the token has no claims of its own"
)]
pub trait TokenTypes {
    /// Lists the claims.
    fn list(members: &mut Members<'_>);
}

/// A session struct that exports its TypeScript.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not export its TypeScript",
    label = "not a session struct with `typescript`",
    note = "write `#[auth::session(typescript)]` on the struct, or use `()` if the session has no fields of its own"
)]
pub trait SessionTypes {
    /// Lists the fields.
    fn list(members: &mut Members<'_>);
}

#[diagnostic::do_not_recommend]
impl TokenTypes for () {
    fn list(_: &mut Members<'_>) {}
}

#[diagnostic::do_not_recommend]
impl SessionTypes for () {
    fn list(_: &mut Members<'_>) {}
}

/// Returns the contents of a `.d.ts` file that declares the token `T` and the session `V` for `next-auth`.
///
/// ```
/// let text = auth::typescript::module::<(), ()>();
/// assert!(text.contains(r#"import type { DefaultSession } from "next-auth";"#));
/// ```
pub fn module<T: TokenTypes, V: SessionTypes>() -> String {
    let mut types = Declarations::default();
    let mut session = Members::new(&mut types);
    V::list(&mut session);
    let (user, beside) = (session.user, session.root);
    let mut token = Members::new(&mut types);
    T::list(&mut token);
    let claims = token.root;

    let mut text = String::from(
        "// What the server puts into sessions and tokens. Its test writes this file: \
         `AUTH_UPDATE=1 cargo test`.\n\n\
         import type { DefaultSession } from \"next-auth\";\n",
    );
    for declaration in &types.0 {
        let _never = write!(text, "\n{declaration}\n");
    }
    if !(user.is_empty() && beside.is_empty()) {
        text.push_str("\ndeclare module \"next-auth\" {\n  interface Session {\n");
        if !user.is_empty() {
            text.push_str("    user: {\n");
            list(&mut text, "      ", &user);
            text.push_str("    } & DefaultSession[\"user\"];\n");
        }
        list(&mut text, "    ", &beside);
        text.push_str("  }\n}\n");
    }
    if !claims.is_empty() {
        text.push_str("\ndeclare module \"next-auth/jwt\" {\n  interface JWT {\n");
        list(&mut text, "    ", &claims);
        text.push_str("  }\n}\n");
    }
    text
}

fn list(text: &mut String, indent: &str, members: &[Member]) {
    for Member { name, ty, is_optional } in members {
        let mark = if *is_optional { "?" } else { "" };
        let _never = writeln!(text, "{indent}{}{mark}: {ty};", types::property(name));
    }
}

/// Compares [`module`] with a file that is checked in with the browser's code.
///
/// It fails if they differ. With `AUTH_UPDATE=1` in the environment it writes the file instead. A relative
/// path starts at the directory of the package, because tests run there.
///
/// ```no_run
/// # type Token = ();
/// # type Visible = ();
/// auth::typescript::assert_module::<Token, Visible>("web/next-auth.d.ts");
/// ```
///
/// # Panics
/// Panics if the file does not match the structs.
#[track_caller]
#[expect(clippy::panic, reason = "it is an assertion")]
pub fn assert_module<T: TokenTypes, V: SessionTypes>(path: impl AsRef<Path>) {
    if let Err(message) = check(path.as_ref(), &module::<T, V>(), record::is_update()) {
        panic!("{message}");
    }
}

fn check(path: &Path, now: &str, update: bool) -> Result<(), String> {
    let then = record::read(path)?;
    if then.as_deref() == Some(now) {
        return Ok(());
    }
    if update {
        return record::write(path, now);
    }
    let then = then.unwrap_or_default();
    let only_in = |these: &str, those: &str, mark: char| {
        let lines = these.lines().filter(|line| !those.lines().any(|other| other == *line));
        lines.fold(String::new(), |text, line| format!("{text}\n  {mark} {line}"))
    };
    Err(format!(
        "{} does not match the structs: run this test with {}=1 and check the file in.{}{}",
        path.display(),
        record::UPDATE,
        only_in(&then, now, '-'),
        only_in(now, &then, '+'),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Node;

    impl TypeScript for Node {
        fn type_name(types: &mut Declarations) -> String {
            types.declare::<Self>("Node", |types| format!("{{ next: {} }}", <Option<Self>>::type_name(types)))
        }
    }

    struct Visible;

    impl SessionTypes for Visible {
        fn list(members: &mut Members<'_>) {
            members.field("id", <crate::contract::UserId as TypeScript>::type_name, true);
            members.field("first-seen", <Vec<Option<u64>> as TypeScript>::type_name, true);
            members.field("node", <Node as TypeScript>::type_name, false);
        }
    }

    impl TokenTypes for Visible {
        fn list(members: &mut Members<'_>) {
            members.claim("node", <Node as TypeScript>::type_name, false);
            members.claim("team", <Option<String> as TypeScript>::type_name, false);
            members.claim("level", <u8 as TypeScript>::type_name, true);
        }
    }

    #[test]
    fn the_module_is_flat_and_names_each_type_once() {
        let text = module::<Visible, Visible>();
        let (_, body) = text.split_once("\n\n").unwrap();
        assert_eq!(
            body,
            r#"import type { DefaultSession } from "next-auth";

export type Node = { next: Node | null };

declare module "next-auth" {
  interface Session {
    user: {
      id: string;
      "first-seen": Array<number | null>;
    } & DefaultSession["user"];
    node: Node;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    node: Node;
    team?: string | null;
    level?: number;
  }
}
"#
        );
    }

    #[test]
    fn types_of_one_name_are_kept_apart() {
        let mut types = Declarations::default();
        assert_eq!(types.declare::<u8>("Role", |_| "1".to_owned()), "Role");
        assert_eq!(types.declare::<u16>("Role", |_| "2".to_owned()), "Role2");
        assert_eq!(types.declare::<u8>("Role", |_| "3".to_owned()), "Role");
    }

    #[test]
    fn an_outdated_file_is_reported_and_written() {
        let folder = std::env::temp_dir().join(format!("auth-typescript-{}", std::process::id()));
        let path = folder.join("web/next-auth.d.ts");
        let message = check(&path, "new\n", false).unwrap_err();
        assert!(message.contains("AUTH_UPDATE=1") && message.contains("\n  + new"), "{message}");
        check(&path, "new\n", true).unwrap();
        check(&path, "new\n", false).unwrap();
        assert!(check(&path, "newer\n", false).unwrap_err().contains("\n  - new\n  + newer"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
