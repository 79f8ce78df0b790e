//! The trait of forms.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    assertion,
    context::Context,
    names::local,
    paths::{ok, result},
};
use crate::model::{Extension, FormRole};

/// Implements `CredentialsForm`.
pub(crate) fn form(form: &Extension<FormRole>, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let Extension { ident, attrs, fields } = form;
    let input = local("input");
    let in_form = |name| paths.in_module("form", name);
    let (form_trait, field_type, input_trait, error) =
        (in_form("CredentialsForm"), in_form("Field"), in_form("FormInput"), in_form("FieldError"));
    let form_value = in_form("FormValue");
    let drawn = fields.iter().map(|field| {
        let FormRole { input, label, placeholder, autocomplete, required, is_password: _ } = &field.role;
        let wire = &field.wire;
        let input_type = match input {
            Some(input) => quote!(#input),
            None => {
                let ty = &field.ty;
                quote!(#form_value::<#ty>::INPUT_TYPE)
            }
        };
        let ty = &field.ty;
        let password = quote!(.with_password(#form_value::<#ty>::PASSWORD));
        let label = label.as_ref().map(|text| quote!(.with_label(#text)));
        let placeholder = placeholder.as_ref().map(|text| quote!(.with_placeholder(#text)));
        let autocomplete = autocomplete.as_ref().map(|text| quote!(.with_autocomplete(#text)));
        let required = required.then(|| quote!(.required()));
        quote!(#field_type::new(#wire, #input_type)#password #label #placeholder #autocomplete #required)
    });
    let parsed = fields.iter().map(|field| {
        let (ident, ty, wire) = (&field.ident, &field.ty, &field.wire);
        let text = quote!(#input_trait::text(#input, #wire));
        let text = if field.role.required {
            let filled = in_form("filled");
            quote!(#filled(#text))
        } else {
            text
        };
        quote!(#ident: #form_value::<#ty>::parse(#wire, #text)?,)
    });
    let parsed_result = result(&quote!(Self), &error);
    let value = ok(&quote!(#ident { #(#parsed)* }));
    let parameter = if fields.is_empty() { quote!(_) } else { quote!(#input) };
    let assertions = assertion::form(fields, paths);
    let form = local("form");
    // The core reads the password of a sign-up form, and the function of the application has no use for it.
    let unread: Vec<_> =
        fields.iter().filter(|field| field.role.is_password).map(|field| &field.ident).collect();
    let read =
        (!unread.is_empty()).then(|| quote!(const _: fn(&#ident) = |#form| { #(let _ = &#form.#unread;)* };));
    let not_a_field = (!fields.is_empty()).then(|| assertion::fallback(&in_form("NotAField")));
    quote! {
        #attrs
        const _: () = {
            #not_a_field

            #[automatically_derived]
            impl #form_trait for #ident {
                const FIELDS: &'static [#field_type] = &[#(#drawn),*];

                fn parse(#parameter: &dyn #input_trait) -> #parsed_result {
                    #value
                }
            }

            #read
            #assertions
        };
    }
}
