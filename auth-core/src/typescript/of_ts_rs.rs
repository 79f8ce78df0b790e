//! Types under `#[derive(ts_rs::TS)]`.

use std::any::TypeId;

use ts_rs::{Config, TS, TypeVisitor};

use super::{
    Declarations,
    probe::{Other, Probe},
};

impl<T: TS + 'static + ?Sized> Other for &Probe<T> {
    fn type_name(&self, types: &mut Declarations) -> String {
        // JSON has no `bigint`: a browser reads every number as `number`.
        let config = Config::new().with_large_int("number");
        Declaring { types, config: &config, seen: Vec::new() }.visit::<T>();
        T::name(&config)
    }
}

/// Declares each type that it visits.
struct Declaring<'d> {
    types: &'d mut Declarations,
    config: &'d Config,
    seen: Vec<TypeId>,
}

impl TypeVisitor for Declaring<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let of = TypeId::of::<T>();
        if self.seen.contains(&of) {
            return;
        }
        self.seen.push(of);
        // Types that `ts-rs` writes to no file, such as lists, have no declaration.
        if T::output_path().is_some() {
            self.types.declare_text(of, T::ident(self.config), T::decl(self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

#[cfg(test)]
#[allow(clippy::needless_borrow, reason = "the number of references decides which method is found")]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::typescript::probe::Own as _;

    #[derive(TS)]
    #[allow(dead_code, reason = "only its type counts")]
    enum Role {
        Admin,
        Reader,
    }

    #[derive(TS)]
    #[allow(dead_code, reason = "only its type counts")]
    struct Page<T> {
        items: Vec<T>,
        next: Option<Box<Page<T>>>,
        total: u64,
    }

    /// Returns the name of a type, and the declarations that it needs.
    fn exported(name: impl FnOnce(&mut Declarations) -> String) -> (String, Vec<String>) {
        let mut types = Declarations::default();
        let name = name(&mut types);
        (name, types.0.iter().map(super::super::Declaration::to_string).collect())
    }

    #[test]
    fn types_of_ts_rs_bring_their_declarations() {
        let (name, declared) = exported(|types| (&&&Probe::<Option<Page<Role>>>::new()).type_name(types));
        assert_eq!(name, "Page<Role> | null");
        assert_eq!(
            declared,
            [
                "export type Role = \"Admin\" | \"Reader\";",
                "export type Page<T> = { items: Array<T>, next: Page<T> | null, total: number, };",
            ]
        );
    }

    #[test]
    fn a_generic_type_is_declared_once() {
        let (name, declared) =
            exported(|types| (&&&Probe::<HashMap<String, (Page<Role>, Page<u8>)>>::new()).type_name(types));
        assert_eq!(name, "{ [key in string]: [Page<Role>, Page<number>] }");
        assert_eq!(declared.len(), 2, "{declared:?}");
    }

    #[test]
    fn types_of_this_crate_come_first() {
        assert_eq!(exported(|types| (&&&Probe::<u64>::new()).type_name(types)).0, "number");
        assert_eq!(
            exported(|types| (&&&Probe::<Vec<Option<u64>>>::new()).type_name(types)).0,
            "Array<number | null>"
        );
    }
}
