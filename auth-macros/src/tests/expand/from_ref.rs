#[automatically_derived]
impl ::auth::__private::FromRef<AppState> for Db {
    #[deny(unused_must_use)]
    fn from_ref(state: &AppState) -> Self {
        ::auth::__private::callback::state_part::StatePart::<
            AppState,
            Db,
        >::new(&state.db)
            .check();
        ::auth::__private::callback::state_part::StatePart::<
            AppState,
            Db,
        >::new(&state.db)
            .cloned()
    }
}
