#[automatically_derived]
impl ::auth::__private::FromRef<AppState> for Db {
    fn from_ref(state: &AppState) -> Self {
        <Db as ::core::clone::Clone>::clone(&state.db)
    }
}
