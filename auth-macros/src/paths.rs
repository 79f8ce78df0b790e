//! Every path that generated code names: absolute, through `auth::__private` or `core`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Path;

/// The paths below the crate's root: `::auth`, or what `crate = …` says.
pub(crate) struct Paths {
    root: Option<TokenStream>,
}

impl Paths {
    /// The paths below `root`.
    pub(crate) fn new(root: Option<&Path>) -> Self {
        Self { root: root.map(|path| quote!(#path)) }
    }

    /// The root, with errors shown at `span`.
    fn root_at(&self, span: Span) -> TokenStream {
        let Some(root) = &self.root else { return quote_spanned!(span=> ::auth) };
        let shown_at_span = |mut token: TokenTree| {
            token.set_span(token.span().located_at(span));
            token
        };
        root.clone().into_iter().map(shown_at_span).collect()
    }

    /// A name right below the root.
    pub(crate) fn root(&self, name: &str) -> TokenStream {
        let (root, name) = (self.root_at(Span::call_site()), ident(name, Span::call_site()));
        quote!(#root::#name)
    }

    /// A name right below `auth::__private`.
    pub(crate) fn private(&self, name: &str) -> TokenStream {
        self.private_at(name, Span::call_site())
    }

    /// The same, with errors shown at `span`.
    pub(crate) fn private_at(&self, name: &str, span: Span) -> TokenStream {
        let (root, name) = (self.root_at(span), ident(name, span));
        quote_spanned!(span=> #root::__private::#name)
    }

    /// A name in a module of `auth::__private`.
    pub(crate) fn in_module(&self, module: &str, name: &str) -> TokenStream {
        self.in_module_at(module, name, Span::call_site())
    }

    /// The same, with errors shown at `span`.
    pub(crate) fn in_module_at(&self, module: &str, name: &str, span: Span) -> TokenStream {
        let root = self.root_at(span);
        let (module, name) = (ident(module, span), ident(name, span));
        quote_spanned!(span=> #root::__private::#module::#name)
    }

    /// A name in a module of `auth::__private::callback`.
    pub(crate) fn callback(&self, module: &str, name: &str) -> TokenStream {
        self.callback_at(module, name, Span::call_site())
    }

    /// The same, with errors shown at `span`.
    pub(crate) fn callback_at(&self, module: &str, name: &str, span: Span) -> TokenStream {
        let root = self.root_at(span);
        let (module, name) = (ident(module, span), ident(name, span));
        quote_spanned!(span=> #root::__private::callback::#module::#name)
    }

    /// `serde_core::ser::…`, `serde_core::de::…`.
    pub(crate) fn serde(&self, module: &str, name: &str) -> TokenStream {
        let root = self.root_at(Span::call_site());
        let (module, name) = (ident(module, Span::call_site()), ident(name, Span::call_site()));
        quote!(#root::__private::serde_core::#module::#name)
    }
}

fn ident(name: &str, span: Span) -> Ident {
    Ident::new(name, span)
}

/// `Result`, by its full path.
pub(crate) fn result(ok: &TokenStream, error: &TokenStream) -> TokenStream {
    quote!(::core::result::Result<#ok, #error>)
}

/// The same, with errors shown at `span`.
pub(crate) fn result_at(ok: &TokenStream, error: &TokenStream, span: Span) -> TokenStream {
    quote_spanned!(span=> ::core::result::Result<#ok, #error>)
}

/// `Ok(…)`, by its full path.
pub(crate) fn ok(value: &TokenStream) -> TokenStream {
    quote!(::core::result::Result::Ok(#value))
}

/// A future that never ends: the body of a stub.
pub(crate) fn pending() -> TokenStream {
    quote!(::core::future::pending().await)
}
