//! The macro that declares the words of a page. In tests, it also lists them.

/// Declares a struct of words with a public field for each sentence.
macro_rules! words {
    (
        $(#[$doc:meta])*
        $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)+ }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)+
        }

        #[cfg(test)]
        impl crate::page::words::macros::Spoken for $name {
            fn list(&self, path: &str, list: &mut Vec<(String, String)>) {
                $(self.$field.list(&format!("{path}.{}", stringify!($field)), list);)+
            }
        }
    };
}

pub(super) use words;

/// Words whose sentences can be listed.
#[cfg(test)]
pub(in crate::page) trait Spoken {
    /// Adds all sentences with their paths. Their values are marks, as in [`FIRST`].
    fn list(&self, path: &str, list: &mut Vec<(String, String)>);
}

/// The mark in place of the first value.
#[cfg(test)]
pub(in crate::page) const FIRST: &str = "⟦first⟧";

/// The mark in place of the second value.
#[cfg(test)]
pub(in crate::page) const SECOND: &str = "⟦second⟧";

#[cfg(test)]
mod listed {
    use super::{FIRST, SECOND, Spoken};
    use crate::page::words::{Count, Text, Value, WithCount, WithTwoValues, WithValue};

    impl Spoken for Text {
        fn list(&self, path: &str, list: &mut Vec<(String, String)>) {
            list.push((path.to_owned(), (*self).to_owned()));
        }
    }

    impl Spoken for WithValue {
        fn list(&self, path: &str, list: &mut Vec<(String, String)>) {
            list.push((path.to_owned(), self(Value::plain(FIRST)).to_string()));
        }
    }

    impl Spoken for WithTwoValues {
        fn list(&self, path: &str, list: &mut Vec<(String, String)>) {
            list.push((path.to_owned(), self(Value::plain(FIRST), Value::plain(SECOND)).to_string()));
        }
    }

    impl Spoken for WithCount {
        fn list(&self, path: &str, list: &mut Vec<(String, String)>) {
            for count in [0, 1, 2, 7] {
                list.push((format!("{path}({count})"), self(Count::new(count)).to_string()));
            }
        }
    }
}
