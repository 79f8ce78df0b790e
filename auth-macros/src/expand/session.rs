//! The traits of session structs.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Type, spanned::Spanned};

use super::{
    assertion,
    context::Context,
    names::{local, local_at},
    paths::{ok, result},
};
use crate::model::{Extension, Member, SessionRole};

/// Implements `SessionData`, and with a source also `SessionCallback`.
pub(crate) fn session(
    session: &Extension<SessionRole>,
    from: Option<&Type>,
    context: &Context,
) -> TokenStream {
    let Context { paths, names } = context;
    let Extension { ident, attrs, fields } = session;
    let serialize_map = names.fresh("M");
    let map = local("map");
    let write = |root: bool| -> TokenStream {
        let fields = fields.iter().filter(|field| field.role.root == root).map(|field| {
            let (ident, wire, ty) = (&field.ident, &field.wire, &field.ty);
            let value = paths.in_module("session_data", "SessionValue");
            quote!(#value::<#ty>::write(&self.#ident, #wire, #map)?;)
        });
        let done = ok(&quote!(()));
        quote!(#(#fields)* #done)
    };
    let parameter = |root: bool| match fields.iter().any(|field| field.role.root == root) {
        true => quote!(#map),
        false => quote!(_),
    };
    let (user, root, user_map, root_map) = (write(false), write(true), parameter(false), parameter(true));
    let data = paths.in_module("session_data", "SessionData");
    let map_trait = paths.serde("ser", "SerializeMap");
    let written = result(&quote!(()), &quote!(#serialize_map::Error));
    let callback = from.map(|source| from_source(session, source, context));
    let copy = copy(session, context);
    let not_shown =
        (!fields.is_empty()).then(|| assertion::fallback(&paths.in_module("session_data", "NotShown")));
    let assertions = assertion::shown_fields(fields, paths);
    quote! {
        #attrs
        const _: () = {
            #not_shown

            #[automatically_derived]
            impl #data for #ident {
                type Exists = ();

                fn write_user<#serialize_map: #map_trait>(&self, #user_map: &mut #serialize_map) -> #written {
                    #user
                }

                fn write_root<#serialize_map: #map_trait>(&self, #root_map: &mut #serialize_map) -> #written {
                    #root
                }

                #copy
            }

            #assertions
        };

        #callback
    }
}

/// Implements `duplicate`, which copies each field if its type is `Clone`.
fn copy(session: &Extension<SessionRole>, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let Extension { ident, fields, .. } = session;
    let copied = paths.in_module("session_data", "Copied");
    let not_copied = paths.in_module("session_data", "NotCopied");
    let import = (!fields.is_empty()).then(|| quote!(#[allow(unused_imports)] use #not_copied as _;));
    let members = fields.iter().map(|field| {
        let ident = &field.ident;
        quote!(#ident: #copied(&self.#ident).duplicate()?,)
    });
    quote! {
        fn duplicate(&self) -> ::core::option::Option<Self> {
            #import
            ::core::option::Option::Some(#ident { #(#members)* })
        }
    }
}

/// Implements `SessionCallback`: each field comes from the field of the same name in the token or the stored
/// user, or from its function.
fn from_source(session: &Extension<SessionRole>, source_type: &Type, context: &Context) -> TokenStream {
    let Context { paths, names } = context;
    let Extension { ident, attrs, fields } = session;
    let state = names.fresh("S");
    let (record, whole) = (local("record"), local("source"));
    let span = source_type.span();
    let source_trait = paths.callback_at("database", "SessionSource", span);
    // The constant reports a type that no session can be made of, and nothing else does.
    let is_source = names.fresh("IS_SOURCE");
    let record_of = paths.callback_at("database", "RecordOf", span);
    let reported =
        quote_spanned!(span=> const #is_source: bool = <#source_type as #source_trait>::IS_SUPPORTED;);
    let checked = paths.callback_at("wiring", "Checked", span);
    let checked = quote_spanned!(span=> <#checked<#source_type, { #is_source }> as #source_trait>);
    let record_type = quote_spanned!(span=> #record_of<#source_type, { #is_source }>);
    let members = fields.iter().map(|field| {
        let Member { ident, ty, role, .. } = field;
        match &role.with {
            Some(with) => {
                let whole = local_at("source", with.span());
                quote_spanned!(with.span()=> #ident: #with(#whole),)
            }
            None => {
                let fields_name = local_at("fields", ident.span());
                // "No such field" appears at the field's name, every other error at its type.
                let span = ty.span();
                let shown = paths.in_module_at("session_data", "ShownAs", span);
                let found = quote_spanned!(ident.span()=> &(*#fields_name).#ident);
                quote_spanned!(span=> #ident: <_ as #shown<#ty>>::shown(#found),)
            }
        }
    });
    let call = paths.callback("session", "SessionCall");
    let callback = paths.callback_at("session", "SessionCallback", span);
    let callback = quote_spanned!(span=> #callback<#state, #record_type>);
    let (app_state, jwt) = (paths.private("AppState"), paths.private("Jwt"));
    let takes = |with: bool| fields.iter().any(|field| field.role.with.is_some() == with);
    let parameter = if fields.is_empty() { quote!(_) } else { quote!(#record) };
    let found = takes(false).then(|| {
        let fields = local("fields");
        let record = local_at("record", span);
        quote_spanned!(span=> let #fields = #checked::fields(#record);)
    });
    let given = takes(true).then(|| {
        let record = local_at("record", span);
        quote_spanned!(span=> let #whole = #checked::whole(#record);)
    });
    let returns = result(&quote!(Self), &paths.callback("jwt", "InvalidPayload"));
    let session = ok(&quote!(#ident { #(#members)* }));
    quote! {
        #attrs
        const _: () = {
            #reported

            #[automatically_derived]
            impl<#state: #app_state> #callback for #ident {
                type Wired = Self;
                type Outcome = Self;

                async fn call(_: #call<'_, #state>, #parameter: &#jwt<#record_type>) -> #returns {
                    #found
                    #given
                    #session
                }
            }
        };
    }
}
