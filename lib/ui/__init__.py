"""The screens' common parts: the only place, with pages/, that knows Streamlit."""
