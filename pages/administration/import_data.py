"""Import data: choose the month's files, mend what is wrong, confirm, load."""

import streamlit as st

from lib.ui import access, import_done, import_form, import_review, import_templates

user = access.current_user()

batch = st.query_params.get("batch", "")
loaded = st.query_params.get("loaded", "")
seen = import_review.review(user, batch) if batch else None

if loaded and seen is None:
    import_done.show(user, loaded)
else:
    import_review.steps(seen)
    if seen is None:
        import_form.show(user)
        import_templates.show(user)
    else:
        import_review.show(user, seen)
