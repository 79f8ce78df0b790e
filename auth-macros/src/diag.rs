//! Errors: a collector that must be drained.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// Collects errors, so that one run shows all of them. A message states the mistake, then the working form.
#[derive(Default)]
pub(crate) struct Diagnostics {
    errors: Vec<syn::Error>,
    drained: bool,
}

impl Diagnostics {
    /// Returns a collector without errors, which needs no drain.
    pub(crate) fn none() -> Self {
        Self { errors: Vec::new(), drained: true }
    }

    /// Adds an error at the user's own tokens.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl std::fmt::Display) {
        self.errors.push(syn::Error::new_spanned(tokens, message));
    }

    /// Adds an error at a span.
    pub(crate) fn at_span(&mut self, span: Span, message: impl std::fmt::Display) {
        self.errors.push(syn::Error::new(span, message));
    }

    /// Adds an error of the parser.
    pub(crate) fn syntax(&mut self, error: syn::Error) {
        self.errors.push(error);
    }

    /// Takes the errors so far, as one; `None` if there are none.
    pub(crate) fn take(&mut self) -> Option<syn::Error> {
        std::mem::take(&mut self.errors).into_iter().reduce(|mut all, error| {
            all.combine(error);
            all
        })
    }

    /// Returns `true` if there are no errors so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// Returns the errors, each as a `compile_error!` invocation.
    pub(crate) fn drain(mut self) -> Vec<TokenStream> {
        self.drained = true;
        self.errors.iter().map(syn::Error::to_compile_error).collect()
    }
}

/// A forgotten `drain` would make errors vanish.
impl Drop for Diagnostics {
    fn drop(&mut self) {
        debug_assert!(
            self.drained || std::thread::panicking(),
            "the errors of an attribute were not drained"
        );
    }
}

/// Lists words: `` `a`, `b` and `c` ``.
pub(crate) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
