//! The paths that generated code names. All are absolute, through `auth::__private` or `core`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Path, Type, spanned::Spanned};

/// The paths below the crate's root, which is `::auth` or the path after `crate =`.
pub(crate) struct Paths {
    root: Option<TokenStream>,
}

impl Paths {
    /// Creates the paths below `root`.
    pub(crate) fn new(root: Option<&Path>) -> Self {
        Self { root: root.map(|path| quote!(#path)) }
    }

    /// Returns the root, with errors at `span`.
    fn root_at(&self, span: Span) -> TokenStream {
        let Some(root) = &self.root else { return quote_spanned!(span=> ::auth) };
        let shown_at_span = |mut token: TokenTree| {
            token.set_span(token.span().located_at(span));
            token
        };
        root.clone().into_iter().map(shown_at_span).collect()
    }

    /// Returns a name directly below the root.
    pub(crate) fn root(&self, name: &str) -> TokenStream {
        let (root, name) = (self.root_at(Span::call_site()), ident(name, Span::call_site()));
        quote!(#root::#name)
    }

    /// Returns a name in `auth::callback`, which compiler messages show.
    pub(crate) fn in_callback(&self, name: &str) -> TokenStream {
        let (root, name) = (self.root("callback"), ident(name, Span::call_site()));
        quote!(#root::#name)
    }

    /// Returns a name directly below `auth::__private`.
    pub(crate) fn private(&self, name: &str) -> TokenStream {
        self.private_at(name, Span::call_site())
    }

    /// Returns such a name, with errors at `span`.
    pub(crate) fn private_at(&self, name: &str, span: Span) -> TokenStream {
        let (root, name) = (self.root_at(span), ident(name, span));
        quote_spanned!(span=> #root::__private::#name)
    }

    /// Returns a name in a module of `auth::__private`.
    pub(crate) fn in_module(&self, module: &str, name: &str) -> TokenStream {
        self.in_module_at(module, name, Span::call_site())
    }

    /// Returns such a name, with errors at `span`.
    pub(crate) fn in_module_at(&self, module: &str, name: &str, span: Span) -> TokenStream {
        let root = self.root_at(span);
        let (module, name) = (ident(module, span), ident(name, span));
        quote_spanned!(span=> #root::__private::#module::#name)
    }

    /// Returns a name in a module of `auth::__private::callback`.
    pub(crate) fn callback(&self, module: &str, name: &str) -> TokenStream {
        self.callback_at(module, name, Span::call_site())
    }

    /// Returns such a name, with errors at `span`.
    pub(crate) fn callback_at(&self, module: &str, name: &str, span: Span) -> TokenStream {
        let root = self.root_at(span);
        let (module, name) = (ident(module, span), ident(name, span));
        quote_spanned!(span=> #root::__private::callback::#module::#name)
    }

    /// Returns a name in a module of `serde_core`.
    pub(crate) fn serde(&self, module: &str, name: &str) -> TokenStream {
        let root = self.root_at(Span::call_site());
        let (module, name) = (ident(module, Span::call_site()), ident(name, Span::call_site()));
        quote!(#root::__private::serde_core::#module::#name)
    }
}

fn ident(name: &str, span: Span) -> Ident {
    Ident::new(name, span)
}

/// Returns `<Type as module::Trait>`, with errors at the type.
pub(crate) fn as_trait(ty: &Type, module: &str, name: &str, paths: &Paths) -> TokenStream {
    let span = ty.span();
    let path = paths.in_module_at(module, name, span);
    quote_spanned!(span=> <#ty as #path>)
}

/// Returns a `Result` type.
pub(crate) fn result(ok: &TokenStream, error: &TokenStream) -> TokenStream {
    quote!(::core::result::Result<#ok, #error>)
}

/// Returns a `Result` type, with errors at `span`.
pub(crate) fn result_at(ok: &TokenStream, error: &TokenStream, span: Span) -> TokenStream {
    quote_spanned!(span=> ::core::result::Result<#ok, #error>)
}

/// Returns `Ok(…)`.
pub(crate) fn ok(value: &TokenStream) -> TokenStream {
    quote!(::core::result::Result::Ok(#value))
}

/// Returns the body of a stub: a future that never completes.
pub(crate) fn pending() -> TokenStream {
    quote!(::core::future::pending().await)
}
